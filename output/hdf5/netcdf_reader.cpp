#include "output/hdf5/netcdf_reader.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

namespace ballast::hdf5 {

namespace {

constexpr hsize_t kLongest = hsize_t{1} << 26;

/// Without a lock: results are replaced by renaming, never changed in place, and not every file system has locks.
Handle opened_file(const std::string& path) {
  begin_quietly();
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "H5Pcreate");
  checked(H5Pset_file_locking(access, false, true), "H5Pset_file_locking");
  // A driver of its own: a file that h5py in the same process holds open on its terms is opened on ours all the same.
  checked(H5Pset_fapl_stdio(access), "H5Pset_fapl_stdio");
  return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, access), H5Fclose, "not an HDF5 file: opening it"};
}

hid_t found(hid_t id, const std::string& what) {
  if (id < 0) throw Error(what + ": is missing");
  return id;
}

void read_well(herr_t status, const std::string& what) {
  if (status < 0) throw Error(what + ": cannot be read as what it should be");
}

Handle dataset(hid_t file, const std::string& path) {
  return {found(H5Dopen2(file, path.c_str(), H5P_DEFAULT), path), H5Dclose, path.c_str()};
}

Handle attribute_of(hid_t file, const char* of, const char* name) {
  return {found(H5Aopen_by_name(file, of, name, H5P_DEFAULT, H5P_DEFAULT), name), H5Aclose, name};
}

std::vector<hsize_t> extent_of(hid_t dataset, const std::string& path) {
  const Handle space(H5Dget_space(dataset), H5Sclose, path.c_str());
  const int rank = H5Sget_simple_extent_ndims(space);
  if (rank < 0 || rank > 4) throw Error(path + ": not a table");
  std::vector<hsize_t> lengths(static_cast<std::size_t>(rank));
  checked(H5Sget_simple_extent_dims(space, lengths.data(), nullptr), path.c_str());
  return lengths;
}

/// Numbers at one place along the first axis.
hsize_t row_of(const std::vector<hsize_t>& extent) {
  return std::accumulate(extent.begin() + 1, extent.end(), hsize_t{1}, std::multiplies());
}

hsize_t length_of(hid_t dataset, const std::string& path) {
  const std::vector<hsize_t> lengths = extent_of(dataset, path);
  if (lengths.size() != 1 || lengths[0] > kLongest) throw Error(path + ": not a list");
  return lengths[0];
}

}  // namespace

NetcdfReader::NetcdfReader(Handle file) : text_type_(utf8_text()), file_(std::move(file)) {}

NetcdfReader NetcdfReader::of_file(const std::string& path) { return NetcdfReader(opened_file(path)); }

bool NetcdfReader::has(const std::string& path) const { return H5LTpath_valid(file_, path.c_str(), true) > 0; }

bool NetcdfReader::has_attribute(const char* name, const char* of) const {
  return H5Aexists_by_name(file_, of, name, H5P_DEFAULT) > 0;
}

std::string NetcdfReader::text(const char* name, const char* of) const {
  const Handle attribute = attribute_of(file_, of, name);
  const Handle space(H5Aget_space(attribute), H5Sclose, name);
  if (H5Sget_simple_extent_npoints(space) != 1) throw Error(std::string(name) + ": not one text");
  char* text = nullptr;
  read_well(H5Aread(attribute, text_type_, &text), name);
  std::string copy = text ? text : "";
  checked(H5Dvlen_reclaim(text_type_, space, H5P_DEFAULT, &text), name);
  return copy;
}

template <class Number>
Number NetcdfReader::one(const char* name, const char* of, hid_t type) const {
  const Handle attribute = attribute_of(file_, of, name);
  const Handle space(H5Aget_space(attribute), H5Sclose, name);
  if (H5Sget_simple_extent_npoints(space) != 1) throw Error(std::string(name) + ": not one number");
  Number value = 0;
  read_well(H5Aread(attribute, type, &value), name);
  return value;
}

int NetcdfReader::number(const char* name, const char* of) const { return one<int>(name, of, H5T_NATIVE_INT); }

std::int64_t NetcdfReader::long_number(const char* name, const char* of) const {
  return one<std::int64_t>(name, of, H5T_NATIVE_INT64);
}

std::vector<std::string> NetcdfReader::texts(const std::string& path) const {
  const Handle from = dataset(file_, path);
  const Handle space = space_of({length_of(from, path)});
  std::vector<char*> read(length_of(from, path), nullptr);
  read_well(H5Dread(from, text_type_, H5S_ALL, H5S_ALL, H5P_DEFAULT, read.data()), path);
  std::vector<std::string> all;
  all.reserve(read.size());
  for (const char* text : read) all.emplace_back(text ? text : "");
  checked(H5Dvlen_reclaim(text_type_, space, H5P_DEFAULT, read.data()), path.c_str());
  return all;
}

