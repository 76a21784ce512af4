/// Does a result file have the form that output/FORMAT.md promises to outside readers?
#pragma once

#include <string>

#include "models/base/expected.hpp"

namespace ballast {

/// What was looked at, when nothing is wrong.
struct Validated {
  int datasets = 0, axes = 0, measures = 0;
};

/// Every departure from the form at once, each with the object inside the file: axes without scale, types that netCDF
/// does not know, measures that are missing or carry another unit than the catalogue, times, dimension numbers.
Expected<Validated> validate_result(const std::string& path);

}  // namespace ballast
