// What a Lee–Carter fit must keep whatever the data, and patterns it must find again.
#include "models/population/lee_carter_fit.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace ballast {
namespace {

using Eigen::ArrayXd;
using Eigen::ArrayXXd;

struct Pattern {
  ArrayXd a, b, k;
};

/// Three ages, five years; Σ b = 1, Σ k = 0.
Pattern pattern() {
  Pattern p{ArrayXd(3), ArrayXd(3), ArrayXd(5)};
  p.a << -5, -4, -3;
  p.b << 0.5, 0.3, 0.2;
  p.k << 2, 1.5, 0, -1, -2.5;
  return p;
}

ArrayXXd predictor(const Pattern& p) { return (p.b.matrix() * p.k.matrix().transpose()).array().colwise() + p.a; }

/// Deaths that a pattern expects: what is expected is fitted exactly.
MortalityExperience expected_deaths(LeeCarterMethod method) {
  MortalityExperience e;
  const ArrayXXd eta = predictor(pattern());
  e.exposure = ArrayXXd::Constant(eta.rows(), eta.cols(), 1e5);
  for (Eigen::Index x = 0; x < eta.rows(); ++x) e.exposure.row(x) *= 1 + static_cast<double>(x);
  const ArrayXXd q = 1 / (1 + (-eta).exp());
  // D = q·(E + D/2) for the binomial
  e.deaths =
      method == LeeCarterMethod::binomial ? ArrayXXd(q * e.exposure / (1 - q / 2)) : ArrayXXd(eta.exp() * e.exposure);
  e.rates = method == LeeCarterMethod::svd ? ArrayXXd(eta.exp()) : ArrayXXd(e.deaths / e.exposure);
  return e;
}

void finds_the_pattern(const LeeCarterFit& fit, double near) {
  const Pattern p = pattern();
  ASSERT_TRUE(fit.converged);
  EXPECT_LT((fit.level - p.a).abs().maxCoeff(), near);
  EXPECT_LT((fit.sensitivity - p.b).abs().maxCoeff(), near);
  EXPECT_LT((fit.index - p.k).abs().maxCoeff(), near);
  EXPECT_NEAR(fit.variance_explained, 1, 1e-9);
}

TEST(LeeCarterFit, FindsAPatternThatIsThereByEveryMethod) {
  for (const auto method : {LeeCarterMethod::svd, LeeCarterMethod::poisson, LeeCarterMethod::binomial})
    finds_the_pattern(fit_lee_carter(expected_deaths(method), method, cohort_weights(3, 5, 0)), 1e-8);
}

TEST(LeeCarterFit, FindsThePatternAlsoWhereCohortsHaveNoWeightAndAreSpoilt) {
  for (const auto method : {LeeCarterMethod::svd, LeeCarterMethod::poisson, LeeCarterMethod::binomial}) {
    MortalityExperience e = expected_deaths(method);
    // the oldest cohort stands at the last age of the first year, the youngest at the first age of the last year
    e.rates(2, 0) *= 3, e.rates(0, 4) *= 3;
    e.deaths(2, 0) *= 3, e.deaths(0, 4) *= 3;
    finds_the_pattern(fit_lee_carter(e, method, cohort_weights(3, 5, 1)), 1e-7);
  }
}

/// Rates without an exact pattern.
MortalityExperience ragged() {
  MortalityExperience e = expected_deaths(LeeCarterMethod::poisson);
  for (Eigen::Index x = 0; x < 3; ++x)
    for (Eigen::Index t = 0; t < 5; ++t) e.deaths(x, t) *= 1 + 0.05 * std::sin(static_cast<double>(7 * x + 3 * t));
  e.rates = e.deaths / e.exposure;
  return e;
}

TEST(LeeCarterFit, KeepsItsIdentities) {
  const MortalityExperience e = ragged();
  for (const auto method : {LeeCarterMethod::svd, LeeCarterMethod::poisson, LeeCarterMethod::binomial}) {
    const LeeCarterFit fit = fit_lee_carter(e, method, cohort_weights(3, 5, 0));
    ASSERT_TRUE(fit.converged);
    EXPECT_NEAR(fit.sensitivity.sum(), 1, 1e-12);
    EXPECT_NEAR(fit.index.sum(), 0, 1e-9);
    EXPECT_NEAR(fit.drift, (fit.index(4) - fit.index(0)) / 4, 1e-12);
    EXPECT_GT(fit.variance_explained, 0.9);
    EXPECT_LT(fit.variance_explained, 1);
  }
}

TEST(LeeCarterFit, LevelsOfTheSvdAreMeansOfLogRatesAndItsResidualIsWhatTheOtherSingularValuesHold) {
  const MortalityExperience e = ragged();
  const LeeCarterFit fit = fit_lee_carter(e, LeeCarterMethod::svd, cohort_weights(3, 5, 0));
  const ArrayXXd logs = e.rates.log();
  EXPECT_LT((fit.level - logs.rowwise().mean()).abs().maxCoeff(), 1e-12);
  const Eigen::MatrixXd centred = (logs.colwise() - logs.rowwise().mean()).matrix();
  // the squares of the singular values are the eigenvalues of C·Cᵀ; all but the largest are the residual
  const Eigen::MatrixXd square = centred * centred.transpose();
  const double trace = square.trace();
  Eigen::VectorXd v = Eigen::VectorXd::Ones(3);
  for (int step = 0; step < 500; ++step) v = (square * v).normalized();
  const double largest = v.dot(square * v);
  EXPECT_NEAR(fit.deviance, trace - largest, 1e-10);
  EXPECT_NEAR(fit.variance_explained, largest / trace, 1e-10);
}

TEST(LeeCarterFit, ExpectsAsManyDeathsAsThereWereAtEveryAgeUnderCanonicalLikelihoods) {
  // the score of a(x) is zero at the maximum: Σ_t (D − D̂) = 0;  D̂ = E·exp η, of the binomial (E + D/2)/(1 + exp(−η))
  const MortalityExperience e = ragged();
  for (const auto method : {LeeCarterMethod::poisson, LeeCarterMethod::binomial}) {
    const LeeCarterFit fit = fit_lee_carter(e, method, cohort_weights(3, 5, 0));
    const ArrayXXd eta = predictor({fit.level, fit.sensitivity, fit.index});
    const ArrayXXd expected = method == LeeCarterMethod::poisson
                                  ? ArrayXXd(e.exposure * eta.exp())
                                  : ArrayXXd((e.exposure + e.deaths / 2) / (1 + (-eta).exp()));
    EXPECT_LT((e.deaths - expected).rowwise().sum().abs().maxCoeff(), 1e-6);
  }
}

TEST(LeeCarterFit, SaysThatThereIsNoTrendWhereNothingMoves) {
  MortalityExperience e = expected_deaths(LeeCarterMethod::svd);
  e.rates = ArrayXXd::Constant(3, 5, 0.01);
  EXPECT_FALSE(fit_lee_carter(e, LeeCarterMethod::svd, cohort_weights(3, 5, 0)).converged);
}

TEST(CohortWeights, TakeAwayTheTriangleAtBothEnds) {
  // 35 ages and 51 years have 85 cohorts; the outermost hold 1, 2 and 3 cells
  const ArrayXXd weights = cohort_weights(35, 51, 3);
  EXPECT_EQ(weights.sum(), 35 * 51 - 2 * (1 + 2 + 3));
  EXPECT_EQ(weights(34, 0), 0);
  EXPECT_EQ(weights(34, 3), 1);
  EXPECT_EQ(weights(0, 50), 0);
  EXPECT_EQ(weights(0, 47), 1);
  EXPECT_EQ(cohort_weights(35, 51, 0).sum(), 35 * 51);
}

}  // namespace
}  // namespace ballast
