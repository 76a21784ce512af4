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

TEST(Fiscal, RefusesAnInputThatLacksAYear) {
  FiscalInput in = small_city(3);
  in.external.pop_back();
  const auto result = run_fiscal(in);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().front().kind, IssueKind::internal);
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
