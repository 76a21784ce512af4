/// From the knobs to what stage 2 reads: each switch of how the order is read arrives where it is meant to.
#include "sim/engine/fiscal_input.hpp"

#include <gtest/gtest.h>

#include "models/fund/portion.hpp"
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

// 6.7 of docs/equations.md: every reading of the order can be another, from a year on, and is nobody else's.
TEST(FiscalInput, TakesEachOtherReadingFromItsYearOn) {
  const FiscalInput in =
      asked({"subsidy.rule=share_of_gap@2017", "subsidy.adjustment_basis=rolled@2017",
             "subsidy.ratio_basis=payers@2017", "subsidy.ratio_lag=0@2017", "subsidy.ratio_date=year_mean@2017",
             "subsidy.tier_reading=linear@2017", "special.lag=0@2017", "fiscal.over_excludes=increases@2017",
             "fiscal.unpaid=carry@2017", "fiscal.short_rule=within_pro_rata@2017", "fiscal.pool_topup=residual@2017",
             "fiscal.limited_pool=priority@2017", "fiscal.regime=provincial@2017", "plan.method=trend@2017"});
  const FiscalRules &before = in.rules[0], &after = in.rules[1];
  EXPECT_EQ(before.rule, SubsidyRule::fixed_adjustment_special);
  EXPECT_EQ(after.rule, SubsidyRule::share_of_gap);
  EXPECT_EQ(before.adjustment_basis, AdjustmentBasis::surviving_stock);
  EXPECT_EQ(after.adjustment_basis, AdjustmentBasis::rolled);
  EXPECT_EQ(before.ratio_basis, RatioBasis::insured);
  EXPECT_EQ(after.ratio_basis, RatioBasis::payers);
  EXPECT_EQ(before.ratio_lag, 1);
  EXPECT_EQ(after.ratio_lag, 0);
  EXPECT_EQ(before.ratio_date, RatioDate::year_end);
  EXPECT_EQ(after.ratio_date, RatioDate::year_mean);
  EXPECT_EQ(before.tier_reading, TierReading::steps);
  EXPECT_EQ(after.tier_reading, TierReading::linear);
  EXPECT_EQ(before.special_lag, 1);
  EXPECT_EQ(after.special_lag, 0);
  EXPECT_EQ(before.over_excludes, OverExcludes::none);
  EXPECT_EQ(after.over_excludes, OverExcludes::increases);
  EXPECT_EQ(before.unpaid, UnpaidMode::lapse);
  EXPECT_EQ(after.unpaid, UnpaidMode::carry);
  EXPECT_EQ(before.settle.gap.short_rule, ShortRule::full);
  EXPECT_EQ(after.settle.gap.short_rule, ShortRule::within_pro_rata);
  EXPECT_EQ(before.settle.topup, PoolTopup::none);
  EXPECT_EQ(after.settle.topup, PoolTopup::residual);
  EXPECT_EQ(before.settle.limited_pool, PoolMode::pro_rata);
  EXPECT_EQ(after.settle.limited_pool, PoolMode::priority);
  EXPECT_EQ(before.settle.regime, Regime::city_2016);
  EXPECT_EQ(after.settle.regime, Regime::provincial);
  EXPECT_EQ(before.plan.method, PlanMethod::projection);
  EXPECT_EQ(after.plan.method, PlanMethod::trend);
}

