/// Stage 1: a block of counties side by side, each alone with its members and pensioners, year by year. Returns flows;
/// knows nothing of money's owners.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "models/base/expected.hpp"
#include "sim/engine/life.hpp"
#include "sim/engine/membership_result.hpp"
#include "sim/engine/membership_rules.hpp"
#include "sim/engine/past.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

struct KernelTable;
const KernelTable& best_kernel();

/// Called on the state after each year's step and before it is audited: tests plant leaks here.
using Tamper = std::function<void(Life&, Year)>;

/// The results by lane; from the opening position or from a past, which is the block's unit's in every lane.
Expected<std::vector<MembershipResult>> project_block(const Scenario& scenario, const Block& block,
                                                      const RuleTables& tables, const Surroundings& around,
                                                      const UnitPast* past = nullptr, const Tamper& tamper = {},
                                                      const KernelTable& instructions = best_kernel());

/// Units of the scenario that share tables, at most kLanes of them, among its residents; in the order of `units`.
Expected<std::vector<MembershipResult>> project_units(const Scenario& scenario, const std::vector<int>& units,
                                                      const Groundwork& groundwork, const Tamper& tamper = {},
                                                      const KernelTable& instructions = best_kernel());
/// The same with the class of instruction sets by its name.
Expected<std::vector<MembershipResult>> project_units(const Scenario& scenario, const std::vector<int>& units,
                                                      const Groundwork& groundwork, std::string_view instructions);

/// The memory that is kept for the next blocks is given back.
void leave_rooms();

/// What such units have come to at the end of a year, in the order of `units`.
Expected<std::vector<UnitPast>> project_pasts(const Scenario& scenario, const std::vector<int>& units,
                                              const Groundwork& groundwork, Year through);

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
