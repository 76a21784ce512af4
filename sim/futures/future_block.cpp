#include "sim/futures/future_block.hpp"

#include <algorithm>
#include <utility>

#include "sim/engine/parallel.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

/// Years after the base year in which every future is the scenario.
std::size_t certain_years(const Scenario& s) {
  return static_cast<std::size_t>(std::min(first_uncertain_year(s) - 1, s.last_year) - s.base_year);
}

/// A block of futures in the making.
class FutureBlock {
 public:
  FutureBlock(const Scenario& s, const Groundwork& groundwork, const std::vector<Future>& futures)
      : s_(s),
        groundwork_(groundwork),
        futures_(futures),
        certain_(certain_years(s)),
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
  /// Of the unit that stands in every lane, from year `from` on; units in their order. Residents of a unit are
  /// projected when a labour pool first draws on them and let go after the last one has, so that a place of many units
  /// takes no more room.
  Surroundings surroundings(const Block& block, const std::vector<MortalityYear<Lanes>>& uncertain, Year from) {
    const int unit = block.units.front();
    PopulationByLane population;
    for (std::size_t lane = 0; lane < kLanes; ++lane) population[lane] = &residents_[lane < futures_.size() ? lane : 0];
    for (std::size_t f = 0; f < futures_.size(); ++f)
      for (const int source : sources(unit)) project_residents(f, source);
    std::vector<MortalityByLane> mortality = by_year(common(unit).mortality);
    mortality.resize(certain_);
    for (const MortalityYear<Lanes>& year : uncertain) mortality.emplace_back(year);
    Surroundings around = surroundings_of(s_, block, population, std::move(mortality), from);
    for (const int source : sources(unit))
      if (last_need_[static_cast<std::size_t>(source)] == unit)
        for (auto& of_future : residents_) PopulationPath().swap(of_future[static_cast<std::size_t>(source)]);
    return around;
  }
  /// Death probabilities of the insured by lane, of the uncertain years.
  std::vector<MortalityYear<Lanes>> mortality(int unit) const {
    std::vector<MortalityYear<Lanes>> years;
    std::array<MortalityYear<double>, kLanes> lanes;
    for (std::size_t y = certain_; y < common(unit).rates.size(); ++y) {
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
      for (std::size_t y = certain_; y < common(a).rates.size(); ++y)
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
    const auto known = groundwork_.population()[static_cast<std::size_t>(unit)].begin();
    path = project_population(s_, futures_[f].knobs, unit, last.rates,
                              {known, known + static_cast<std::ptrdiff_t>(certain_) + 1});
  }
  ResidentMortality resident_mortality_of(std::size_t f, int unit) const {
    ResidentMortality mortality(certain_);  // nobody asks for
    const Future& future = futures_[f];
    for (std::size_t y = certain_; y < common(unit).rates.size(); ++y)
      mortality.push_back(resident_mortality(s_, common(unit).rates[y], future.index_shift[y + 1]));
    return mortality;
  }

  const Scenario& s_;
  const Groundwork& groundwork_;
  const std::vector<Future>& futures_;
  const std::size_t certain_;  ///< years after the base year in which no future departs from the scenario
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
  FutureBlocks(const Scenario& s, CertainYears certain, int threads) : s_(s), groundwork_(s, threads) {
    if (certain == CertainYears::once && certain_years(s) > 0) live_certain_years(threads);
  }
  int side_by_side() const override { return kLanes; }
  Expected<std::vector<StageOne>> live(const std::vector<Future>& futures) const override {
    if (!broken_.empty()) return fail(broken_);
    return live_futures(s_, groundwork_, futures, pasts_);
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
                                             const KernelTable& instructions) {
  FutureBlock together(s, groundwork, futures);
  std::vector<StageOne> stages(futures.size());
  std::vector<MortalityYear<Lanes>> mortality;
  for (int unit = 0; unit < together.units(); ++unit) {
    if (unit == 0 || !together.share_mortality(unit - 1, unit)) mortality = together.mortality(unit);
    const Block block = together.block(unit);
    const UnitPast* const past = pasts.empty() ? nullptr : &pasts[static_cast<std::size_t>(unit)];
    const Surroundings around = together.surroundings(block, mortality, past ? past->through + 1 : s.base_year);
    auto lived = project_block(s, block, together.common(unit), around, past, {}, instructions);
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
