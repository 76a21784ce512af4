#include "sim/engine/stage_one.hpp"

#include "sim/engine/parallel.hpp"

namespace ballast {
Expected<StageOne> run_membership(const Scenario& s, int threads) {
  const Groundwork groundwork(s, threads);
  const auto units = s.units.size();
  StageOne stage{std::vector<UnitFlows>(units), std::vector<MembershipAudit>(units)};
  std::vector<Issues> issues(units);
  parallel_for(static_cast<int>(units), threads, [&](int c) {
    const auto unit = static_cast<std::size_t>(c);
    auto result = project_unit(s, c, groundwork);
    if (!result) {
      issues[unit] = std::move(result.error());
      return;
    }
    stage.flows[unit] = std::move(result->flows);
    stage.audits[unit] = result->audit;
  });
  for (Issues& broken : issues)
    if (!broken.empty()) return fail(std::move(broken));
  return stage;
}

}  // namespace ballast
