#include "models/measures/distribution.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
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
}

// Of 90 futures the worst 4.5: the fifth worst counts half (Acerbi and Tasche 2002), and the tail goes over smoothly
// from 80 futures, where it is four, to 100, where it is five.
TEST(Distribution, CountsAFutureInPartWhereTheTwentiethIsNoWholeNumber) {
  std::vector<double> values;
  for (int i = 0; i < 90; ++i) values.push_back((i * 37) % 90);
  const Distribution of = distribution(values, Pairing::none);
  const double mean = (89 + 88 + 87 + 86 + 0.5 * 85) / 4.5, above = mean - 0.95 * 89;
  EXPECT_NEAR(of.tail_mean, mean, 1e-12);
  double squares = 0.5 * (85 - mean) * (85 - mean);
  for (const double value : {86, 87, 88, 89}) squares += (value - mean) * (value - mean);
  EXPECT_NEAR(of.tail_error, std::sqrt((squares / 3.5 + 0.95 * above * above) / 4.5), 1e-12);
}

// 1.1, 0.1 and 1e10/3 have no finite binary fraction: their sums over n lose the last digits.
TEST(Distribution, OfEqualFuturesIsThatFutureToTheLastDigit) {
  for (const double value : {1.1, -0.1, 1e10 / 3})
    for (std::size_t n = 1; n <= 130; ++n)
      for (const Pairing pairing : {Pairing::none, Pairing::mirrored}) {
        std::vector<double> values(n, value);
        const Distribution of = distribution(values, pairing);
        EXPECT_EQ(of.mean, value) << n;
        EXPECT_EQ(of.tail_mean, value) << n;
        for (const double at : of.quantiles) EXPECT_EQ(at, value) << n;
        for (const double error : {of.mean_error, of.tail_error}) EXPECT_TRUE(std::isnan(error) || error == 0) << n;
      }
}

// The mean of 1e15 + i/8, i = 0 … 1024, is 1e15 + 64, whichever comes first; at their sum numbers stand 128 apart.
TEST(Distribution, KeepsTheDigitsThatLargeFuturesDifferBy) {
  std::vector<double> values;
  for (int i = 0; i <= 1024; ++i) values.push_back(1e15 + ((i * 37 + 613) % 1025) / 8.0);
  EXPECT_EQ(distribution(values, Pairing::none).mean, 1e15 + 64);
}

TEST(Distribution, LeavesMissingValuesOut) {
  std::vector<double> some{kMissing, 2, kMissing, 4}, none{kMissing, kMissing};
  const Distribution of = distribution(some, Pairing::none), nothing = distribution(none, Pairing::none);
  EXPECT_EQ(of.mean, 3);
  EXPECT_TRUE(std::isnan(nothing.mean) && std::isnan(nothing.quantiles[4]) && std::isnan(nothing.tail_mean));
  EXPECT_TRUE(std::isnan(nothing.mean_error) && std::isnan(nothing.quantile_errors[4]) &&
              std::isnan(nothing.tail_error));
}

// Mirrored futures that cancel out leave no error in the mean, though each by itself is far from it.
TEST(Distribution, CountsMirroredFuturesInPairs) {
  std::vector<double> values{10, -10, 3, -3, 7, -7}, apart = values;
  EXPECT_EQ(distribution(values, Pairing::mirrored).mean_error, 0);
  EXPECT_GT(distribution(apart, Pairing::none).mean_error, 2);
  std::vector<double> sobol{1, 2, 3};
  EXPECT_TRUE(std::isnan(distribution(sobol, Pairing::unknown).mean_error));
}

// A pair with one missing value is no pair any more, and those after it would be mispaired: the errors are those of
// independent futures.
TEST(Distribution, PairsNoMirroredFuturesWhereOneIsMissing) {
  std::vector<double> mirrored{10, kMissing, 3, -3, 7, -7, 2, -2}, apart = mirrored;
  const Distribution a = distribution(mirrored, Pairing::mirrored), b = distribution(apart, Pairing::none);
  EXPECT_EQ(a.mean_error, b.mean_error);
  EXPECT_EQ(a.quantile_errors[kQuantiles / 2], b.quantile_errors[kQuantiles / 2]);
}

// One pair is one observation: neither its mean nor its median has an error. Two values apart are two.
TEST(Distribution, TellsNoErrorOfAQuantileWhereTheMeanHasNone) {
  std::vector<double> four{1, 3, 2, 4}, even = four;
  EXPECT_TRUE(std::isnan(distribution(even, Pairing::unknown).quantile_errors[kQuantiles / 2]));
  EXPECT_GT(distribution(four, Pairing::none).quantile_errors[kQuantiles / 2], 0);
}

// Five futures, two pairs and a single one: √(4·2·v + s²)/5, v = 2 of the means 1 and 3, s² = 2.2 of 0, 2, 2, 4, 3.
TEST(Distribution, CountsASingleLastFutureAsOneOfAll) {
  std::vector<double> values{0, 2, 2, 4, 3};
  EXPECT_NEAR(distribution(values, Pairing::mirrored).mean_error, std::sqrt(4 * 2 * 2.0 + 2.2) / 5, 1e-12);
}

