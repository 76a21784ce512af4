/// Cohort-component projection of residents by sex and single age (model §3).
///
///   N(x,t) = (N(x−1,t−1) + ½M)·(1 − q(x,t)) + ½M,   M = level·shape(x)·N(x−1,t−1)
///   births = Σ f_a·½·(N_a(t−1) + N_a(t)),   split by the sex ratio at birth
///
/// q period-cohort death probabilities (survival.hpp); f fertility by age [births a woman-year]; M net migrants, half
/// at the start of the year; the last age is open.
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
  std::array<Eigen::ArrayXd, kSexes> migration_rate;  ///< by age reached [share of the cohort]
};

struct PopulationYear {
  Residents residents;  ///< at the end of the year
  double births = 0, deaths = 0, net_migrants = 0;
};

PopulationYear project_year(const Residents& before, const PopulationRates& rates);

}  // namespace ballast
