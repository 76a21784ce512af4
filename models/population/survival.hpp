/// Survival of whole birth cohorts over a calendar year (P1, P2: the period-cohort square of the Lexis diagram).
///
///   q(x,t) = 1 − exp(−mᶜ(x,t)),   mᶜ(x,t) = ½·(m(x−1,t) + m(x,t))  for x ≥ 2
///   mᶜ(0,t) = β·m(0,t),   mᶜ(1,t) = (1 − β)·m(0,t) + ½·m(1,t)
///   those already at the open age Ω:  mᶜ = m(Ω,t)
///
/// m central death rate at age last birthday [1/year]; x age reached in the year, so a cell holds the people born in
/// t − x; β share of infant deaths that fall into the calendar year of birth. Hand case T15.
#pragma once

#include <Eigen/Core>
#include <cmath>

namespace ballast {

/// β: about 85 % of infant deaths fall in the birth year (low-mortality populations).
inline constexpr double kBirthYearShareOfInfantDeaths = 0.85;

struct CohortMortality {
  Eigen::ArrayXd reaching;  ///< q by age reached in the year, 0 … Ω; Ω are those coming from Ω − 1
  double open = 0;          ///< q of those already at the open age Ω or above
};

/// Mean rate met by the cohort that reaches age x ≥ 2.
template <class Real>
Real cohort_rate(const Real& rate_below, const Real& rate_at) {
  return 0.5 * (rate_below + rate_at);
}

/// Probability of dying from a cohort rate.
inline double death_probability(double cohort_rate) { return -std::expm1(-cohort_rate); }

/// The rate mᶜ that the cohort of age x meets, `central(x)` being m(x).
template <class Real, class Central>
Real rate_met(int x, Central central) {
  if (x == 0) return kBirthYearShareOfInfantDeaths * central(0);
  if (x == 1) return (1.0 - kBirthYearShareOfInfantDeaths) * central(0) + 0.5 * central(1);
  return cohort_rate<Real>(central(x - 1), central(x));
}

/// All ages of one sex and year; `central_rates` holds m(0) … m(Ω), at least three ages.
CohortMortality cohort_mortality(const Eigen::ArrayXd& central_rates);

}  // namespace ballast
