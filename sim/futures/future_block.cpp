#include "sim/futures/future_block.hpp"

#include <algorithm>

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

/// A block of futures in the making.
class FutureBlock {
 public:
  FutureBlock(const Scenario& s, const Groundwork& groundwork, const std::vector<Future>& futures)
      : s_(s),
        groundwork_(groundwork),
        futures_(futures),
        residents_(futures.size(), std::vector<PopulationPath>(s.units.size())),
        last_mortality_(futures.size()),
        last_need_(s.units.size()) {
    for (int unit = 0; unit < units(); ++unit)
      for (const int source : sources(unit)) last_need_[static_cast<std::size_t>(source)] = unit;
  }

  Block block(int unit) const {
    Block block{.count = static_cast<int>(futures_.size())};
    block.units.fill(unit);
    for (std::size_t lane = 0; lane < kLanes; ++lane) block.knobs[lane] = &of_lane(lane).knobs;
    return block;
  }
  /// Of the unit that stands in every lane; units in their order. Residents of a unit are projected when a labour pool
  /// first draws on them and let go after the last one has, so that a place of many units takes no more room.
  Surroundings surroundings(const Block& block, const std::vector<MortalityYear<Lanes>>& mortality) {
    const int unit = block.units.front();
    PopulationByLane population;
    for (std::size_t lane = 0; lane < kLanes; ++lane) population[lane] = &residents_[lane < futures_.size() ? lane : 0];
    for (std::size_t f = 0; f < futures_.size(); ++f)
      for (const int source : sources(unit)) project_residents(f, source);
    Surroundings around = surroundings_of(s_, block, population, by_year(mortality));
    for (const int source : sources(unit))
      if (last_need_[static_cast<std::size_t>(source)] == unit)
        for (auto& of_future : residents_) PopulationPath().swap(of_future[static_cast<std::size_t>(source)]);
    return around;
  }
  /// Death probabilities of the insured, by lane.
  std::vector<MortalityYear<Lanes>> mortality(int unit) const {
    std::vector<MortalityYear<Lanes>> years;
    std::array<MortalityYear<double>, kLanes> lanes;
    for (std::size_t y = 0; y < common(unit).rates.size(); ++y) {
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        lanes[lane] = insured_mortality(s_, common(unit).rates[y], of_lane(lane).index_shift[y + 1],
                                        moved_selection(of_lane(lane), unit, y));
      years.push_back(side_by_side(lanes));
    }
    return years;
  }

  int units() const { return static_cast<int>(s_.units.size()); }
  const CommonTables& common(int unit) const { return groundwork_.common(unit); }
  /// Whether the insured of two units die alike in every future: the same tables, and no noise of their own.
  bool share_mortality(int a, int b) const {
    const auto alike = [&](const Future& future) {
      for (std::size_t y = 0; y < common(a).rates.size(); ++y)
        if (moved_selection(future, a, y) != moved_selection(future, b, y)) return false;
      return true;
    };
    return &common(a) == &common(b) && std::all_of(futures_.begin(), futures_.end(), alike);
  }

 private:
  const Future& of_lane(std::size_t lane) const { return futures_[lane < futures_.size() ? lane : 0]; }
  SelectionMoved moved_selection(const Future& future, int unit, std::size_t y) const {
    const Year t = s_.base_year + 1 + static_cast<Year>(y);
    const auto moved = [&](const InsuredGroup& group) {
      return future.knobs.year(group.selection, unit, t) / s_.knobs.year(group.selection, unit, t);
    };
    return {.active = moved(kActives), .retired = moved(kRetirees), .ill = moved(kIllnessRetirees)};
  }
  /// Units whose residents a unit's year looks at: its own, and those its labour pool draws on.
  std::vector<int> sources(int unit) const {
    std::vector<int> all{unit};
    for (Eigen::SparseMatrix<double>::InnerIterator at(s_.catchment, unit); at; ++at)
      if (at.row() != unit) all.push_back(static_cast<int>(at.row()));
    return all;
  }
  void project_residents(std::size_t f, int unit) {
    PopulationPath& path = residents_[f][static_cast<std::size_t>(unit)];
    if (!path.empty()) return;
    LastMortality& last = last_mortality_[f];
    if (last.of != &common(unit)) last = {&common(unit), resident_mortality_of(f, unit)};
    path = project_population(s_, futures_[f].knobs, unit, last.rates);
  }
  ResidentMortality resident_mortality_of(std::size_t f, int unit) const {
    ResidentMortality mortality;
    const Future& future = futures_[f];
    for (std::size_t y = 0; y < common(unit).rates.size(); ++y)
      mortality.push_back(resident_mortality(s_, common(unit).rates[y], future.index_shift[y + 1]));
    return mortality;
  }

  const Scenario& s_;
  const Groundwork& groundwork_;
  const std::vector<Future>& futures_;
  std::vector<std::vector<PopulationPath>> residents_;  ///< [future][unit], of those still needed
  struct LastMortality {
    const CommonTables* of = nullptr;
    ResidentMortality rates;
  };
  std::vector<LastMortality> last_mortality_;  ///< [future], of the tables read last: often the next unit's too
  std::vector<int> last_need_;                 ///< by unit, the last unit that looks at its residents
};

class FutureBlocks : public FutureEngine {
 public:
  FutureBlocks(const Scenario& s, int threads) : s_(s), groundwork_(s, threads) {}
  int side_by_side() const override { return kLanes; }
  Expected<std::vector<StageOne>> live(const std::vector<Future>& futures) const override {
    return live_futures(s_, groundwork_, futures);
  }

 private:
  const Scenario& s_;
  Groundwork groundwork_;
};

}  // namespace

std::unique_ptr<FutureEngine> future_block_engine(const Scenario& s, int threads) {
  return std::make_unique<FutureBlocks>(s, threads);
}

Expected<std::vector<StageOne>> live_futures(const Scenario& s, const Groundwork& groundwork,
                                             const std::vector<Future>& futures, const KernelTable& instructions) {
  FutureBlock together(s, groundwork, futures);
  std::vector<StageOne> stages(futures.size());
  std::vector<MortalityYear<Lanes>> mortality;
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

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
