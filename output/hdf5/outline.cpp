#include "output/hdf5/outline.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <array>
#include <vector>

#include "output/hash/sha256.hpp"
#include "output/hdf5/netcdf_reader.hpp"

namespace ballast::hdf5 {

namespace {

/// What says no more than the axes of an object do, or of which file it is.
constexpr std::array<std::string_view, 3> kLeftOut{"DIMENSION_LIST", "REFERENCE_LIST", "seal"};
constexpr hsize_t kMostListed = hsize_t{1} << 20;  ///< entries of a list that are looked at
constexpr std::size_t kLongestShown = 60;          ///< bytes of values that are shown; of more, their digest

std::string name_of(hid_t type) {
  const H5T_class_t kind = H5Tget_class(type);
  if (kind == H5T_STRING) return "text";
  if (kind == H5T_INTEGER) return fmt::format("int{}", 8 * H5Tget_size(type));
  if (kind == H5T_FLOAT) return fmt::format("float{}", 8 * H5Tget_size(type));
  return "another type";
}

std::string shown(const std::vector<std::string>& values) {
  std::string all = fmt::format("{}", fmt::join(values, ", "));
  return all.size() <= kLongestShown ? all : sha256(all);
}

/// The name of the first scale of an axis, without a slash before it.
std::string axis_name(hid_t dataset, unsigned axis) {
  std::string name;
  H5DSiterate_scales(
      dataset, axis, nullptr,
      [](hid_t, unsigned, hid_t scale, void* found) -> herr_t {
        std::array<char, 256> path{};
        H5Iget_name(scale, path.data(), path.size());
        *static_cast<std::string*>(found) = path.data();
        return 1;
      },
      &name);
  return name.starts_with('/') ? name.substr(1) : name;
}

class Outliner {
 public:
  explicit Outliner(const std::string& path) : reader_(NetcdfReader::of_file(path)) {}

  Outline read() {
    attributes(reader_.file(), "/");
    const auto each = [](hid_t, const char* name, const H5L_info_t* link, void* self) -> herr_t {
      static_cast<Outliner*>(self)->visit(name, *link);
      return 0;
    };
    if (H5Lvisit(reader_.file(), H5_INDEX_NAME, H5_ITER_NATIVE, each, this) < 0) throw Error("/: cannot be walked");
    return std::move(outline_);
  }

 private:
  /// No exception may cross the library: what cannot be read is said so.
  void visit(const std::string& name, const H5L_info_t& link) try {
    if (link.type != H5L_TYPE_HARD) return void(outline_[name] = "a link");
    const Handle object(H5Oopen(reader_.file(), name.c_str(), H5P_DEFAULT), H5Oclose, name.c_str());
    const H5I_type_t kind = H5Iget_type(object);
    outline_[name] = kind == H5I_GROUP ? "group" : kind == H5I_DATASET ? form(object) : "another object";
    attributes(object, name);
    if (kind == H5I_DATASET) values(object, name);
  } catch (const std::exception&) {
    outline_[name] = "unreadable";
  }

  static std::vector<hsize_t> extent(hid_t dataset) {
    const Handle space(H5Dget_space(dataset), H5Sclose, "H5Dget_space");
    std::vector<hsize_t> lengths(static_cast<std::size_t>(std::max(0, H5Sget_simple_extent_ndims(space))));
    if (!lengths.empty()) checked(H5Sget_simple_extent_dims(space, lengths.data(), nullptr), "H5Sget_simple_extent");
    return lengths;
  }

  static std::string form(hid_t dataset) {
    const Handle type(H5Dget_type(dataset), H5Tclose, "H5Dget_type");
    const std::vector<hsize_t> lengths = extent(dataset);
    const bool scale = H5DSis_scale(dataset) > 0;
    std::vector<std::string> axes;
    for (unsigned axis = 0; axis < lengths.size(); ++axis)
      axes.push_back(fmt::format("{} {}", scale ? "axis" : axis_name(dataset, axis), lengths[axis]));
    return lengths.empty() ? name_of(type) : fmt::format("{} ({})", name_of(type), fmt::join(axes, ", "));
  }

  /// Lists of texts and of whole numbers; other numbers are held against each other one by one.
  void values(hid_t dataset, const std::string& name) {
    const std::vector<hsize_t> lengths = extent(dataset);
    if (lengths.size() != 1 || lengths[0] > kMostListed) return;
    const Handle type(H5Dget_type(dataset), H5Tclose, "H5Dget_type");
    std::vector<std::string> all;
    if (H5Tget_class(type) == H5T_STRING) all = reader_.texts(name);
    if (H5Tget_class(type) == H5T_INTEGER)
      for (const std::int64_t number : reader_.long_numbers(name)) all.push_back(std::to_string(number));
    if (!all.empty()) outline_[name + ": values"] = shown(all);
  }

  void attributes(hid_t object, const std::string& of) {
    std::vector<std::string> names;
    const auto each = [](hid_t, const char* name, const H5A_info_t*, void* all) -> herr_t {
      static_cast<std::vector<std::string>*>(all)->emplace_back(name);
      return 0;
    };
    checked(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_NATIVE, nullptr, each, &names), "H5Aiterate2");
    for (const std::string& name : names)
      if (std::find(kLeftOut.begin(), kLeftOut.end(), name) == kLeftOut.end())
        outline_[of == "/" ? name : of + ": " + name] = attribute(object, of, name);
  }

  std::string attribute(hid_t object, const std::string& of, const std::string& name) const try {
    const Handle about(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, name.c_str());
    const Handle type(H5Aget_type(about), H5Tclose, name.c_str());
    if (H5Tget_class(type) == H5T_INTEGER) return std::to_string(reader_.long_number(name.c_str(), of.c_str()));
    if (H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) > 0) return reader_.text(name.c_str(), of.c_str());
    return name_of(type);
  } catch (const Error&) {
    return "unreadable";
  }

  NetcdfReader reader_;
  Outline outline_;
};

}  // namespace

Expected<Outline> outline_of(const std::string& path) try {
  return Outliner(path).read();
} catch (const Error& problem) {
  return fail(issue_in(IssueKind::data, path, problem.what(), "a result file of this version"));
}

}  // namespace ballast::hdf5
