/// Lee–Carter fitted to a table of deaths or rates (equations P10 – P12): the log death rate, or the log odds of dying,
/// of an age as a level and a common index of time.
///
///   svd:       ln m(x,t) = a(x) + b(x)·k(t) + ε            least squares: Lee and Carter (1992), JASA 87, 659–671
///   poisson:   D(x,t) ~ Poisson(E·exp(a + b·k))            Brouhns, Denuit and Vermunt (2002), IME 31, 373–393
///   binomial:  D(x,t) ~ Bin(E°, q), logit q = a + b·k      Haberman and Renshaw (2011), IME 48, 35–55; E° = E + D/2
///   all:       Σ b = 1,  Σ k = 0;  drift d = (k_T − k_1)/(T − 1),  σ² = Σ (k_t − k_{t−1} − d)²/(T − 2)
///
/// D deaths [persons]; E central exposure [person-years]; E° initial exposure [persons]; m = D/E [1/year]; a level [log
/// rate or log odds]; b sensitivity [share]; k index; d drift of k [a year]; σ of its yearly steps. 死亡率模型拟合
/// (44-1.2)
#pragma once

#include <Eigen/Core>

#include "models/base/quantity.hpp"

namespace ballast {

enum class LeeCarterMethod { svd, poisson, binomial };

/// What is fitted: [age × year], ages and years consecutive. Without deaths the rates alone are known.
struct MortalityExperience {
  Age first_age = 0;
  Year first_year = 0;
  Eigen::ArrayXXd deaths, exposure;  ///< [persons], [person-years]; empty when only rates are known
  Eigen::ArrayXXd rates;             ///< [1/year]
};

struct LeeCarterFit {
  Eigen::ArrayXd level, sensitivity, index;  ///< a [age], b [age], k [year]
  double drift = 0, sigma = 0;
  double log_likelihood = 0;      ///< svd: of Gaussian errors of the log rates
  double variance_explained = 0;  ///< svd: of the log rates about their levels; else of the deviance about the levels
  double deviance = 0;            ///< svd: the sum of squares left
  bool converged = false;
};

/// Weight of each cell, 1 or 0: the first and the last `clipped` birth cohorts of the table count nothing.
Eigen::ArrayXXd cohort_weights(Eigen::Index ages, Eigen::Index years, int clipped);

/// Preconditions: at least 2 ages and 3 years, each with weight in two cells or more; rates > 0 for svd; deaths and
/// exposures for the others, D < E°. `converged` is false where there is no common trend to be found.
LeeCarterFit fit_lee_carter(const MortalityExperience& experience, LeeCarterMethod method,
                            const Eigen::ArrayXXd& weights);

}  // namespace ballast
