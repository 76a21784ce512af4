#include "output/hdf5/stored_flows.hpp"

#include "output/hdf5/read_result.hpp"

namespace ballast {

StoredFlows stored_flows_of(const std::string& path, const Projection& result) {
  StoredFlows stored{.file = path,
                     .place = result.place,
                     .fingerprint = result.stage_one,
                     .base_year = result.base_year,
                     .last_year = result.last_year,
                     .units = {},
                     .flows = result.flows,
                     .diagnostics = result.diagnostics,
                     .inputs = result.inputs};
  for (const Label& unit : result.units) stored.units.push_back(unit.zh);
  return stored;
}

Expected<StoredFlows> read_stored_flows(const std::string& path) {
  const auto result = read_result(path);
  if (!result) return fail(result.error());
  return stored_flows_of(path, *result);
}

}  // namespace ballast
