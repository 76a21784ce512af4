// Figures: own arithmetic on the invented city of fiscal_city.hpp, written out where they are used.
#include "sim/engine/fiscal.hpp"

#include <gtest/gtest.h>

#include "tests/sim/fiscal_city.hpp"

namespace ballast {
namespace {

const UnitYear& unit(const FiscalResult& r, int year, int c) { return r.years.at(year).units.at(c); }

// Base budget gap of A: 1100 − 1000 = 100, 80 % of it 80. Increases 30 at the tier of 2.4: 18. No merit in 2015.
TEST(Fiscal, PaysFixedAndAdjustmentSubsidiesInTheFirstYear) {
  const FiscalResult r = run(small_city());
  EXPECT_EQ(unit(r, 0, 0).settled.paid.fixed, fen_from_yuan(80.0));
  EXPECT_EQ(unit(r, 0, 0).settled.paid.adjustment, fen_from_yuan(18.0));
  EXPECT_EQ(unit(r, 0, 0).settled.paid.special, Fen{});
  EXPECT_EQ(unit(r, 0, 1).settled.paid.fixed, Fen{});
  EXPECT_EQ(unit(r, 0, 1).settled.paid.adjustment, fen_from_yuan(4.0));
}

// A, 2016: flow 1040 + 98 − 31.20 − 1160 = −53.20; interest 2 % · (80 − 26.60) = 1.07 (1.068);
// need 52.13, all structural; usable 80 − 10 = 70; so 52.13 from the balance and 27.87 left.
TEST(Fiscal, SettlesTheFirstYearAsByHand) {
  const UnitYear a = unit(run(small_city()), 0, 0);
  EXPECT_EQ(a.levy, fen_from_yuan(31.20));
  EXPECT_EQ(a.settled.interest, fen_from_yuan(1.07));
  EXPECT_EQ(a.settled.gap.need, fen_from_yuan(52.13));
  EXPECT_EQ(a.settled.gap.gap_structural, fen_from_yuan(52.13));
  EXPECT_EQ(a.settled.cover.treasury(), Fen{});
  EXPECT_EQ(a.closing(), fen_from_yuan(27.87));
}

// Pool, 2016: levies 31.20 + 21.90, external 60, claims 80 + 18 + 4 = 102;
// interest 2 % · (100 + ½·(53.10 + 60 − 102)) = 2.11 (2.111); closing 100 + 2.11 + 53.10 + 60 − 102 = 113.21.
TEST(Fiscal, ClosesThePoolAsByHand) {
  const PoolYear pool = run(small_city()).years.at(0).pool;
  EXPECT_EQ(pool.interest, fen_from_yuan(2.11));
  EXPECT_EQ(pool.available, fen_from_yuan(215.21));
  EXPECT_EQ(pool.closing, fen_from_yuan(113.21));
}

TEST(Fiscal, KnowsNeitherMissedPlansNorOverspendingUnderPerfectForesight) {
  const FiscalResult r = run(small_city(20));
  for (const FiscalYear& year : r.years) {
    for (const UnitYear& u : year.units) {
      EXPECT_EQ(u.settled.gap.short_missed, Fen{});
      EXPECT_EQ(u.settled.gap.over_spent, Fen{});
    }
  }
}

TEST(Fiscal, PlansOnTheCentralPathAndChargesTheShockToItsCause) {
  FiscalInput in = small_city(1);
  in.central = {{{.income = fen_from_yuan(1100.0), .expenditure = fen_from_yuan(1150.0)},
                 {.income = fen_from_yuan(730.0), .expenditure = fen_from_yuan(520.0)}}};
  const UnitYear a = unit(run(in), 0, 0);
  EXPECT_EQ(a.budget.income, fen_from_yuan(1100.0));
  EXPECT_EQ(a.settled.cover.treasury_short, fen_from_yuan(60.0));
  EXPECT_EQ(a.settled.gap.over_spent, fen_from_yuan(10.0));
}

// F6: 80 of old money and −120 planned: 2 % of the mean 20 come in, of which 5 % were foreseen: the budget has 1.00 of
// it.
TEST(Fiscal, PlansTheInterestThatTheCaseExpects) {
  FiscalInput in = small_city(1);
  in.unit_rules[0][0].levy_rate = 0.0;
  in.rules[0].plan.interest = 0.05;
  const UnitYear a = unit(run(in), 0, 0);
  EXPECT_EQ(a.plan_interest, fen_from_yuan(1.00));
  EXPECT_EQ(a.budget.other, fen_from_yuan(1.00));
}

// F5: a plan of everything due is of what the case expects to be due; what is due in a future nobody planned.
TEST(Fiscal, PlansTheCapacityThatTheCaseExpects) {
  FiscalInput in = small_city(1);
  in.rules[0].plan.method = PlanMethod::capacity;
  in.flows[0][0].at(Flow::contributions_due) = fen_from_yuan(1300.0);
  EXPECT_EQ(unit(run(in), 0, 0).budget.income, fen_from_yuan(1300.0));  // its own path is what happens
  in.central = central_paths(in.flows);
  in.flows[0][0].at(Flow::contributions_due) = fen_from_yuan(900.0);
  EXPECT_EQ(unit(run(in), 0, 0).budget.income, fen_from_yuan(1300.0));
}

// 1300 are expected to be due in both years; only 650 were in the first: as much is asked of the second.
TEST(Fiscal, PlansTheCapacityThatLastYearLetsExpect) {
  FiscalInput in = small_city(2);
  for (int y = 0; y < 2; ++y) {
    in.rules[y].plan.method = PlanMethod::capacity;
    in.flows[y][0].at(Flow::contributions_due) = fen_from_yuan(1300.0);
  }
  in.central = central_paths(in.flows);
  EXPECT_EQ(unit(run(in), 1, 0).budget.income, fen_from_yuan(1300.0));
  in.flows[0][0].at(Flow::contributions_due) = fen_from_yuan(650.0);
  EXPECT_EQ(unit(run(in), 1, 0).budget.income, fen_from_yuan(650.0));
}

TEST(Fiscal, CountsThePlannedInterestInTheBudget) {
  const UnitYear a = unit(run(small_city()), 0, 0);
  // 2 % · max(0, 80 + ½·(1040 − 31.20 − 1160)) = 0.09 (0.088): planned before subsidies.
  EXPECT_EQ(a.plan_interest, fen_from_yuan(0.09));
  EXPECT_EQ(a.budget_gap, fen_from_yuan(1160.0 + 31.20 - 1040.0 - 0.09));
}

TEST(Fiscal, PaysAShareOfTheBudgetGapFromThePoolInYearsOfThatRule) {
  FiscalInput in = small_city(2);
  in.rules[0].rule = SubsidyRule::share_of_gap;
  in.rules[0].gap_share = 0.5;
  const FiscalResult r = run(in);
  EXPECT_EQ(unit(r, 0, 0).settled.paid.share_of_gap.count, (unit(r, 0, 0).budget_gap.count + 1) / 2);
  EXPECT_EQ(unit(r, 0, 0).settled.paid.fixed, Fen{});
  EXPECT_EQ(unit(r, 1, 0).settled.paid.share_of_gap, Fen{});
  EXPECT_EQ(unit(r, 1, 0).settled.paid.fixed, fen_from_yuan(80.0));
}

TEST(Fiscal, ReadsTheTierFromTheYearBefore) {
  FiscalInput in = small_city(2);
  in.flows[0][0].contributors = 150.0;
  const FiscalResult r = run(in);
  EXPECT_EQ(unit(r, 0, 0).tier_share, 0.6);
  EXPECT_EQ(unit(r, 1, 0).tier_share, 0.8);
}

TEST(Fiscal, RewardsOwnMoneyOfTheYearBefore) {
  FiscalInput in = small_city(4);
  const FiscalResult r = run(in);
  const Fen own = unit(r, 2, 0).settled.arrival.on_time;
  ASSERT_GT(own, Fen{});
  EXPECT_EQ(unit(r, 3, 0).entitled.special, Fen{(own.count + 5) / 10});
}

TEST(Fiscal, CarriesUnpaidClaimsOnlyBySwitch) {
  FiscalInput in = small_city(2);
  in.pool_opening = Fen{};
  in.external = {Fen{}, fen_from_yuan(500.0)};
  EXPECT_EQ(unit(run(in), 1, 0).brought_forward, Subsidies{});
  in.rules[0].unpaid = UnpaidMode::carry;
  const FiscalResult r = run(in);
  EXPECT_EQ(unit(r, 1, 0).brought_forward, unit(r, 0, 0).entitled - unit(r, 0, 0).settled.paid);
  EXPECT_GT(unit(r, 1, 0).brought_forward.total(), Fen{});
  EXPECT_EQ(unit(r, 1, 0).settled.paid, unit(r, 1, 0).entitled + unit(r, 1, 0).brought_forward);
}

/// Nothing is levied or retained until 500 yuan come in the last year; claims are F and A alone, and are carried.
FiscalInput city_that_waits(int years) {
  FiscalInput in = small_city(years);
  in.pool_opening = Fen{};
  in.external.assign(static_cast<std::size_t>(years), Fen{}), in.external.back() = fen_from_yuan(500.0);
  for (FiscalRules& rules : in.rules) rules.unpaid = UnpaidMode::carry, rules.special = {};
  for (auto& year : in.unit_rules)
    for (UnitRules& unit : year) unit.levy_rate = 0.0;
  return in;
}

// A claims 80 + 18 in 2016 and 80 + 36 (60 % of 60) in 2017: what nobody paid for two years is claimed whole in 2018.
TEST(Fiscal, CarriesAClaimOnUntilItIsPaid) {
  const UnitYear a = unit(run(city_that_waits(3)), 2, 0);
  EXPECT_EQ(a.brought_forward.fixed, fen_from_yuan(160.0));
  EXPECT_EQ(a.brought_forward.adjustment, fen_from_yuan(54.0));
}

// F10, rolled: last year's claim is paid on, whatever the pool could pay of it: 60 % of 15, then 60 % of 30 more.
TEST(Fiscal, RollsOnWhatAUnitWasEntitledToNotWhatItWasPaid) {
  FiscalInput in = city_that_waits(3);
  for (FiscalRules& rules : in.rules) rules.adjustment_basis = AdjustmentBasis::rolled;
  const FiscalResult r = run(in);
  EXPECT_EQ(unit(r, 0, 0).settled.paid.adjustment, Fen{});
  EXPECT_EQ(unit(r, 1, 0).entitled.adjustment, fen_from_yuan(9.0 + 18.0));
}

// F12: all claims are as if paid: 2017's 80 + 36 + 12 and 2016's 80 + 18 + 4; 2 % · ½ · (500 − 230) = 2.70.
TEST(Fiscal, EarnsNoInterestOnWhatIsClaimedFromTheYearBefore) {
  EXPECT_EQ(run(city_that_waits(2)).years[1].pool.interest, fen_from_yuan(2.70));
}

TEST(Fiscal, BringsForwardWhatTheTreasuryStillOwesAndWhatPensionersWereNotPaid) {
  FiscalInput in = small_city(3);
  in.pool_opening = Fen{};
  in.external.assign(3, Fen{});
  in.opening[0].balance = Fen{};
  for (auto& year : in.unit_rules) year[0].ontime_share = 0.5, year[0].settlement = Fen{};
  const FiscalResult r = run(in);
  const UnitYear& first = unit(r, 0, 0);
  ASSERT_GT(first.settled.arrival.receivable, Fen{});
  ASSERT_GT(first.settled.bridge.benefit_arrears, Fen{});
  EXPECT_EQ(unit(r, 1, 0).settled.cover.receivable_brought_forward, first.settled.arrival.receivable);
  EXPECT_EQ(first.closing(), Fen{});
}

TEST(Fiscal, NamesUnitAndSumWhenABudgetCannotBalance) {
  FiscalInput in = small_city(1);
  in.unit_rules[0][0].treasury_cap = Fen{};
  in.opening[0].balance = fen_from_yuan(10.0);
  const UnitYear a = unit(run(in), 0, 0);
  EXPECT_FALSE(a.ex_ante.valid());
  // Gap 1160 + 31.20 − 1040 = 151.20 (no interest on 10 − 75.60), less subsidies of 98; the floor takes the balance.
  EXPECT_EQ(a.ex_ante.lacking, fen_from_yuan(53.20));
}

TEST(Fiscal, SolvesTheSpecialSubsidyOfTheSameYearToTheFen) {
  FiscalInput in = small_city(1);
  in.rules[0].special_lag = 0;
  in.rules[0].settle.interest_rate = 0.0;
  in.opening[0].balance = Fen{};
  const UnitYear a = unit(run(in), 0, 0);
  // Need before Z 53.20, so own = 53.20 / 1.1 = 48.36 and Z = 4.84.
  EXPECT_EQ(a.settled.paid.special, fen_from_yuan(4.84));
  EXPECT_EQ(a.settled.arrival.on_time, fen_from_yuan(48.36));
}

// F11: own money counts before any top-up; with the pool's money in its place there would be none to reward.
TEST(Fiscal, SolvesTheSpecialSubsidyOfTheSameYearBeforeAnyTopUp) {
  FiscalInput in = small_city(1);
  in.rules[0].special_lag = 0, in.rules[0].settle.topup = PoolTopup::residual;
  in.rules[0].settle.interest_rate = 0.0;
  in.opening[0].balance = Fen{};
  EXPECT_EQ(unit(run(in), 0, 0).entitled.special, fen_from_yuan(4.84));
}

// F10: year_mean with lag 1 is the mean of the ends of t − 1: (240 + 300) / 2 = 270 over 100 retirees, below 3.0.
TEST(Fiscal, ReadsTheTierFromTheMeanOfLastYearsTwoEnds) {
  FiscalInput in = small_city(2);
  in.rules[1].ratio_date = RatioDate::year_mean;
  in.flows[0][0].contributors = 300.0;
  const UnitYear a = unit(run(in), 1, 0);
  EXPECT_EQ(a.support_ratio(), 2.7);
  EXPECT_EQ(a.tier_share, 0.6);
}

// The year before last is the year's own then: (300 + 360) / 2 = 330 over 100 retirees in 2018, not the opening's 240.
TEST(Fiscal, ReadsTheMeanOfTwoEndsThatAreBothBehindTheOpening) {
  FiscalInput in = small_city(3);
  in.rules[2].ratio_date = RatioDate::year_mean;
  in.flows[0][0].contributors = 300.0, in.flows[1][0].contributors = 360.0;
  EXPECT_EQ(unit(run(in), 2, 0).support_ratio(), 3.3);
  in.rules[2].ratio_basis = RatioBasis::payers;
  in.flows[0][0].payers = 250.0, in.flows[1][0].payers = 310.0;
  EXPECT_EQ(unit(run(in), 2, 0).support_ratio(), 2.8);
}

// F10: before the opening nothing is known: the mean of the first year is the opening's end itself, whoever is counted.
TEST(Fiscal, ReadsTheOpeningWhereThereIsNoYearBeforeIt) {
  FiscalInput in = small_city(1);
  in.rules[0].ratio_date = RatioDate::year_mean;
  EXPECT_EQ(unit(run(in), 0, 0).support_ratio(), 2.4);
  in.rules[0].ratio_basis = RatioBasis::payers;
  EXPECT_EQ(unit(run(in), 0, 0).support_ratio(), 1.9);
}

// A ratio without anybody retired has no value to show: the tier is the last one, the number stands at nothing.
TEST(Fiscal, ShowsNoRatioWhereNobodyIsRetired) {
  UnitYear u;
  u.tier_heads = {.contributors = 5, .retirees = 0};
  EXPECT_EQ(u.support_ratio(), 0.0);
  u.tier_heads = {.contributors = 0, .retirees = 4};
  EXPECT_EQ(u.support_ratio(), 0.0);
  u.tier_heads = {.contributors = 6, .retirees = 4};
  EXPECT_EQ(u.support_ratio(), 1.5);
}

// F5: the stretch is asked of R̂ alone: 1040 · 1.1 = 1144; Ê is the projection itself, 1160.
TEST(Fiscal, StretchesThePlanOfCollectionAndNotTheBudgetOfSpending) {
  FiscalInput in = small_city(1);
  in.rules[0].plan.stretch = 0.1;
  const Budget b = unit(run(in), 0, 0).budget;
  EXPECT_EQ(b.income, fen_from_yuan(1144.0));
  EXPECT_EQ(b.expenditure, fen_from_yuan(1160.0));
}

/// A without balance or interest: 53.20 are its treasury's in 2016, as solved above without Z.
FiscalInput late_city(double ontime_share) {
  FiscalInput in = small_city(2);
  in.opening[0].balance = Fen{};
  for (FiscalRules& rules : in.rules) rules.settle.interest_rate = 0.0, rules.reward.weight_completion = 1.0;
  in.unit_rules[0][0].ontime_share = ontime_share;
  return in;
}

// 44-2.14: own money is what was paid on time, without what was withheld: half of 53.20, of it a tenth.
TEST(Fiscal, RewardsNoMoneyThatHadToBeWithheld) {
  const FiscalResult r = run(late_city(0.5));
  ASSERT_EQ(unit(r, 0, 0).settled.arrival.withheld, fen_from_yuan(26.60));
  EXPECT_EQ(unit(r, 1, 0).entitled.special, fen_from_yuan(2.66));
}

// 44-5.6, F29: withheld money did not come in time, and what was brought forward was due as well.
TEST(Fiscal, ScoresNobodyWhoseMoneyWasWithheldOrWhoseOldDebtWasLeft) {
  EXPECT_EQ(unit(run(late_city(1.0)), 1, 0).reward.score, 1.0);
  EXPECT_EQ(unit(run(late_city(0.5)), 1, 0).reward.score, 0.0);
  FiscalInput in = late_city(0.9);
  in.opening[0].receivable = fen_from_yuan(10.0);  // 90 % of 63.20 are 56.88: more than the year's own 53.20
  EXPECT_EQ(unit(run(in), 1, 0).reward.score, 0.0);
}

// F29: coverage counts the insured at both ends: 240 → 300, a quarter more where half would earn all.
TEST(Fiscal, ScoresCoverageByTheInsuredNotByThosePaying) {
  FiscalInput in = small_city(2);
  in.flows[0][0].contributors = 300.0;
  in.rules[1].reward = {.weight_coverage = 1.0, .coverage_target = 0.5};
  EXPECT_EQ(unit(run(in), 1, 0).reward.score, 0.5);
}

TEST(Fiscal, RefusesAnInputThatLacksAYear) {
  FiscalInput in = small_city(3);
  in.external.pop_back();
  const auto result = run_fiscal(in);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().front().kind, IssueKind::internal);
  EXPECT_EQ(result.error().front().what, "the input of stage 2 lacks years or units");
}

// Persons' flows in yuan are rounded line by line: 0.004 + 0.004 is nothing, although the sum would be a fen.
TEST(FiscalFlows, RoundsEachLineOnce) {
  UnitFlows flows{.values = Eigen::ArrayXXd::Zero(1, kFlows)};
  flows.at(0, Flow::contributions_unit) = 0.004;
  flows.at(0, Flow::contributions_flexible) = 0.004;
  flows.at(0, Flow::pension_basic) = 12.345;
  flows.at(0, Flow::contributing_end) = 7.5;
  flows.at(0, Flow::suspended_end) = 2.0;
  const FiscalFlows f = fiscal_flows(flows, 0);
  EXPECT_EQ(f.income(), Fen{0});
  EXPECT_EQ(f.expenditure(), fen_from_yuan(12.345));
  EXPECT_EQ(f.payers, 7.5);
  EXPECT_EQ(f.contributors, 9.5);
}

}  // namespace
}  // namespace ballast
