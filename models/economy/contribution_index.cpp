#include "models/economy/contribution_index.hpp"

#include <algorithm>
#include <cmath>

namespace ballast {

namespace {

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

/// Everyone has the same wage: the limit of σ → 0, and of a wage of nothing.
ContributionIndex of_equal_wages(double declared, const BaseBounds& bounds) {
  return {.mean_before_clamp = declared,
          .mean = std::clamp(declared, bounds.floor, bounds.ceiling),
          .share_at_floor = declared < bounds.floor ? 1.0 : 0.0,
          .share_at_ceiling = declared > bounds.ceiling ? 1.0 : 0.0};
}

}  // namespace

ContributionIndex contribution_index(const WageDistribution& wage, const BaseBounds& bounds) {
  const double declared = wage.declared_share * wage.mean;
  if (!(declared > 0.0) || !(wage.sigma > 0.0)) return of_equal_wages(declared, bounds);
  const double mu = std::log(declared) - 0.5 * wage.sigma * wage.sigma;
  // A floor of 0 is never reached: ln 0 = −∞ gives Φ = 0.
  const double z_floor = (std::log(bounds.floor) - mu) / wage.sigma;
  const double z_ceiling = (std::log(bounds.ceiling) - mu) / wage.sigma;
  const double at_floor = normal_cdf(z_floor);
  const double at_ceiling = normal_cdf(-z_ceiling);
  const double between = declared * (normal_cdf(z_ceiling - wage.sigma) - normal_cdf(z_floor - wage.sigma));
  return {.mean_before_clamp = declared,
          .mean = bounds.floor * at_floor + between + bounds.ceiling * at_ceiling,
          .share_at_floor = at_floor,
          .share_at_ceiling = at_ceiling};
}

}  // namespace ballast
