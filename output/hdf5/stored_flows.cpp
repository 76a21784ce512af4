#include "output/hdf5/stored_flows.hpp"

#include "output/hdf5/read_result.hpp"

namespace ballast {

Expected<StoredFlows> read_stored_flows(const std::string& path) {
  auto result = read_result(path);
  if (!result) return fail(std::move(result.error()));
  StoredFlows stored{.file = path,
                     .place = std::move(result->place),
                     .fingerprint = std::move(result->stage_one),
                     .base_year = result->base_year,
                     .last_year = result->last_year,
                     .units = {},
                     .flows = std::move(result->flows),
                     .diagnostics = result->diagnostics};
  for (Label& unit : result->units) stored.units.push_back(std::move(unit.zh));
  return stored;
}

}  // namespace ballast
