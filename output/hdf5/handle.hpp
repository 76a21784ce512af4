/// HDF5 handles that close themselves, and the one way this program notices that HDF5 failed.
#pragma once

#include <hdf5.h>

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace ballast::hdf5 {

/// Thrown inside output/hdf5 only; its door turns it into an Issue.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& what, int of_system = 0) : std::runtime_error(what), of_system_(of_system) {}
  /// The number the system gave (errno), where it was the system that refused; or 0.
  int of_system() const { return of_system_; }

 private:
  int of_system_;
};

/// The number of the system's error, from what HDF5 remembers of the call that just failed: "… errno = 28, …".
inline int error_of_system() {
  int number = 0;
  const auto look = [](unsigned, const H5E_error2_t* one, void* found) -> herr_t {
    constexpr std::string_view kSays = "errno = ";
    const std::string_view told = one->desc == nullptr ? "" : one->desc;
    if (const std::size_t at = told.find(kSays); at != std::string_view::npos)
      *static_cast<int*>(found) = std::atoi(told.data() + at + kSays.size());
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, look, &number);
  return number;
}

inline hid_t checked(hid_t id, const char* call) {
  if (id < 0) throw Error(std::string(call) + " failed", error_of_system());
  return id;
}

/// Failures are reported here, not by the library on stderr. Of the calling thread alone: each that reads says it.
inline void begin_quietly() { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

/// Owner of one handle.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);
  Handle(hid_t id, Close close, const char* call) : id_(checked(id, call)), close_(close) {}
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  Handle& operator=(Handle&&) = delete;

  operator hid_t() const { return id_; }  // NOLINT: handles are passed to the C API as they are

 private:
  hid_t id_;
  Close close_;
};

/// How much of a large variable is written or read at once, along its first axis.
inline constexpr hsize_t kBlock = 64;

/// The type of a large variable's numbers: float, double or int64.
template <class Number>
hid_t native() {
  if constexpr (std::is_same_v<Number, float>) return H5T_NATIVE_FLOAT;
  if constexpr (std::is_same_v<Number, double>) return H5T_NATIVE_DOUBLE;
  return H5T_NATIVE_INT64;
}

/// The type of texts: of any length, UTF-8.
inline Handle utf8_text() {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "H5Tcopy");
  checked(H5Tset_size(type, H5T_VARIABLE), "H5Tset_size");
  checked(H5Tset_cset(type, H5T_CSET_UTF8), "H5Tset_cset");
  checked(H5Tset_strpad(type, H5T_STR_NULLTERM), "H5Tset_strpad");
  return type;
}

inline Handle space_of(const std::vector<hsize_t>& extent) {
  if (extent.empty()) return {H5Screate(H5S_SCALAR), H5Sclose, "H5Screate"};
  return {H5Screate_simple(static_cast<int>(extent.size()), extent.data(), nullptr), H5Sclose, "H5Screate_simple"};
}

}  // namespace ballast::hdf5
