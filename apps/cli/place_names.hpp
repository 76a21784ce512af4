/// The units of a place in both languages, for text that names them.
#pragma once

#include <string>
#include <vector>

#include "sim/planner.hpp"

namespace ballast::cli {

/// Nothing of a folder of tables, or of a place that is not there.
std::vector<Label> names_in(const std::string& place, const Planner& planner);

}  // namespace ballast::cli
