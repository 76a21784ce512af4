#include "sim/engine/stage_one.hpp"

#include <algorithm>

#include "sim/engine/parallel.hpp"

namespace ballast {
namespace {

/// Who should be insured in each unit, 31 December: residents of an age to enrol in its labour pool, and never fewer
/// than are insured (44-3.5).
void count_should_be_insured(const Scenario& s, const Groundwork& groundwork, StageOne& stage) {
  for (std::size_t c = 0; c < stage.flows.size(); ++c) {
    UnitFlows& flows = stage.flows[c];
    for (Year t = s.base_year; t <= s.last_year; ++t) {
      const Residents pool = labour_pool(s, groundwork.population(), static_cast<int>(c), t);
      const int y = t - s.base_year, unit = static_cast<int>(c);
      const auto first = static_cast<Eigen::Index>(s.knobs.year(Knob::entry_age_min, unit, t));
      const auto last = static_cast<Eigen::Index>(s.knobs.year(Knob::entry_age_max, unit, t));
      double heads = 0;
      for (const Eigen::ArrayXd& sex : pool) heads += sex.segment(first, last - first + 1).sum();
      const double insured = flows.at(y, Flow::contributing_end) + flows.at(y, Flow::suspended_end);
      flows.at(y, Flow::should_be_insured_end) = std::max(heads, insured);
    }
  }
}

}  // namespace

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
  count_should_be_insured(s, groundwork, stage);
  return stage;
}

}  // namespace ballast
