/// Stage 1 of a case: every unit's people and entitlements, unit by unit, on as many cores as asked.
#pragma once

#include <vector>

#include "models/base/expected.hpp"
#include "sim/engine/membership.hpp"

namespace ballast {

/// By unit, in the order of the scenario.
struct StageOne {
  std::vector<UnitFlows> flows;
  std::vector<MembershipAudit> audits;
};

/// Fails with every unit that lost a head or a yuan. `threads` 0: as many as the machine has;
/// `instructions`: the class of the kernel, the results are the same.
Expected<StageOne> run_membership(const Scenario& scenario, int threads,
                                  const KernelTable& instructions = best_kernel());

}  // namespace ballast
