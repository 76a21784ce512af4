/// From a scenario to its answers: stage 1 unit by unit, stage 2 all together, then the measures.
#pragma once

#include "models/base/expected.hpp"
#include "scenarios/scenario.hpp"
#include "sim/engine/projection.hpp"
#include "sim/engine/stored_flows.hpp"

namespace ballast {

/// `threads` 0: as many as the machine has; `reuse`: flows of an earlier result in place of stage 1, or none.
Expected<Projection> project(const Scenario& scenario, int threads, const StoredFlows* reuse = nullptr);

}  // namespace ballast
