#include "output/hdf5/result_file.hpp"

#include "output/files/safe_file.hpp"
#include "output/hdf5/result_parts.hpp"
#include "output/hdf5/sealed_file.hpp"

namespace ballast {

Expected<void> fill_result(const std::string& path, const Projection& projection) {
  const auto published = published_series(projection);
  if (!published) return fail(published.error());
  return hdf5::fill_sealed(path, [&](hdf5::NetcdfFile& file) {
    hdf5::write_root_attributes(file, projection);
    const hdf5::Axes axes = hdf5::write_axes(file, projection);
    for (const MeasureRow& row : kMeasureCatalogue)
      hdf5::write_table(file, {file.root(), std::string(row.key), {axes.unit, axes.year}, hdf5::about(row)},
                        projection.measures[static_cast<std::size_t>(row.id)]);
    hdf5::write_groups(file, projection, *published, axes);
  });
}

Expected<void> write_result(const std::string& path, const Projection& projection) {
  return write_filled(path, [&](const std::string& temporary) { return fill_result(temporary, projection); });
}

}  // namespace ballast
