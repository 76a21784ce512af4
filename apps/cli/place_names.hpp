/// The units of a place in both languages, for text that names them.
#pragma once

#include <string>
#include <vector>

#include "apps/cli/budget_file.hpp"
#include "sim/planner.hpp"

namespace ballast::cli {

/// Nothing of a folder of tables, or of a place that is not there.
std::vector<Label> names_in(const std::string& place, const Planner& planner);

/// Of a budget: those of its place; where it names none (it was a form), of the default place, if that has all its
/// units.
std::vector<Label> names_in(const BudgetFile& budget, const Planner& planner);

}  // namespace ballast::cli
