// Residents side by side: their year, the labour pools they make, and death probabilities.
#include "models/population/cohort_year.hpp"
#include "models/population/survival.hpp"
#include "sim/engine/kernel/steps.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

/// The rates of a year as its cohorts ask for them.
struct RatesByLane {
  const ResidentRates& r;
  double female_share = r.female_share;

  const Lanes& q(std::size_t sex, int x) const { return r.deaths->reaching[sex][static_cast<std::size_t>(x)]; }
  const Lanes& q_open(std::size_t sex) const { return r.deaths->open[sex]; }
  Lanes fertility(int x) const { return r.fertility_age[x] * r.fertility; }
  Lanes wanted(std::size_t sex, int x, const Lanes& before) const {
    const Lanes by_rate = x > 0 ? Lanes(r.migration_shape[sex][x] * r.net_migration * before) : Lanes{};
    return r.migrants[sex] ? Lanes(by_rate + r.migrants[sex][x] * r.migrants_level) : by_rate;
  }
};

Lanes probability(const Lanes& rate) {
  return each_lane(rate, [](double of_lane) { return death_probability(of_lane); });
}

}  // namespace

void live_residents(const HeadsBySexAndAge& before, const ResidentRates& rates, ResidentsYear& after) {
  HeadsBySexAndAge& people = after.people;
  const PopulationMoves<Lanes> moves = project_ages<Lanes>({before[0].data(), before[1].data()}, Demography::kAges,
                                                           RatesByLane{rates}, {people[0].data(), people[1].data()});
  const auto both = [&](int x) -> Lanes {
    return people[0][static_cast<std::size_t>(x)] + people[1][static_cast<std::size_t>(x)];
  };
  after.totals = {census_groups<Lanes>(Demography::kAges, both), moves.births, moves.deaths, moves.net_migrants};
}

void gather_pool(const PoolSource* sources, int count, HeadsBySexAndAge& pool) {
  constexpr auto kFirst = static_cast<std::size_t>(kPoolFrom), kLast = static_cast<std::size_t>(kPoolTo);
  for (std::size_t sex = 0; sex < kSexes; ++sex)
    for (std::size_t x = kFirst; x <= kLast; ++x) {
      Lanes heads{};
      for (int d = 0; d < count; ++d) heads += sources[d].share * (*sources[d].residents)[sex][x];
      pool[sex][x] = heads;
    }
}

void fill_deaths(const DeathRates& rates, Lanes* reaching, Lanes* open) {
  const auto central = [&](int x) -> Lanes { return rates.central[x] * (rates.selection * rates.shift[x]); };
  for (Age x = rates.first; x <= rates.last; ++x) reaching[x] = probability(rate_met<Lanes>(x, central));
  if (open) *open = probability(central(rates.last));
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
