// The scheme of the country as a second place (docs/past.md). Published: China Statistical Yearbooks and bulletins of
// the ministry, as in scenarios/places/national/observed.csv.
#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/reader/library.hpp"
#include "tests/sim/past.hpp"

namespace ballast {
namespace {

using test::backtest_of;
using test::score;

Projection national(Year from, Year last) {
  const auto planner = Planner::open(BALLAST_ROOT);
  RunRequest request;
  request.place = "national", request.from = from, request.horizon = last;
  auto run = planner->run({"baseline"}, request);
  if (!run) throw std::runtime_error(run.error().front().what);
  return std::move(run->front());
}

TEST(National, OpensAtThePublishedTotals) {
  // Yearbooks: insured and retired at 31 December, ten thousand; balance, hundred million yuan.
  struct Published {
    Year year;
    double insured, retired, balance;
  };
  for (const Published& p : {Published{2004, 12250.3, 4102.6, 2975.0}, Published{2009, 17743.0, 5806.9, 12526.1},
                             Published{2010, 19402.3, 6305.0, 15365.3}, Published{2015, 26219.2, 9141.9, 35344.8},
                             Published{2023, 37925.0, 14196.0, 63639.0}}) {
    const Projection run = national(p.year + 1, p.year + 1);
    const auto at = [&](Measure m) { return run.at(m, run.city_row(), p.year); };
    EXPECT_NEAR(at(Measure::contributors) / 1e4, p.insured, 0.01) << p.year;
    EXPECT_NEAR(at(Measure::retirees) / 1e4, p.retired, 0.01) << p.year;
    EXPECT_NEAR(at(Measure::fund_balance) / 1e8, p.balance, 0.01) << p.year;
  }
}

TEST(National, GoesOnFromTheYearBeforeItsOpening) {
  // Rise of the insured in the opening year, ten thousand: Yearbooks, by subtraction. The tables are solved for it.
  for (const auto& [year, rise] : {std::pair{2004, 603.8}, std::pair{2009, 1155.5}, std::pair{2010, 1659.3},
                                   std::pair{2015, 688.2}, std::pair{2023, 1214.0}}) {
    const Projection run = national(year + 1, year + 1);
    const auto at = [&](Year t) { return run.at(Measure::contributors, run.city_row(), t) / 1e4; };
    EXPECT_NEAR(at(year + 1) - at(year), rise, 0.005 * rise) << year;
  }
}

TEST(National, IsWithinThreePerCentFiveYearsAheadFromTwoThousandAndTenWithCoverageGiven) {
  // Both readings of "from 2010": the first projected year, and the opening position.
  for (const auto& [from, opening] : {std::pair{2010, 2009}, std::pair{2011, 2010}}) {
    const Backtest test = backtest_of("national", from, opening + 5);
    for (const Measure measure : {Measure::contributors, Measure::retirees}) {
      const BacktestPoint* ahead = score(test, Given::coverage, measure).ahead(opening, 5);
      ASSERT_NE(ahead, nullptr);
      EXPECT_LT(std::abs(ahead->error()), 0.03) << row(measure).key << " from " << from;
    }
  }
}

TEST(National, MeetsTheGivenParticipantsInEveryYear) {
  const Backtest test = backtest_of("national", 2011, 2018);
  const auto& insured = score(test, Given::coverage, Measure::contributors).points;
  const auto& retired = score(test, Given::coverage, Measure::retirees).points;
  ASSERT_EQ(insured.size(), 8u);
  for (std::size_t i = 0; i < insured.size(); ++i)
    EXPECT_NEAR((insured[i].projected + retired[i].projected) / (insured[i].published + retired[i].published), 1, 1e-6);
}

TEST(National, OpensAtAnotherDateWhenAskedAndSaysWhichThereAre) {
  EXPECT_EQ(national(2016, 2017).base_year, 2015);
  const auto wrong = Library::open(BALLAST_ROOT, "national", 2013)->scenario({"baseline", {}, 2013, {}});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().size(), 1u);
  EXPECT_EQ(wrong.error().front().kind, IssueKind::data);
  EXPECT_NE(wrong.error().front().expected.find("--from 2011"), std::string::npos);
}

TEST(National, BalancesItsPeopleAndItsMoneyToTheEndOfItsTables) {
  const Projection run = national(2024, 2100);
  const Eigen::ArrayXXd& contributors = run.measures[static_cast<std::size_t>(Measure::contributors)];
  const Eigen::ArrayXXd& retirees = run.measures[static_cast<std::size_t>(Measure::retirees)];
  EXPECT_GT(contributors(0, 0), 2 * retirees(0, 0));  // published for 2023: about 380 and 146 million
  EXPECT_GT(retirees.minCoeff(), 1e8);
  EXPECT_EQ(run.diagnostics.clipped_heads, 0);  // no age is asked for more entrants than there are people
}

TEST(Henan, IsScoredAgainstThePublishedPointsOfTheProvince) {
  // Yearbooks 2009 and 2011: 732.9 and 239.1 in 2008, 809.0 and 270.3 in 2010, ten thousand.
  const Backtest test = backtest_of("henan", 2005);
  const auto& retired = score(test, Given::frozen, Measure::retirees).points;
  ASSERT_EQ(retired.size(), 3u);
  EXPECT_EQ(retired[1].year, 2008);
  EXPECT_EQ(retired[1].published, 2391000);
  EXPECT_EQ(retired[2].published, 2703000);
}

}  // namespace
}  // namespace ballast