// The names on the right are those of the orders; each number is its own, so that none can stand in for another.
TEST(FiscalInput, TakesEachNumberOfTheOrderFromItsYearOn) {
  const FiscalInput in = asked({"subsidy.gap_share=0.71@2017",
                                "subsidy.special_weight_extra=0.11@2017",
                                "subsidy.special_weight_saved=0.12@2017",
                                "subsidy.special_weight_own=0.13@2017",
                                "subsidy.special_cap_share=0.14@2017",
                                "subsidy.special_cap=1000@2017",
                                "plan.stretch=0.015@2017",
                                "fiscal.short_tolerance=0.016@2017",
                                "fiscal.over_tolerance=0.017@2017",
                                "central.upload_rate=0.018@2017",
                                "central.wage_share=0.81@2017",
                                "central.handout=1900@2017",
                                "national.transfer=2000@2017",
                                "reward.city_pool=21000@2017",
                                "reward.weight_completion=0.22@2017",
                                "reward.weight_execution=0.23@2017",
                                "reward.weight_coverage=0.24@2017",
                                "reward.execution_tolerance=0.25@2017",
                                "reward.coverage_target=0.26@2017",
                                "reward.on_time_least=0.27@2017",
                                "pool.external_money=28000@2017"});
  const FiscalRules &before = in.rules[0], &after = in.rules[1];
  EXPECT_DOUBLE_EQ(after.gap_share, 0.71);
  EXPECT_DOUBLE_EQ(after.special.weight_extra, 0.11);
  EXPECT_DOUBLE_EQ(after.special.weight_saved, 0.12);
  EXPECT_DOUBLE_EQ(after.special.weight_own, 0.13);
  EXPECT_EQ(after.special.cap_share, 0.14);
  EXPECT_FALSE(before.special.cap);
  EXPECT_EQ(after.special.cap, fen_from_yuan(1000));
  EXPECT_DOUBLE_EQ(after.plan.stretch, 0.015);
  EXPECT_DOUBLE_EQ(after.settle.gap.short_tolerance, 0.016);
  EXPECT_DOUBLE_EQ(after.settle.gap.over_tolerance, 0.017);
  EXPECT_DOUBLE_EQ(after.central.upload_rate, 0.018);
  EXPECT_DOUBLE_EQ(after.central.wage_share, 0.81);
  EXPECT_DOUBLE_EQ(after.central.handout, 1900);
  EXPECT_DOUBLE_EQ(after.central.transfer, 2000);
  EXPECT_EQ(after.reward.city_pool, fen_from_yuan(21000));
  EXPECT_DOUBLE_EQ(after.reward.weight_completion, 0.22);
  EXPECT_DOUBLE_EQ(after.reward.weight_execution, 0.23);
  EXPECT_DOUBLE_EQ(after.reward.weight_coverage, 0.24);
  EXPECT_DOUBLE_EQ(after.reward.execution_tolerance, 0.25);
  EXPECT_DOUBLE_EQ(after.reward.coverage_target, 0.26);
  EXPECT_DOUBLE_EQ(after.reward.on_time_least, 0.27);
  EXPECT_EQ(in.external[1], fen_from_yuan(28000));
  EXPECT_NE(before.gap_share, 0.71);
  EXPECT_NE(in.external[0], fen_from_yuan(28000));
}

// What differs from unit to unit is the unit's own: 范县 alone is asked for something else.
TEST(FiscalInput, TakesAUnitsNumbersForThatUnitAlone) {
  const FiscalInput in =
      asked({"subsidy.fixed_factor[范县]=1.1", "pool.levy_rate[范县]=0.12", "fiscal.on_time_share[范县]=0.13",
             "fiscal.settlement[范县]=1400", "fund.balance_share[范县]=0.15", "fund.reserve_months[范县]=1.6",
             "regime.local_share[范县]=0.17", "reward.unit_weight[范县]=1.8", "reward.county_rate[范县]=0.019",
             "reward.county_completion[范县]=0.2"});
  constexpr std::size_t kFan = 8;
  const UnitRules &fan = in.unit_rules[1][kFan], &other = in.unit_rules[1][kFan - 1];
  EXPECT_DOUBLE_EQ(fan.execution_factor, 1.1);
  EXPECT_DOUBLE_EQ(fan.levy_rate, 0.12);
  EXPECT_EQ(fan.ontime_share, 0.13);
  EXPECT_EQ(fan.settlement, fen_from_yuan(1400));
  EXPECT_DOUBLE_EQ(fan.balance_share, 0.15);
  EXPECT_DOUBLE_EQ(fan.reserve_months, 1.6);
  EXPECT_DOUBLE_EQ(fan.local_share, 0.17);
  EXPECT_DOUBLE_EQ(fan.reward.unit_weight, 1.8);
  EXPECT_DOUBLE_EQ(fan.reward.county_rate, 0.019);
  EXPECT_DOUBLE_EQ(fan.reward.county_completion, 0.2);
  EXPECT_NE(other.execution_factor, 1.1);
  EXPECT_NE(other.levy_rate, 0.12);
}

/// The limit of a treasury is a share of its own general revenue, which grows; without one unit's limit the others have
/// none.
TEST(FiscalInput, TurnsAShareOfRevenueIntoTheLimitOfATreasury) {
  const FiscalInput in = asked({"fiscal.treasury_cap[范县]=0.02", "economy.revenue_growth=0.1"});
  constexpr std::size_t kFan = 8;
  ASSERT_TRUE(in.unit_rules[0][kFan].treasury_cap && in.unit_rules[1][kFan].treasury_cap);
  const double of_2015 = test::scenario("baseline", {}, 2018).openings[kFan].general_revenue;
  EXPECT_NEAR(yuan(*in.unit_rules[0][kFan].treasury_cap), 0.02 * 1.1 * of_2015, 0.01);
  EXPECT_NEAR(yuan(*in.unit_rules[1][kFan].treasury_cap), 0.02 * 1.21 * of_2015, 0.01);
  EXPECT_FALSE(in.unit_rules[0][kFan - 1].treasury_cap);
}

