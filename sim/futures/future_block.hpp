/// Futures side by side: stage 1 of as many futures as a pack has lanes, one unit after the other, all lanes under the
/// same law. Bit for bit what each would be beside any others.
#pragma once

#include <memory>
#include <vector>

#include "sim/engine/membership.hpp"
#include "sim/engine/stage_one.hpp"
#include "sim/futures/future.hpp"
#include "sim/futures/future_engine.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

/// Stage 1 of at most kLanes futures of a scenario, in their order, each thread a run of its units. `groundwork` is the
/// scenario's; `pasts` what its units have come to at the end of the last certain year, or none: then the futures live
/// those years too. Precondition: threads > 0.
Expected<std::vector<StageOne>> live_futures(const Scenario& scenario, const Groundwork& groundwork,
                                             const std::vector<Future>& futures,
                                             const std::vector<UnitPast>& pasts = {}, int threads = 1,
                                             const KernelTable& instructions = best_kernel());

/// Futures in packs of so many lanes as this file is compiled for.
std::unique_ptr<FutureEngine> future_block_engine(const Scenario& scenario, CertainYears certain, int threads);

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
