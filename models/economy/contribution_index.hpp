/// The expected contribution index of employees: a lognormal wage, under-declared, clamped to the legal bounds.
///
///   M4.1 x̄ = E[clamp(k·W, f, c)] = f·Φ(z_f) + M·(Φ(z_c − σ) − Φ(z_f − σ)) + c·(1 − Φ(z_c))
///   M = k·m,   μ = ln M − σ²/2,   z_b = (ln b − μ) / σ
///
/// W wage over the reference wage, lognormal with mean m [ratio]; σ standard deviation of ln W; k declared share of
/// the wage, applied before the clamp [ratio]; f, c floor and ceiling of the base over the reference wage [ratio].
/// Limited expected value of a lognormal: Klugman, Panjer, Willmot, Loss Models, appendix A. Hand case T02.
#pragma once

#include <cmath>

#include "models/base/functions.hpp"
#include "models/base/real.hpp"

namespace ballast {

template <class Real>
struct alignas(sizeof(Real)) WageDistributionOf {
  Real mean = broadcast<Real>(1);            ///< m, mean wage over the reference wage [ratio]; the MEAN, not the median
  Real sigma{};                              ///< σ of the logarithm
  Real declared_share = broadcast<Real>(1);  ///< k [ratio]
};
using WageDistribution = WageDistributionOf<double>;

struct BaseBounds {
  double floor = 0;    ///< f [ratio]
  double ceiling = 0;  ///< c [ratio], ≥ f
};

template <class Real>
struct alignas(sizeof(Real)) ContributionIndexOf {
  Real mean_before_clamp{};  ///< k·m [ratio]
  Real mean{};               ///< x̄ [ratio]
  Real share_at_floor{};     ///< share of heads lifted to the floor
  Real share_at_ceiling{};   ///< share of heads cut at the ceiling
};
using ContributionIndex = ContributionIndexOf<double>;

/// Everyone has the same wage: the limit of σ → 0, and of a wage of nothing.
template <class Real>
ContributionIndexOf<Real> index_of_equal_wages(const Real& declared, const BaseBounds& bounds) {
  const Real floor = broadcast<Real>(bounds.floor), ceiling = broadcast<Real>(bounds.ceiling);
  const Real none{}, all = broadcast<Real>(1.0);
  return {.mean_before_clamp = declared,
          .mean = lesser(greater(declared, floor), ceiling),
          .share_at_floor = floor > declared ? all : none,
          .share_at_ceiling = declared > ceiling ? all : none};
}

/// Defined for every σ ≥ 0 and m, k ≥ 0; σ → 0 gives the clamped mean.
template <class Real = double>
ContributionIndexOf<Real> contribution_index(const WageDistributionOf<Real>& wage, const BaseBounds& bounds) {
  const Real one = broadcast<Real>(1.0), none{};
  const Real declared = wage.declared_share * wage.mean;
  const ContributionIndexOf<Real> equal = index_of_equal_wages(declared, bounds);
  const auto either = [&](const Real& of_lognormal, const Real& of_equal) {
    const Real with_wage = declared > none ? of_lognormal : of_equal;
    return Real(wage.sigma > none ? with_wage : of_equal);
  };
  const Real sigma = wage.sigma > none ? wage.sigma : one;
  const Real mu = logarithm(Real(declared > none ? declared : one)) - 0.5 * sigma * sigma;
  // A floor of 0 is never reached: ln 0 = −∞ gives Φ = 0.
  const Real z_floor = (std::log(bounds.floor) - mu) / sigma, z_ceiling = (std::log(bounds.ceiling) - mu) / sigma;
  const Real at_floor = normal_distribution(z_floor), at_ceiling = normal_distribution(Real(-z_ceiling));
  const Real between =
      declared * (normal_distribution(Real(z_ceiling - sigma)) - normal_distribution(Real(z_floor - sigma)));
  const Real mean = bounds.floor * at_floor + between + bounds.ceiling * at_ceiling;
  return {.mean_before_clamp = declared,
          .mean = either(mean, equal.mean),
          .share_at_floor = either(at_floor, equal.share_at_floor),
          .share_at_ceiling = either(at_ceiling, equal.share_at_ceiling)};
}

}  // namespace ballast
