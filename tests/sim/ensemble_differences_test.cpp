// One case less another, of futures written by hand: one row, one year.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/studies/ensemble_draws.hpp"

namespace ballast {
namespace {

/// An ensemble that holds `values` of one measure, by future, where `kept`.
Ensemble of(const std::vector<double>& values, bool kept = true) {
  Ensemble e;
  e.central.units.resize(1), e.central.base_year = e.central.last_year = 2026;
  e.paths = static_cast<int>(values.size());
  std::vector<double> sorted = values;
  const Distribution d = distribution(sorted, Pairing::none);
  const auto one = [](double value) { return Eigen::ArrayXXd::Constant(1, 1, value); };
  EnsembleMeasure measure;
  measure.measure = Measure::treasury, measure.mean = one(d.mean), measure.mean_error = one(d.mean_error);
  e.measures.push_back(measure);
  if (kept) e.draws.push_back({Measure::treasury, values});
  return e;
}

// Other less base, whether future by future or mean less mean; the error is that of the differences, or of two draws.
TEST(EnsembleDifferences, AreTheOtherCaseLessTheBase) {
  const std::vector<double> base{1, 4, 2, 8, 5}, other{3, 7, 2, 9, 7}, less{2, 3, 0, 1, 2};
  const EnsembleDifference paired = differences(of(base), of(other)).front();
  std::vector<double> by_future = less;
  const Distribution d = distribution(by_future, Pairing::none);
  EXPECT_DOUBLE_EQ(paired.mean(0, 0), 1.6);
  EXPECT_DOUBLE_EQ(paired.mean_error(0, 0), d.mean_error);
  for (std::size_t q = 0; q < kQuantileLevels.size(); ++q) {
    EXPECT_EQ(paired.quantiles[q](0, 0), d.quantiles[q]);
    const double error = paired.quantile_errors[q](0, 0);
    EXPECT_TRUE(error == d.quantile_errors[q] || (std::isnan(error) && std::isnan(d.quantile_errors[q]))) << q;
  }
  const Ensemble a = of(base, false), b = of(other, false);
  const EnsembleDifference apart = differences(a, b).front();
  EXPECT_DOUBLE_EQ(apart.mean(0, 0), 1.6);
  EXPECT_DOUBLE_EQ(apart.mean_error(0, 0),
                   std::hypot(a.measures.front().mean_error(0, 0), b.measures.front().mean_error(0, 0)));
  EXPECT_TRUE(std::isnan(apart.quantiles[4](0, 0)));
}

// A case that does not depart takes nothing from the other's futures: the errors are those of the other's, of mirrored
// pairs as of pairs (1 and 9, 4 and 6 have the same mean), and none can be told of a Sobol set.
TEST(EnsembleDifferences, OfACaseThatDoesNotDepartHaveTheErrorsOfTheOther) {
  const std::vector<double> futures{1, 9, 4, 6};
  for (const Sampling sampling : {Sampling::antithetic, Sampling::sobol}) {
    Ensemble certain = of({2, 2, 2, 2}), departs = of(futures);
    certain.departs = false;
    certain.sampling = departs.sampling = sampling;
    for (const auto& [base, other] : {std::pair{certain, departs}, std::pair{departs, certain}}) {
      const double error = differences(base, other).front().mean_error(0, 0);
      EXPECT_TRUE(sampling == Sampling::sobol ? std::isnan(error) : error == 0) << error;
    }
  }
}

// One future each is a pair; of another seed it is none.
TEST(EnsembleDifferences, ArePairedFromTheFirstFutureOn) {
  const Ensemble base = of({1}), other = of({3});
  Ensemble stranger = of({3});
  stranger.seed = base.seed + 1;
  EXPECT_TRUE(paired(base, other));
  EXPECT_EQ(differences(base, other).front().quantiles[4](0, 0), 2);
  EXPECT_FALSE(paired(base, stranger));
}

// How many times as many futures independent draws would need: of as many futures as are paired, though one of the two
// has more, whose own error is smaller (errors fall with the root of the number).
TEST(EnsembleDifferences, CountFuturesSavedOfThoseThatArePaired) {
  std::vector<double> more, fewer;
  for (int i = 0; i < 400; ++i) more.push_back((i * 37) % 100);
  for (int i = 0; i < 100; ++i) fewer.push_back(more[static_cast<std::size_t>(i)] + (i * 53) % 10);
  const std::vector<double> front(more.begin(), more.begin() + 100);
  const double whole = differences(of(front), of(fewer)).front().tighter(0, 0);
  EXPECT_GT(whole, 100);
  EXPECT_NEAR(differences(of(more), of(fewer)).front().tighter(0, 0) / whole, 1, 0.02);
  EXPECT_NEAR(differences(of(fewer), of(more)).front().tighter(0, 0) / whole, 1, 0.02);
}

// Of eleven differences a ratio of variances says next to nothing; mirrored futures count two and two.
TEST(EnsembleDifferences, TellNoFactorFromFewFutures) {
  for (const auto& [futures, sampling, told] : {std::tuple{11, Sampling::independent, false},
                                                {12, Sampling::independent, true},
                                                {22, Sampling::antithetic, false},
                                                {24, Sampling::antithetic, true}}) {
    std::vector<double> base, other;
    for (int i = 0; i < futures; ++i) base.push_back((i * 37) % 100), other.push_back(base.back() + (i * 53) % 10);
    Ensemble a = of(base), b = of(other);
    a.sampling = b.sampling = sampling;
    EXPECT_EQ(std::isfinite(differences(a, b).front().tighter(0, 0)), told) << futures;
  }
}

// Files keep futures in 32 bits, 120 yuan of a billion. Differences 500 yuan above and below 100 are known; where the
// two of a mirrored pair balance, the error of their mean would tell of rounding alone.
TEST(EnsembleDifferences, TellNoFactorFromTheRoundingOfMirroredFutures) {
  std::vector<double> base, other;
  for (int i = 0; i < 40; ++i) base.push_back(1e9 + 1e4 * i), other.push_back(base.back() + 100 + (i % 2 ? -500 : 500));
  for (const Sampling sampling : {Sampling::independent, Sampling::antithetic}) {
    Ensemble a = of(base), b = of(other);
    a.sampling = b.sampling = sampling;
    EXPECT_EQ(std::isnan(differences(a, b).front().tighter(0, 0)), sampling == Sampling::antithetic);
  }
}

// No line of a file of futures is to blame, nor any file where none was read.
TEST(LostFutures, NameTheFileAndNoLine) {
  const Issue broken = lost(StoreError("a flow of 1e300", IssueKind::data));
  EXPECT_EQ(broken.kind, IssueKind::data);
  EXPECT_EQ(broken.file, "");
  EXPECT_EQ(broken.line, 0);
  EXPECT_EQ(broken.column, 0);
  EXPECT_EQ(lost(StoreError("no space left")).kind, IssueKind::write_failed);
}

}  // namespace
}  // namespace ballast
