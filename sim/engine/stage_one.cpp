#include "sim/engine/stage_one.hpp"

#include "sim/engine/parallel.hpp"

namespace ballast {
Expected<StageOne> run_membership(const Scenario& s, int threads, const KernelTable& instructions) {
  const Groundwork groundwork(s, threads);
  const auto units = s.units.size();
  StageOne stage{std::vector<UnitFlows>(units), std::vector<MembershipAudit>(units)};
  const std::vector<Block>& blocks = groundwork.blocks();
  std::vector<Issues> issues(blocks.size());
  parallel_for(static_cast<int>(blocks.size()), threads, [&](int b) {
    const Block& block = blocks[static_cast<std::size_t>(b)];
    auto results = project_block(s, block, groundwork, {}, instructions);
    if (!results) {
      issues[static_cast<std::size_t>(b)] = std::move(results.error());
      return;
    }
    for (int lane = 0; lane < block.count; ++lane) {
      const auto unit = static_cast<std::size_t>(block.units[static_cast<std::size_t>(lane)]);
      stage.flows[unit] = std::move((*results)[static_cast<std::size_t>(lane)].flows);
      stage.audits[unit] = (*results)[static_cast<std::size_t>(lane)].audit;
    }
  });
  for (Issues& broken : issues)
    if (!broken.empty()) return fail(std::move(broken));
  return stage;
}

}  // namespace ballast
