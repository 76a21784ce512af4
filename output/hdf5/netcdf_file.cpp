#include "output/hdf5/netcdf_file.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <limits>
#include <numeric>

namespace ballast::hdf5 {

namespace {

constexpr unsigned kTracked = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

void check(herr_t status, const char* call) { checked(status, call); }

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

/// What the library keeps of texts and of its own notes before they go to the disk [bytes].
constexpr std::size_t kCacheBytes = std::size_t{1} << 20;

/// Left to itself that grows with the file.
void small_cache(const Handle& access) {
  H5AC_cache_config_t cache{};
  cache.version = H5AC__CURR_CACHE_CONFIG_VERSION;
  check(H5Pget_mdc_config(access, &cache), "H5Pget_mdc_config");
  cache.set_initial_size = true;
  cache.initial_size = cache.min_size = cache.max_size = kCacheBytes;
  cache.incr_mode = H5C_incr__off, cache.flash_incr_mode = H5C_flash_incr__off, cache.decr_mode = H5C_decr__off;
  check(H5Pset_mdc_config(access, &cache), "H5Pset_mdc_config");
}

Handle file_access() {
  Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "H5Pcreate");
  // The earliest superblock: whatever reads HDF5 reads it.
  check(H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V18), "H5Pset_libver_bounds");
  small_cache(access);
  return access;
}

Handle file_on_disk(const std::string& path) {
  return {H5Fcreate(path.c_str(), H5F_ACC_TRUNC, ordered(H5P_FILE_CREATE), file_access()), H5Fclose, "H5Fcreate"};
}

/// Missing numbers of a variable that has them are NaN.
void mark_missing(const Handle& properties) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  check(H5Pset_fill_value(properties, H5T_NATIVE_DOUBLE, &missing), "H5Pset_fill_value");
}

std::vector<const char*> pointers(const std::vector<std::string>& texts) {
  std::vector<const char*> all;
  all.reserve(texts.size());
  for (const std::string& text : texts) all.push_back(text.c_str());
  return all;
}

std::vector<hsize_t> extent_of(const Handle& dataset) {
  const Handle space(H5Dget_space(dataset), H5Sclose, "H5Dget_space");
  std::vector<hsize_t> extent(
      static_cast<std::size_t>(checked(H5Sget_simple_extent_ndims(space), "H5Sget_simple_extent_ndims")));
  check(H5Sget_simple_extent_dims(space, extent.data(), nullptr), "H5Sget_simple_extent_dims");
  return extent;
}

/// Some rows along the first axis.
struct Rows {
  hsize_t first = 0, count = 0;
};
void write_rows(const Handle& dataset, hid_t type, const Rows& rows, const void* values) {
  const Handle space(H5Dget_space(dataset), H5Sclose, "H5Dget_space");
  std::vector<hsize_t> count = extent_of(dataset), start(count.size(), 0);
  start.front() = rows.first, count.front() = rows.count;
  check(H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
        "H5Sselect_hyperslab");
  check(H5Dwrite(dataset, type, space_of(count), space, H5P_DEFAULT, values), "H5Dwrite");
}

std::vector<hsize_t> extent_of(const std::vector<Axis>& axes) {
  std::vector<hsize_t> extent;
  for (const Axis& axis : axes) extent.push_back(axis.length);
  return extent;
}

}  // namespace

NetcdfFile::NetcdfFile(const std::string& path)
    : text_type_(utf8_text()),
      group_properties_(ordered(H5P_GROUP_CREATE)),
      dataset_properties_(dataset_properties()),
      file_(file_on_disk(path)),
      root_(H5Gopen2(file_, "/", H5P_DEFAULT), H5Gclose, "H5Gopen2") {}

hid_t NetcdfFile::group(const char* path) {
  kept_.emplace_back(H5Gcreate2(root_, path, H5P_DEFAULT, group_properties_, H5P_DEFAULT), H5Gclose, "H5Gcreate2");
  return kept_.back();
}

Handle NetcdfFile::create(const Variable& variable, hid_t type, const Handle& properties) {
  const Handle space = space_of(extent_of(variable.axes));
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
  if (!about.cell_methods.empty()) attribute(dataset, "cell_methods", about.cell_methods);
  return dataset;
}

void NetcdfFile::write_raw(const Variable& variable, const Stored& stored) {
  const Handle properties(H5Pcopy(dataset_properties_), H5Pclose, "H5Pcopy");
  if (stored.floating) mark_missing(properties);
  const Handle dataset = create(variable, stored.type, properties);
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
  write(variable, pointers(values));
}

