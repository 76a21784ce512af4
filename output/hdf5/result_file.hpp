/// The HDF5 form of a result, described in output/FORMAT.md.
#pragma once

#include <string>

#include "models/base/expected.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

/// Version of the layout; raised when a name or an axis changes its meaning.
inline constexpr int kResultFormat = 1;

/// Fills the file at `path`, which nobody else sees yet (write_filled, write_together); the same projection always
/// gives the same bytes. Kind `write_failed` when the disk refuses.
Expected<void> fill_result(const std::string& path, const Projection& projection);

/// The complete file, or none.
Expected<void> write_result(const std::string& path, const Projection& projection);

}  // namespace ballast
