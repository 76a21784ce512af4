/// The HDF5 form of a result, described in output/FORMAT.md.
#pragma once

#include <string>

#include "models/base/expected.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

/// Version of the layout; raised when a name or an axis changes its meaning.
inline constexpr int kResultFormat = 1;

/// The complete file; the same projection always gives the same bytes. Kind `internal` when HDF5 refuses.
Expected<std::string> hdf5_document(const Projection& projection);

}  // namespace ballast
