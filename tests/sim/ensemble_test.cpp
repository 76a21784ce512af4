#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/engine/headline.hpp"
#include "sim/engine/parallel.hpp"
#include "sim/engine/project.hpp"
#include "sim/engine/response.hpp"
#include "sim/futures/future.hpp"
#include "sim/futures/future_engine.hpp"
#include "sim/studies/stored_futures.hpp"
#include "tests/sim/drawn_ensemble.hpp"

namespace ballast {
namespace {

using namespace test;

TEST(Ensemble, IsTheSameOnAnyNumberOfThreads) {
  const Scenario s = puyang();
  const Ensemble one = drawn({s}, of_paths(21, 1)).front();
  for (const int threads : {2, 3, 8}) expect_same(one, drawn({s}, of_paths(21, threads)).front());
}

// More futures only add to what was there: the first of many are the few.
TEST(Ensemble, DrawsTheSameFuturesWhateverIsDrawnBeside) {
  const Scenario s = puyang();
  const Ensemble few = drawn({s}, of_paths(5)).front(), many = drawn({s}, of_paths(13)).front();
  for (std::size_t m = 0; m < few.draws.size(); ++m)
    for (std::size_t slot = 0; slot < static_cast<std::size_t>(few.rows() * few.years()); ++slot)
      for (std::size_t p = 0; p < 5; ++p) {
        const double a = few.draws[m].values[slot * 5 + p], b = many.draws[m].values[slot * 13 + p];
        ASSERT_TRUE(a == b || (std::isnan(a) && std::isnan(b)));
      }
}

void expect_the_run_itself(const Ensemble& e) {
  for (const EnsembleMeasure& of : e.measures) {
    const Eigen::ArrayXXd& central = e.central.measures[static_cast<std::size_t>(of.measure)];
    for (const Eigen::ArrayXXd& quantile : of.quantiles)
      EXPECT_TRUE((quantile == central || (quantile.isNaN() && central.isNaN())).all()) << row(of.measure).key;
  }
  // the year in which a fund is used up is that of the run's headline, of every unit and of the whole city (I5)
  const std::vector<Headline> run = headlines(e.central);
  for (Eigen::Index scope = 0; scope < e.events.depleted_by.rows(); ++scope) {
    const std::optional<Year> used_up = run[static_cast<std::size_t>(scope)].depletion_year;
    for (int y = 0; y < e.years(); ++y)
      EXPECT_EQ(e.events.depleted_by(scope, y) == 1, used_up && *used_up <= e.central.base_year + y) << scope;
  }
}

TEST(Ensemble, WithoutSpreadIsTheRunItself) {
  expect_the_run_itself(drawn({puyang({"futures.spread=0"})}, of_paths(9)).front());
  expect_the_run_itself(
      drawn({puyang({"futures.spread=0", "response.collection=on"}, "baseline", 2029)}, of_paths(2)).front());
  // levels that have grown as far as their bounds let them: the wage to 937,000 yuan a month in 2068
  expect_the_run_itself(
      drawn({puyang({"futures.spread=0", "economy.wage_growth=0.12"}, "baseline", 2068)}, of_paths(2)).front());
}

// Cases of two files may be called alike: what one collects is no answer of the other.
TEST(Ensemble, DrawsCasesThatReactEachByItselfThoughTheyAreCalledAlike) {
  const Scenario a = puyang({"response.collection=on"}, "baseline", 2028);
  const Scenario b = puyang({"response.collection=on", "subsidy.rule=share_of_gap"}, "baseline", 2028);
  ASSERT_EQ(a.case_key, b.case_key);
  expect_same(drawn({a, b}, of_paths(3)).back(), drawn({b}, of_paths(3)).front());
}

// A Sobol sequence cannot tell its own error; where nothing departs there is none. Under a bound of 0 the economy,
// collection and migration stand still; without the other standard deviations nobody strays.
TEST(Ensemble, IsCertainWhereNothingDepartsHoweverItIsDrawn) {
  const std::vector<std::string> still{"futures.bound=0", "futures.mortality_sd=0", "futures.fertility_sd=0",
                                       "futures.entry_sd=0", "futures.entry_unit_sd=0"};
  for (const std::vector<std::string>& sets : {std::vector<std::string>{"futures.spread=0"}, still})
    for (const Sampling sampling : {Sampling::independent, Sampling::antithetic, Sampling::sobol}) {
      EnsembleRequest request = of_paths(4);
      request.sampling = sampling;
      const Ensemble e = drawn({puyang(sets, "baseline", 2029)}, request).front();
      EXPECT_FALSE(e.departs);
      EXPECT_TRUE((e.events.errors.called == 0).all() && (e.events.errors.called_units == 0).all());
      EXPECT_EQ(e.first_call_by(e.central.member_units(), 0.5).late,
                e.first_call_by(e.central.member_units(), 0.5).year);
      expect_the_run_itself(e);
    }
}

// A tenth less collected from the year after the first on, whoever pays: in futures as in a single run (44-1.4).
TEST(Ensemble, OfACaseThatReactsCollectsWhatItsReactionLeaves) {
  const std::string off = "contribution.collection_rate=0.95";
  EnsembleRequest request = of_paths(3);
  request.measures = {Measure::collection_rate};
  const Ensemble steady = drawn({puyang({off}, "baseline", 2029)}, request).front();
  const Ensemble bent =
      drawn({puyang({off, "response.collection=on", "response.with_incentive=-0.1", "response.without_incentive=-0.1"},
                    "baseline", 2029)},
            request)
          .front();
  const auto& was = steady.draws.front().values;
  const auto& is = bent.draws.front().values;
  for (int unit = 0; unit < steady.central.member_units(); ++unit)
    for (int year = 2; year < steady.years(); ++year)
      for (int path = 0; path < 3; ++path) {
        const auto at = static_cast<std::size_t>((unit * steady.years() + year) * 3 + path);
        EXPECT_NEAR(is[at], 0.9 * was[at], 1e-12) << unit << " " << year;
      }
}

// Nobody plans on what will happen: short and over live in ensembles (equation F5). Each future is planned on the
// case's own path, so about half of the unit-years fall short of their plan, and each shortfall is owed in full
// (44-2.7).
TEST(Ensemble, PlansOnTheCasesOwnPathAndNotOnTheFuture) {
  EnsembleRequest request = of_paths(16);
  request.measures = {Measure::plan_income, Measure::contributions, Measure::gap_short, Measure::treasury_short,
                      Measure::gap_over};
  const Ensemble e = drawn({puyang()}, request).front();
  const auto values = [&](std::size_t m) -> const std::vector<double>& { return e.draws[m].values; };
  const int first = e.first_uncertain_year - e.central.base_year, years = e.years();
  int cells = 0, short_of_plan = 0;
  for (int unit = 0; unit < e.central.member_units(); ++unit)
    for (int year = 0; year < years; ++year)
      for (int path = 0; path < 16; ++path) {
        const auto at = static_cast<std::size_t>((unit * years + year) * 16 + path);
        const double lacking = values(0)[at] - values(1)[at];
        if (year < first) continue;
        ++cells, short_of_plan += lacking > 0;
        constexpr double kHalfAFen = 0.005;
        EXPECT_NEAR(values(3)[at], std::max(0.0, lacking), kHalfAFen) << "owed in full, whatever the balance";
      }
  EXPECT_NEAR(static_cast<double>(short_of_plan) / cells, 0.5, 0.15);
  EXPECT_GT(e.find(Measure::gap_over)->mean(e.central.city_row(), years - 1), 0);
}

/// The case as it stands in a future, run by itself; budgets are made on the case's own path all the same (equation
/// F5).
Projection run_of(const Scenario& s, int path) {
  const Drawing drawing = drawing_of(s, 44);
  const Shocks shocks = draw_shocks(spreads_of(s), drawing, path);
  const Scenario moved = scenario_of(s, future_of(s, following_of(s), shocks, {}));
  const CentralPaths planned = central_paths(run_both(s, 1)->asked.flows);
  return projection_of(moved, *run_both(moved, 1, {s, planned}));
}

// Stage 2, indicators and prices of a future read the knobs of that future (future.hpp): interest of the fund, revenue
// of the budgets, wages that pensions are compared with, prices that money is divided by.
TEST(Ensemble, AnswersOfAFutureWhatTheCaseWithItsKnobsAnswers) {
  const Scenario s = puyang();
  EnsembleRequest request = of_paths(3);
  request.measures = {Measure::fund_balance, Measure::fiscal_burden,      Measure::replacement_rate,
                      Measure::treasury,     Measure::treasury_short,     Measure::treasury_over,
                      Measure::expenditure,  Measure::treasury_structural};
  const Ensemble nominal = drawn({s}, request).front();
  request.constant_prices = true;
  const Ensemble constant = drawn({s}, request).front();
  double calls = 0;
  for (int path = 0; path < 3; ++path) {
    const Projection alone = run_of(s, path), real = in_constant_prices(run_of(s, path));
    const auto expect_alike = [&](const Ensemble& e, const Projection& run) {
      for (const Draws& draws : e.draws) {
        const Eigen::ArrayXXd& table = run.measures[static_cast<std::size_t>(draws.measure)];
        for (int row = 0; row < e.rows(); ++row)
          for (int year = 0; year < e.years(); ++year) {
            const double is = draws.values[static_cast<std::size_t>((row * e.years() + year) * 3 + path)];
            if (std::isnan(table(row, year))) continue;
            constexpr double kFen = 0.011, kRounding = 1e-9;
            const double room = is_money(ballast::row(draws.measure)) ? kFen : 0;
            ASSERT_NEAR(is, table(row, year), room * e.rows() + kRounding * std::abs(table(row, year)))
                << ballast::row(draws.measure).key << " " << row << " " << e.central.base_year + year;
          }
      }
    };
    expect_alike(nominal, alone), expect_alike(constant, real);
    for (const Measure call : {Measure::treasury_short, Measure::treasury_over, Measure::treasury_structural})
      for (int unit = 0; unit < real.member_units(); ++unit)
        for (Year t = real.first_year; t <= real.last_year; ++t) calls += real.at(call, unit, t) / 3;
  }
  EXPECT_NEAR(nominal.events.calls.back().mean, calls, 1e-9 * calls + 1) << "prices of the future, not of the case";
}

// Stopped by its user an ensemble is the smaller ensemble of what was finished.
TEST(Ensemble, StoppedEarlyIsTheEnsembleOfWhatWasFinished) {
  const Scenario s = puyang();
  EnsembleRequest request = of_paths(400, 1);
  request.progress = [](const EnsembleProgress& so_far) { return so_far.done < 12; };
  const Ensemble stopped = drawn({s}, request).front();
  EXPECT_GE(stopped.paths, 12);
  EXPECT_LT(stopped.paths, 12 + kMostSideBySide);  // those that lived beside the twelfth
  EXPECT_EQ(stopped.asked, 400);
  expect_same(stopped, drawn({s}, of_paths(stopped.paths)).front());
}

/// Stage 1 of futures, at hand.
class LivedFutures : public FutureFlows {
 public:
  explicit LivedFutures(std::vector<StageOne> stages) : stages_(std::move(stages)) {}
  std::shared_ptr<const StageOne> of(int path) const override {
    return {std::shared_ptr<const void>{}, &stages_[static_cast<std::size_t>(path)]};
  }

