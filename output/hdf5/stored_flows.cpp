#include "output/hdf5/stored_flows.hpp"

#include <filesystem>

#include "output/hdf5/handle.hpp"
#include "output/hdf5/result_file.hpp"

namespace ballast {

namespace {

using hdf5::checked;
using hdf5::Error;
using hdf5::Handle;
using RowMajor = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr hsize_t kMostUnits = 4096, kMostYears = 256;

Handle text_type() {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "text");
  checked(H5Tset_size(type, H5T_VARIABLE), "text");
  checked(H5Tset_cset(type, H5T_CSET_UTF8), "text");
  return type;
}

std::string text_attribute(hid_t file, const char* name) {
  const Handle attribute(H5Aopen(file, name, H5P_DEFAULT), H5Aclose, name);
  const Handle type = text_type(), space = hdf5::space_of({});
  char* text = nullptr;
  checked(H5Aread(attribute, type, &text), name);
  std::string copy = text ? text : "";
  checked(H5Dvlen_reclaim(type, space, H5P_DEFAULT, &text), name);
  return copy;
}

int number_attribute(hid_t file, const char* name) {
  const Handle attribute(H5Aopen(file, name, H5P_DEFAULT), H5Aclose, name);
  int value = 0;
  checked(H5Aread(attribute, H5T_NATIVE_INT, &value), name);
  return value;
}

std::vector<hsize_t> extent(hid_t dataset, const std::string& name) {
  const Handle space(H5Dget_space(dataset), H5Sclose, name.c_str());
  const int rank = H5Sget_simple_extent_ndims(space);
  if (rank < 0 || rank > 2) throw Error(name + ": not a table");
  std::vector<hsize_t> lengths(static_cast<std::size_t>(rank));
  checked(H5Sget_simple_extent_dims(space, lengths.data(), nullptr), name.c_str());
  return lengths;
}

std::vector<std::string> labels(hid_t file, const char* name) {
  const Handle dataset(H5Dopen2(file, name, H5P_DEFAULT), H5Dclose, name);
  const std::vector<hsize_t> lengths = extent(dataset, name);
  if (lengths.size() != 1 || lengths[0] > kMostUnits) throw Error(std::string(name) + ": not a list of units");
  const Handle type = text_type(), space = hdf5::space_of(lengths);
  std::vector<char*> texts(lengths[0], nullptr);
  checked(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data()), name);
  std::vector<std::string> all;
  for (const char* text : texts) all.emplace_back(text ? text : "");
  checked(H5Dvlen_reclaim(type, space, H5P_DEFAULT, texts.data()), name);
  return all;
}

Eigen::ArrayXXd table(hid_t file, const std::string& name, hsize_t rows, hsize_t columns) {
  const Handle dataset(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, name.c_str());
  if (extent(dataset, name) != std::vector<hsize_t>{rows, columns}) throw Error(name + ": not by unit and year");
  RowMajor values(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(columns));
  checked(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name.c_str());
  return values;
}

double scalar(hid_t file, const std::string& name) {
  const Handle dataset(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, name.c_str());
  if (!extent(dataset, name).empty()) throw Error(name + ": not one number");
  double value = 0;
  checked(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, &value), name.c_str());
  return value;
}

StoredFlows read(hid_t file, const std::string& path) {
  if (text_attribute(file, "filetype") != "ballast result") throw Error("filetype: not a result of ballast");
  if (number_attribute(file, "format_version") != kResultFormat) throw Error("format_version: another format");
  StoredFlows stored;
  stored.file = path;
  stored.place = text_attribute(file, "place");
  stored.fingerprint = text_attribute(file, "stage_one");
  stored.base_year = number_attribute(file, "base_year"), stored.last_year = number_attribute(file, "last_year");
  stored.units = labels(file, "unit");
  const int years = stored.last_year - stored.base_year + 1;
  if (years < 1 || static_cast<hsize_t>(years) > kMostYears) throw Error("last_year: no span of years");
  for (const FlowRow& row : kFlowCatalogue)
    stored.flows.push_back(
        table(file, "flows/" + std::string(row.key), stored.units.size(), static_cast<hsize_t>(years)));
  stored.diagnostics.persons_residual = scalar(file, "diagnostics/persons_residual");
  stored.diagnostics.account_residual = scalar(file, "diagnostics/account_residual");
  stored.diagnostics.expenditure_residual = scalar(file, "diagnostics/expenditure_residual");
  return stored;
}

Issue refusal(IssueKind kind, const std::string& path, std::string what) {
  return {.kind = kind,
          .file = path,
          .line = 0,
          .column = 0,
          .what = std::move(what),
          .expected = "a result file of this version: ballast run … --out DIR writes DIR/<case>.h5",
          .remedy = {}};
}

}  // namespace

Expected<StoredFlows> read_stored_flows(const std::string& path) try {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return fail(refusal(IssueKind::not_found, path, "no such file"));
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // failures are reported here, not by the library on stderr
  const Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "not an HDF5 file: opening it");
  return read(file, path);
} catch (const Error& problem) {
  return fail(refusal(IssueKind::data, path, problem.what()));
}

}  // namespace ballast
