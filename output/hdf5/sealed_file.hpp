/// A result file filled and sealed, of a single run or an ensemble.
#pragma once

#include <functional>
#include <string>

#include "models/base/expected.hpp"
#include "output/hdf5/netcdf_file.hpp"

namespace ballast::hdf5 {

/// Fills the file at `path` and seals it. Kind `write_failed` with what the system or HDF5 says.
Expected<void> fill_sealed(const std::string& path, const std::function<void(NetcdfFile&)>& fill);

}  // namespace ballast::hdf5
