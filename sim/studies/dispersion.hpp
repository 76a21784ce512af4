/// How far apart the units are (44-1.3; F36).
///   max/min = max xᵢ / min xᵢ            Gini = Σᵢ Σⱼ |xᵢ − xⱼ| / (2 n² x̄)
/// x a measure of each unit, ≥ 0 [any]. Both are missing where nothing divides: min or mean of zero.
#pragma once

#include <optional>
#include <span>

namespace ballast {

struct Dispersion {
  double least = 0, most = 0, mean = 0;
  std::optional<double> max_over_min, gini;
};

/// Precondition: at least one value, none negative.
Dispersion dispersion(std::span<const double> values);

}  // namespace ballast
