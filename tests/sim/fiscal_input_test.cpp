/// From the knobs to what stage 2 reads: each switch of how the order is read arrives where it is meant to.
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

}  // namespace
}  // namespace ballast
