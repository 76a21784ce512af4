/// Sums whose order is fixed, so that one text gives the same bits for a number and for every lane of a pack.
#pragma once

#include "models/base/real.hpp"

namespace ballast {

/// Σ term(i), i < count: four sums side by side, every fourth term each, then added up. It is the order in which Eigen
/// adds an array by pairs, and a sum of four chains waits for no term before it.
template <class Real, class Term>
[[gnu::always_inline]] inline Real sum_by_fours(int count, Term term) {
  const int fours = count / 4 * 4;
  Real first{}, second{}, third{}, fourth{};
  for (int i = 0; i < fours; i += 4) {
    first += term(i), second += term(i + 1);
    third += term(i + 2), fourth += term(i + 3);
  }
  first += third, second += fourth;
  if (count - fours >= 2) first += term(fours), second += term(fours + 1);
  Real sum = first + second;
  if (count % 2 == 1) sum += term(count - 1);
  return sum;
}

}  // namespace ballast
