#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "models/uncertainty/normal.hpp"
#include "models/uncertainty/normals.hpp"
#include "models/uncertainty/sobol.hpp"
#include "tests/models/uncertainty/futures.hpp"

namespace ballast {
namespace {

using test::futures;
using test::lively;

constexpr Sampling kAll[]{Sampling::independent, Sampling::antithetic, Sampling::sobol};

void expect_same(const Shocks& a, const Shocks& b) {
  EXPECT_EQ(a.mortality, b.mortality);
  EXPECT_EQ(a.fertility, b.fertility);
  EXPECT_EQ(a.wage, b.wage);
  EXPECT_EQ(a.inflation, b.inflation);
  EXPECT_EQ(a.interest, b.interest);
  for (const auto part : {&Shocks::entry, &Shocks::collection, &Shocks::migration, &Shocks::deaths,
                          &Shocks::deaths_retired, &Shocks::deaths_ill, &Shocks::entrants})
    EXPECT_TRUE(((a.*part) == (b.*part)).all());
}

TEST(Sampling, APathIsTheSameByItselfAndInAnyOrder) {
  for (const Sampling sampling : kAll) {
    const Drawing drawing{9, sampling, 30, 3};
    Spreads s = lively();
    s.small_units = true;
    const auto forward = futures(s, drawing, 40);
    for (int path = 39; path >= 0; path -= 13)
      expect_same(draw_shocks(s, drawing, path), forward[static_cast<std::size_t>(path)]);
  }
}

TEST(Sampling, AnotherSeedMakesOtherFutures) {
  for (const Sampling sampling : kAll)
    EXPECT_NE(draw_shocks(lively(), {1, sampling, 5, 1}, 3).wage[5],
              draw_shocks(lively(), {2, sampling, 5, 1}, 3).wage[5]);
}

TEST(Sampling, FewerUnitsOrYearsChangeNoNumberThatStays) {
  const Shocks large = draw_shocks(lively(), {9, Sampling::independent, 30, 5}, 8);
  const Shocks small = draw_shocks(lively(), {9, Sampling::independent, 10, 2}, 8);
  EXPECT_EQ(small.mortality, std::vector(large.mortality.begin(), large.mortality.begin() + 11));
  EXPECT_TRUE((small.entry == large.entry.topLeftCorner(2, 11)).all());
}

TEST(Sampling, AntitheticPathsMirrorOneAnotherExactly) {
  Spreads s = lively();
  s.small_units = s.parameters = true;
  s.drift_mortality_sd = 0.5, s.drift_wage_sd = 0.01;
  const Drawing drawing{9, Sampling::antithetic, 30, 3};
  for (int path = 0; path < 20; path += 2) {
    const Shocks here = draw_shocks(s, drawing, path), there = draw_shocks(s, drawing, path + 1);
    for (std::size_t t = 0; t <= 30; ++t) {
      EXPECT_EQ(here.mortality[t], -there.mortality[t]);
      EXPECT_EQ(here.wage[t], -there.wage[t]);
      EXPECT_EQ(here.inflation[t], -there.inflation[t]);
      EXPECT_EQ(here.interest[t], -there.interest[t]);
      EXPECT_NEAR(here.fertility[t] * there.fertility[t], 1, 1e-15);
    }
    for (const auto part : {&Shocks::entry, &Shocks::collection, &Shocks::migration, &Shocks::deaths,
                            &Shocks::deaths_retired, &Shocks::deaths_ill, &Shocks::entrants})
      EXPECT_TRUE((here.*part == -(there.*part)).all());
    expect_same(here, draw_shocks(s, {9, Sampling::independent, 30, 3}, path));
  }
}

// U is orthogonal exactly when U·y has the length of y; one Sobol path is U applied to normals that differ in every
// year.
TEST(Sampling, SobolNormalsAreStandardAndIndependentFromYearToYear) {
  Spreads s = lively();
  const auto drawn = futures(s, {9, Sampling::sobol, 12, 0}, 4096);
  const auto step = [](std::size_t t) {
    return [t](const Shocks& x) { return (x.mortality[t] - x.mortality[t - 1]) / 3; };
  };
  for (std::size_t t = 1; t <= 12; ++t) test::expect_variance(drawn, step(t), 1);
  for (std::size_t t = 2; t <= 12; ++t) test::expect_moments(drawn, step(1), step(t), {1, 1, 0});
}

// The digital shift is drawn for each coordinate by itself (normals.hpp): path 0, whose point is 0 in all of them, is
// over many seeds as any independent future is, in parameters, factors and years. A shift they shared would make it one
// number.
TEST(Sampling, SobolShiftsEveryCoordinateByItself) {
  constexpr std::uint64_t kSeeds = 4000;
  Spreads s = lively();
  s.parameters = true;
  s.bound = 0, s.drift_wage_sd = 1;  // wages depart by δ alone
  s.drift_mortality_sd = 0, s.fertility_persistence = 0, s.drift_fertility_sd = 1, s.fertility_sd = 0;
  Spreads shocks = lively();
  shocks.fertility_persistence = 0;
  std::vector<Shocks> means, steps;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    means.push_back(draw_shocks(s, {seed, Sampling::sobol, 2, 0}, 0));
    steps.push_back(draw_shocks(shocks, {seed, Sampling::sobol, 2, 0}, 0));
  }
  test::expect_moments(
      means, [](const Shocks& x) { return x.wage[1]; }, [](const Shocks& x) { return std::log(x.fertility[1]); },
      {1, 1, 0});
  const auto mortality = [](const Shocks& x) { return x.mortality[1] / 3; };
  const auto later = [](const Shocks& x) { return (x.mortality[2] - x.mortality[1]) / 3; };
  test::expect_moments(steps, mortality, later, {1, 1, 0});
  test::expect_moments(steps, mortality, [](const Shocks& x) { return std::log(x.fertility[1]) / 0.05; }, {1, 1, 0});
}

// Of one year the only wave is 2/√3·cos(π/6) = 1: what the city draws is its coordinate of the Sobol point, shifted by
// the word of that year and factor; δ stands before all factors, under year 0.
TEST(Sampling, SobolTakesParametersFirstAndThenEveryFactorOfAYear) {
  constexpr int kFactors = 8, kParameters = 3, kPath = 5;
  const Drawing drawing{9, Sampling::sobol, 1, 0};
  const Normals normals(drawing, kPath);
  const auto point = sobol_point(kPath, kParameters + kFactors);
  const auto shifted = [&](int coordinate, int year, Factor factor) {
    const std::uint64_t shift = draw_word({.seed = 9, .path = -1, .year = year, .factor = factor});
    return inverse_normal(unit_interval((std::uint64_t{point[static_cast<std::size_t>(coordinate)]} << 32) ^ shift));
  };
  for (int f = 0; f < kFactors; ++f) {
    const auto factor = static_cast<Factor>(f);
    EXPECT_NEAR(normals.city(factor, 1), shifted(kParameters + f, 1, factor), 1e-14) << f;
    if (f < kParameters) EXPECT_EQ(normals.parameter(factor), shifted(f, 0, factor)) << f;
  }
}

/// What a stylised fund calls over 40 years: wages and mortality move income and pensions of about the same size; the
/// call is what is missing each year, discounted.
double call_of(const Shocks& s) {
  double wage = 1, balance = 1, call = 0;
  for (std::size_t t = 1; t < s.wage.size(); ++t) {
    wage *= std::exp(s.wage[t]);
    const double pensions = wage * (0.97 + 0.002 * static_cast<double>(t)) * std::exp(-0.01 * s.mortality[t]);
    balance += balance * (0.02 + s.interest[t]) + wage - pensions;
    call += std::max(0.0, -balance) * std::pow(1.03, -static_cast<double>(t));
    balance = std::max(0.0, balance);
  }
  return call;
}

/// A mean over 256 futures, again and again with another seed: how much it varies is what sampling can save.
template <class Of>
double variance_of_the_mean(Sampling sampling, Of of) {
  constexpr int kSeeds = 192;
  double sum = 0, squares = 0;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const double estimate = test::mean(futures(lively(), {seed, sampling, 40, 0}, 256), of);
    sum += estimate, squares += estimate * estimate;
  }
  return (squares - sum * sum / kSeeds) / (kSeeds - 1);
}

// Two variances from 192 seeds each differ by four tenths by chance about once in a hundred times (F distribution), so
// a saving of twice or more is one. docs/uncertainty.md gives the savings recorded here.
TEST(Sampling, MirroredPathsSaveForAMeanThatIsNearlyLinearAndSobolPathsForACallToo) {
  const auto wages = [](const Shocks& s) { return std::exp(std::accumulate(s.wage.begin(), s.wage.end(), 0.0)); };
  const auto saved = [&](const std::string& name, Sampling sampling, auto of) {
    const double factor = variance_of_the_mean(Sampling::independent, of) / variance_of_the_mean(sampling, of);
    RecordProperty(name, std::to_string(factor));
    return factor;
  };
  EXPECT_GT(saved("antithetic_wages", Sampling::antithetic, wages), 5);
  EXPECT_GT(saved("sobol_wages", Sampling::sobol, wages), 10);
  saved("antithetic_call", Sampling::antithetic, call_of);
  EXPECT_GT(saved("sobol_call", Sampling::sobol, call_of), 10);
}

}  // namespace
}  // namespace ballast
