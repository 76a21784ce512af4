/// An HDF5 file that netCDF-4 readers open with labels: every axis of every dataset is a
/// dimension scale, creation order is tracked, strings are variable-length UTF-8, no object carries a time. What is not
/// in the arguments does not reach the bytes.
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
  std::string_view units, long_name, long_name_zh, formula{}, aggregation{}, status{}, source{}, cell_methods{};
};

/// A dimension scale already written, to be attached to axes.
struct Axis {
  hid_t dataset = -1;
  hsize_t length = 0;
};

/// How a large variable lies in the file.
enum class Packing {
  plain,      ///< as it is, in one piece
  compressed  ///< in blocks along the first axis, shuffled and deflated
};

class NetcdfFile {
 public:
  explicit NetcdfFile(const std::string& path);

  hid_t root() const { return root_; }
  /// A group by its path from the root; it lives as long as the file.
  hid_t group(const char* path);

  /// Coordinates: a dimension scale with its labels or numbers.
  Axis label_axis(hid_t group, const char* name, const std::vector<std::string>& labels);
  Axis label_axis(hid_t group, const char* name, std::span<const char* const> labels);
  Axis number_axis(hid_t group, const char* name, std::span<const std::int32_t> numbers);
  Axis value_axis(hid_t group, const char* name, std::span<const double> values);

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

  /// A large variable of float, double or int64, to be filled block by block.
  template <class Number>
  Handle large(const Variable& variable, Packing packing);
  /// Rows `first` … of it along the first axis; `values` holds whole rows. Every row is written once.
  template <class Number>
  void write_block(const Handle& dataset, hsize_t first, std::span<const Number> values);

  void attribute(hid_t object, const char* name, std::string_view value);
  void attribute(hid_t object, const char* name, std::int32_t value);
  void attribute(hid_t object, const char* name, std::int64_t value);

  /// Everything on the disk; nothing may be written afterwards.
  void finish();

 private:
  struct Stored {
    hid_t type;
    const void* values;
    bool floating;
  };
  Handle create(const Variable& variable, hid_t type, const Handle& properties);
  void number_attribute(hid_t object, const char* name, hid_t type, const void* value);
  void write_raw(const Variable& variable, const Stored& stored);
  Axis axis(hid_t group, const char* name, const Stored& stored, hsize_t length);

  Handle text_type_, group_properties_, dataset_properties_, file_;
  Handle root_;
  std::vector<Handle> kept_;  ///< groups and scales, open until the end
  std::int32_t dimensions_ = 0;
};

}  // namespace ballast::hdf5