// The same five: of the two pairs one lies at or below the median 2 whole, one half: c = 1/2 − (3/4)², a standard error
// of √((1/4 + c)/5) of the futures or 0.774597 places. So far above 2 the values have come to 2.774597, below they
// stay 2.
TEST(Distribution, CountsAPairBelowAQuantileThatIsOneOfItsValues) {
  std::vector<double> values{0, 2, 2, 4, 3};
  EXPECT_NEAR(distribution(values, Pairing::mirrored).quantile_errors[4], 0.5 * 4 * std::sqrt((0.25 - 0.0625) / 5),
              1e-12);
}

// √(0.25·0.75/16); of eight pairs both see it in two: c = ¼, √(0.1875 + 0.25 − 0.0625)/4; in none: 0.1875 − 0.0625.
TEST(ShareError, CountsWhatMirroredFuturesSeeTogether) {
  EXPECT_NEAR(share_error({4, 2}, 16, Pairing::none), std::sqrt(0.1875 / 16), 1e-15);
  EXPECT_NEAR(share_error({4, 2}, 16, Pairing::mirrored), std::sqrt(0.375 / 16), 1e-15);
  EXPECT_NEAR(share_error({4, 0}, 16, Pairing::mirrored), std::sqrt(0.125 / 16), 1e-15);
  EXPECT_EQ(share_error({8, 0}, 16, Pairing::mirrored), 0.5 / 16) << "half a future at least";
  EXPECT_TRUE(std::isnan(share_error({4, 2}, 16, Pairing::unknown)));
}

// Nobody of 64 saw it: it may still happen, in one of 66 perhaps (rule of succession, Laplace 1774).
TEST(ShareError, IsNotNothingWhereNoFutureOrEveryFutureSeesIt) {
  EXPECT_NEAR(share_error({0, 0}, 64, Pairing::none), std::sqrt(65.0) / 66 / std::sqrt(66.0), 1e-15);
  EXPECT_EQ(share_error({64, 32}, 64, Pairing::mirrored), share_error({0, 0}, 64, Pairing::none));
}

// Both cases see it in two of 16 futures, the second alone in three more: √((3/16 − (3/16)²)/16), where two independent
// draws of 5/16 and 2/16 would know √((5·11 + 2·14)/16²/16).
TEST(PartedError, CountsTheFuturesInWhichTwoCasesPart) {
  const double paired = parted_error({.sum = 3, .parted = 3, .pairs = 0}, 16, Pairing::none);
  EXPECT_NEAR(paired, std::sqrt((3 / 16.0 - 9 / 256.0) / 16), 1e-15);
  EXPECT_LT(paired, std::hypot(share_error({5, 0}, 16, Pairing::none), share_error({2, 0}, 16, Pairing::none)));
  EXPECT_NEAR(parted_error({.sum = 0, .parted = 4, .pairs = 0}, 16, Pairing::none), std::sqrt(0.25 / 16), 1e-15)
      << "two each way";
  EXPECT_NEAR(parted_error({.sum = 4, .parted = 4, .pairs = 2}, 16, Pairing::mirrored), std::sqrt(0.375 / 16), 1e-15)
      << "as of a share where the first case never sees it";
  EXPECT_EQ(parted_error({.sum = 0, .parted = 4, .pairs = -2}, 16, Pairing::mirrored), 0.5 / 16);
  EXPECT_EQ(parted_error({}, 64, Pairing::none), share_error({0, 0}, 64, Pairing::none)) << "they may still part";
  EXPECT_EQ(parted_error({.sum = -64, .parted = 64, .pairs = 32}, 64, Pairing::none),
            share_error({}, 64, Pairing::none))
      << "they may still agree";
  EXPECT_TRUE(std::isnan(parted_error({.sum = 3, .parted = 3, .pairs = 0}, 16, Pairing::unknown)));
}

// A case that shifts every future alike moves CVaR without a doubt; against one that is certain, what is known is what
// is known of the other alone (Manistre and Hancock 2005).
TEST(TailDifference, KnowsWhatBothCasesShare) {
  std::mt19937_64 draw(46);
  std::lognormal_distribution<double> calls(0, 0.5);
  std::vector<double> base, shifted, certain(4000, 3.0);
  for (int i = 0; i < 4000; ++i) base.push_back(calls(draw)), shifted.push_back(base.back() + 2);
  EXPECT_NEAR(tail_difference_error(base, shifted, Pairing::none), 0, 1e-12);
  std::vector<double> sorted = base;
  const double alone = distribution(sorted, Pairing::none).tail_error;
  EXPECT_NEAR(tail_difference_error(certain, base, Pairing::none), alone, 0.01 * alone);
  EXPECT_TRUE(std::isnan(tail_difference_error({1, 2, 3}, {2, 3, 4}, Pairing::none))) << "a tail of less than one";
  EXPECT_TRUE(std::isnan(tail_difference_error(base, shifted, Pairing::unknown)));
}