template <class Number>
std::vector<Number> NetcdfReader::list(const std::string& path, hid_t type) const {
  const Handle from = dataset(file_, path);
  std::vector<Number> read(length_of(from, path));
  read_well(H5Dread(from, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, read.data()), path);
  return read;
}

std::vector<std::int32_t> NetcdfReader::numbers(const std::string& path) const {
  return list<std::int32_t>(path, H5T_NATIVE_INT32);
}

std::vector<std::int64_t> NetcdfReader::long_numbers(const std::string& path) const {
  return list<std::int64_t>(path, H5T_NATIVE_INT64);
}

std::vector<double> NetcdfReader::values(const std::string& path, const std::vector<hsize_t>& extent) const {
  const Handle from = dataset(file_, path);
  if (extent_of(from, path) != extent) throw Error(path + ": not along the axes it should be");
  std::size_t count = 1;
  for (const hsize_t length : extent) count *= length;
  std::vector<double> read(count);
  read_well(H5Dread(from, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, read.data()), path);
  return read;
}

void NetcdfReader::refuse_overstated(const std::string& path, const std::vector<hsize_t>& extent) const {
  constexpr hsize_t kDensest = 1100;  // bytes that deflate can make of one
  const Handle from = dataset(file_, path);
  if (extent_of(from, path) != extent) throw Error(path + ": not along the axes it should be");
  hsize_t file_size = 0;
  checked(H5Fget_filesize(file_, &file_size), path.c_str());
  const hsize_t stored = H5Dget_storage_size(from), row = row_of(extent);
  if (row == 0 || stored > file_size || extent.front() > stored * kDensest / row)
    throw Error(path + ": says that it holds more than it does");
}

template <class Number>
std::vector<Number> NetcdfReader::rows(const std::string& path, const std::vector<hsize_t>& extent, hsize_t first,
                                       hsize_t count) const {
  const Handle from = dataset(file_, path);
  const Handle space(H5Dget_space(from), H5Sclose, path.c_str());
  std::vector<hsize_t> start(extent.size(), 0), length = extent;
  start.front() = first, length.front() = count;
  std::vector<Number> values(count * row_of(extent));
  checked(H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, length.data(), nullptr), path.c_str());
  read_well(H5Dread(from, native<Number>(), space_of(length), space, H5P_DEFAULT, values.data()), path);
  return values;
}

template <class Number>
void NetcdfReader::blocks(const std::string& path, const std::vector<hsize_t>& extent,
                          const std::function<void(hsize_t, std::span<const Number>)>& take) const {
  refuse_overstated(path, extent);
  for (hsize_t first = 0; first < extent.front(); first += kBlock)
    take(first, rows<Number>(path, extent, first, std::min(kBlock, extent.front() - first)));
}

template std::vector<double> NetcdfReader::rows(const std::string&, const std::vector<hsize_t>&, hsize_t,
                                                hsize_t) const;
template std::vector<std::int64_t> NetcdfReader::rows(const std::string&, const std::vector<hsize_t>&, hsize_t,
                                                      hsize_t) const;
template void NetcdfReader::blocks(const std::string&, const std::vector<hsize_t>&,
                                   const std::function<void(hsize_t, std::span<const float>)>&) const;
template void NetcdfReader::blocks(const std::string&, const std::vector<hsize_t>&,
                                   const std::function<void(hsize_t, std::span<const double>)>&) const;
template void NetcdfReader::blocks(const std::string&, const std::vector<hsize_t>&,
                                   const std::function<void(hsize_t, std::span<const std::int64_t>)>&) const;

bool NetcdfReader::compressed(const std::string& path) const {
  const Handle from = dataset(file_, path);
  const Handle properties(H5Dget_create_plist(from), H5Pclose, path.c_str());
  return H5Pget_nfilters(properties) > 0;
}

std::string first_scale(hid_t dataset, unsigned axis) {
  using Path = std::array<char, 256>;
  Path path{};
  const auto first = [](hid_t, unsigned, hid_t scale, void* found) -> herr_t {
    auto& name = *static_cast<Path*>(found);  // nothing is thrown through the library's C
    return H5Iget_name(scale, name.data(), name.size()) < 0 ? -1 : 1;
  };
  return H5DSiterate_scales(dataset, axis, nullptr, first, &path) > 0 ? path.data() : "";
}

}  // namespace ballast::hdf5
