/// Stage 1: a block of counties side by side, each alone with its members and pensioners, year by year. Returns flows;
/// knows nothing of money's owners.
#pragma once

#include <functional>
#include <vector>

#include "models/base/expected.hpp"
#include "sim/engine/life.hpp"
#include "sim/engine/membership_result.hpp"
#include "sim/engine/membership_rules.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

struct KernelTable;
const KernelTable& best_kernel();

/// Called on the state after each year's step and before it is audited: tests plant leaks here.
using Tamper = std::function<void(Life&, Year)>;

/// The results by lane.
Expected<std::vector<MembershipResult>> project_block(const Scenario& scenario, const Block& block,
                                                      const CommonTables& common, const Surroundings& around,
                                                      const Tamper& tamper = {},
                                                      const KernelTable& instructions = best_kernel());

/// Units of the scenario side by side, among its residents.
Expected<std::vector<MembershipResult>> project_block(const Scenario& scenario, const Block& block,
                                                      const Groundwork& groundwork, const Tamper& tamper = {},
                                                      const KernelTable& instructions = best_kernel());

/// One county by itself.
Expected<MembershipResult> project_unit(const Scenario& scenario, int unit, const Groundwork& groundwork,
                                        const Tamper& tamper = {});

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
