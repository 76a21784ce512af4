#include "sim/engine/surroundings.hpp"

#include <utility>

namespace ballast {
inline namespace BALLAST_IN_LANES {
MortalityYear<Lanes> side_by_side(const std::array<MortalityYear<double>, kLanes>& lanes) {
  MortalityYear<Lanes> year;
  for (std::size_t lane = 0; lane < kLanes; ++lane)
    for (std::size_t sex = 0; sex < kSexes; ++sex)
      for (std::size_t x = 0; x < Demography::kAges; ++x) {
        const auto l = static_cast<int>(lane);
        year[sex].active[x][l] = lanes[lane][sex].active[x];
        year[sex].retired[x][l] = lanes[lane][sex].retired[x];
        year[sex].ill[x][l] = lanes[lane][sex].ill[x];
      }
  return year;
}

Surroundings surroundings_of(const Scenario& s, const Block& block, const PopulationByLane& by_lane,
                             std::vector<MortalityByLane> mortality, Year from) {
  const auto years = static_cast<std::size_t>(s.last_year - s.base_year + 1);
  Surroundings around{std::vector<ResidentTotals>(years), std::vector<HeadsBySexAndAge>(years), std::move(mortality)};
  for (int lane = 0; lane < block.count; ++lane) {
    const int unit = block.units[static_cast<std::size_t>(lane)];
    const std::vector<PopulationPath>& population = *by_lane[static_cast<std::size_t>(lane)];
    for (auto y = static_cast<std::size_t>(from - s.base_year); y < years; ++y) {
      const PopulationYear& year = population[static_cast<std::size_t>(unit)][y];
      const Eigen::ArrayXd both = year.residents[0] + year.residents[1];
      ResidentTotals& totals = around.residents[y];
      totals.all[lane] = both.sum();
      totals.working[lane] = both.segment(kCensusWorkingFrom, kCensusOldFrom - kCensusWorkingFrom).sum();
      totals.old[lane] = both.tail(Demography::kAges - kCensusOldFrom).sum();
      totals.births[lane] = year.births, totals.deaths[lane] = year.deaths;
      totals.net_migrants[lane] = year.net_migrants;
      const Residents pool = labour_pool(s, population, unit, s.base_year + static_cast<Year>(y));
      for (std::size_t sex = 0; sex < kSexes; ++sex)
        for (std::size_t x = 0; x < Demography::kAges; ++x)
          around.pool[y][sex][x][lane] = pool[sex](static_cast<Eigen::Index>(x));
    }
  }
  return around;
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
