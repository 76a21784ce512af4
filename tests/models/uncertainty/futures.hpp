/// Many futures of one set of spreads, and their moments against what the equations say.
#pragma once

#include <gtest/gtest.h>

#include <cmath>

#include "models/uncertainty/shocks.hpp"

namespace ballast::test {

/// Every factor on, far from its bounds, persistences that differ.
inline Spreads lively() {
  Spreads s;
  s.bound = 1e6;
  s.mortality_sd = 3;
  s.fertility_persistence = 0.9, s.fertility_sd = 0.05, s.fertility_least = 1e-6, s.fertility_most = 1e6;
  s.economy << 0.5, 0.2, -0.3, 0.1, 0.3, 0.0, 0.05, 0.1, 0.6;
  s.economy_sd << 0.02, 0.015, 0.005;
  s.wage_inflation_correlation = 0.6, s.wage_interest_correlation = -0.3, s.inflation_interest_correlation = 0.4;
  s.entry = {0.6, 0.1, 0.2}, s.collection = {0.7, 0.1, 0.05}, s.migration = {0.8, 0.001, 0.002};
  return s;
}

inline std::vector<Shocks> futures(const Spreads& spreads, const Drawing& drawing, int paths) {
  std::vector<Shocks> drawn;
  for (int path = 0; path < paths; ++path) drawn.push_back(draw_shocks(spreads, drawing, path));
  return drawn;
}

/// The mean of `of` over futures.
template <class Of>
double mean(const std::vector<Shocks>& drawn, Of of) {
  double sum = 0;
  for (const Shocks& shocks : drawn) sum += of(shocks);
  return sum / static_cast<double>(drawn.size());
}

inline constexpr double kStandardErrors = 4;

/// Two normal numbers a and b with mean 0: mean and covariance within four standard errors of the futures' number;
/// that of a covariance of normals is √((v_a·v_b + c²)/n).
struct Moments {
  double variance_a, variance_b, covariance;
};

template <class A, class B>
void expect_moments(const std::vector<Shocks>& drawn, A a, B b, const Moments& expected) {
  const auto n = static_cast<double>(drawn.size());
  EXPECT_NEAR(mean(drawn, a), 0, kStandardErrors * std::sqrt(expected.variance_a / n));
  const double covariance = mean(drawn, [&](const Shocks& s) { return a(s) * b(s); });
  const double error =
      std::sqrt((expected.variance_a * expected.variance_b + expected.covariance * expected.covariance) / n);
  EXPECT_NEAR(covariance, expected.covariance, kStandardErrors * error);
}

template <class A>
void expect_variance(const std::vector<Shocks>& drawn, A a, double variance) {
  expect_moments(drawn, a, a, {variance, variance, variance});
}

}  // namespace ballast::test
