#include "models/uncertainty/shocks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

#include "tests/models/uncertainty/futures.hpp"

// Expected moments are arithmetic on the equations of shocks.hpp; with a fixed seed a test that passes once passes
// always.
namespace ballast {
namespace {

using test::expect_moments;
using test::expect_variance;
using test::futures;
using test::lively;

constexpr Drawing kDrawing{.seed = 44, .sampling = Sampling::independent, .years = 12, .units = 2};
constexpr int kPaths = 20000;

const std::vector<Shocks>& drawn() {
  static const std::vector<Shocks> all = futures(lively(), kDrawing, kPaths);
  return all;
}

/// Variance of an AR(1) from 0 after t steps of unit variance.
double after(double persistence, std::size_t t) {
  return (1 - std::pow(persistence, 2 * static_cast<double>(t))) / (1 - persistence * persistence);
}

TEST(Shocks, TheIndexOfMortalityIsARandomWalk) {
  for (const std::size_t t : {1U, 5U, 12U})
    expect_variance(
        drawn(), [t](const Shocks& s) { return s.mortality[t]; }, 9.0 * static_cast<double>(t));
  const auto at = [](std::size_t t) { return [t](const Shocks& s) { return s.mortality[t]; }; };
  expect_moments(drawn(), at(4), at(12), {36, 108, 36});
}

TEST(Shocks, TheLogarithmOfFertilityIsAnAutoregression) {
  for (const std::size_t t : {1U, 5U, 12U})
    expect_variance(
        drawn(), [t](const Shocks& s) { return std::log(s.fertility[t]); }, 0.0025 * after(0.9, t));
}

// Lognormal with median 1: mean e^(v/2), fourth central moment by the textbook formula.
TEST(Shocks, TheFertilityMultiplierIsLognormal) {
  const double v = 0.0025 * after(0.9, 12), w = std::exp(v), variance = (w - 1) * w;
  const double kurtosis = w * w * w * w + 2 * w * w * w + 3 * w * w - 3;
  const auto multiplier = [](const Shocks& s) { return s.fertility[12]; };
  EXPECT_NEAR(test::mean(drawn(), multiplier), std::exp(v / 2), 4 * std::sqrt(variance / kPaths));
  const double seen =
      test::mean(drawn(), [&](const Shocks& s) { return std::pow(multiplier(s) - std::exp(v / 2), 2); });
  EXPECT_NEAR(seen, variance, 4 * variance * std::sqrt((kurtosis - 1) / kPaths));
}

TEST(Shocks, TheEconomyIsAVectorAutoregression) {
  const Spreads s = lively();
  Eigen::Matrix3d correlation;
  correlation << 1, 0.6, -0.3, 0.6, 1, 0.4, -0.3, 0.4, 1;
  const Eigen::Matrix3d innovation = s.economy_sd.asDiagonal() * correlation * s.economy_sd.asDiagonal();
  Eigen::Matrix3d covariance = Eigen::Matrix3d::Zero();
  using Series = std::vector<double> Shocks::*;
  constexpr Series kSeries[]{&Shocks::wage, &Shocks::inflation, &Shocks::interest};
  for (std::size_t t = 1; t <= 12; ++t) {
    covariance = (s.economy * covariance * s.economy.transpose() + innovation).eval();
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j <= i; ++j)
        expect_moments(
            drawn(), [&](const Shocks& of) { return (of.*kSeries[i])[t]; },
            [&](const Shocks& of) { return (of.*kSeries[j])[t]; },
            {covariance(i, i), covariance(j, j), covariance(i, j)});
  }
}

TEST(Shocks, UnitsShareTheCitysPartAndHaveTheirOwn) {
  const Spreads s = lively();
  using Factor2 = Eigen::ArrayXXd Shocks::*;
  const auto check = [](Factor2 factor, const UnitProcess& of) {
    for (const int t : {1, 12}) {
      const double growth = after(of.persistence, static_cast<std::size_t>(t));
      const double shared = of.sd * of.sd * growth, whole = shared + of.unit_sd * of.unit_sd * growth;
      const auto unit = [=](int c) { return [=](const Shocks& x) { return (x.*factor)(c, t); }; };
      expect_variance(drawn(), unit(0), whole);
      expect_moments(drawn(), unit(0), unit(1), {whole, whole, shared});
    }
  };
  check(&Shocks::entry, s.entry);
  check(&Shocks::collection, s.collection);
  check(&Shocks::migration, s.migration);
}

// A lognormal of median 1 has the mean e^(v/2): with v/2 taken off, a future's take-up is on average that of the case.
TEST(Shocks, TakeUpIsOnAverageThatOfTheCase) {
  for (const int t : {1, 5, 12}) {
    const double v = (0.1 * 0.1 + 0.2 * 0.2) * after(0.6, static_cast<std::size_t>(t));
    const auto multiplier = [t](const Shocks& s) {
      return std::exp(s.entry(1, t) - s.entry_half_variance[static_cast<std::size_t>(t)]);
    };
    EXPECT_NEAR(drawn().front().entry_half_variance[static_cast<std::size_t>(t)], v / 2, 1e-15);
    EXPECT_NEAR(test::mean(drawn(), multiplier), 1, 4 * std::sqrt((std::exp(v) - 1) / kPaths));
  }
}

TEST(Shocks, FactorsOfDifferentKindsAreIndependent) {
  const auto mortality = [](const Shocks& s) { return s.mortality[1] / 3; };
  const auto fertility = [](const Shocks& s) { return std::log(s.fertility[1]) / 0.05; };
  const auto wage = [](const Shocks& s) { return s.wage[1] / 0.02; };
  const auto entry = [](const Shocks& s) { return s.entry(0, 1) / std::hypot(0.1, 0.2); };
  const auto collection = [](const Shocks& s) { return s.collection(0, 1) / std::hypot(0.1, 0.05); };
  expect_moments(drawn(), mortality, fertility, {1, 1, 0});
  expect_moments(drawn(), fertility, wage, {1, 1, 0});
  expect_moments(drawn(), wage, entry, {1, 1, 0});
  expect_moments(drawn(), entry, collection, {1, 1, 0});
  expect_moments(drawn(), collection, mortality, {1, 1, 0});
}

TEST(Shocks, ContradictoryCorrelationsStillMakeACovariance) {
  Spreads s = lively();
  s.wage_inflation_correlation = 0.9, s.wage_interest_correlation = 0.9, s.inflation_interest_correlation = -0.9;
  const Eigen::Matrix3d root = innovation_root(s);
  const Eigen::Matrix3d covariance = root * root.transpose();
  EXPECT_TRUE(root.allFinite());
  for (int i = 0; i < 3; ++i) EXPECT_NEAR(covariance(i, i), s.economy_sd[i] * s.economy_sd[i], 1e-18);
  EXPECT_NEAR(covariance(0, 1), 0.9 * s.economy_sd[0] * s.economy_sd[1], 1e-18);
  // The least correlation that 0.9 and 0.9 allow: 0.9² − (1 − 0.9²).
  EXPECT_NEAR(covariance(1, 2), 0.62 * s.economy_sd[1] * s.economy_sd[2], 1e-18);
}

TEST(Shocks, NothingDepartsInTheLastCertainYearOrWithoutSpread) {
  for (const double spread : {1.0, 0.0}) {
    Spreads s = lively();
    s.spread = spread, s.parameters = true;
    s.drift_mortality_sd = s.drift_wage_sd = s.drift_fertility_sd = 1;
    for (const Sampling sampling : {Sampling::independent, Sampling::antithetic, Sampling::sobol}) {
      const Shocks shocks = draw_shocks(s, {44, sampling, 12, 2}, 7);
      ASSERT_EQ(shocks.mortality.size(), 13U);
      for (std::size_t t = 0; t < (spread > 0 ? 1U : 13U); ++t) {
        const auto column = static_cast<Eigen::Index>(t);
        EXPECT_EQ(shocks.fertility[t], 1);
        for (const auto* series : {&shocks.mortality, &shocks.wage, &shocks.inflation, &shocks.interest})
          EXPECT_EQ((*series)[t], 0);
        for (const auto* units : {&shocks.entry, &shocks.collection, &shocks.migration})
          EXPECT_TRUE((units->col(column) == 0).all());
      }
      EXPECT_EQ(shocks.wage[5] != 0, spread > 0);
    }
  }
}

// Each part alone makes futures depart; under a bound of 0 those that are cut there do not, and without a spread none.
TEST(Shocks, DepartByAnyPartAlone) {
  using Part = std::function<void(Spreads&)>;
  const std::vector<Part> free{[](Spreads& s) { s.mortality_sd = 1; },
                               [](Spreads& s) { s.fertility_sd = 1; },
                               [](Spreads& s) { s.entry.sd = 1; },
                               [](Spreads& s) { s.entry.unit_sd = 1; },
                               [](Spreads& s) { s.parameters = true, s.drift_mortality_sd = 1; },
                               [](Spreads& s) { s.parameters = true, s.drift_wage_sd = 1; },
                               [](Spreads& s) { s.parameters = true, s.drift_fertility_sd = 1; },
                               [](Spreads& s) { s.small_units = true; }};
  const std::vector<Part> bounded{[](Spreads& s) { s.economy_sd(1) = 1; }, [](Spreads& s) { s.collection.sd = 1; },
                                  [](Spreads& s) { s.collection.unit_sd = 1; }, [](Spreads& s) { s.migration.sd = 1; },
                                  [](Spreads& s) { s.migration.unit_sd = 1; }};
  EXPECT_FALSE(Spreads{}.departs());
  EXPECT_FALSE((Spreads{.drift_wage_sd = 1}.departs())) << "means are certain unless asked";
  for (const auto& [parts, cut] : {std::pair{free, false}, std::pair{bounded, true}})
    for (std::size_t i = 0; i < parts.size(); ++i) {
      Spreads alone;
      parts[i](alone);
      EXPECT_TRUE(alone.departs()) << cut << i;
      alone.bound = 0;
      EXPECT_EQ(alone.departs(), !cut) << cut << i;
      alone.bound = 1, alone.spread = 0;
      EXPECT_FALSE(alone.departs()) << cut << i;
    }
}

TEST(Shocks, TwiceTheSpreadDoublesEveryDeparture) {
  Spreads s = lively();
  const Shocks once = draw_shocks(s, kDrawing, 3);
  s.spread = 2;
  const Shocks twice = draw_shocks(s, kDrawing, 3);
  for (std::size_t t = 1; t <= 12; ++t) {
    EXPECT_DOUBLE_EQ(twice.mortality[t], 2 * once.mortality[t]);
    EXPECT_NEAR(twice.fertility[t], once.fertility[t] * once.fertility[t], 1e-14);
    EXPECT_DOUBLE_EQ(twice.wage[t], 2 * once.wage[t]);
    EXPECT_DOUBLE_EQ(twice.entry(1, static_cast<Eigen::Index>(t)), 2 * once.entry(1, static_cast<Eigen::Index>(t)));
  }
}

TEST(Shocks, BoundsAreReachedAndNeverPassed) {
  Spreads s = lively();
  s.spread = 2, s.bound = 1.5, s.fertility_least = 0.95, s.fertility_most = 1.1;
  const double most_wage = 2 * 1.5 * 0.02, most_entry = 2 * 1.5 * std::hypot(0.1, 0.2);
  int wages = 0, entries = 0, births = 0;
  for (const Shocks& shocks : futures(s, kDrawing, 500))
    for (std::size_t t = 1; t <= 12; ++t) {
      const double entry = shocks.entry(0, static_cast<Eigen::Index>(t));
      EXPECT_LE(std::abs(shocks.wage[t]), most_wage * (1 + 1e-15));
      EXPECT_LE(std::abs(entry), most_entry * (1 + 1e-15));
      EXPECT_GE(shocks.fertility[t], 0.95);
      EXPECT_LE(shocks.fertility[t], 1.1);
      wages += std::abs(shocks.wage[t]) > most_wage * (1 - 1e-15);
      entries += std::abs(entry) > most_entry * (1 - 1e-15);
      births += shocks.fertility[t] == 0.95 || shocks.fertility[t] == 1.1;
    }
  EXPECT_GT(wages, 100);
  EXPECT_GT(entries, 100);
  EXPECT_GT(births, 100);
}

TEST(Shocks, UncertainMeansBendEveryFutureByOneDrawEach) {
  Spreads s = lively();
  s.parameters = true;
  s.drift_mortality_sd = 0.5, s.drift_wage_sd = 0.01, s.drift_fertility_sd = 0.2;
  const auto bent = futures(s, kDrawing, kPaths);
  expect_variance(
      bent, [](const Shocks& x) { return x.mortality[12]; }, 9.0 * 12 + 0.25 * 144);
  for (std::size_t path = 0; path < 50; ++path) {
    // The same walk as without, plus a straight line; the same wages plus a constant; fertility pulled by (1 − ρ)δ.
    const Shocks &with = bent[path], &without = drawn()[path];
    const double drift = with.mortality[1] - without.mortality[1], faster = with.wage[1] - without.wage[1];
    const double level = std::log(with.fertility[1] / without.fertility[1]) / (1 - 0.9);
    for (std::size_t t = 1; t <= 12; ++t) {
      const auto years = static_cast<double>(t);
      EXPECT_NEAR(with.mortality[t] - without.mortality[t], drift * years, 1e-12);
      EXPECT_NEAR(with.wage[t] - without.wage[t], faster, 1e-15);
      EXPECT_NEAR(std::log(with.fertility[t] / without.fertility[t]), level * (1 - std::pow(0.9, years)), 1e-12);
    }
    EXPECT_EQ(with.inflation, without.inflation);
  }
  expect_variance(
      bent, [](const Shocks& x) { return x.wage[1]; }, 0.0004 + 0.0001);
  const double pulled = 0.2 * (1 - std::pow(0.9, 12));
  expect_variance(
      bent, [](const Shocks& x) { return std::log(x.fertility[12]); }, 0.0025 * after(0.9, 12) + pulled * pulled);
}

TEST(Shocks, SmallUnitsGetNormalsOnlyWhenAsked) {
  EXPECT_EQ(drawn().front().deaths.size(), 0);
  Spreads s = lively();
  s.small_units = true;
  const auto noisy = futures(s, {44, Sampling::independent, 2, 2}, kPaths);
  const auto deaths = [](int c) { return [c](const Shocks& x) { return x.deaths(c, 2); }; };
  const auto entrants = [](const Shocks& x) { return x.entrants(0, 2); };
  expect_variance(noisy, deaths(0), 1);
  expect_moments(noisy, deaths(0), deaths(1), {1, 1, 0});
  expect_moments(noisy, deaths(0), entrants, {1, 1, 0});
  expect_moments(noisy, deaths(0), [](const Shocks& x) { return x.deaths_retired(0, 2); }, {1, 1, 0});
  EXPECT_EQ(noisy.front().mortality[2], drawn().front().mortality[2]);
  s.spread = 0;  // is the single run, whatever is switched on
  const Shocks none = futures(s, {44, Sampling::independent, 2, 2}, 1).front();
  EXPECT_EQ(none.chance_spread, 0);
}

// One draw each (year 0 of its own factor): a future in which people live longer is none of fewer births or of higher
// wages.
TEST(Shocks, UncertainMeansOfDifferentFactorsAreIndependent) {
  Spreads s = lively();
  s.spread = 1, s.parameters = true;
  s.mortality_sd = s.fertility_sd = 0, s.fertility_persistence = 0, s.economy_sd.setZero();
  s.bound = 0;  // the δ on wage growth comes after the cut
  s.drift_mortality_sd = 0.5, s.drift_wage_sd = 0.01, s.drift_fertility_sd = 0.2;
  for (const Sampling sampling : {Sampling::independent, Sampling::sobol}) {
    const auto bent = futures(s, {44, sampling, 1, 0}, 4096);
    const auto mortality = [](const Shocks& x) { return x.mortality[1] / 0.5; };
    const auto fertility = [](const Shocks& x) { return std::log(x.fertility[1]) / 0.2; };
    const auto wage = [](const Shocks& x) { return x.wage[1] / 0.01; };
    expect_moments(bent, mortality, fertility, {1, 1, 0});
    expect_moments(bent, fertility, wage, {1, 1, 0});
    expect_moments(bent, wage, mortality, {1, 1, 0});
  }
}

// e(t) = A·e(t−1) + s·C·z(t), cut afterwards: the process goes on as if nothing had been cut.
TEST(Shocks, BoundsCutWhatDepartsAndNotTheProcessBehindIt) {
  Spreads s = lively();
  s.bound = 0.5;
  for (int path = 0; path < 20; ++path) {
    const Shocks cut = draw_shocks(s, kDrawing, path), &whole = drawn()[static_cast<std::size_t>(path)];
    const double unit = 0.5 * std::hypot(0.1, 0.2);
    for (std::size_t t = 1; t <= 12; ++t) {
      const auto year = static_cast<Eigen::Index>(t);
      EXPECT_EQ(cut.wage[t], std::clamp(whole.wage[t], -0.5 * 0.02, 0.5 * 0.02));
      EXPECT_EQ(cut.interest[t], std::clamp(whole.interest[t], -0.5 * 0.005, 0.5 * 0.005));
      EXPECT_EQ(cut.entry(1, year), std::clamp(whole.entry(1, year), -unit, unit));
    }
  }
}

// Every pair of factors of a unit, and of the noise of small units: no two share a draw.
TEST(Shocks, NoTwoFactorsShareADraw) {
  Spreads s = lively();
  s.small_units = true;
  s.entry.persistence = s.collection.persistence = s.migration.persistence = 0;
  const auto all = futures(s, {44, Sampling::independent, 1, 1}, kPaths);
  const std::vector<std::pair<Eigen::ArrayXXd Shocks::*, double>> factors{
      {&Shocks::entry, std::hypot(0.1, 0.2)},
      {&Shocks::collection, std::hypot(0.1, 0.05)},
      {&Shocks::migration, std::hypot(0.001, 0.002)},
      {&Shocks::deaths, 1.0},
      {&Shocks::deaths_retired, 1.0},
      {&Shocks::deaths_ill, 1.0},
      {&Shocks::entrants, 1.0}};
  for (std::size_t a = 0; a < factors.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) {
      const auto of = [&](std::size_t f) {
        return [factor = factors[f]](const Shocks& x) { return (x.*factor.first)(0, 1) / factor.second; };
      };
      expect_moments(all, of(a), of(b), {1, 1, 0});
    }
}

}  // namespace
}  // namespace ballast
