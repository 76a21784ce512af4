#include "models/population/cohort_component.hpp"

#include <algorithm>
#include <cassert>

namespace ballast {
namespace {

/// The dead and the migrants of some cohorts. [persons]
struct Moves {
  double deaths = 0, net_migrants = 0, clipped = 0;

  void book(PopulationYear& year) const {
    year.deaths += deaths, year.net_migrants += net_migrants, year.clipped += clipped;
  }
};

/// One cohort through the year: what is left of it. Its dead and its migrants are added to the moves.
double pass_year(double before, double wanted, double q, Moves& moves) {
  const double all = -before * (1.0 - q), staying = 1.0 - 0.5 * q;
  const double migrants = wanted * staying < all ? all / staying : wanted;  // seldom: a quotient takes long
  const double dead = q * (before + 0.5 * migrants);
  moves.deaths += dead;
  moves.net_migrants += migrants;
  moves.clipped += migrants - wanted;
  return std::max(0.0, before + migrants - dead);
}

/// Net migrants of a cohort of `before` people who reach age x.
double migrants_of(const PopulationRates& rates, int sex, Eigen::Index x, double before) {
  const double by_rate = x > 0 ? rates.migration_rate[sex](x) * before : 0.0;
  return by_rate + (rates.migrants[sex].size() > 0 ? rates.migrants[sex](x) : 0.0);
}

/// One sex: everyone a year older; the open age keeps its survivors. Newborns are added later.
void age_one_year(const Residents& before, const PopulationRates& rates, int sex, PopulationYear& year) {
  const Eigen::ArrayXd& people = before[sex];
  const CohortMortality& q = rates.mortality[sex];
  const Eigen::Index open = people.size() - 1;
  assert(q.reaching.size() == people.size() && "one death probability an age");
  Eigen::ArrayXd after = Eigen::ArrayXd::Zero(people.size());
  Moves moves;  // of this loop: kept in registers
  for (Eigen::Index x = 1; x <= open; ++x)
    after(x) = pass_year(people(x - 1), migrants_of(rates, sex, x, people(x - 1)), q.reaching(x), moves);
  after(open) += pass_year(people(open), 0.0, q.open, moves);
  moves.book(year);
  year.residents[sex] = std::move(after);
}

}  // namespace

PopulationYear& PopulationYear::operator+=(const PopulationYear& other) {
  for (std::size_t sex = 0; sex < kSexes; ++sex) residents[sex] += other.residents[sex];
  births += other.births, deaths += other.deaths, net_migrants += other.net_migrants, clipped += other.clipped;
  return *this;
}

PopulationYear project_year(const Residents& before, const PopulationRates& rates) {
  constexpr int kMale = static_cast<int>(Sex::male), kFemale = static_cast<int>(Sex::female);
  PopulationYear year;
  for (int sex : {kMale, kFemale}) age_one_year(before, rates, sex, year);
  year.births = (rates.fertility * 0.5 * (before[kFemale] + year.residents[kFemale])).sum();
  const double female_share = 1.0 / (1.0 + rates.sex_ratio_at_birth);
  for (int sex : {kMale, kFemale}) {
    const double born = year.births * (sex == kFemale ? female_share : 1.0 - female_share);
    Moves moves;
    year.residents[sex](0) = pass_year(born, migrants_of(rates, sex, 0, born), rates.mortality[sex].reaching(0), moves);
    moves.book(year);
  }
  return year;
}

}  // namespace ballast
