#include "models/population/survival.hpp"

#include <cassert>
#include <cmath>

namespace ballast {

double cohort_rate(double rate_below, double rate_at) { return 0.5 * (rate_below + rate_at); }

double death_probability(double cohort_rate) { return -std::expm1(-cohort_rate); }

CohortMortality cohort_mortality(const Eigen::ArrayXd& central_rates, double birth_year_share) {
  const Eigen::Index ages = central_rates.size();
  assert(ages >= 3 && "the tables reach from 0 to an open age");
  Eigen::ArrayXd rate(ages);
  rate(0) = birth_year_share * central_rates(0);
  rate(1) = (1.0 - birth_year_share) * central_rates(0) + 0.5 * central_rates(1);
  for (Eigen::Index age = 2; age < ages; ++age) rate(age) = cohort_rate(central_rates(age - 1), central_rates(age));
  return {.reaching = rate.unaryExpr([](double m) { return death_probability(m); }),
          .open = death_probability(central_rates(ages - 1))};
}

}  // namespace ballast
