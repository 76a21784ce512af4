#include "models/population/cohort_component.hpp"

#include <cassert>

#include "models/population/cohort_year.hpp"

namespace ballast {
namespace {

/// The rates of one area as its cohorts ask for them.
struct RatesOfOne {
  const PopulationRates& rates;
  double female_share = 1.0 / (1.0 + rates.sex_ratio_at_birth);

  double q(std::size_t sex, Eigen::Index x) const { return rates.mortality[sex].reaching(x); }
  double q_open(std::size_t sex) const { return rates.mortality[sex].open; }
  double fertility(Eigen::Index x) const { return rates.fertility(x); }
  /// Net migrants of a cohort of `before` people who reach age x.
  double wanted(std::size_t sex, Eigen::Index x, double before) const {
    const double by_rate = x > 0 ? rates.migration_rate[sex](x) * before : 0.0;
    return by_rate + (rates.migrants[sex].size() > 0 ? rates.migrants[sex](x) : 0.0);
  }
};

}  // namespace

PopulationYear& PopulationYear::operator+=(const PopulationYear& other) {
  for (std::size_t sex = 0; sex < kSexes; ++sex) residents[sex] += other.residents[sex];
  births += other.births, deaths += other.deaths, net_migrants += other.net_migrants, clipped += other.clipped;
  return *this;
}

PopulationYear project_year(const Residents& before, const PopulationRates& rates) {
  const Eigen::Index ages = before[0].size();
  PopulationYear year;
  for (std::size_t sex = 0; sex < kSexes; ++sex) {
    assert(before[sex].size() == ages && rates.mortality[sex].reaching.size() == ages &&
           "one death probability an age");
    year.residents[sex].resize(ages);
  }
  const PopulationMoves<double> moves =
      project_ages<double>({before[0].data(), before[1].data()}, static_cast<int>(ages), RatesOfOne{rates},
                           {year.residents[0].data(), year.residents[1].data()});
  year.births = moves.births, year.deaths = moves.deaths;
  year.net_migrants = moves.net_migrants, year.clipped = moves.clipped;
  return year;
}

}  // namespace ballast
