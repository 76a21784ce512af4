#include "output/hdf5/result_file.hpp"

#include "output/hdf5/result_parts.hpp"
#include "output/hdf5/seal.hpp"

namespace ballast {

Expected<std::string> hdf5_document(const Projection& projection) try {
  hdf5::begin_quietly();
  const auto published = published_series(projection);
  if (!published) return fail(published.error());
  hdf5::NetcdfFile file;
  hdf5::write_root_attributes(file, projection);
  const hdf5::Axes axes = hdf5::write_axes(file, projection);
  for (const MeasureRow& row : kMeasureCatalogue)
    hdf5::write_table(file, {file.root(), std::string(row.key), {axes.unit, axes.year}, hdf5::about(row)},
                      projection.measures[static_cast<std::size_t>(row.id)]);
  hdf5::write_groups(file, projection, *published, axes);
  std::string bytes = file.bytes();
  if (!hdf5::set_seal(bytes)) throw hdf5::Error("the seal is missing");
  return bytes;
} catch (const hdf5::Error& error) {
  return fail(issue_of(IssueKind::internal, std::string("HDF5: ") + error.what(), {}));
}

}  // namespace ballast
