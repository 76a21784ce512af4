#include "sim/futures/future_block.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "sim/engine/parallel.hpp"
#include "sim/futures/future_surroundings.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

class FutureBlocks : public FutureEngine {
 public:
  FutureBlocks(const Scenario& s, CertainYears certain, int threads)
      : s_(s), groundwork_(s, threads, s.base_year + static_cast<Year>(certain_years(s))) {
    if (certain == CertainYears::once && certain_years(s) > 0) live_certain_years(threads);
  }
  int side_by_side() const override { return kLanes; }
  Expected<std::vector<StageOne>> live(const std::vector<Future>& futures, int threads) const override {
    if (!broken_.empty()) return fail(broken_);
    return live_futures(s_, groundwork_, futures, pasts_, threads);
  }

 private:
  void live_certain_years(int threads) {
    std::vector<std::vector<int>> packs;
    for (const std::vector<int>& alike : groundwork_.units_alike())
      for (std::size_t from = 0; from < alike.size(); from += kLanes)
        packs.emplace_back(alike.begin() + static_cast<std::ptrdiff_t>(from),
                           alike.begin() + static_cast<std::ptrdiff_t>(std::min(from + kLanes, alike.size())));
    std::vector<Issues> broken(packs.size());
    pasts_.resize(s_.units.size());
    parallel_for(static_cast<int>(packs.size()), threads, [&](int p) {
      const std::vector<int>& units = packs[static_cast<std::size_t>(p)];
      auto pasts = project_pasts(s_, units, groundwork_, s_.base_year + static_cast<Year>(certain_years(s_)));
      if (!pasts) broken[static_cast<std::size_t>(p)] = std::move(pasts.error());
      for (std::size_t lane = 0; pasts && lane < units.size(); ++lane)
        pasts_[static_cast<std::size_t>(units[lane])] = std::move((*pasts)[lane]);
    });
    for (Issues& of : broken) broken_.insert(broken_.end(), of.begin(), of.end());
  }

  const Scenario& s_;
  Groundwork groundwork_;
  std::vector<UnitPast> pasts_;  ///< by unit; none where every block lives the certain years too
  Issues broken_;
};

}  // namespace

std::unique_ptr<FutureEngine> future_block_engine(const Scenario& s, CertainYears certain, int threads) {
  return std::make_unique<FutureBlocks>(s, certain, threads);
}

Expected<std::vector<StageOne>> live_futures(const Scenario& s, const Groundwork& groundwork,
                                             const std::vector<Future>& futures, const std::vector<UnitPast>& pasts,
                                             int threads, const KernelTable& instructions) {
  assert(threads > 0 && "each thread has a run of units of its own");
  const Year from = pasts.empty() ? s.base_year : pasts.front().through + 1;
  const int units = static_cast<int>(s.units.size()), runs = std::min(threads, units);
  std::vector<StageOne> stages(futures.size());
  for (StageOne& stage : stages) stage.flows.resize(s.units.size()), stage.audits.resize(s.units.size());
  const auto live_unit = [&](int unit, FutureSurroundings& surroundings) -> Issues {
    const auto u = static_cast<std::size_t>(unit);
    const Block block = surroundings.block(unit);
    const UnitPast* const past = pasts.empty() ? nullptr : &pasts[u];
    auto lived = project_block(s, block, groundwork.rules(unit), surroundings.of(unit), past, {}, instructions);
    if (!lived) return std::move(lived.error());
    for (std::size_t f = 0; f < futures.size(); ++f)
      stages[f].flows[u] = std::move((*lived)[f].flows), stages[f].audits[u] = (*lived)[f].audit;
    return {};
  };
  std::vector<Issues> broken(static_cast<std::size_t>(runs));
  parallel_for(runs, threads, [&](int run) {
    FutureSurroundings surroundings(s, groundwork, futures, from, Kernel(instructions));
    Issues& of = broken[static_cast<std::size_t>(run)];
    for (int unit = run * units / runs; unit < (run + 1) * units / runs && of.empty(); ++unit)
      of = live_unit(unit, surroundings);
  });
  for (Issues& of : broken)
    if (!of.empty()) return fail(std::move(of));
  return stages;
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