 private:
  std::vector<StageOne> stages_;
};

StoredFutures stored(const Scenario& s, int paths) {
  StoredFutures futures;
  futures.seed = kUsualSeed, futures.paths = paths;
  futures.flows = std::make_shared<LivedFutures>(lived(s, paths));
  return futures;
}

// Cases that differ in stage 2 alone share stage 1, and each is what it is when drawn alone, or from stored futures.
TEST(Ensemble, OfRulesAloneIsTheFullEnsemble) {
  const std::vector<Scenario> cases{puyang(), puyang({"subsidy.rule=share_of_gap"})};
  const auto together = drawn(cases, of_paths(9));
  expect_same(together[1], drawn({cases[1]}, of_paths(9)).front());
  const StoredFutures futures = stored(cases[0], 9);
  EnsembleRequest reusing = of_paths(1);
  reusing.reuse = &futures;
  const auto settled = drawn(cases, reusing);
  for (const std::size_t of : {0, 1}) expect_same(together[of], settled[of]);
  EXPECT_FALSE(same(together[0].find(Measure::treasury)->mean, together[1].find(Measure::treasury)->mean));
}

// Stopped while stored futures are settled, every case is the ensemble of the same futures at the front.
TEST(Ensemble, OfStoredFuturesStoppedEarlyHasAsManyOfEveryCase) {
  const std::vector<Scenario> cases{puyang({}, "baseline", 2028),
                                    puyang({"subsidy.rule=share_of_gap"}, "baseline", 2028)};
  const StoredFutures futures = stored(cases[0], 32);
  EnsembleRequest reusing = of_paths(1, 1);
  reusing.reuse = &futures;
  reusing.progress = [](const EnsembleProgress& so_far) { return so_far.done < 16; };
  const auto stopped = drawn(cases, reusing), whole = drawn(cases, of_paths(16));
  for (const std::size_t of : {0, 1}) {
    EXPECT_EQ(stopped[of].paths, 16);
    EXPECT_EQ(stopped[of].asked, 32);
    expect_same(stopped[of], whole[of]);
  }
}

// A spread that begins in the first uncertain year is a spread of its own: such cases share no stage 1.
TEST(Ensemble, OfAnotherSpreadHasItsOwnFutures) {
  const std::vector<Scenario> cases{puyang(), puyang({"futures.spread=0@2026"})};
  const auto both = drawn(cases, of_paths(8));
  const auto& certain = both[1].find(Measure::contributors)->quantiles;
  const Eigen::ArrayXXd& run = both[1].central.measures[static_cast<std::size_t>(Measure::contributors)];
  EXPECT_TRUE(((certain.front() - certain.back()).abs() <= 1e-12 * run.abs() || run.isNaN()).all());
  EXPECT_FALSE(same(both[0].find(Measure::contributors)->mean, both[1].find(Measure::contributors)->mean));
}

// So is every other number that says how widely futures stray: cases that differ in one alone share no stage 1.
TEST(Ensemble, OfAnotherDeviationOfOneFactorHasItsOwnFutures) {
  const std::vector<std::string> set{"futures.mortality_sd=9"};
  const Scenario usual = puyang({}, "baseline", 2028), other = puyang(set, "baseline", 2028);
  expect_same(drawn({usual, other}, of_paths(5))[1], drawn({other}, of_paths(5)).front());
}

// Common random numbers: what both cases go through alike falls out of the difference.
TEST(Ensemble, ComparesCasesFutureByFuture) {
  const auto both = drawn({puyang(), puyang({}, "early-retirement-tight")}, of_paths(40));
  const auto all = differences(both[0], both[1]);
  const auto at = std::find_if(all.begin(), all.end(),
                               [](const EnsembleDifference& d) { return d.measure == Measure::expenditure; });
  const int city = both[0].central.city_row(), last = both[0].years() - 1;
  const double apart =
      both[1].find(Measure::expenditure)->mean(city, last) - both[0].find(Measure::expenditure)->mean(city, last);
  EXPECT_NEAR(at->mean(city, last), apart, 1e-9 * std::abs(both[0].find(Measure::expenditure)->mean(city, last)));
  EXPECT_GT(at->tighter(city, last), 100);
}

// Where differences are no more than the rounding of files, a factor would be that of the rounding.
TEST(Ensemble, TellsNoFactorBelowTheGrainOfFiles) {
  const auto both = drawn({puyang(), puyang()}, of_paths(40));
  const int city = both[0].central.city_row(), last = both[0].years() - 1;
  const auto factor = [&](double step) {
    Ensemble other = both[1];
    std::vector<double>& values = other.draws.front().values;
    for (std::size_t i = 0; i < values.size(); ++i) values[i] *= 1 + step * static_cast<double>(i % 2);
    return differences(both[0], other).front().tighter(city, last);
  };
  EXPECT_TRUE(std::isnan(factor(1e-7)));
  EXPECT_GT(factor(1e-5), 100);
}

// Quantiles are those of a full sort, bit for bit (Hyndman and Fan 7 between the two values beside the rank).
TEST(Ensemble, QuantilesAreThoseOfAFullSort) {
  const Ensemble e = drawn({puyang()}, of_paths(23)).front();
  int compared = 0;
  for (std::size_t m = 0; m < e.measures.size(); ++m)
    for (int row = 0; row < e.rows(); ++row)
      for (int year = 0; year < e.years(); ++year) {
        const auto from = e.draws[m].values.begin() + static_cast<std::ptrdiff_t>((row * e.years() + year) * e.paths);
        std::vector<double> sorted(from, from + e.paths);
        if (std::any_of(sorted.begin(), sorted.end(), [](double v) { return std::isnan(v); })) continue;
        ++compared;
        std::sort(sorted.begin(), sorted.end());
        for (std::size_t q = 0; q < kQuantileLevels.size(); ++q) {
          const double h = 22 * kQuantileLevels[q];
          const auto k = static_cast<std::size_t>(h);
          const double expected =
              sorted[k] + (h - static_cast<double>(k)) * (sorted[std::min<std::size_t>(k + 1, 22)] - sorted[k]);
          ASSERT_EQ(e.measures[m].quantiles[q](row, year), expected);
        }
      }
  EXPECT_GT(compared, 1000);
}

// Every table holds what the futures of its row and year say together (distribution.hpp); of 41 the worst 2.05.
TEST(Ensemble, TellsOfEveryRowAndYearWhatItsFuturesSay) {
  const Ensemble e = drawn({puyang()}, of_paths(41)).front();
  const auto same_number = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
  for (std::size_t m = 0; m < e.measures.size(); ++m)
    for (int row = 0; row < e.rows(); ++row)
      for (int year = 0; year < e.years(); ++year) {
        const auto from = e.draws[m].values.begin() + static_cast<std::ptrdiff_t>((row * e.years() + year) * e.paths);
        std::vector<double> values(from, from + e.paths);
        const Distribution d = distribution(values, Pairing::none);
        const EnsembleMeasure& of = e.measures[m];
        ASSERT_TRUE(same_number(of.mean(row, year), d.mean) && same_number(of.mean_error(row, year), d.mean_error));
        ASSERT_TRUE(same_number(of.tail_mean(row, year), d.tail_mean) &&
                    same_number(of.tail_error(row, year), d.tail_error));
        for (std::size_t q = 0; q < kQuantileLevels.size(); ++q)
          ASSERT_TRUE(same_number(of.quantile_errors[q](row, year), d.quantile_errors[q]));
      }
}

TEST(Ensemble, SharesOfTheFuturesAddUp) {
  const Ensemble e = drawn({puyang({}, "baseline", 2060)}, of_paths(16)).front();
  for (int row = 0; row <= e.central.member_units(); ++row)
    EXPECT_NEAR(e.events.first_call.row(row).sum() + e.events.never[static_cast<std::size_t>(row)], 1, 1e-12);
  for (int year = 0; year < e.years(); ++year) EXPECT_NEAR(e.events.called_units.col(year).sum(), 1, 1e-12);
  const auto& dry = e.events.depleted_by;
  EXPECT_TRUE((dry.rightCols(dry.cols() - 1) >= dry.leftCols(dry.cols() - 1)).all());
}

// What happens in a certain year has share 1 and no error, whatever 1/n is in binary (20 times 1/20 in sum is above 1);
// what twenty futures agree on later may still be otherwise.
TEST(Ensemble, KnowsThatACertainEventIsCertain) {
  const Ensemble e = drawn({puyang({}, "baseline", 2028)}, of_paths(20)).front();
  const Eigen::ArrayXXd& errors = e.events.errors.called;
  const Eigen::Index certain = e.first_uncertain_year - e.central.base_year;
  EXPECT_TRUE((e.events.called.leftCols(certain) == 1).any());
  EXPECT_TRUE((e.events.called <= 1).all() && (e.events.depleted_by <= 1).all());
  EXPECT_TRUE((errors.leftCols(certain) == 0).all());
  EXPECT_TRUE((errors.rightCols(errors.cols() - certain) > 0).all());
  const auto city = static_cast<std::size_t>(e.central.member_units());
  EXPECT_EQ(e.events.errors.never[city], 0) << "called on before futures part";
  EXPECT_TRUE((e.events.errors.first_call.row(e.central.member_units()) == 0).all());
}

// Of ten futures three call first in 2030, six in 2031, one in 2033: nine tenths have called by 2031.
TEST(Ensemble, CountsFuturesUpToTheirShare) {
  Ensemble e;
  e.paths = 10, e.central.base_year = 2030;
  e.events.first_call = Eigen::ArrayXXd::Zero(1, 4);
  e.events.first_call.row(0) << 0.3, 0.6, 0, 0.1;
  EXPECT_EQ(e.first_call_by(0, 0.1).year, 2030);
  EXPECT_EQ(e.first_call_by(0, 0.9).year, 2031) << "0.3 + 0.6 is less than 0.9 in binary";
  EXPECT_EQ(e.first_call_by(0, 0.9).early, 2031) << "0.9 − 0.095";
  EXPECT_EQ(e.first_call_by(0, 0.9).late, 2033) << "0.9 + 0.095";
  e.events.first_call(0, 3) = 0;
  EXPECT_EQ(e.first_call_by(0, 1.0).year, std::nullopt);
  e.events.depleted_by = Eigen::ArrayXXd::Zero(1, 4);
  e.events.depleted_by.row(0) << 0, 0.3, 0.3, 0.9;  // by the end of each year
  EXPECT_EQ(e.used_up_by(0, 0.1).year, 2031);
  EXPECT_EQ(e.used_up_by(0, 0.5).year, 2033);
  EXPECT_EQ(e.used_up_by(0, 1.0).year, std::nullopt);
}

constexpr std::size_t kMedian = 4;  // of kQuantileLevels

/// How far the median of a row lies from the run in the last year, in standard errors.
double departure(const Ensemble& e, Measure measure, int row) {
  const int last = e.years() - 1;
  const EnsembleMeasure& of = *e.find(measure);
  return (of.quantiles[kMedian](row, last) - e.central.at(measure, row, e.central.last_year)) /
         of.quantile_errors[kMedian](row, last);
}

// Near log-linear in the shocks, a quarter of a century on: the median of the futures is the run itself, within two
// standard errors of the median for the whole city and three for each of its ten units, five seeds together. Entry,
// whose mean is the scenario's, is left out: see below.
TEST(Ensemble, HasTheRunAsMedianWhereMeasuresAreNearLogLinear) {
  constexpr int kSeeds = 5;
  const Scenario s = puyang({"futures.entry_sd=0", "futures.entry_unit_sd=0"}, "baseline", 2050);
  const std::vector<Measure> measures{Measure::contributors, Measure::retirees, Measure::contributions};
  std::vector<Ensemble> all;
  for (int seed = 1; seed <= kSeeds; ++seed) {
    EnsembleRequest request = of_paths(200);
    request.seed = seed, request.measures = measures;
    all.push_back(drawn({s}, std::move(request)).front());
  }
  const auto together = [&](Measure measure, int row) {
    double sum = 0;
    for (const Ensemble& e : all) sum += departure(e, measure, row);
    return std::abs(sum / std::sqrt(kSeeds));
  };
  const Projection& p = all.front().central;
  for (const Measure measure : measures) {
    EXPECT_LT(together(measure, p.city_row()), 2) << row(measure).key;
    for (int unit = 0; unit < p.member_units(); ++unit)
      EXPECT_LT(together(measure, unit), 3) << row(measure).key << " " << p.units[static_cast<std::size_t>(unit)].en;
  }
}

// Entry e^x has mean one, so its median is lower, and who is not in the pool cannot come: docs/uncertainty.md says by
// how much the median of heads lies below the run.
TEST(Ensemble, HasHeadsAFewThousandthsBelowTheRunWhereEntryDeparts) {
  EnsembleRequest request = of_paths(500);
  request.measures = {Measure::contributors, Measure::contributions};
  const Ensemble e = drawn({puyang()}, std::move(request)).front();
  const int city = e.central.city_row(), first = e.first_uncertain_year - e.central.base_year, last = e.years() - 1;
  const EnsembleMeasure& heads = e.measures.front();
  const auto run = [&](int y) { return e.central.at(Measure::contributors, city, e.central.base_year + y); };
  EXPECT_LT(std::abs(heads.mean(city, first) - run(first)), 2 * heads.mean_error(city, first));
  EXPECT_LT(heads.quantiles[kMedian](city, last), run(last));
  EXPECT_GT(heads.quantiles[kMedian](city, last), 0.995 * run(last));
  EXPECT_LT(std::abs(departure(e, Measure::contributions, city)), 2)
      << "contributions, whose spread is wide, still hold it";
}

// Without a spread every future is the same, in every year: no share has an error of the draw.
TEST(Ensemble, HasNoErrorOfSharesWhereNothingDeparts) {
  const Ensemble e = drawn({puyang({"futures.spread=0"}, "baseline", 2030)}, of_paths(16)).front();
  EXPECT_EQ(e.events.errors.depleted_by.maxCoeff(), 0);
  EXPECT_EQ(e.events.errors.called_units.maxCoeff(), 0);
  EXPECT_EQ(*std::max_element(e.events.errors.never.begin(), e.events.errors.never.end()), 0);
}

TEST(EnsembleRequest, IsRefusedOutsideItsBoundsAllAtOnce) {
  EnsembleRequest request;
  EXPECT_TRUE(request_issues(request).empty());
  request.paths = kMostPaths, request.seed = kMostSeed;
  EXPECT_TRUE(request_issues(request).empty());
  request.paths = kMostPaths + 1, request.seed = -1;
  const Issues issues = request_issues(request);
  ASSERT_EQ(issues.size(), 2u);
  EXPECT_EQ(issues[0].kind, IssueKind::data);
  EXPECT_NE(issues[0].what.find("1000001"), std::string::npos);
  EXPECT_NE(issues[1].expected.find("9223372036854775807"), std::string::npos);
}

TEST(Sampling, IsNamedAsItsKeysAre) {
  for (const std::string& name : sampling_names()) EXPECT_EQ(key(*sampling_from_key(name)), name);
  EXPECT_EQ(sampling_names(" | "), "independent | antithetic | sobol");
}

/// Variance of the logarithm of a level that grows with wages, so many years after the last certain one: innovations of
/// a year count (I + A + … + A^rest).
double variance_of_log_wage(const Spreads& spreads, int years) {
  const Eigen::Matrix3d root = innovation_root(spreads);
  Eigen::Matrix3d power = Eigen::Matrix3d::Identity(), summed = power;
  double variance = 0;
  for (int lag = 0; lag < years; ++lag) {
    variance += (summed * root).row(0).squaredNorm();
    power = power * spreads.economy, summed += power;
  }
  return variance;
}

// Analytic: the market wage is lognormal and its median is the scenario's; so ln of their ratio has mean 0 and the
// variance v of the VAR's sums, the ratio the mean e^(v/2), and half of the futures lie below the scenario. Mirrored
// futures have the mean and the half exactly; what they say of the others counts once a pair.
TEST(Futures, HaveLognormalWagesAroundTheScenarios) {
  const Scenario s = puyang({}, "baseline", 2075);
  const Spreads spreads = spreads_of(s);
  const Drawing drawing = drawing_of(s, 44, Sampling::antithetic);
  const double v = variance_of_log_wage(spreads, drawing.years);
  constexpr int kFutures = 4000;
  double sum = 0, squares = 0, levels = 0, below = 0;
  for (int path = 0; path < kFutures; ++path) {
    const Future future = future_of(s, following_of(s), draw_shocks(spreads, drawing, path), {});
    const double ratio = future.knobs.year(Knob::market_wage, 0, 2075) / s.knobs.year(Knob::market_wage, 0, 2075);
    sum += std::log(ratio), squares += std::log(ratio) * std::log(ratio), levels += ratio, below += ratio < 1;
  }
  const double n = kFutures, pairs = n / 2;
  EXPECT_NEAR(sum / n, 0, 1e-12);
  EXPECT_EQ(below, pairs);
  EXPECT_NEAR(squares / n / v, 1, 4 * std::sqrt(2 / pairs) + 0.01);  // bounds cut a hundredth at most
  EXPECT_LT(std::abs(levels / n - std::exp(v / 2)), 4 * std::sqrt(std::exp(v) * std::expm1(v) / pairs));
}

}  // namespace
}  // namespace ballast
