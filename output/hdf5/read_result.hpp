/// A result file read back: the projection that was written, with everything it was made from.
#pragma once

#include <string>

#include "models/base/expected.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

namespace hdf5 {
class NetcdfReader;
/// The projection in an open file. Throws Error with the object at fault.
Projection read_projection(const NetcdfReader& file);
/// A table by row and column; NaN throughout when an older program did not write it.
Eigen::ArrayXXd read_table(const NetcdfReader& file, const std::string& path, int rows, int columns);
}  // namespace hdf5

/// not_found when there is no such file; data, with the object inside the file, when it is no result, has changed since
/// it was written or is of a later format. A measure or flow that the file's program did not know is NaN; one that this
/// program does not know is left out. Writing what was read gives the bytes of the file, if one version did both.
/// Of an ensemble's file this is its central run (read_any_result gives the whole).
Expected<Projection> read_result(const std::string& path);

}  // namespace ballast
