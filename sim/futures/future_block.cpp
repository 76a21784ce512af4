#include "sim/futures/future_block.hpp"

#include <algorithm>

namespace ballast {
namespace {

/// A block of futures in the making.
class FutureBlock {
 public:
  FutureBlock(const Scenario& s, const Groundwork& groundwork, const std::vector<Future>& futures)
      : s_(s), groundwork_(groundwork), futures_(futures), residents_(futures.size()) {
    for (std::size_t f = 0; f < futures_.size(); ++f) {
      ResidentMortality mortality;
      for (int unit = 0; unit < units(); ++unit) {
        if (unit == 0 || !share_mortality(futures_[f], unit - 1, unit)) mortality = resident_mortality_of(f, unit);
        residents_[f].push_back(project_population(s_, futures_[f].knobs, unit, mortality));
      }
    }
  }

  Block block(int unit) const {
    Block block{.count = static_cast<int>(futures_.size())};
    block.units.fill(unit);
    for (std::size_t lane = 0; lane < kLanes; ++lane) block.knobs[lane] = &of_lane(lane).knobs;
    return block;
  }
  Surroundings surroundings(const Block& block, const std::vector<MortalityYear>& mortality) const {
    PopulationByLane population;
    for (std::size_t lane = 0; lane < kLanes; ++lane) population[lane] = &residents_[lane < futures_.size() ? lane : 0];
    return surroundings_of(s_, block, population, mortality);
  }
  /// Death probabilities of the insured, by lane.
  std::vector<MortalityYear> mortality(int unit) const {
    std::vector<MortalityYear> years;
    for (std::size_t y = 0; y < common(unit).rates.size(); ++y) {
      Lanes departure{}, scale{};
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        departure[static_cast<int>(lane)] = of_lane(lane).index_shift[y + 1];
        scale[static_cast<int>(lane)] = moved_level(of_lane(lane), unit, y);
      }
      years.push_back(insured_mortality(s_, common(unit).rates[y], departure, scale));
    }
    return years;
  }

  int units() const { return static_cast<int>(s_.units.size()); }
  const CommonTables& common(int unit) const { return groundwork_.common(unit); }
  /// Whether two units' mortality is one in every future.
  bool share_mortality(int a, int b) const {
    const auto apart = [&](const Future& future) { return !share_mortality(future, a, b); };
    return std::none_of(futures_.begin(), futures_.end(), apart);
  }

 private:
  /// The same tables, and no noise of their own.
  bool share_mortality(const Future& future, int a, int b) const {
    if (&common(a) != &common(b)) return false;
    for (std::size_t y = 0; y < common(a).rates.size(); ++y)
      if (moved_level(future, a, y) != moved_level(future, b, y)) return false;
    return true;
  }
  const Future& of_lane(std::size_t lane) const { return futures_[lane < futures_.size() ? lane : 0]; }
  /// The level of mortality in the future over that of the scenario.
  double moved_level(const Future& future, int unit, std::size_t y) const {
    const Year t = s_.base_year + 1 + static_cast<Year>(y);
    const double level = s_.knobs.year(Knob::mortality, unit, t);
    return level > 0 ? future.knobs.year(Knob::mortality, unit, t) / level : 1.0;
  }
  ResidentMortality resident_mortality_of(std::size_t f, int unit) const {
    ResidentMortality mortality;
    const Future& future = futures_[f];
    for (std::size_t y = 0; y < common(unit).rates.size(); ++y)
      mortality.push_back(
          resident_mortality(s_, common(unit).rates[y], future.index_shift[y + 1], moved_level(future, unit, y)));
    return mortality;
  }

  const Scenario& s_;
  const Groundwork& groundwork_;
  const std::vector<Future>& futures_;
  std::vector<std::vector<PopulationPath>> residents_;  ///< [future][unit]
};

}  // namespace

Expected<std::vector<StageOne>> live_futures(const Scenario& s, const Groundwork& groundwork,
                                             const std::vector<Future>& futures, const KernelTable& instructions) {
  const FutureBlock together(s, groundwork, futures);
  std::vector<StageOne> stages(futures.size());
  std::vector<MortalityYear> mortality;
  for (int unit = 0; unit < together.units(); ++unit) {
    if (unit == 0 || !together.share_mortality(unit - 1, unit)) mortality = together.mortality(unit);
    const Block block = together.block(unit);
    auto lived =
        project_block(s, block, together.common(unit), together.surroundings(block, mortality), {}, instructions);
    if (!lived) return fail(std::move(lived.error()));
    for (std::size_t f = 0; f < futures.size(); ++f) {
      stages[f].flows.push_back(std::move((*lived)[f].flows));
      stages[f].audits.push_back((*lived)[f].audit);
    }
  }
  return stages;
}

}  // namespace ballast