/// In every unit and year 7 who pay, 2 suspended and 3 retired; 20 should be insured, one more each year.
std::vector<UnitFlows> few_people(const Scenario& s) {
  UnitFlows unit;
  unit.values.setZero(s.last_year - s.base_year + 1, kFlows);
  for (int y = 0; y < unit.values.rows(); ++y)
    unit.at(y, Flow::should_be_insured_end) = 20 + y, unit.at(y, Flow::contributing_end) = 7,
               unit.at(y, Flow::suspended_end) = 2, unit.at(y, Flow::retired_end) = 3;
  return std::vector(s.units.size(), unit);
}

/// 44-2.11, F9: a growth from 2018 on is that of 2018 and of the years after it, not of the years since 2015.
TEST(FiscalInput, GrowsTheFixedSubsidyByEachYearsOwnGrowth) {
  const Scenario s = test::scenario("baseline", {"subsidy.fixed_index=0.02@2018"}, 2019);
  const FiscalInput in = fiscal_input(s, few_people(s));
  const std::vector<double> expected{1, 1, 1.02, 1.02 * 1.02};
  for (std::size_t y = 0; y < expected.size(); ++y) EXPECT_DOUBLE_EQ(in.rules[y].fixed_level, expected[y]) << 2016 + y;
}

/// F5, F6: nobody plans what happens in a future: growth and interest of a plan are the case's own, whatever wages and
/// rates turn out to do.
TEST(FiscalInput, PlansOnWhatTheCaseExpectsInEveryFuture) {
  const Scenario expected =
      test::scenario("baseline", {"economy.wage_growth=0.05", "economy.fund_interest=0.02"}, 2018);
  const Scenario future = test::scenario("baseline", {"economy.wage_growth=0.09", "economy.fund_interest=0.04"}, 2018);
  const FiscalInput in = fiscal_input(expected, future.knobs, few_people(expected));
  for (const FiscalRules& rules : in.rules) {
    EXPECT_DOUBLE_EQ(rules.plan.growth, 0.05);
    EXPECT_EQ(rules.plan.interest, 0.02);
    EXPECT_DOUBLE_EQ(rules.settle.interest_rate, 0.04);
  }
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
    EXPECT_EQ(o.other_income + o.interest, fen_from_yuan(fund.other_income));
    EXPECT_EQ(o.interest, fen_from_yuan(fund.interest));
    EXPECT_EQ(o.plan_other_income, fen_from_yuan(fund.plan_other_income));
    EXPECT_EQ(o.expenditure, fen_from_yuan(fund.expenditure));
    EXPECT_EQ(o.budget_expenditure, fen_from_yuan(fund.budget_expenditure));
    EXPECT_EQ(o.levy, fen_from_yuan(fund.levy));
    EXPECT_EQ(o.treasury_on_time, fen_from_yuan(fund.treasury_on_time));
  }
}

/// F9: a run that opens in 2025 takes the subsidies' base from the plan of 2015, what other income it foresaw too.
TEST(FiscalInput, OpensLaterOnTheFixedSubsidyOfTheBaseYear) {
  Scenario s = test::scenario("baseline", {}, 2018);
  EXPECT_FALSE(fiscal_input(s, few_people(s)).opening.front().fixed_base);  // its own base year is that year
  s.subsidy_base_year = s.base_year - 1, s.subsidy_base_share = 0.8;
  for (BaseTables& tables : s.openings)
    tables.subsidy_base.plan_income = 700, tables.subsidy_base.plan_other_income = 50,
    tables.subsidy_base.budget_expenditure = 1000, tables.subsidy_base.levy = 100;
  EXPECT_EQ(fiscal_input(s, few_people(s)).opening.front().fixed_base,
            fen_from_yuan(280));  // 0.8·(1000 + 100 − 700 − 50)
}

/// 44-2.13: the first year's tier too is read from the insured, with the suspended, of 31 December.
TEST(FiscalInput, OpensWithTheInsuredAndThePayersOfTheBaseYear) {
  const Scenario s = test::scenario("baseline", {}, 2018);
  const UnitOpening o = fiscal_input(s, few_people(s)).opening.front();
  EXPECT_EQ(o.contributors, 9);
  EXPECT_EQ(o.payers, 7);
  EXPECT_EQ(o.retirees, 3);
  EXPECT_EQ(o.should_be_insured, 20);  // F23: of the base year
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

// F5, F6: other income of fund.csv holds interest, which a plan reckons by itself on its own balance.
TEST(FiscalInput, PlansOtherIncomeWithoutTheInterestOfTheBaseYear) {
  const FiscalInput in = asked({"plan.method=growth"});
  const std::vector<FiscalYear> settled = *settled_years(in);
  for (std::size_t c = 0; c < in.opening.size(); ++c) {
    const UnitOpening& opening = in.opening[c];
    const UnitYear& first = settled.front().units[c];
    EXPECT_GT(opening.interest, opening.other_income) << in.units[c];
    EXPECT_EQ(first.budget.other - first.plan_interest, portion(opening.other_income, 1 + in.rules.front().plan.growth))
        << in.units[c];
  }
}

}  // namespace
}  // namespace ballast
