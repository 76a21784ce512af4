#include "sim/engine/surroundings.hpp"

#include <utility>

namespace ballast {
inline namespace BALLAST_IN_LANES {

void set_lane(const PopulationYear& year, int lane, ResidentTotals& totals) {
  const auto both = [&](int x) { return year.residents[0](x) + year.residents[1](x); };
  const auto groups = census_groups<double>(Demography::kAges, both);
  CensusGroups<Lanes>& there = totals.on_31_december;
  there.all[lane] = groups.all, there.working[lane] = groups.working, there.old[lane] = groups.old;
  totals.births[lane] = year.births, totals.deaths[lane] = year.deaths;
  totals.net_migrants[lane] = year.net_migrants;
}

Surroundings surroundings_of(const Scenario& s, const Block& block, const std::vector<PopulationPath>& population,
                             std::vector<MortalityByLane> mortality) {
  const std::size_t years = population.front().size();
  Surroundings around{std::vector<ResidentTotals>(years), std::vector<HeadsBySexAndAge>(years), std::move(mortality)};
  for (int lane = 0; lane < block.count; ++lane) {
    const int unit = block.units[static_cast<std::size_t>(lane)];
    for (std::size_t y = 0; y < years; ++y) {
      set_lane(population[static_cast<std::size_t>(unit)][y], lane, around.residents[y]);
      const Residents pool = labour_pool(s, population, unit, s.base_year + static_cast<Year>(y));
      for (std::size_t sex = 0; sex < kSexes; ++sex)
        for (Age x = kPoolFrom; x <= kPoolTo; ++x)
          around.pool[y][sex][static_cast<std::size_t>(x)][lane] = pool[sex](x);
    }
  }
  return around;
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
