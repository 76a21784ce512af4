#include "models/measures/distribution.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace ballast {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

// numpy.quantile([3, 1, 4, 1, 5, 9, 2, 6], q) with its default method: Hyndman and Fan 7.
TEST(Distribution, GivesTheQuantilesOfHyndmanAndFanSeven) {
  std::vector<double> values{3, 1, 4, 1, 5, 9, 2, 6};
  const Distribution of = distribution(values, Pairing::none);
  const std::array<double, kQuantiles> expected{1, 1, 1, 1.75, 3.5, 5.25, 6.9, 7.95, 8.475};
  for (std::size_t q = 0; q < expected.size(); ++q) EXPECT_NEAR(of.quantiles[q], expected[q], 1e-14) << q;
  EXPECT_DOUBLE_EQ(of.mean, 31.0 / 8);
  EXPECT_NEAR(of.mean_error, std::sqrt(52.875 / 7 / 8), 1e-14);
  EXPECT_EQ(of.tail_mean, 9);  // the worst of eight
}

// The tail of 100 futures is the five worst (CVaR at 95 %).
TEST(Distribution, TakesTheWorstTwentiethAsItsTail) {
  std::vector<double> values;
  for (int i = 0; i < 100; ++i) values.push_back((i * 37) % 100);
  const Distribution of = distribution(values, Pairing::none);
  EXPECT_DOUBLE_EQ(of.tail_mean, 97);
  // five values of variance 2.5 above Q(0.95) = 94.05 (Manistre and Hancock 2005)
  EXPECT_NEAR(of.tail_error, std::sqrt((2.5 + 0.95 * (97 - 94.05) * (97 - 94.05)) / 5), 1e-12);
  std::vector<double> few{1, 2, 3};
  EXPECT_TRUE(std::isnan(distribution(few, Pairing::none).tail_error)) << "one value has no spread";
}

// Of 50 futures the worst 2.5: the third worst counts half (Acerbi and Tasche 2002), and the tail goes over smoothly
// from 40 futures, where it is two, to 60, where it is three.
TEST(Distribution, CountsAFutureInPartWhereTheTwentiethIsNoWholeNumber) {
  std::vector<double> values;
  for (int i = 0; i < 50; ++i) values.push_back((i * 37) % 50);
  const Distribution of = distribution(values, Pairing::none);
  EXPECT_NEAR(of.tail_mean, (49 + 48 + 0.5 * 47) / 2.5, 1e-12);
  const double mean = 48.2, squares = 0.8 * 0.8 + 0.2 * 0.2 + 0.5 * 1.2 * 1.2, above = mean - 0.95 * 49;
  EXPECT_NEAR(of.tail_error, std::sqrt((squares / 1.5 + 0.95 * above * above) / 2.5), 1e-12);
}

TEST(Distribution, LeavesMissingValuesOutAndSaysHowManyAreKnown) {
  std::vector<double> some{kMissing, 2, kMissing, 4}, none{kMissing, kMissing};
  const Distribution of = distribution(some, Pairing::none), nothing = distribution(none, Pairing::none);
  EXPECT_EQ(of.known, 2);
  EXPECT_EQ(of.mean, 3);
  EXPECT_EQ(nothing.known, 0);
  EXPECT_TRUE(std::isnan(nothing.mean) && std::isnan(nothing.quantiles[4]) && std::isnan(nothing.tail_mean));
}

// Mirrored futures that cancel out leave no error in the mean, though each by itself is far from it.
TEST(Distribution, CountsMirroredFuturesInPairs) {
  std::vector<double> values{10, -10, 3, -3, 7, -7}, apart = values;
  EXPECT_EQ(distribution(values, Pairing::mirrored).mean_error, 0);
  EXPECT_GT(distribution(apart, Pairing::none).mean_error, 2);
  std::vector<double> sobol{1, 2, 3};
  EXPECT_TRUE(std::isnan(distribution(sobol, Pairing::unknown).mean_error));
}

// Five futures, two pairs and a single one: √(4·2·v + s²)/5, v = 2 of the means 1 and 3, s² = 2.2 of 0, 2, 2, 4, 3.
TEST(Distribution, CountsASingleLastFutureAsOneOfAll) {
  std::vector<double> values{0, 2, 2, 4, 3};
  EXPECT_NEAR(distribution(values, Pairing::mirrored).mean_error, std::sqrt(4 * 2 * 2.0 + 2.2) / 5, 1e-12);
  EXPECT_EQ(share_error(1.0000000000000007, 1000, Pairing::none), 0) << "of a file written before: not missing";
}

// Of 400 drawn samples the share whose error bars (two standard errors) hold the truth is about 95 %.
TEST(Distribution, TellsErrorsThatHold) {
  std::mt19937_64 random(20160044);
  std::normal_distribution<double> normal;
  constexpr int kSamples = 400, kFutures = 400;
  const double upper = 1.2815515655446004;  // of the standard normal at 90 %
  const double tail = 2.0627128075074257;   // its mean above 95 %: φ(1.645)/0.05
  int means = 0, quantiles = 0, tails = 0;
  for (int sample = 0; sample < kSamples; ++sample) {
    std::vector<double> values(kFutures);
    for (double& value : values) value = normal(random);
    const Distribution of = distribution(values, Pairing::none);
    means += std::abs(of.mean) < 2 * of.mean_error;
    quantiles += std::abs(of.quantiles[6] - upper) < 2 * of.quantile_errors[6];
    tails += std::abs(of.tail_mean - tail) < 2 * of.tail_error;
  }
  EXPECT_NEAR(means / 400.0, 0.954, 0.042);  // four standard errors of a share of 400
  EXPECT_NEAR(quantiles / 400.0, 0.954, 0.06);
  EXPECT_NEAR(tails / 400.0, 0.954, 0.06);
}

}  // namespace
}  // namespace ballast
