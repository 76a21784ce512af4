/// Collection effort that reacts to who pays (F32; off unless asked; 曾益、姚金 2022).
///   rate_t = base_t · (1 + ε₀ + (ε₁ − ε₀)·m_{t−1}),   kept within the knob's bounds by who asks
/// m share of the next foreseen yuan of gap that the unit itself bears, by its treasury or its balance, in [0, 1] · ε₀,
/// ε₁ change of the rate where it bears nothing, and all [1] · base the collection rate of the case [1].
#pragma once

#include <algorithm>

namespace ballast {

struct EffortTerms {
  double without = 0.0;  ///< ε₀ [1]
  double with = 0.0;     ///< ε₁ [1]
};

/// What the base rate is multiplied by.
inline double effort(const EffortTerms& terms, double own_share) {
  return 1.0 + terms.without + (terms.with - terms.without) * std::clamp(own_share, 0.0, 1.0);
}

}  // namespace ballast
