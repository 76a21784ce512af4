#include "output/hdf5/netcdf_file.hpp"

#include <hdf5_hl.h>

#include <limits>

namespace ballast::hdf5 {

namespace {

constexpr unsigned kTracked = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

void check(herr_t status, const char* call) { checked(status, call); }

Handle utf8_text() {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "H5Tcopy");
  check(H5Tset_size(type, H5T_VARIABLE), "H5Tset_size");
  check(H5Tset_cset(type, H5T_CSET_UTF8), "H5Tset_cset");
  check(H5Tset_strpad(type, H5T_STR_NULLTERM), "H5Tset_strpad");
  return type;
}

/// Properties of groups and of the file's own root group: creation order kept, no times.
Handle ordered(hid_t property_class) {
  Handle list(H5Pcreate(property_class), H5Pclose, "H5Pcreate");
  check(H5Pset_link_creation_order(list, kTracked), "H5Pset_link_creation_order");
  check(H5Pset_attr_creation_order(list, kTracked), "H5Pset_attr_creation_order");
  check(H5Pset_obj_track_times(list, false), "H5Pset_obj_track_times");
  return list;
}

Handle dataset_properties() {
  Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "H5Pcreate");
  check(H5Pset_attr_creation_order(list, kTracked), "H5Pset_attr_creation_order");
  check(H5Pset_obj_track_times(list, false), "H5Pset_obj_track_times");
  return list;
}

Handle file_in_memory() {
  constexpr std::size_t kGrowBy = 1 << 20;
  const Handle creation = ordered(H5P_FILE_CREATE);
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "H5Pcreate");
  check(H5Pset_fapl_core(access, kGrowBy, false), "H5Pset_fapl_core");
  // The earliest superblock that does: HDF5 1.10 leaves a wrong checksum in the image of a later one.
  check(H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V18), "H5Pset_libver_bounds");
  return {H5Fcreate("ballast", H5F_ACC_TRUNC, creation, access), H5Fclose, "H5Fcreate"};
}

std::vector<const char*> pointers(const std::vector<std::string>& texts) {
  std::vector<const char*> all;
  all.reserve(texts.size());
  for (const std::string& text : texts) all.push_back(text.c_str());
  return all;
}

std::vector<hsize_t> extent_of(const std::vector<Axis>& axes) {
  std::vector<hsize_t> extent;
  for (const Axis& axis : axes) extent.push_back(axis.length);
  return extent;
}

}  // namespace

NetcdfFile::NetcdfFile()
    : text_type_(utf8_text()),
      group_properties_(ordered(H5P_GROUP_CREATE)),
      dataset_properties_(dataset_properties()),
      file_(file_in_memory()),
      root_(H5Gopen2(file_, "/", H5P_DEFAULT), H5Gclose, "H5Gopen2") {}

hid_t NetcdfFile::group(const char* name) {
  kept_.emplace_back(H5Gcreate2(root_, name, H5P_DEFAULT, group_properties_, H5P_DEFAULT), H5Gclose, "H5Gcreate2");
  return kept_.back();
}

Handle NetcdfFile::create(const Variable& variable, hid_t type, bool floating) {
  const Handle space = space_of(extent_of(variable.axes));
  const Handle properties(H5Pcopy(dataset_properties_), H5Pclose, "H5Pcopy");
  const double missing = std::numeric_limits<double>::quiet_NaN();
  if (floating) check(H5Pset_fill_value(properties, H5T_NATIVE_DOUBLE, &missing), "H5Pset_fill_value");
  Handle dataset(H5Dcreate2(variable.group, variable.name.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT),
                 H5Dclose, "H5Dcreate2");
  unsigned position = 0;
  for (const Axis& axis : variable.axes) check(H5DSattach_scale(dataset, axis.dataset, position++), "H5DSattach_scale");
  const Attributes& about = variable.attributes;
  if (!about.units.empty()) attribute(dataset, "units", about.units);
  if (!about.long_name.empty()) attribute(dataset, "long_name", about.long_name);
  if (!about.long_name_zh.empty()) attribute(dataset, "long_name_zh", about.long_name_zh);
  if (!about.formula.empty()) attribute(dataset, "formula", about.formula);
  if (!about.aggregation.empty()) attribute(dataset, "aggregation", about.aggregation);
  if (!about.status.empty()) attribute(dataset, "status", about.status);
  if (!about.source.empty()) attribute(dataset, "source", about.source);
  return dataset;
}

