/// An HDF5 file in memory that netCDF-4 readers open with labels: every axis of every dataset is a dimension scale,
/// creation order is tracked, strings are variable-length UTF-8, no object carries a time. What is not in the
/// arguments does not reach the bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "output/hdf5/handle.hpp"

namespace ballast::hdf5 {

/// Attributes every variable carries; empty ones are left out.
struct Attributes {
  std::string_view units, long_name, long_name_zh, formula{}, aggregation{}, status{}, source{};
};

/// A dimension scale already written, to be attached to axes.
struct Axis {
  hid_t dataset = -1;
  hsize_t length = 0;
};

class NetcdfFile {
 public:
  NetcdfFile();

  hid_t root() const { return root_; }
  /// A group below the root; it lives as long as the file.
  hid_t group(const char* name);

  /// Coordinates: a dimension scale with its labels or numbers.
  Axis label_axis(hid_t group, const char* name, const std::vector<std::string>& labels);
  Axis number_axis(hid_t group, const char* name, std::span<const std::int32_t> numbers);

  /// Variables; their extent is that of their axes (none: a scalar).
  struct Variable {
    hid_t group;
    std::string name;
    std::vector<Axis> axes;
    Attributes attributes;
  };
  void write(const Variable& variable, std::span<const double> values);
  void write(const Variable& variable, std::span<const std::int32_t> values);
  void write(const Variable& variable, std::span<const std::int64_t> values);
  void write(const Variable& variable, const std::vector<std::string>& values);
  void write(const Variable& variable, std::span<const char* const> values);

  void attribute(hid_t object, const char* name, std::string_view value);
  void attribute(hid_t object, const char* name, std::int32_t value);

  /// The bytes of the finished file; nothing may be written afterwards.
  std::string bytes();

 private:
  struct Stored {
    hid_t type;
    const void* values;
    bool floating;
  };
  Handle create(const Variable& variable, hid_t type, bool floating);
  void write_raw(const Variable& variable, const Stored& stored);
  Axis make_scale(Handle dataset, const char* name, hsize_t length);

  Handle text_type_, group_properties_, dataset_properties_, file_, root_;
  std::vector<Handle> kept_;  ///< groups and scales, open until the end
  std::int32_t dimensions_ = 0;
};

}  // namespace ballast::hdf5
