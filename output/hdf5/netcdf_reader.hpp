/// Reads what NetcdfFile writes. The file may still be anything: names that are missing, objects of another type or
/// extent, and sizes no result has are Errors that name the object. Precondition: the seal is whole.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "output/hdf5/handle.hpp"

namespace ballast::hdf5 {

class NetcdfReader {
 public:
  static NetcdfReader of_file(const std::string& path);

  bool has(const std::string& path) const;
  hid_t file() const { return file_; }

  /// Attributes of the root, or of a group ("inputs").
  std::string text(const char* name, const char* of = "/") const;
  int number(const char* name, const char* of = "/") const;
  std::int64_t long_number(const char* name, const char* of = "/") const;
  bool has_attribute(const char* name, const char* of = "/") const;

  /// Datasets by path. `extent` is what it must be; a list may have any length up to the reader's limit.
  std::vector<std::string> texts(const std::string& path) const;
  std::vector<std::int32_t> numbers(const std::string& path) const;
  std::vector<std::int64_t> long_numbers(const std::string& path) const;
  std::vector<double> values(const std::string& path, const std::vector<hsize_t>& extent) const;

  /// Error when a variable has another extent, or claims more numbers than its bytes can hold: before room is made.
  void refuse_overstated(const std::string& path, const std::vector<hsize_t>& extent) const;
  /// Rows `first` … of a large variable along its first axis. Precondition: it is not overstated.
  template <class Number>
  std::vector<Number> rows(const std::string& path, const std::vector<hsize_t>& extent, hsize_t first,
                           hsize_t count) const;
  /// A large variable block by block along its first axis, once it is not overstated: `take` gets the first row and
  /// whole rows.
  template <class Number>
  void blocks(const std::string& path, const std::vector<hsize_t>& extent,
              const std::function<void(hsize_t, std::span<const Number>)>& take) const;
  /// Whether it is stored compressed.
  bool compressed(const std::string& path) const;

 private:
  explicit NetcdfReader(Handle file);
  template <class Number>
  Number one(const char* name, const char* of, hid_t type) const;
  template <class Number>
  std::vector<Number> list(const std::string& path, hid_t type) const;

  Handle text_type_, file_;
};

/// The path of the first scale of a dataset's axis; empty where it has none.
std::string first_scale(hid_t dataset, unsigned axis);

}  // namespace ballast::hdf5
