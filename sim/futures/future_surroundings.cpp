#include "sim/futures/future_surroundings.hpp"

#include <algorithm>
#include <utility>

namespace ballast {
inline namespace BALLAST_IN_LANES {

std::size_t certain_years(const Scenario& s) {
  return static_cast<std::size_t>(std::min(first_uncertain_year(s) - 1, s.last_year) - s.base_year);
}

/// Where surroundings are made. A thread keeps it from block to block: to fill it anew takes less than to have the
/// pages of a new one laid out.
struct FutureSurroundings::Room {
  std::vector<BySexAndAge> shift;               ///< of every rate, by uncertain year
  std::vector<ResidentDeaths> deaths;           ///< of residents, by uncertain year
  std::vector<MortalityYear<Lanes>> mortality;  ///< of insured lives, by uncertain year
  Surroundings around;
  std::vector<PoolSource> sources;
  std::vector<ResidentPath> spare;  ///< of units that were let go

  void make(std::size_t years, std::size_t uncertain) {
    shift.resize(uncertain), deaths.resize(uncertain), mortality.resize(uncertain);
    around.residents.resize(years), around.pool.resize(years);
  }
  ResidentPath path(std::size_t years) {
    ResidentPath path;
    if (!spare.empty()) path = std::move(spare.back()), spare.pop_back();
    path.resize(years);
    return path;
  }
};

FutureSurroundings::Room& FutureSurroundings::room() {
  thread_local Room room;
  return room;
}

FutureSurroundings::FutureSurroundings(const Scenario& s, const Groundwork& groundwork,
                                       const std::vector<Future>& futures, Year from, const Kernel& kernel)
    : s_(s),
      groundwork_(groundwork),
      futures_(futures),
      kernel_(kernel),
      certain_(certain_years(s)),
      first_(static_cast<std::size_t>(std::max(from - 1, s.base_year) - s.base_year)),
      room_(room()),
      residents_(s.units.size()),
      last_need_(s.units.size()) {
  const auto years = static_cast<std::size_t>(s.last_year - s.base_year);
  room_.make(years + 1, years - certain_);
  shift_rates();
  for (std::size_t unit = 0; unit < s.units.size(); ++unit)
    for (const int source : sources(static_cast<int>(unit)))
      last_need_[static_cast<std::size_t>(source)] = static_cast<int>(unit);
}

/// Residents take most of the room. Of a small place they stay; of a large one stage 2, which comes next, has it.
FutureSurroundings::~FutureSurroundings() {
  constexpr std::size_t kKept = 16;  // less than a MiB each
  room_.spare.resize(std::min(room_.spare.size(), kKept));
}

Block FutureSurroundings::block(int unit) const {
  Block block{.count = static_cast<int>(futures_.size())};
  block.units.fill(unit);
  for (std::size_t lane = 0; lane < kLanes; ++lane) block.knobs[lane] = &of_lane(lane).knobs;
  return block;
}

const Surroundings& FutureSurroundings::of(int unit) {
  if (mortality_of_ < 0 || !share_mortality(mortality_of_, unit)) fill_mortality(unit);
  mortality_of_ = unit;
  for (const int source : sources(unit)) project_residents(source);
  Surroundings& around = room_.around;
  around.mortality = by_year(deaths(unit).mortality);
  around.mortality.resize(certain_);
  for (const MortalityYear<Lanes>& year : room_.mortality) around.mortality.emplace_back(year);
  const ResidentPath& own = residents_[static_cast<std::size_t>(unit)];
  for (std::size_t y = first_; y < around.residents.size(); ++y) {
    around.residents[y] = own[y - first_].totals;
    fill_pool(unit, s_.base_year + static_cast<Year>(y));
  }
  for (const int source : sources(unit))
    if (last_need_[static_cast<std::size_t>(source)] == unit)
      room_.spare.push_back(std::exchange(residents_[static_cast<std::size_t>(source)], {}));
  return around;
}

/// Units whose residents a unit's year looks at: its own, and those its labour pool draws on.
std::vector<int> FutureSurroundings::sources(int unit) const {
  std::vector<int> all{unit};
  for (Eigen::SparseMatrix<double>::InnerIterator at(s_.catchment, unit); at; ++at)
    if (at.row() != unit) all.push_back(static_cast<int>(at.row()));
  return all;
}

/// What the index of mortality does to every rate, in the years in which it departs.
void FutureSurroundings::shift_rates() {
  for (std::size_t y = 0; y < room_.shift.size(); ++y)
    for (const Sex sex : {Sex::male, Sex::female})
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        const Eigen::ArrayXd shift = shifted_by(s_, sex, of_lane(lane).index_shift[certain_ + y + 1]);
        auto& of_sex = room_.shift[y][static_cast<std::size_t>(sex)];
        for (std::size_t x = 0; x < of_sex.size(); ++x)
          of_sex[x][static_cast<int>(lane)] = shift(static_cast<Eigen::Index>(x));
      }
}

/// Whether the insured of two units die alike in every future: the same tables, and no noise of their own.
bool FutureSurroundings::share_mortality(int a, int b) const {
  const auto alike = [&](const Future& future) {
    for (std::size_t y = certain_; y < deaths(a).rates.size(); ++y)
      if (moved_selection(future, a, y) != moved_selection(future, b, y)) return false;
    return true;
  };
  return &deaths(a) == &deaths(b) && std::all_of(futures_.begin(), futures_.end(), alike);
}

FutureSurroundings::SelectionMoved FutureSurroundings::moved_selection(const Future& future, int unit,
                                                                       std::size_t y) const {
  const Year t = s_.base_year + 1 + static_cast<Year>(y);
  const auto moved = [&](const InsuredGroup& group) {
    return future.knobs.year(group.selection, unit, t) / s_.knobs.year(group.selection, unit, t);
  };
  return {.active = moved(kActives), .retired = moved(kRetirees), .ill = moved(kIllnessRetirees)};
}

DeathRates FutureSurroundings::death_rates(const Eigen::ArrayXd& central, std::size_t uncertain_year, Sex sex) const {
  return {.central = central.data(), .shift = room_.shift[uncertain_year][static_cast<std::size_t>(sex)].data()};
}

/// Of insured lives, at the ages of members and of pensioners.
void FutureSurroundings::fill_mortality(int unit) {
  for (std::size_t y = 0; y < room_.mortality.size(); ++y) {
    SelectionMoved lanes[kLanes];
    for (std::size_t lane = 0; lane < kLanes; ++lane) lanes[lane] = moved_selection(of_lane(lane), unit, certain_ + y);
    for (const Sex sex : {Sex::male, Sex::female}) {
      const auto fill = [&](const Eigen::ArrayXd& central, double SelectionMoved::*group, Age first, Age last,
                            std::array<Lanes, Demography::kAges>& q) {
        DeathRates rates = death_rates(central, y, sex);
        for (int lane = 0; lane < kLanes; ++lane) rates.selection[lane] = lanes[lane].*group;
        rates.first = first, rates.last = last;
        kernel_.fill_deaths(rates, q);
      };
      const GroupRates& m = deaths(unit).rates[certain_ + y][static_cast<std::size_t>(sex)];
      InsuredMortality<Lanes>& of = room_.mortality[y][static_cast<std::size_t>(sex)];
      using Members = MemberTable<Lanes>;
      using Pensioners = PensionerTable<Lanes>;
      fill(m.active, &SelectionMoved::active, Members::kFirstAge, Members::kLastAge, of.active);
      fill(m.retired, &SelectionMoved::retired, Pensioners::kFirstAge, Pensioners::kLastAge, of.retired);
      fill(m.ill, &SelectionMoved::ill, Pensioners::kFirstAge, Pensioners::kLastAge, of.ill);
    }
  }
}

void FutureSurroundings::fill_resident_deaths(const DeathTables& tables) {
  for (std::size_t y = 0; y < room_.deaths.size(); ++y)
    for (const Sex sex : {Sex::male, Sex::female}) {
      const auto index = static_cast<std::size_t>(sex);
      kernel_.fill_deaths(death_rates(tables.rates[certain_ + y][index].residents, y, sex),
                          room_.deaths[y].reaching[index], &room_.deaths[y].open[index]);
    }
  deaths_of_ = &tables;
}

void FutureSurroundings::project_residents(int unit) {
  ResidentPath& path = residents_[static_cast<std::size_t>(unit)];
  if (!path.empty()) return;
  if (deaths_of_ != &deaths(unit)) fill_resident_deaths(deaths(unit));
  path = room_.path(static_cast<std::size_t>(s_.last_year - s_.base_year) + 1 - first_);
  recall_residents(unit, path);
  const Block all_lanes = block(unit);
  for (std::size_t y = certain_ + 1; y < first_ + path.size(); ++y)
    kernel_.live_residents(path[y - first_ - 1].people, resident_rates(all_lanes, s_.base_year + static_cast<Year>(y)),
                           path[y - first_]);
}

/// The certain years, the same in every lane.
void FutureSurroundings::recall_residents(int unit, ResidentPath& path) const {
  for (std::size_t y = first_; y <= certain_; ++y) {
    const PopulationYear& known = groundwork_.population()[static_cast<std::size_t>(unit)][y];
    ResidentsYear& year = path[y - first_];
    for (int lane = 0; lane < kLanes; ++lane) set_lane(known, lane, year.totals);
    for (std::size_t sex = 0; sex < kSexes; ++sex)
      for (std::size_t x = 0; x < Demography::kAges; ++x)
        year.people[sex][x] = broadcast<Lanes>(known.residents[sex](static_cast<Eigen::Index>(x)));
  }
}

ResidentRates FutureSurroundings::resident_rates(const Block& block, Year year) const {
  const auto lanes = [&](Knob knob) {
    return block.gather([&](const KnobValues& knobs, int unit) { return knobs.year(knob, unit, year); });
  };
  const Demography& tables = s_.demography;
  const auto row = static_cast<std::size_t>(year - tables.first_year);
  const BaseTables& opening = s_.openings[static_cast<std::size_t>(block.units.front())];
  ResidentRates rates{.deaths = &room_.deaths[static_cast<std::size_t>(year - s_.base_year - 1) - certain_],
                      .fertility_age = tables.fertility_age[row].data(),
                      .fertility = tables.total_fertility[row] * lanes(Knob::fertility),
                      .female_share = 1.0 / (1.0 + tables.sex_ratio[row]),
                      .net_migration = lanes(Knob::net_migration),
                      .migrants_level = lanes(Knob::migrants)};
  for (std::size_t sex = 0; sex < kSexes; ++sex) {
    rates.migration_shape[sex] = tables.migration_shape[sex].data();
    if (!opening.migrants[sex].empty())
      rates.migrants[sex] = opening.migrants[sex][static_cast<std::size_t>(year - s_.base_year - 1)].data();
  }
  return rates;
}

void FutureSurroundings::fill_pool(int unit, Year year) {
  const auto y = static_cast<std::size_t>(year - s_.base_year);
  room_.sources.clear();
  for (Eigen::SparseMatrix<double>::InnerIterator at(s_.catchment, unit); at; ++at) {
    const int source = static_cast<int>(at.row());
    const double share = pool_share(s_, at.value(), source, year);
    if (share > 0) room_.sources.push_back({&residents_[static_cast<std::size_t>(source)][y - first_].people, share});
  }
  kernel_.gather_pool(room_.sources, room_.around.pool[y]);
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
