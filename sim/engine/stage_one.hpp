/// Stage 1 of a case: every unit's people and entitlements, several side by side, on as many cores as asked.
#pragma once

#include <string_view>
#include <vector>

#include "models/base/expected.hpp"
#include "models/measures/flows.hpp"
#include "scenarios/scenario.hpp"
#include "sim/engine/membership_result.hpp"

namespace ballast {

/// By unit, in the order of the scenario.
struct StageOne {
  std::vector<UnitFlows> flows;
  std::vector<MembershipAudit> audits;
};

/// Fails with every unit that lost a head or a yuan. `threads` 0: as many as the machine has; `instructions`: the class
/// of the kernel, empty for the best. Neither changes a bit of the result.
Expected<StageOne> run_membership(const Scenario& scenario, int threads, std::string_view instructions = {});
/// Gives back the memory that is kept from one to the next.
void done_with_stage_one();

}  // namespace ballast
