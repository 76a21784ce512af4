// Money is kept in whole fen, in 63 bits: 9.2e16 yuan. What does not fit is refused; it must never be settled wrongly.
#include "sim/engine/fiscal_reach.hpp"

#include <gtest/gtest.h>

#include "sim/engine/project.hpp"
#include "tests/output/chinese_issue.hpp"
#include "tests/sim/fiscal_city.hpp"
#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

/// What is said of a city that is refused; empty where it is settled.
std::string refusal(const FiscalInput& in) {
  const auto settled = audited_years(in);
  if (settled) return {};
  EXPECT_EQ(settled.error().front().kind, IssueKind::data);
  return settled.error().front().what;
}

TEST(FiscalReach, SettlesASmallCity) { EXPECT_EQ(refusal(small_city()), ""); }

// 6e14 yuan in each of two units: together more than 1e15.
TEST(FiscalReach, RefusesFlowsThatAreTooLargeTogether) {
  FiscalInput in = small_city();
  in.flows[1][0].at(Flow::pension_basic) = fen_from_yuan(6e14);
  EXPECT_EQ(refusal(in), "");
  in.flows[1][1].at(Flow::contributions_unit) = fen_from_yuan(6.1e14);
  EXPECT_EQ(refusal(in), "乙区 in 2017: contributions_unit comes to 6.1e+14 yuan");
}

TEST(FiscalReach, RefusesAFixedSubsidyThatHasGrownTooLarge) {
  FiscalInput in = small_city();
  in.opening[0].fixed_base = fen_from_yuan(1e8);
  in.rules[2].fixed_level = 2e7;
  EXPECT_EQ(refusal(in), "甲县 in 2018: subsidy_fixed comes to 2e+15 yuan");
}

// 900'000 after two years, 1'080'000 with a factor of 1.2: a multiple below a million is taken exactly, however small
// the base.
TEST(FiscalReach, RefusesAFixedSubsidyOfTooManyTimesItsBase) {
  FiscalInput in = small_city();
  in.opening[1].fixed_base = Fen{100};
  in.rules[2].fixed_level = 9e5;
  EXPECT_EQ(refusal(in), "");
  in.unit_rules[2][1].execution_factor = 1.2;
  EXPECT_EQ(refusal(in), "乙区 in 2018: the fixed subsidy comes to 1.08e+06 times its base");
}

// Grown by half a year from 2015 on, it passes a million times its base in 2050: ln 10⁶/ln 1.5 = 34.1.
TEST(FiscalReach, RefusesACaseWhoseFixedSubsidyOutgrowsItsBase) {
  const auto settled =
      project(test::scenario("baseline", {"subsidy.fixed_index=0.5", "subsidy.gap_share=0.0005@2015"}, 2058), 0);
  ASSERT_FALSE(settled);
  const Issue& told = settled.error().front();
  EXPECT_EQ(told.kind, IssueKind::data);
  EXPECT_NE(told.what.find(" in 2050: the fixed subsidy comes to "), std::string::npos) << told.what;
  EXPECT_EQ(test::english_left(told), "");
  EXPECT_EQ(told.remedy, "lower subsidy.fixed_index or subsidy.fixed_factor, or end earlier (--horizon)");
}

TEST(FiscalReach, RefusesAnOpeningThatIsTooLarge) {
  FiscalInput in = small_city();
  in.pool_opening = fen_from_yuan(2e16);
  EXPECT_EQ(refusal(in), "市级统筹 in 2015: fund_balance comes to 2e+16 yuan");
}

// A hundredfold a year: 900 yuan in a fund and as much in the pool pass 1e16 in the seventh year.
TEST(FiscalReach, RefusesABalanceThatInterestHasMadeTooLarge) {
  FiscalInput in = small_city(8);
  EXPECT_EQ(refusal(in), "");
  for (FiscalRules& rules : in.rules) rules.settle.interest_rate = 99;
  const std::string said = refusal(in);
  EXPECT_NE(said.find(" in 2022: fund_balance comes to "), std::string::npos) << said;
}

// What a trend makes of other income that began with a fen is counted as the other lines of a plan are: before it was,
// the gap had gone round 2^63 fen.
TEST(FiscalReach, RefusesPlannedOtherIncomeThatATrendHasMadeTooLarge) {
  FiscalInput in = small_city();
  for (FiscalRules& rules : in.rules) rules.plan.method = PlanMethod::trend;
  EXPECT_EQ(refusal(in), "");
  in.flows[0][1].at(Flow::transfers_in) = Fen{1}, in.flows[1][1].at(Flow::transfers_in) = fen_from_yuan(1e11);
  EXPECT_EQ(refusal(in), "乙区 in 2018: other_income comes to 1e+16 yuan");
}

// Thirty per cent until 2100 leave unit funds with more than 2^63 fen; before it was refused they stood still there.
TEST(FiscalReach, RefusesACaseWhoseFundsOutgrowTheLedger) {
  const auto settled = project(test::scenario("baseline", {"economy.fund_interest=0.3"}, 2100), 0);
  ASSERT_FALSE(settled);
  EXPECT_EQ(settled.error().front().kind, IssueKind::data);
}

}  // namespace
}  // namespace ballast
