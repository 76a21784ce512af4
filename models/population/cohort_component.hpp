/// Cohort-component projection of residents by sex and single age (equations P3, P4).
///
///   N(x,t) = (N(x−1,t−1) + ½M)·(1 − q(x,t)) + ½M,   M = rate(x)·N(x−1,t−1) + migrants(x,t)
///   births = Σ f_a·½·(N_a(t−1) + N_a(t)),   split by the sex ratio at birth;   N(0,t) the same with the newborn for
///   N(−1)
///
/// N residents at 31 December [persons]; q period-cohort death probabilities (survival.hpp); f fertility by age [births
/// a woman-year]; M net migrants [persons a year], half at the start of the year. At most as many leave as would leave
/// nobody: M ≥ −N(1 − q)/(1 − ½q). The number of ages is that of the arrays; the last age is open.
#pragma once

#include <Eigen/Core>
#include <array>

#include "models/base/category.hpp"
#include "models/population/survival.hpp"

namespace ballast {

/// Residents at 31 December by age. [persons]
using Residents = std::array<Eigen::ArrayXd, kSexes>;

/// The rates of one year.
struct PopulationRates {
  std::array<CohortMortality, kSexes> mortality;
  Eigen::ArrayXd fertility;                           ///< by age of mother [births a woman-year]
  double sex_ratio_at_birth = 1;                      ///< males per female
  std::array<Eigen::ArrayXd, kSexes> migration_rate;  ///< by age reached, 0 not read [share of the cohort]
  Residents migrants = {};                            ///< given in numbers, by age reached; empty: none [persons]
};

/// One year's residents and what changed them: opening + births + net_migrants − deaths = closing.
struct PopulationYear {
  Residents residents;                              ///< at the end of the year [persons]
  double births = 0, deaths = 0, net_migrants = 0;  ///< [persons a year]
  double clipped = 0;                               ///< emigrants asked for that were not there [persons a year]

  /// Another area's year, added; the ages must be the same.
  PopulationYear& operator+=(const PopulationYear& other);
};

PopulationYear project_year(const Residents& before, const PopulationRates& rates);

}  // namespace ballast