void NetcdfFile::write(const Variable& variable, std::span<const char* const> values) {
  const Handle dataset = create(variable, text_type_, dataset_properties_);
  // The library holds what is written in one call until it is done.
  for (std::size_t first = 0, last = 0; first < values.size(); first = last) {
    for (std::size_t bytes = 0; last < values.size() && bytes < kCacheBytes; ++last) bytes += std::strlen(values[last]);
    write_rows(dataset, text_type_, {first, last - first}, values.data() + first);
  }
}

template <class Number>
Handle NetcdfFile::large(const Variable& variable, Packing packing) {
  const Handle properties(H5Pcopy(dataset_properties_), H5Pclose, "H5Pcopy");
  // Every number is written: filling the space first would write it twice.
  check(H5Pset_fill_time(properties, H5D_FILL_TIME_NEVER), "H5Pset_fill_time");
  if (packing == Packing::compressed) {
    std::vector<hsize_t> block = extent_of(variable.axes);
    block.front() = std::min(block.front(), kBlock);
    check(H5Pset_chunk(properties, static_cast<int>(block.size()), block.data()), "H5Pset_chunk");
    check(H5Pset_shuffle(properties), "H5Pset_shuffle");
    check(H5Pset_deflate(properties, 1), "H5Pset_deflate");
  }
  return create(variable, native<Number>(), properties);
}

template <class Number>
void NetcdfFile::write_block(const Handle& dataset, hsize_t first, std::span<const Number> values) {
  const std::vector<hsize_t> extent = extent_of(dataset);
  const hsize_t row = std::accumulate(extent.begin() + 1, extent.end(), hsize_t{1}, std::multiplies());
  write_rows(dataset, native<Number>(), {first, values.size() / row}, values.data());
}

template Handle NetcdfFile::large<float>(const Variable&, Packing);
template Handle NetcdfFile::large<double>(const Variable&, Packing);
template Handle NetcdfFile::large<std::int64_t>(const Variable&, Packing);
template void NetcdfFile::write_block(const Handle&, hsize_t, std::span<const float>);
template void NetcdfFile::write_block(const Handle&, hsize_t, std::span<const double>);
template void NetcdfFile::write_block(const Handle&, hsize_t, std::span<const std::int64_t>);

Axis NetcdfFile::axis(hid_t group, const char* name, const Stored& stored, hsize_t length) {
  const Handle space = space_of({length});
  Handle dataset(H5Dcreate2(group, name, stored.type, space, H5P_DEFAULT, dataset_properties_, H5P_DEFAULT), H5Dclose,
                 "H5Dcreate2");
  if (length > 0) check(H5Dwrite(dataset, stored.type, H5S_ALL, H5S_ALL, H5P_DEFAULT, stored.values), "H5Dwrite");
  check(H5DSset_scale(dataset, name), "H5DSset_scale");
  attribute(dataset, "_Netcdf4Dimid", dimensions_++);
  kept_.push_back(std::move(dataset));
  return {kept_.back(), length};
}

Axis NetcdfFile::label_axis(hid_t group, const char* name, const std::vector<std::string>& labels) {
  return label_axis(group, name, pointers(labels));
}

Axis NetcdfFile::label_axis(hid_t group, const char* name, std::span<const char* const> labels) {
  return axis(group, name, {text_type_, labels.data(), false}, labels.size());
}

Axis NetcdfFile::number_axis(hid_t group, const char* name, std::span<const std::int32_t> numbers) {
  return axis(group, name, {H5T_NATIVE_INT32, numbers.data(), false}, numbers.size());
}

Axis NetcdfFile::value_axis(hid_t group, const char* name, std::span<const double> values) {
  return axis(group, name, {H5T_NATIVE_DOUBLE, values.data(), true}, values.size());
}

void NetcdfFile::attribute(hid_t object, const char* name, std::string_view value) {
  const Handle space = space_of({});
  const Handle made(H5Acreate2(object, name, text_type_, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, "H5Acreate2");
  const std::string text(value);
  const char* pointer = text.c_str();
  check(H5Awrite(made, text_type_, &pointer), "H5Awrite");
}

void NetcdfFile::number_attribute(hid_t object, const char* name, hid_t type, const void* value) {
  const Handle space = space_of({});
  const Handle made(H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, "H5Acreate2");
  check(H5Awrite(made, type, value), "H5Awrite");
}

void NetcdfFile::attribute(hid_t object, const char* name, std::int32_t value) {
  number_attribute(object, name, H5T_NATIVE_INT32, &value);
}

void NetcdfFile::attribute(hid_t object, const char* name, std::int64_t value) {
  number_attribute(object, name, H5T_NATIVE_INT64, &value);
}

void NetcdfFile::finish() { check(H5Fflush(file_, H5F_SCOPE_GLOBAL), "H5Fflush"); }

}  // namespace ballast::hdf5
