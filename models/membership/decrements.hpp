/// Decrements: from hazards of a year to the shares of a stock that leave.
///
///   p = 1 − exp(−Σhⱼ),   pⱼ = p · hⱼ / Σh
///
/// hⱼ hazard of cause j over the step [1/step]; p share leaving [0 … 1); pⱼ share leaving by cause j.
/// Each step acts on what the step before it left; only causes inside one step compete (hand case T16).
#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#include "models/base/real.hpp"

namespace ballast {

/// Share that leaves under a total hazard.
template <class Real>
Real exit_probability(const Real& total_hazard) {
  using std::expm1;
  return -expm1(-total_hazard);
}

/// Shares leaving by each of the causes that compete inside one step.
template <class Real, std::size_t causes>
std::array<Real, causes> competing_exits(const std::array<Real, causes>& hazards) {
  Real total{};
  for (const Real& hazard : hazards) total = total + hazard;
  const Real per_hazard = share_of(exit_probability(total), total);
  std::array<Real, causes> shares{};
  for (std::size_t cause = 0; cause < causes; ++cause) shares[cause] = hazards[cause] * per_hazard;
  return shares;
}

}  // namespace ballast
