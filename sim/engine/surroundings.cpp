#include "sim/engine/surroundings.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

namespace {

using QByAge = std::array<Lanes, Demography::kAges>;

/// q by age of one group in one lane.
void fill_lane(const Eigen::ArrayXd& rates, int lane, QByAge& q) {
  const Eigen::ArrayXd reaching = cohort_mortality(rates).reaching;
  for (std::size_t x = 0; x < q.size(); ++x) q[x][lane] = reaching(static_cast<Eigen::Index>(x));
}

bool alike(const Lanes& v) {
  for (int lane = 1; lane < kLanes; ++lane)
    if (v[lane] != v[0]) return false;
  return true;
}

/// Every lane as the first.
void spread(QByAge& q) {
  for (Lanes& of : q) of = broadcast<Lanes>(of[0]);
}

}  // namespace

MortalityYear insured_mortality(const Scenario& s, const RatesYear& rates, const Lanes& departure, const Lanes& scale) {
  MortalityYear year;
  const bool one = alike(departure) && alike(scale);
  for (const Sex sex : {Sex::male, Sex::female}) {
    const GroupRates& m = rates[static_cast<std::size_t>(sex)];
    InsuredMortality& of = year[static_cast<std::size_t>(sex)];
    for (int lane = 0; lane < (one ? 1 : kLanes); ++lane) {
      const Eigen::ArrayXd shift = scale[lane] * shifted_by(s, sex, departure[lane]);
      fill_lane(m.active * shift, lane, of.active);
      fill_lane(m.retired * shift, lane, of.retired);
      fill_lane(m.ill * shift, lane, of.ill);
    }
    if (one) spread(of.active), spread(of.retired), spread(of.ill);
  }
  return year;
}

Surroundings surroundings_of(const Scenario& s, const Block& block, const PopulationByLane& by_lane,
                             const std::vector<MortalityYear>& mortality) {
  const auto years = static_cast<std::size_t>(s.last_year - s.base_year + 1);
  Surroundings around{std::vector<ResidentTotals>(years), std::vector<HeadsBySexAndAge>(years), &mortality};
  for (int lane = 0; lane < block.count; ++lane) {
    const int unit = block.units[static_cast<std::size_t>(lane)];
    const std::vector<PopulationPath>& population = *by_lane[static_cast<std::size_t>(lane)];
    for (std::size_t y = 0; y < years; ++y) {
      const PopulationYear& year = population[static_cast<std::size_t>(unit)][y];
      const Eigen::ArrayXd both = year.residents[0] + year.residents[1];
      ResidentTotals& totals = around.residents[y];
      totals.all[lane] = both.sum();
      totals.working[lane] = both.segment(kWorkingFrom, kOldFrom - kWorkingFrom).sum();
      totals.old[lane] = both.tail(Demography::kAges - kOldFrom).sum();
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
