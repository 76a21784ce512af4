// Money is kept in whole fen, in 63 bits: 9.2e16 yuan. What does not fit is refused; it must never be settled wrongly.
#include "sim/engine/fiscal_reach.hpp"

#include <gtest/gtest.h>

#include "sim/engine/project.hpp"
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

// Thirty per cent until 2100 leave unit funds with more than 2^63 fen; before it was refused they stood still there.
TEST(FiscalReach, RefusesACaseWhoseFundsOutgrowTheLedger) {
  const auto settled = project(test::scenario("baseline", {"economy.fund_interest=0.3"}, 2100), 0);
  ASSERT_FALSE(settled);
  EXPECT_EQ(settled.error().front().kind, IssueKind::data);
}

}  // namespace
}  // namespace ballast
