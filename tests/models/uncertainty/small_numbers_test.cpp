// What chance makes of few events (docs/uncertainty.md, small units).
#include "models/uncertainty/small_numbers.hpp"

#include <gtest/gtest.h>

#include <numbers>

namespace ballast {
namespace {

struct Moments {
  double mean = 0, variance = 0;
};

/// Over all normals, by the trapezoidal rule: for a density that dies out so fast it is exact to the last digits.
Moments moments_of(double expected, double spread) {
  constexpr double kStep = 0.01, kFarthest = 15;
  double sum = 0, squares = 0;
  for (double z = -kFarthest; z <= kFarthest; z += kStep) {
    const double weight = kStep * std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi);
    const double x = chance_of(expected, z, spread);
    sum += weight * x, squares += weight * x * x;
  }
  return {sum, squares - sum * sum};
}

// Poisson: n events expected have mean n and variance n, so their ratio to n has mean 1 and variance 1/n, however few.
TEST(SmallNumbers, KeepTheMeanAndTheVarianceOfAPoissonNumber) {
  for (const double expected : {0.1, 1.0, 4.0, 370.0}) {
    const Moments m = moments_of(expected, 1);
    EXPECT_NEAR(m.mean, 1, 1e-9) << expected;
    EXPECT_NEAR(m.variance * expected, 1, 1e-9) << expected;
  }
}

TEST(SmallNumbers, FollowTheSpread) {
  const Moments half = moments_of(25, 0.5);
  EXPECT_NEAR(half.mean, 1, 1e-9);
  EXPECT_NEAR(half.variance, 0.01, 1e-9);
  EXPECT_EQ(chance_of(25, 2.5, 0), 1);
  EXPECT_EQ(chance_of(0, 2.5, 1), 1);
}

// Of many it is the normal approximation: 1 + z/√n, but for terms of 1/n.
TEST(SmallNumbers, OfManyAreAboutNormal) {
  for (const double z : {-2.0, -0.5, 0.0, 1.0, 2.0}) EXPECT_NEAR(chance_of(1e4, z, 1), 1 + z / 100, 3e-4) << z;
}

TEST(SmallNumbers, AreNeverNegative) { EXPECT_GT(chance_of(0.01, -8, 1), 0); }

}  // namespace
}  // namespace ballast