void NetcdfFile::write_raw(const Variable& variable, const Stored& stored) {
  const Handle dataset = create(variable, stored.type, stored.floating);
  check(H5Dwrite(dataset, stored.type, H5S_ALL, H5S_ALL, H5P_DEFAULT, stored.values), "H5Dwrite");
}

void NetcdfFile::write(const Variable& variable, std::span<const double> values) {
  write_raw(variable, {H5T_NATIVE_DOUBLE, values.data(), true});
}

void NetcdfFile::write(const Variable& variable, std::span<const std::int32_t> values) {
  write_raw(variable, {H5T_NATIVE_INT32, values.data(), false});
}

void NetcdfFile::write(const Variable& variable, std::span<const std::int64_t> values) {
  write_raw(variable, {H5T_NATIVE_INT64, values.data(), false});
}

void NetcdfFile::write(const Variable& variable, const std::vector<std::string>& values) {
  write_raw(variable, {text_type_, pointers(values).data(), false});
}

void NetcdfFile::write(const Variable& variable, std::span<const char* const> values) {
  write_raw(variable, {text_type_, values.data(), false});
}

Axis NetcdfFile::make_scale(Handle dataset, const char* name, hsize_t length) {
  check(H5DSset_scale(dataset, name), "H5DSset_scale");
  attribute(dataset, "_Netcdf4Dimid", dimensions_++);
  kept_.push_back(std::move(dataset));
  return {kept_.back(), length};
}

Axis NetcdfFile::label_axis(hid_t group, const char* name, const std::vector<std::string>& labels) {
  const Handle space = space_of({labels.size()});
  Handle dataset(H5Dcreate2(group, name, text_type_, space, H5P_DEFAULT, dataset_properties_, H5P_DEFAULT), H5Dclose,
                 "H5Dcreate2");
  const std::vector<const char*> texts = pointers(labels);
  if (!texts.empty()) check(H5Dwrite(dataset, text_type_, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data()), "H5Dwrite");
  return make_scale(std::move(dataset), name, labels.size());
}

Axis NetcdfFile::number_axis(hid_t group, const char* name, std::span<const std::int32_t> numbers) {
  const Handle space = space_of({numbers.size()});
  Handle dataset(H5Dcreate2(group, name, H5T_NATIVE_INT32, space, H5P_DEFAULT, dataset_properties_, H5P_DEFAULT),
                 H5Dclose, "H5Dcreate2");
  if (!numbers.empty())
    check(H5Dwrite(dataset, H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()), "H5Dwrite");
  return make_scale(std::move(dataset), name, numbers.size());
}

void NetcdfFile::attribute(hid_t object, const char* name, std::string_view value) {
  const Handle space = space_of({});
  const Handle made(H5Acreate2(object, name, text_type_, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, "H5Acreate2");
  const std::string text(value);
  const char* pointer = text.c_str();
  check(H5Awrite(made, text_type_, &pointer), "H5Awrite");
}

void NetcdfFile::attribute(hid_t object, const char* name, std::int32_t value) {
  const Handle space = space_of({});
  const Handle made(H5Acreate2(object, name, H5T_NATIVE_INT32, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                    "H5Acreate2");
  check(H5Awrite(made, H5T_NATIVE_INT32, &value), "H5Awrite");
}

std::string NetcdfFile::bytes() {
  check(H5Fflush(file_, H5F_SCOPE_GLOBAL), "H5Fflush");
  const ssize_t size = H5Fget_file_image(file_, nullptr, 0);
  if (size < 0) throw Error("H5Fget_file_image failed");
  std::string image(static_cast<std::size_t>(size), '\0');
  if (H5Fget_file_image(file_, image.data(), image.size()) != size) throw Error("H5Fget_file_image failed");
  return image;
}

}  // namespace ballast::hdf5
