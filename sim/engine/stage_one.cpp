#include "sim/engine/stage_one.hpp"

#include <algorithm>

#include "sim/engine/groundwork.hpp"
#include "sim/engine/kernel.hpp"
#include "sim/engine/membership.hpp"
#include "sim/engine/parallel.hpp"

namespace ballast {
namespace eight_lanes {

/// What membership.hpp declares, of the files compiled for packs of eight.
Expected<std::vector<MembershipResult>> project_units(const Scenario& scenario, const std::vector<int>& units,
                                                      const Groundwork& groundwork, std::string_view instructions);
void leave_rooms();

}  // namespace eight_lanes
namespace two_lanes {

/// The same for packs of two.
Expected<std::vector<MembershipResult>> project_units(const Scenario& scenario, const std::vector<int>& units,
                                                      const Groundwork& groundwork, std::string_view instructions);
void leave_rooms();

}  // namespace two_lanes

namespace {

constexpr std::size_t kTwo = 2, kFour = 4, kEight = 8;
constexpr std::string_view kWithAllWidths = "x86-64-v4";

/// Units side by side, at most so many in one pack.
std::vector<std::vector<int>> packs_of(const std::vector<std::vector<int>>& alike, std::size_t most) {
  std::vector<std::vector<int>> packs;
  for (const std::vector<int>& units : alike)
    for (std::size_t from = 0; from < units.size(); from += most) {
      const auto first = units.begin() + static_cast<std::ptrdiff_t>(from);
      packs.emplace_back(first, first + static_cast<std::ptrdiff_t>(std::min(most, units.size() - from)));
    }
  return packs;
}

/// Packs of eight take less work, packs of four occupy more threads.
std::vector<std::vector<int>> packs_of(const Groundwork& groundwork, int threads, std::string_view instructions) {
  const std::vector<std::vector<int>> alike = groundwork.units_alike();
  std::vector<std::vector<int>> packs = packs_of(alike, kFour);
  const bool enough_threads = static_cast<int>(packs.size()) <= threads_of(threads);
  return instructions == kWithAllWidths && !enough_threads ? packs_of(alike, kEight) : packs;
}

/// In the narrowest packs that hold them: less memory is moved.
Expected<std::vector<MembershipResult>> project_pack(const Scenario& s, const std::vector<int>& units,
                                                     const Groundwork& groundwork, std::string_view instructions) {
  if (units.size() > kFour) return eight_lanes::project_units(s, units, groundwork, instructions);
  if (units.size() <= kTwo && instructions == kWithAllWidths)
    return two_lanes::project_units(s, units, groundwork, instructions);
  return project_units(s, units, groundwork, instructions);
}

}  // namespace

Expected<StageOne> run_membership(const Scenario& s, int threads, std::string_view instructions) {
  if (instructions.empty()) instructions = best_kernel().name;
  const Groundwork groundwork(s, threads);
  const auto units = s.units.size();
  StageOne stage{std::vector<UnitFlows>(units), std::vector<MembershipAudit>(units)};
  const std::vector<std::vector<int>> packs = packs_of(groundwork, threads, instructions);
  std::vector<Issues> issues(packs.size());
  parallel_for(static_cast<int>(packs.size()), threads, [&](int p) {
    const auto at = static_cast<std::size_t>(p);
    auto results = project_pack(s, packs[at], groundwork, instructions);
    if (!results) {
      issues[at] = std::move(results.error());
      return;
    }
    for (std::size_t lane = 0; lane < packs[at].size(); ++lane) {
      const auto unit = static_cast<std::size_t>(packs[at][lane]);
      stage.flows[unit] = std::move((*results)[lane].flows);
      stage.audits[unit] = (*results)[lane].audit;
    }
  });
  for (Issues& broken : issues)
    if (!broken.empty()) return fail(std::move(broken));
  return stage;
}

void done_with_stage_one() { eight_lanes::leave_rooms(), two_lanes::leave_rooms(), leave_rooms(); }

}  // namespace ballast
