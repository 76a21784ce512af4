/// From the knobs to what stage 2 reads: each switch of how the order is read arrives where it is meant to.
#include "sim/engine/fiscal_input.hpp"

#include <gtest/gtest.h>

#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

FiscalInput asked(std::vector<std::string> sets) {
  const auto planner = Planner::open(BALLAST_ROOT);
  RunRequest request;
  request.sets = std::move(sets);
  request.horizon = 2018;
  auto of = planner->fiscal("baseline", request);
  if (!of) throw std::runtime_error(of.error().front().what);
  return std::move(of->input);
}

TEST(FiscalInput, ReadsTheOrderByItsDefaults) {
  const FiscalInput in = asked({});
  const FiscalRules& rules = in.rules.front();
  EXPECT_EQ(rules.ratio_lag, 1);
  EXPECT_EQ(rules.ratio_date, RatioDate::year_end);
  EXPECT_EQ(rules.over_excludes, OverExcludes::none);
  EXPECT_FALSE(rules.special.cap);
  for (const UnitRules& unit : in.unit_rules.front()) EXPECT_FALSE(unit.treasury_cap);
}

TEST(FiscalInput, TakesEachOtherReadingFromItsYearOn) {
  const FiscalInput in = asked({"subsidy.ratio_lag=0@2017", "subsidy.ratio_date=year_mean@2017",
                                "fiscal.over_excludes=increases@2017", "subsidy.special_cap=1000@2017"});
  EXPECT_EQ(in.rules[0].ratio_lag, 1);
  EXPECT_EQ(in.rules[1].ratio_lag, 0);
  EXPECT_EQ(in.rules[1].ratio_date, RatioDate::year_mean);
  EXPECT_EQ(in.rules[1].over_excludes, OverExcludes::increases);
  EXPECT_FALSE(in.rules[0].special.cap);
  EXPECT_EQ(in.rules[1].special.cap, fen_from_yuan(1000));
}

/// The limit of a treasury is a share of its own general revenue, which grows; without one unit's limit the others have
/// none.
TEST(FiscalInput, TurnsAShareOfRevenueIntoTheLimitOfATreasury) {
  const FiscalInput in = asked({"fiscal.treasury_cap[范县]=0.02", "economy.revenue_growth=0.1"});
  constexpr std::size_t kFan = 8;
  ASSERT_TRUE(in.unit_rules[0][kFan].treasury_cap && in.unit_rules[1][kFan].treasury_cap);
  EXPECT_NEAR(yuan(*in.unit_rules[1][kFan].treasury_cap), 1.1 * yuan(*in.unit_rules[0][kFan].treasury_cap), 0.02);
  EXPECT_FALSE(in.unit_rules[0][kFan - 1].treasury_cap);
}

/// In every unit and year 7 who pay, 2 suspended and 3 retired.
std::vector<UnitFlows> few_people(const Scenario& s) {
  UnitFlows unit;
  unit.values.setZero(s.last_year - s.base_year + 1, kFlows);
  for (int y = 0; y < unit.values.rows(); ++y)
    unit.at(y, Flow::contributing_end) = 7, unit.at(y, Flow::suspended_end) = 2, unit.at(y, Flow::retired_end) = 3;
  return std::vector(s.units.size(), unit);
}

/// 44-2.11, F9: a growth from 2018 on is that of 2018 and of the years after it, not of the years since 2015.
TEST(FiscalInput, GrowsTheFixedSubsidyByEachYearsOwnGrowth) {
  const Scenario s = test::scenario("baseline", {"subsidy.fixed_index=0.02@2018"}, 2019);
  const FiscalInput in = fiscal_input(s, few_people(s));
  const std::vector<double> expected{1, 1, 1.02, 1.02 * 1.02};
  for (std::size_t y = 0; y < expected.size(); ++y) EXPECT_DOUBLE_EQ(in.rules[y].fixed_level, expected[y]) << 2016 + y;
}

/// F5: nobody plans what happens in a future: the growth of a plan is the case's own, whatever wages turn out to do.
TEST(FiscalInput, PlansOnTheGrowthTheCaseExpectsInEveryFuture) {
  const Scenario expected = test::scenario("baseline", {"economy.wage_growth=0.05"}, 2018);
  const Scenario future = test::scenario("baseline", {"economy.wage_growth=0.09"}, 2018);
  const FiscalInput in = fiscal_input(expected, future.knobs, few_people(expected));
  for (const FiscalRules& rules : in.rules) EXPECT_DOUBLE_EQ(rules.plan.growth, 0.05);
}

/// F13, F23: funds earn their own rate, not the accounts'; the upload of 2017 goes by the mean wage of 2016.
TEST(FiscalInput, TakesTheFundsOwnRateAndLastYearsWage) {
  const Scenario s = test::scenario("baseline", {"economy.fund_interest=0.03", "economy.account_rate=0.05"}, 2018);
  const FiscalInput in = fiscal_input(s, few_people(s));
  EXPECT_DOUBLE_EQ(in.rules[1].settle.interest_rate, 0.03);
  EXPECT_DOUBLE_EQ(in.rules[1].central.mean_wage, 12 * s.knobs.year(Knob::market_wage, 0, 2016));
}

/// 44-2.14, 44-5.5: the first year's special subsidy and scores look at what the place tells of the base year.
TEST(FiscalInput, OpensWithThePlanAndTheOutcomeOfTheBaseYear) {
  const Scenario s = test::scenario("baseline", {}, 2018);
  const FiscalInput in = fiscal_input(s, few_people(s));
  for (std::size_t c = 0; c < s.units.size(); ++c) {
    const FundYear& fund = s.openings[c].fund;
    const UnitOpening& o = in.opening[c];
    EXPECT_EQ(o.balance, fen_from_yuan(fund.balance));
    EXPECT_EQ(o.income, fen_from_yuan(fund.income));
    EXPECT_EQ(o.plan_income, fen_from_yuan(fund.plan_income));
    EXPECT_EQ(o.expenditure, fen_from_yuan(fund.expenditure));
    EXPECT_EQ(o.budget_expenditure, fen_from_yuan(fund.budget_expenditure));
    EXPECT_EQ(o.treasury_on_time, fen_from_yuan(fund.treasury_on_time));
  }
}

/// 44-2.13: the first year's tier too is read from the insured, with the suspended, of 31 December.
TEST(FiscalInput, OpensWithTheInsuredAndThePayersOfTheBaseYear) {
  const Scenario s = test::scenario("baseline", {}, 2018);
  const UnitOpening o = fiscal_input(s, few_people(s)).opening.front();
  EXPECT_EQ(o.contributors, 9);
  EXPECT_EQ(o.payers, 7);
  EXPECT_EQ(o.retirees, 3);
}

/// 44-5.4: general revenue grows from the base year on, not in it.
TEST(FiscalInput, LeavesTheRevenueOfTheBaseYearAsItIs) {
  const Scenario s = test::scenario("baseline", {"economy.revenue_growth=0.1"}, 2018);
  const Eigen::ArrayXXd revenue = general_revenue(s, s.knobs);
  for (std::size_t c = 0; c < s.units.size(); ++c) {
    EXPECT_DOUBLE_EQ(revenue(static_cast<int>(c), 0), s.openings[c].general_revenue);
    EXPECT_NEAR(revenue(static_cast<int>(c), 1), 1.1 * s.openings[c].general_revenue, 1e-6);
  }
}

}  // namespace
}  // namespace ballast
