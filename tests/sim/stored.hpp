/// Flows of a run as if read from a file of its own.
#pragma once

#include "sim/engine/stored_flows.hpp"

namespace ballast::test {

inline StoredFlows stored(const Projection& p) {
  StoredFlows flows{.file = "made.h5",
                    .place = p.place,
                    .fingerprint = p.stage_one,
                    .units = {},
                    .flows = p.flows,
                    .diagnostics = p.diagnostics};
  flows.base_year = p.base_year, flows.last_year = p.last_year;
  for (const Label& unit : p.units) flows.units.push_back(unit.zh);
  return flows;
}

}  // namespace ballast::test
