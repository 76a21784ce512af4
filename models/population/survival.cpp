#include "models/population/survival.hpp"

#include <cassert>

namespace ballast {

CohortMortality cohort_mortality(const Eigen::ArrayXd& central_rates) {
  const Eigen::Index ages = central_rates.size();
  assert(ages >= 3 && "the tables reach from 0 to an open age");
  const auto central = [&](int x) { return central_rates(x); };
  CohortMortality mortality{.reaching = Eigen::ArrayXd(ages), .open = death_probability(central_rates(ages - 1))};
  for (int x = 0; x < ages; ++x) mortality.reaching(x) = death_probability(rate_met<double>(x, central));
  return mortality;
}

}  // namespace ballast
