// The arithmetic of a back-test and of a calibration, on trials whose answer is known beforehand.
#include "sim/studies/backtest.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>

#include "sim/studies/calibration.hpp"
#include "tests/sim/past.hpp"

namespace ballast {
namespace {

constexpr Year kBase = 2010;

/// One unit; its measures are set by `fill`.
Projection projection(Year last) {
  Projection p;
  p.base_year = kBase, p.first_year = kBase + 1, p.last_year = last;
  p.units.resize(3);
  p.measures.assign(kMeasures, Eigen::ArrayXXd::Constant(3, last - kBase + 1, std::nan("")));
  return p;
}

void set(Projection& p, Measure measure, Year year, double value) {
  p.measures[static_cast<std::size_t>(measure)].col(year - kBase).setConstant(value);
}

/// The factor that the changes put on a knob in a year.
double factor(const std::vector<Change>& changes, Knob knob, Year year) {
  double found = 1;
  for (const Change& change : changes)
    if (change.knob == knob && change.kind == ChangeKind::scale && change.from->year() <= year &&
        (!change.to || year <= change.to->year()))
      found *= std::get<double>(change.amount);
  return found;
}

/// Ten join and two retire in a year; entry follows its factor.
Expected<Projection> plain_scheme(const std::vector<Change>& changes, Year last) {
  Projection p = projection(last);
  double insured = 100, retired = 50;
  for (Year t = kBase; t <= last; ++t) {
    if (t > kBase) {
      insured += 10 * factor(changes, Knob::coverage_private, t) - 2;
      retired += 2;
    }
    set(p, Measure::contributors, t, insured);
    set(p, Measure::retirees, t, retired);
  }
  return p;
}

Observation observed(Year year, Measure measure, double value) {
  Observation one;
  one.year = year, one.measure = measure, one.value = value;
  return one;
}

TEST(Backtest, ScoresErrorsAsSharesOfWhatWasPublished) {
  // projected 108 and 52, 116 and 54; published 120 and 52, 100 and 54: −10 %, 0; +16 %, 0
  const BacktestRequest request{
      kBase + 1,
      kBase + 2,
      {observed(kBase + 1, Measure::contributors, 120), observed(kBase + 2, Measure::contributors, 100)},
      {}};
  const auto test = backtest(request, plain_scheme);
  ASSERT_TRUE(test);
  ASSERT_EQ(test->scores.size(), 1u);  // without published retirees coverage cannot be given
  const BacktestScore& score = test->scores.front();
  EXPECT_NEAR(score.mape(), 0.13, 1e-12);
  EXPECT_NEAR(score.bias(), 0.03, 1e-12);
  EXPECT_EQ(score.worst().year, kBase + 2);
  EXPECT_NEAR(score.ahead(kBase, 1)->error(), -0.1, 1e-12);
  EXPECT_EQ(score.ahead(kBase, 5), nullptr);
}

/// A city's own yearbook counts its counties; their figures are yardsticks too.
TEST(Backtest, ScoresFiguresOfUnitsBesideThoseOfTheWholePlace) {
  const auto two_units = [](const std::vector<Change>& changes, Year last) {
    auto p = plain_scheme(changes, last);
    p->units[1].zh = "范县", p->units[1].en = "Fan County";
    p->measures[static_cast<std::size_t>(Measure::contributors)].row(1) *= 0.5;
    return p;
  };
  Observation county = observed(kBase + 1, Measure::contributors, 60);  // projected 54: −10 %
  county.unit = 1;
  const BacktestRequest request{kBase + 1, kBase + 1, {county, observed(kBase + 1, Measure::contributors, 100)}, {}};
  const auto test = backtest(request, two_units);
  ASSERT_TRUE(test);
  ASSERT_EQ(test->scores.size(), 2u);
  EXPECT_FALSE(test->scores[0].unit);
  EXPECT_NEAR(test->scores[0].bias(), 0.08, 1e-12);
  ASSERT_TRUE(test->scores[1].unit);
  EXPECT_EQ(test->scores[1].unit->en, "Fan County");
  EXPECT_NEAR(test->scores[1].bias(), -0.1, 1e-12);
}

TEST(Backtest, ScalesEntryUntilTheParticipantsAreThePublishedOnes) {
  // participants rise by 10 × factor: 165 wants 1.5 in the first year, 165 again wants 0 in the second
  const BacktestRequest request{
      kBase + 1,
      kBase + 2,
      {observed(kBase + 1, Measure::contributors, 113), observed(kBase + 1, Measure::retirees, 52),
       observed(kBase + 2, Measure::contributors, 111), observed(kBase + 2, Measure::retirees, 54)},
      {}};
  const auto test = backtest(request, plain_scheme);
  ASSERT_TRUE(test);
  ASSERT_EQ(test->entry.size(), 2u);
  EXPECT_NEAR(test->entry[0], 1.5, 1e-6);
  EXPECT_NEAR(test->entry[1], 0, 1e-6);
  EXPECT_NEAR(test::score(*test, Given::coverage, Measure::contributors).points[1].projected, 111, 1e-4);
  EXPECT_TRUE(test->unmet.empty());
}

TEST(Backtest, SharesOneFactorAmongTheYearsBetweenTwoPublishedOnes) {
  // 20 more in two years, as without a factor; published 190: twice the entry in both years
  const BacktestRequest request{
      kBase + 1,
      kBase + 2,
      {observed(kBase + 2, Measure::contributors, 136), observed(kBase + 2, Measure::retirees, 54)},
      {}};
  const auto test = backtest(request, plain_scheme);
  ASSERT_TRUE(test);
  EXPECT_NEAR(test->entry[0], 2, 1e-6);
  EXPECT_NEAR(test->entry[1], 2, 1e-6);
}

TEST(Backtest, ScalesEntryNoFurtherThanItsKnobsKeepTheirBounds) {
  BacktestRequest request{kBase + 1,
                          kBase + 1,
                          {observed(kBase + 1, Measure::contributors, 133), observed(kBase + 1, Measure::retirees, 52)},
                          {}};
  request.most_entry = 1.2;  // 3.5 would be needed
  const auto test = backtest(request, plain_scheme);
  ASSERT_TRUE(test);
  EXPECT_EQ(test->entry, std::vector<double>{1.2});
  EXPECT_EQ(test->unmet, std::vector<Year>{kBase + 1});
}

TEST(Backtest, RefusesYearsOfWhichNothingIsPublished) {
  const auto test = backtest({kBase + 1, kBase + 2, {observed(1999, Measure::contributors, 1)}, {}}, plain_scheme);
  ASSERT_FALSE(test);
  EXPECT_EQ(test.error().front().kind, IssueKind::data);
}

/// Contributions follow two factors as a product, expenditure a third one.
Expected<Projection> money_scheme(const std::vector<Change>& changes, Year last) {
  Projection p = projection(last);
  for (Year t = kBase; t <= last; ++t) {
    set(p, Measure::contributions, t,
        100 * factor(changes, Knob::collection_rate, t) * factor(changes, Knob::paying_share, t));
    set(p, Measure::expenditure, t, 80 * factor(changes, Knob::increase_rate, t));
  }
  return p;
}

CalibrationRequest money_request(double contributions, double expenditure) {
  CalibrationRequest request{kBase + 1, kBase + 2, {}, {}, {}};
  for (Year t = kBase + 1; t <= kBase + 2; ++t) {
    request.observed.push_back(observed(t, Measure::contributions, contributions));
    request.observed.push_back(observed(t, Measure::expenditure, expenditure));
  }
  for (const auto& [name, knob] :
       {std::pair{"collection", Knob::collection_rate}, std::pair{"paying", Knob::paying_share},
        std::pair{"increase", Knob::increase_rate}, std::pair{"idle", Knob::death_months_paid}})
    request.adjustables.push_back({name, {}, {knob}, 0.1});
  request.bounds.assign(4, {0.01, 100});
  return request;
}

TEST(Calibration, DividesBetweenDataAndPriorAsTheirVariancesSay) {
  // Estimated figures have σ = 0.03. One factor, two figures of ln 1.1: θ = ln 1.1 · (2/σ²)/(2/σ² + 1/τ²); of two that
  // enter as a product each takes half of ln 1.1 · (2/σ²)/(2/σ² + 1/(2τ²)).
  const auto fit = calibrate(money_request(110, 88), money_scheme);
  ASSERT_TRUE(fit);
  EXPECT_TRUE(fit->converged);
  const double data = 2 / (0.03 * 0.03), prior = 1 / (0.1 * 0.1);
  EXPECT_NEAR(std::log(fit->factors[2].factor), std::log(1.1) * data / (data + prior), 1e-6);
  EXPECT_NEAR(fit->factors[2].sd, 1 / std::sqrt(data + prior), 1e-6);
  for (const int j : {0, 1})
    EXPECT_NEAR(std::log(fit->factors[static_cast<std::size_t>(j)].factor),
                std::log(1.1) / 2 * data / (data + prior / 2), 1e-6);
}

TEST(Calibration, SaysWhatThePastDoesNotTell) {
  const auto fit = calibrate(money_request(110, 88), money_scheme);
  ASSERT_TRUE(fit);
  const auto& factors = fit->factors;
  // what no figure follows stays at the prior
  EXPECT_NEAR(factors[3].factor, 1, 1e-9);
  EXPECT_NEAR(factors[3].sd, 0.1, 1e-9);
  EXPECT_NEAR(factors[3].learnt, 0, 1e-9);
  // a product is known, its parts are not: V = (JᵀJ + τ⁻²)⁻¹ of two equal columns
  const double data = 2 / (0.03 * 0.03), prior = 1 / (0.1 * 0.1);
  EXPECT_NEAR(fit->correlation(0, 1), -data / (data + prior), 1e-6);
  EXPECT_NEAR(factors[0].learnt, 1 - prior * (data + prior) / (prior * (2 * data + prior)), 1e-6);
  // singular values of J: √(2·2)/σ for the product, √2/σ for the increase, none for the others
  EXPECT_NEAR(fit->singular_values[0], 2 / 0.03, 1e-3);
  EXPECT_NEAR(fit->singular_values[1], std::sqrt(2) / 0.03, 1e-3);
  EXPECT_NEAR(fit->singular_values[2], 0, 1e-6);
  EXPECT_LT(fit->chi2_after, fit->chi2_before);
}

TEST(Calibration, KeepsAFactorWhereItsKnobsKeepTheirBounds) {
  CalibrationRequest request = money_request(150, 80);
  request.bounds.assign(4, {0.9, 1.05});
  const auto fit = calibrate(request, money_scheme);
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->factors[0].factor, 1.05);
  EXPECT_TRUE(fit->factors[0].at_bound);
  EXPECT_FALSE(fit->factors[3].at_bound);
}

/// What a calibration makes least, at the logs of the factors.
double objective(const CalibrationRequest& request, const std::vector<double>& theta) {
  std::vector<Change> changes;
  double sum = 0;
  for (std::size_t j = 0; j < theta.size(); ++j) {
    changes.push_back(scaled(request.adjustables[j].knobs.front(), std::exp(theta[j]), request.first_year));
    sum += std::pow(theta[j] / request.adjustables[j].prior_sd, 2);
  }
  const auto p = money_scheme(changes, request.last_year);
  for (const Observation& one : request.observed)
    sum += std::pow(std::log(p->at(one.measure, p->city_row(), one.year) / one.value) / 0.03, 2);
  return sum;
}

/// Collection may rise by a twentieth only.
CalibrationRequest bounded_request() {
  CalibrationRequest request = money_request(150, 88);
  request.bounds[0] = {0.9, 1.05};
  return request;
}

TEST(Calibration, PenalisesAFactorWhereItStandsNotBeyondItsBound) {
  const auto fit = calibrate(bounded_request(), money_scheme);
  ASSERT_TRUE(fit);
  double distances = 0;
  for (const CalibratedFactor& one : fit->factors) distances += one.prior_distance * one.prior_distance;
  EXPECT_NEAR(fit->prior_penalty, distances, 1e-12 * distances);
  EXPECT_NEAR(fit->factors[0].prior_distance, std::log(1.05) / 0.1, 1e-12);
}

TEST(Calibration, FitsTheFreeFactorsToWhatTheBoundLeaves) {
  const auto fit = calibrate(bounded_request(), money_scheme);
  ASSERT_TRUE(fit);
  EXPECT_TRUE(fit->converged);
  EXPECT_TRUE(fit->factors[0].at_bound);
  const double data = 2 / (0.03 * 0.03), prior = 1 / (0.1 * 0.1);
  EXPECT_NEAR(std::log(fit->factors[1].factor), std::log(1.5 / 1.05) * data / (data + prior), 1e-6);
  EXPECT_NEAR(fit->factors[1].sd, 1 / std::sqrt(data + prior), 1e-6);  // given that collection stays
}

TEST(Calibration, IsTheLeastWithinTheBounds) {
  const CalibrationRequest request = bounded_request();
  const auto fit = calibrate(request, money_scheme);
  ASSERT_TRUE(fit);
  std::vector<double> theta;
  for (const CalibratedFactor& one : fit->factors) theta.push_back(std::log(one.factor));
  const double least = objective(request, theta);
  EXPECT_NEAR(least, fit->chi2_after + fit->prior_penalty, 1e-9 * least);
  for (std::size_t j = 0; j < theta.size(); ++j)
    for (const double step : {-0.003, 0.003}) {
      std::vector<double> aside = theta;
      aside[j] += step;
      const bool beyond = j == 0 && step > 0;  // outwards it would go on falling
      EXPECT_EQ(objective(request, aside) > least, !beyond) << j << ' ' << step;
    }
}

TEST(Calibration, EstimatesNothingOfAFactorAtItsBound) {
  const auto fit = calibrate(bounded_request(), money_scheme);
  ASSERT_TRUE(fit);
  EXPECT_TRUE(std::isnan(fit->factors[0].sd));
  EXPECT_TRUE(std::isnan(fit->factors[0].learnt));
  EXPECT_TRUE(std::isnan(fit->correlation(0, 1)));
  EXPECT_NEAR(fit->correlation(1, 1), 1, 1e-12);
  EXPECT_EQ(fit->singular_values.size(), 3u);
}

TEST(Calibration, LeavesAFactorWithoutRoomWhereItIs) {
  CalibrationRequest request = money_request(150, 88);
  request.bounds[0] = {1, 1};
  const auto fit = calibrate(request, money_scheme);
  ASSERT_TRUE(fit);
  EXPECT_TRUE(fit->converged);
  EXPECT_EQ(fit->factors[0].factor, 1);
  EXPECT_TRUE(fit->factors[0].at_bound);
  const double data = 2 / (0.03 * 0.03), prior = 1 / (0.1 * 0.1);
  EXPECT_NEAR(std::log(fit->factors[1].factor), std::log(1.5) * data / (data + prior), 1e-6);
}

TEST(Calibration, FindsAgainWhatWasChangedInTheNationalScheme) {
  // A twin: the totals of the baseline with entry × 1.3 and declared wages × 0.95 are what is to be met.
  const auto planner = Planner::open(BALLAST_ROOT);
  RunRequest run;
  run.place = "national", run.from = 2011, run.horizon = 2014;
  for (const char* stream : {"private", "institutions", "non_enterprise", "dispatch", "off_establishment", "migrant"})
    run.sets.push_back(std::string("coverage.") + stream + "=0.083517");  // central 0.06 × 1.0707 of 2010 × 1.3
  for (const char* stream : {"self_employed", "part_time", "flexible"})
    run.sets.push_back(std::string("coverage.") + stream + "=0.055679");
  run.sets.push_back("coverage.hardship=0.069602");
  run.sets.push_back("contribution.declared_share=0.71136");  // 0.7488 of 2010 × 0.95
  const auto twin = planner->run({"baseline"}, run);
  ASSERT_TRUE(twin) << twin.error().front().what;
  const std::string path = testing::TempDir() + "ballast_twin_" + std::to_string(::getpid()) + ".csv";
  std::string table = "year,unit,measure,value,status,source\n";
  for (Year t = 2011; t <= 2014; ++t)
    for (const Measure m : {Measure::contributors, Measure::retirees, Measure::contributions, Measure::expenditure})
      table += std::to_string(t) + ",," + std::string(row(m).key) + "," +
               std::to_string(twin->front().at(m, twin->front().city_row(), t)) + ",measured,twin\n";
  std::FILE* file = std::fopen(path.c_str(), "w");
  std::fputs(table.c_str(), file);
  std::fclose(file);
  const auto fit = planner->calibrate(
      {.place = "national", .case_name = "baseline", .sets = {}, .from = 2011, .to = 2014, .observed = path},
      {"entry", "base"});
  std::remove(path.c_str());
  ASSERT_TRUE(fit) << fit.error().front().what;
  EXPECT_TRUE(fit->converged);
  EXPECT_NEAR(fit->factors[0].factor, 1.3, 0.003);  // the prior pulls a little
  EXPECT_NEAR(fit->factors[1].factor, 0.95, 0.002);
  EXPECT_LT(fit->chi2_after, 0.1);
}

}  // namespace
}  // namespace ballast
