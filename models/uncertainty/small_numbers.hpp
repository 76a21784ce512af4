/// What chance makes of few events: deaths or entrants of a small unit (clause 44-1.2).
///
///   N/n = exp(σ·z − ½·σ²),  σ² = ln(1 + s²/n)      lognormal: mean 1, variance s²/n, Poisson's for s = 1
///
/// n events expected [persons], z standard normal, s the spread [1]. Binomial noise of rare events is Poisson's; for
/// many it is about normal, and so is this. Never negative, and its mean is n for the fewest, which a normal cut at
/// nothing would miss. Put on a hazard m it gives deaths q = 1 − e^(−m) of about the binomial's variance n·(1 − q).
#pragma once

#include <cmath>

namespace ballast {

/// Events over events expected; 1 where none is expected.
inline double chance_of(double expected, double normal, double spread) {
  if (!(expected > 0)) return 1.0;
  const double variance = std::log1p(spread * spread / expected);
  return std::exp(std::sqrt(variance) * normal - 0.5 * variance);
}

}  // namespace ballast
