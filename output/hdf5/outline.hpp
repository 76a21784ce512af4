/// What a result file holds, but for its numbers: of which type and along which axes each object is, every attribute,
/// and what short lists of texts and whole numbers say.
#pragma once

#include <map>
#include <string>

#include "models/base/expected.hpp"

namespace ballast::hdf5 {

/// `treasury` → `float64 (unit 12, year 60)`, `treasury: units` → `yuan`, `schema` (an attribute of the root) →
/// `ballast.result/1`, `phase: values` → …
using Outline = std::map<std::string, std::string>;

/// Without the seal and the lists by which axes and variables know each other. Precondition: the seal is whole.
Expected<Outline> outline_of(const std::string& path);

}  // namespace ballast::hdf5
