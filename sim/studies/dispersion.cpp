#include "sim/studies/dispersion.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <vector>

namespace ballast {

Dispersion dispersion(std::span<const double> values) {
  assert(!values.empty() && "dispersion needs somebody to be apart");
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const double n = static_cast<double>(sorted.size());
  const double total = std::accumulate(sorted.begin(), sorted.end(), 0.0);
  Dispersion d{.least = sorted.front(), .most = sorted.back(), .mean = total / n, .max_over_min = {}, .gini = {}};
  if (d.least > 0) d.max_over_min = d.most / d.least;
  if (total <= 0) return d;
  // Σᵢ Σⱼ |xᵢ − xⱼ| = 2 Σᵢ (2i − n − 1) x₍ᵢ₎ over the ascending order, i from 1.
  double weighted = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) weighted += (2.0 * static_cast<double>(i + 1) - n - 1) * sorted[i];
  d.gini = weighted / (n * total);
  return d;
}

}  // namespace ballast
