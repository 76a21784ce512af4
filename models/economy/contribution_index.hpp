/// The expected contribution index of employees: a lognormal wage, under-declared, clamped to the legal bounds.
///
///   x̄ = E[clamp(k·W, f, c)] = f·Φ(z_f) + M·(Φ(z_c − σ) − Φ(z_f − σ)) + c·(1 − Φ(z_c))
///   M = k·m,   μ = ln M − σ²/2,   z_b = (ln b − μ) / σ
///
/// W wage over the reference wage, lognormal with mean m [ratio]; σ standard deviation of ln W; k declared share of
/// the wage, applied before the clamp [ratio]; f, c floor and ceiling of the base over the reference wage [ratio].
/// Limited expected value of a lognormal: Klugman, Panjer, Willmot, Loss Models, appendix A. Hand case T02.
#pragma once

namespace ballast {

struct WageDistribution {
  double mean = 1;            ///< m, mean wage over the reference wage [ratio]; the MEAN, not the median
  double sigma = 0;           ///< σ of the logarithm
  double declared_share = 1;  ///< k [ratio]
};

struct BaseBounds {
  double floor = 0;    ///< f [ratio]
  double ceiling = 0;  ///< c [ratio], ≥ f
};

struct ContributionIndex {
  double mean_before_clamp = 0;  ///< k·m [ratio]
  double mean = 0;               ///< x̄ [ratio]
  double share_at_floor = 0;     ///< share of heads lifted to the floor
  double share_at_ceiling = 0;   ///< share of heads cut at the ceiling
};

/// Defined for every σ ≥ 0 and m, k ≥ 0; σ → 0 gives the clamped mean.
ContributionIndex contribution_index(const WageDistribution& wage, const BaseBounds& bounds);

}  // namespace ballast