// Two mirrored futures that call alike are one observation: of half as many the error is √2 times as large (but for n −
// 1 of n).
TEST(TailDifference, CountsMirroredFuturesInPairs) {
  std::vector<double> base(4000, 3.0), other;
  for (int pair = 0; pair < 2000; ++pair) other.insert(other.end(), 2, (pair * 37) % 2000);
  const double none = tail_difference_error(base, other, Pairing::none);
  EXPECT_NEAR(tail_difference_error(base, other, Pairing::mirrored), std::sqrt(2) * none, 1e-3 * none);
}

// With one or two futures beyond a level, or two in the tail, every fourth error or more would be told as less than
// half of what it is; from 80 futures on, one in eight (20,000 samples of normals each).
TEST(Distribution, HasNoErrorsOfExtremesThatHardlyAnyFutureTellsOf) {
  const auto of = [](int futures) {
    std::vector<double> values;
    for (int i = 0; i < futures; ++i) values.push_back(i);
    return distribution(values, Pairing::none);
  };
  EXPECT_TRUE(std::isnan(of(1).quantile_errors[4]));
  EXPECT_TRUE(std::isnan(of(39).quantile_errors[1]) && std::isnan(of(39).quantile_errors[7])) << "5 and 95 %";
  EXPECT_GT(of(40).quantile_errors[1], 0);
  EXPECT_TRUE(std::isnan(of(79).quantile_errors[0]) && std::isnan(of(79).quantile_errors[8])) << "2.5 and 97.5 %";
  EXPECT_TRUE(std::isnan(of(79).tail_error));
  EXPECT_GT(of(80).quantile_errors[8], 0);
  EXPECT_GT(of(80).tail_error, 0);
}

/// Estimates of a quantile over samples of mirrored lognormals: their spread, and what was told of it on average.
struct Told {
  double spread = 0, error = 0;
};
Told mirrored_quantile(std::size_t level) {
  std::mt19937_64 random(20160044);
  std::normal_distribution<double> normal;
  constexpr int kSamples = 1000, kPairs = 50;
  double sum = 0, squares = 0, errors = 0;
  for (int sample = 0; sample < kSamples; ++sample) {
    std::vector<double> values;
    for (int pair = 0; pair < kPairs; ++pair) {
      const double z = normal(random), own = 0.5 * normal(random);  // most of it is mirrored, some is not
      values.push_back(std::exp(z + own)), values.push_back(std::exp(-z + own));
    }
    const Distribution of = distribution(values, Pairing::mirrored);
    sum += of.quantiles[level], squares += of.quantiles[level] * of.quantiles[level];
    errors += of.quantile_errors[level] * of.quantile_errors[level];
  }
  const double mean = sum / kSamples;
  return {std::sqrt(squares / kSamples - mean * mean), std::sqrt(errors / kSamples)};
}

// The median of mirrored futures is far better known than that of independent ones (error 0.14 here), their tails not.
TEST(Distribution, TellsHowWellMirroredFuturesKnowAQuantile) {
  const Told median = mirrored_quantile(4), high = mirrored_quantile(6);
  EXPECT_LT(median.spread, 0.12);
  EXPECT_NEAR(median.error / median.spread, 1, 0.2);
  EXPECT_NEAR(high.error / high.spread, 1, 0.2);
}

// Where the two of a pair balance, a median is known to hardly a future's distance: an error read off two neighbours
// alone would be chance, below a quarter of the truth in every sixth sample and above twice in every fourth.
TEST(Distribution, TellsTheErrorOfABalancedMedianFromMoreThanItsNeighbours) {
  std::mt19937_64 random(20160044);
  std::normal_distribution<double> normal;
  constexpr int kSamples = 300, kPairs = 200;
  double squares = 0;
  std::vector<double> errors;
  for (int sample = 0; sample < kSamples; ++sample) {
    std::vector<double> values;
    for (int pair = 0; pair < kPairs; ++pair) {
      const double z = normal(random), own = 0.045 * normal(random);  // correlation of the two: −0.996
      values.push_back(z + own), values.push_back(-z + own);
    }
    const Distribution of = distribution(values, Pairing::mirrored);
    squares += of.quantiles[4] * of.quantiles[4];
    errors.push_back(of.quantile_errors[4]);
  }
  const double spread = std::sqrt(squares / kSamples);  // about 0, the true median
  EXPECT_EQ(std::count_if(errors.begin(), errors.end(), [&](double error) { return error < spread / 4; }), 0);
  EXPECT_LT(std::count_if(errors.begin(), errors.end(), [&](double error) { return error > 2 * spread; }),
            0.2 * kSamples);
  EXPECT_NEAR(std::accumulate(errors.begin(), errors.end(), 0.0) / kSamples / spread, 1.2, 0.3);
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
