#include "output/hdf5/outline.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <array>
#include <exception>

#include "output/hash/sha256.hpp"
#include "output/hdf5/netcdf_reader.hpp"

namespace ballast::hdf5 {

namespace {

/// By which axes and variables know each other.
constexpr std::array<std::string_view, 2> kLeftOut{"DIMENSION_LIST", "REFERENCE_LIST"};
constexpr std::string_view kRoot = "/", kSeal = "seal";
constexpr hsize_t kMostListed = hsize_t{1} << 20;  ///< entries of a list that are looked at
constexpr std::size_t kLongestShown = 60;          ///< bytes of values that are shown; of more, their digest

struct Link {
  std::string name;
  bool hard = true;
};

/// Every link below the root. Nothing is thrown through the library's C.
std::vector<Link> links_of(hid_t file) {
  struct Walk {
    std::vector<Link> links;
    std::exception_ptr thrown;
  } walk;
  const auto each = [](hid_t, const char* name, const H5L_info_t* link, void* into) -> herr_t {
    auto& walked = *static_cast<Walk*>(into);
    try {
      walked.links.push_back({name, link->type == H5L_TYPE_HARD});
      return 0;
    } catch (...) {
      walked.thrown = std::current_exception();
      return -1;
    }
  };
  const herr_t walked = H5Lvisit(file, H5_INDEX_NAME, H5_ITER_NATIVE, each, &walk);
  if (walk.thrown) std::rethrow_exception(walk.thrown);
  if (walked < 0) throw Error("/: cannot be walked through");
  return std::move(walk.links);
}

/// The names of an object's attributes, without the library's calling back.
std::vector<std::string> attributes_of(hid_t object) {
  H5O_info_t about;
  checked(H5Oget_info2(object, &about, H5O_INFO_NUM_ATTRS), "H5Oget_info2");
  std::vector<std::string> names;
  for (hsize_t i = 0; i < about.num_attrs; ++i) {
    const Handle one(H5Aopen_by_idx(object, ".", H5_INDEX_NAME, H5_ITER_NATIVE, i, H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                     "H5Aopen_by_idx");
    std::string name(static_cast<std::size_t>(checked(H5Aget_name(one, 0, nullptr), "H5Aget_name")), '\0');
    checked(H5Aget_name(one, name.size() + 1, name.data()), "H5Aget_name");
    names.push_back(std::move(name));
  }
  return names;
}

std::vector<hsize_t> lengths_of(hid_t space) {
  std::vector<hsize_t> lengths(static_cast<std::size_t>(std::max(0, H5Sget_simple_extent_ndims(space))));
  if (!lengths.empty()) checked(H5Sget_simple_extent_dims(space, lengths.data(), nullptr), "H5Sget_simple_extent");
  return lengths;
}

Form form_of(hid_t type) {
  const H5T_class_t kind = H5Tget_class(type);
  if (kind == H5T_STRING) return {FormKind::text};
  if (kind == H5T_INTEGER)
    return {H5Tget_sign(type) == H5T_SGN_NONE ? FormKind::natural : FormKind::integer, 8 * H5Tget_size(type)};
  if (kind == H5T_FLOAT) return {FormKind::real, 8 * H5Tget_size(type)};
  return {FormKind::other_type};
}

Form form_of_dataset(hid_t dataset) {
  const Handle type(H5Dget_type(dataset), H5Tclose, "H5Dget_type");
  const Handle space(H5Dget_space(dataset), H5Sclose, "H5Dget_space");
  Form form = form_of(type);
  unsigned axis = 0;
  for (const hsize_t length : lengths_of(space)) {
    const std::string name = first_scale(dataset, axis++);
    form.axes.push_back({name.starts_with('/') ? name.substr(1) : name, length});
  }
  return form;
}

/// The numbers of an attribute as texts; floating ones so that other bits give other digits.
template <class Number>
std::vector<std::string> numbers_of(hid_t attribute, hid_t type, std::size_t count) {
  std::vector<Number> numbers(count);
  checked(H5Aread(attribute, type, numbers.data()), "H5Aread");
  std::vector<std::string> all;
  all.reserve(count);
  for (const Number number : numbers) all.push_back(fmt::format("{}", number));
  return all;
}

std::vector<std::string> texts_of(hid_t attribute, hid_t type, hid_t space, std::size_t count) {
  std::vector<std::string> all;
  if (H5Tis_variable_str(type) > 0) {
    std::vector<char*> read(count, nullptr);
    checked(H5Aread(attribute, type, read.data()), "H5Aread");
    for (const char* text : read) all.emplace_back(text ? text : "");
    checked(H5Dvlen_reclaim(type, space, H5P_DEFAULT, read.data()), "H5Dvlen_reclaim");
    return all;
  }
  const std::size_t width = H5Tget_size(type);
  if (width > kMostListed) throw Error("H5Aread failed");
  std::string read(count * width, '\0');
  checked(H5Aread(attribute, type, read.data()), "H5Aread");
  for (std::size_t i = 0; i < count; ++i) all.emplace_back(read.substr(i * width, width).c_str());
  return all;
}

/// The values of a list one after the other; their digest where that is long, or where it could be read in two ways.
std::string shown(const std::vector<std::string>& values) {
  const bool plain =
      std::none_of(values.begin(), values.end(), [](const auto& one) { return one.find(", ") != std::string::npos; });
  const std::string all = fmt::format("{}", fmt::join(values, ", "));
  if (plain && all.size() <= kLongestShown) return all;
  return sha256(fmt::format("{}", fmt::join(values, std::string_view("\0", 1))));
}

std::optional<std::string> value_of(hid_t attribute, hid_t type, const Form& form) {
  const Handle space(H5Aget_space(attribute), H5Sclose, "H5Aget_space");
  const hssize_t points = H5Sget_simple_extent_npoints(space);
  if (points < 1 || static_cast<hsize_t>(points) > kMostListed) return {};
  const auto count = static_cast<std::size_t>(points);
  if (form.kind == FormKind::text) {
    const std::vector<std::string> texts = texts_of(attribute, type, space, count);
    return count == 1 ? texts.front() : shown(texts);
  }
  if (form.kind == FormKind::integer) return shown(numbers_of<std::int64_t>(attribute, H5T_NATIVE_INT64, count));
  if (form.kind == FormKind::natural) return shown(numbers_of<std::uint64_t>(attribute, H5T_NATIVE_UINT64, count));
  if (form.kind == FormKind::real) return shown(numbers_of<double>(attribute, H5T_NATIVE_DOUBLE, count));
  return {};
}

Stated attribute_of(hid_t object, const std::string& name) try {
  const Handle about(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, name.c_str());
  const Handle type(H5Aget_type(about), H5Tclose, name.c_str());
  const Handle space(H5Aget_space(about), H5Sclose, name.c_str());
  Form form = form_of(type);
  for (const hsize_t length : lengths_of(space)) form.axes.push_back({"", length});
  std::optional<std::string> value = value_of(about, type, form);
  return {std::move(form), std::move(value)};
} catch (const Error&) {
  return {{FormKind::unreadable}};
}

class Outliner {
 public:
  explicit Outliner(const std::string& path) : reader_(NetcdfReader::of_file(path)) {}

  Outline read() {
    attributes(reader_.file(), kRoot);
    for (const Link& link : links_of(reader_.file())) visit(link);
    return std::move(outline_);
  }

 private:
  void visit(const Link& link) try {
    if (!link.hard) return void(outline_[link.name] = {{FormKind::link}});
    const Handle object(H5Oopen(reader_.file(), link.name.c_str(), H5P_DEFAULT), H5Oclose, link.name.c_str());
    const H5I_type_t kind = H5Iget_type(object);
    outline_[link.name] = {kind == H5I_GROUP     ? Form{FormKind::group}
                           : kind == H5I_DATASET ? form_of_dataset(object)
                                                 : Form{FormKind::other_object}};
    attributes(object, link.name);
    if (kind == H5I_DATASET) values(object, link.name);
  } catch (const Error&) {
    outline_[link.name] = {{FormKind::unreadable}};
  }

  /// Lists of texts and of whole numbers; other numbers are held against each other one by one.
  void values(hid_t dataset, const std::string& name) {
    const Form form = outline_[name].form;
    if (form.axes.size() != 1 || form.axes.front().length > kMostListed) return;
    const Handle type(H5Dget_type(dataset), H5Tclose, "H5Dget_type");
    std::vector<std::string> all;
    if (form.kind == FormKind::text) all = reader_.texts(name);
    if (form.kind == FormKind::integer || form.kind == FormKind::natural)
      for (const std::int64_t number : reader_.long_numbers(name)) all.push_back(std::to_string(number));
    if (!all.empty()) outline_[name + std::string(kValuesOf)] = {form_of(type), shown(all)};
  }

  void attributes(hid_t object, std::string_view of) {
    for (const std::string& name : attributes_of(object)) {
      const bool left_out = std::find(kLeftOut.begin(), kLeftOut.end(), name) != kLeftOut.end();
      if (left_out || (of == kRoot && name == kSeal)) continue;
      outline_[of == kRoot ? name : fmt::format("{}: {}", of, name)] = attribute_of(object, name);
    }
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
