/// The parts of a result file, for a single run and for an ensemble alike; output/FORMAT.md describes them.
#pragma once

#include <string>
#include <vector>

#include "output/hdf5/netcdf_file.hpp"
#include "output/hdf5/observed.hpp"
#include "sim/engine/projection.hpp"

namespace ballast::hdf5 {

struct Axes {
  Axis unit, year;
};

/// Opens with the seal: it must be the first text of the file.
void write_root_attributes(NetcdfFile& file, const Projection& projection);
Axes write_axes(NetcdfFile& file, const Projection& projection);
/// Both names of an axis.
void describe(NetcdfFile& file, const Axis& axis, const char* en, const char* zh);
/// The units, without the pool and the whole city.
std::vector<std::string> members_of(const Projection& projection);
/// first, first + 1, …
std::vector<std::int32_t> counting(int first, std::size_t count);

/// What the catalogue says of a measure.
Attributes about(const MeasureRow& measure);
/// A table along two axes.
void write_table(NetcdfFile& file, const NetcdfFile::Variable& variable, const Eigen::ArrayXXd& values);

/// Everything below the root but the variables there: /flows, /ledger, /inputs, /diagnostics, /provenance, /observed.
void write_groups(NetcdfFile& file, const Projection& projection, const std::vector<PublishedSeries>& published,
                  const Axes& axes);
/// One number in a group.
void write_number(NetcdfFile& file, hid_t group, const char* name, const Attributes& attributes, double value);

}  // namespace ballast::hdf5
