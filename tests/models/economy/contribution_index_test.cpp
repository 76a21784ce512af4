#include "models/economy/contribution_index.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace ballast {
namespace {

/// E[clamp(kW, f, c)] by the midpoint rule over the normal density of ln W, independent of the closed form.
double by_quadrature(const WageDistribution& wage, const BaseBounds& bounds) {
  const int steps = 20000;
  const double mu = std::log(wage.mean) - 0.5 * wage.sigma * wage.sigma, width = 18.0 / steps;
  double sum = 0;
  for (int step = 0; step < steps; ++step) {
    const double z = -9.0 + (step + 0.5) * width;
    const double declared = wage.declared_share * std::exp(mu + wage.sigma * z);
    sum += std::clamp(declared, bounds.floor, bounds.ceiling) * std::exp(-0.5 * z * z) * width;
  }
  return sum / std::sqrt(2.0 * std::acos(-1.0));
}

RC_GTEST_PROP(ContributionIndex, AgreesWithQuadrature, ()) {
  const WageDistribution wage{.mean = *rc::gen::inRange(20, 300) / 100.0,
                              .sigma = *rc::gen::inRange(5, 120) / 100.0,
                              .declared_share = *rc::gen::inRange(20, 101) / 100.0};
  const BaseBounds bounds{0.6, 3.0};
  RC_ASSERT(std::abs(contribution_index(wage, bounds).mean - by_quadrature(wage, bounds)) < 1e-6);
}

RC_GTEST_PROP(ContributionIndex, NeverFallsWhenMoreIsDeclared, ()) {
  const double mean = *rc::gen::inRange(20, 300) / 100.0, share = *rc::gen::inRange(10, 100) / 100.0;
  const BaseBounds bounds{0.6, 3.0};
  RC_ASSERT(contribution_index({mean, 0.5, share + 0.01}, bounds).mean >=
            contribution_index({mean, 0.5, share}, bounds).mean);
}

TEST(ContributionIndex, IsTheClampedMeanWithoutDispersion) {
  const BaseBounds bounds{0.6, 3.0};
  EXPECT_DOUBLE_EQ(contribution_index({0.5, 0.0, 1.0}, bounds).mean, 0.6);
  EXPECT_DOUBLE_EQ(contribution_index({0.5, 0.0, 1.0}, bounds).share_at_floor, 1.0);
  EXPECT_DOUBLE_EQ(contribution_index({1.5, 0.0, 0.8}, bounds).mean, 1.5 * 0.8);
  EXPECT_DOUBLE_EQ(contribution_index({4.0, 1e-12, 1.0}, bounds).mean, 3.0);
}

TEST(ContributionIndex, PutsEveryoneAtTheFloorWhenNothingIsDeclared) {
  EXPECT_DOUBLE_EQ(contribution_index({1.0, 0.5, 0.0}, {0.6, 3.0}).mean, 0.6);
}

// Units stand side by side, some without dispersion or without wages.
TEST(ContributionIndex, GivesEveryLaneWhatItWouldHaveAlone) {
  const WageDistributionOf<Pack4> wages{{0.7, 1.3, 0.0, 2.0}, {0.45, 0.0, 0.45, 0.9}, {0.6, 0.8, 1.0, 1.0}};
  for (const BaseBounds bounds : {BaseBounds{0.6, 3.0}, BaseBounds{0.0, 3.0}}) {
    const ContributionIndexOf<Pack4> together = contribution_index(wages, bounds);
    for (int lane = 0; lane < 4; ++lane) {
      const ContributionIndex alone =
          contribution_index({wages.mean[lane], wages.sigma[lane], wages.declared_share[lane]}, bounds);
      EXPECT_EQ(together.mean_before_clamp[lane], alone.mean_before_clamp);
      EXPECT_EQ(together.mean[lane], alone.mean);
      EXPECT_EQ(together.share_at_floor[lane], alone.share_at_floor);
      EXPECT_EQ(together.share_at_ceiling[lane], alone.share_at_ceiling);
      EXPECT_GE(alone.mean, bounds.floor);
      EXPECT_LE(alone.mean, bounds.ceiling);
    }
  }
}

}  // namespace
}  // namespace ballast
