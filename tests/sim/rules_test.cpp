/// The next yuan, the cliff and the spread, on an invented city and by arithmetic anyone can redo.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "sim/studies/cliff.hpp"
#include "sim/studies/dispersion.hpp"
#include "sim/studies/marginal_cost.hpp"
#include "tests/sim/fiscal_city.hpp"

namespace ballast {
namespace {

std::array<MarginalCost, 4> next_yuan(SubsidyRule rule) {
  const FiscalInput in = poor_unit(rule);
  const FiscalInput fixed = with_budgets_fixed(in, fiscal_years(in));
  const std::vector<double> worth(in.rules.size(), 1.0);
  return marginal_costs(fixed, fiscal_years(fixed), {1, 0, worth});
}

/// Under 80 % of the budget gap a foreseen yuan costs the unit 0.20, an unforeseen one the whole yuan (44-2.10).
TEST(MarginalCost, IsTwentyFenForABudgetedYuanUnderTheEightyPercentRule) {
  const auto cost = next_yuan(SubsidyRule::share_of_gap);
  EXPECT_EQ(cost[0].treasury, Fen{20});
  EXPECT_EQ(cost[0].subsidies, Fen{80});
  for (const std::size_t cause : {1u, 2u, 3u}) {
    EXPECT_EQ(cost[cause].treasury, Fen{100}) << cause;
    EXPECT_EQ(cost[cause].subsidies, Fen{}) << cause;
  }
}

TEST(MarginalCost, IsTheWholeYuanUnderFixedAmountsAndTiers) {
  for (const MarginalCost& cost : next_yuan(SubsidyRule::fixed_adjustment_special)) {
    EXPECT_EQ(cost.treasury, Fen{100});
    EXPECT_EQ(cost.subsidies, Fen{});
    EXPECT_EQ(cost.treasury_ever, Fen{100});
  }
}

// Half of what is owed comes a year late and half of the rest later still: the yuan is owed once.
TEST(MarginalCost, CountsAYuanOnceHoweverLateItComes) {
  FiscalInput in = poor_unit(SubsidyRule::fixed_adjustment_special);
  for (auto& year : in.unit_rules) year[0].ontime_share = 0.5, year[0].settlement = Fen{};
  const FiscalInput fixed = with_budgets_fixed(in, fiscal_years(in));
  const std::vector<double> worth(in.rules.size(), 1.0);
  const auto cost = marginal_costs(fixed, fiscal_years(fixed), {1, 0, worth});
  EXPECT_EQ(cost[0].treasury_ever, Fen{100});
  EXPECT_DOUBLE_EQ(cost[0].treasury_pv, 1);
}

TEST(MarginalCost, FallsOnTheBalanceWhileThereIsOne) {
  FiscalInput in = poor_unit(SubsidyRule::fixed_adjustment_special);
  in.opening[0].balance = fen_from_yuan(1e6);
  const FiscalInput fixed = with_budgets_fixed(in, fiscal_years(in));
  const std::vector<double> worth(in.rules.size(), 1.0);
  const auto cost = marginal_costs(fixed, fiscal_years(fixed), {1, 0, worth});
  EXPECT_EQ(cost[0].treasury, Fen{});
  EXPECT_EQ(cost[0].balance, Fen{101});   // the yuan and half a year's interest on it at 2 %
  EXPECT_EQ(cost[2].treasury, Fen{100});  // a missed plan is the treasury's even then (44-2.7)
  EXPECT_EQ(cost[2].balance, Fen{1});     // only the interest is lost: the treasury pays on 31 December
}

TEST(MarginalCost, FreezingTheBudgetsChangesNothing) {
  const FiscalInput in = small_city();
  const auto years = fiscal_years(in);
  const FiscalInput fixed = with_budgets_fixed(in, years);
  const auto again = fiscal_years(fixed);
  for (std::size_t y = 0; y < years.size(); ++y)
    for (std::size_t c = 0; c < in.units.size(); ++c) {
      ASSERT_TRUE(fixed.unit_rules[y][c].approved_budget);
      EXPECT_EQ(fixed.unit_rules[y][c].approved_budget->expenditure, years[y].units[c].budget.expenditure);
      EXPECT_EQ(years[y].units[c].closing(), again[y].units[c].closing());
      EXPECT_EQ(years[y].units[c].settled.cover.treasury(), again[y].units[c].settled.cover.treasury());
    }
}

/// 240 contributors over 100 retirees: the tier from 2.0 (60 %). The next begins at 3.0, so 60 more contributors; 21
/// retirees more bring the ratio below 2.0 (240 / 121 < 2). New spending 30 yuan: 18, 12 at the next, 24 before.
TEST(Cliff, SaysHowFarTheNextTierIsAndWhatItCosts) {
  const FiscalInput in = small_city();
  const auto result = run_fiscal(in);
  ASSERT_TRUE(result);
  const Cliff c = cliff(in, *result, 0, 0);
  EXPECT_DOUBLE_EQ(c.ratio, 2.4);
  EXPECT_DOUBLE_EQ(c.share, 0.6);
  EXPECT_EQ(c.amount, fen_from_yuan(18.0));
  EXPECT_EQ(c.one_more_contributor, Fen{});
  EXPECT_DOUBLE_EQ(c.to_next.value(), 60.0);
  EXPECT_EQ(c.next_tier, fen_from_yuan(-6.0));
  EXPECT_DOUBLE_EQ(c.to_previous.value(), 21.0);
  EXPECT_EQ(c.previous_tier, fen_from_yuan(6.0));
}

TEST(Cliff, SeesTheLastPersonBeforeABound) {
  FiscalInput in = small_city();
  in.opening[0].contributors = 299.0;
  const auto result = run_fiscal(in);
  const Cliff c = cliff(in, *result, 0, 0);
  EXPECT_EQ(c.one_more_contributor, fen_from_yuan(-6.0));
  EXPECT_DOUBLE_EQ(c.to_next.value(), 1.0);
}

// F10: with nobody retired the last tier holds, and there is no ratio.
TEST(Cliff, HasTheLastTierAndNoRatioWhereNobodyIsRetired) {
  FiscalInput in = small_city();
  in.opening[0].retirees = 0.0;
  const Cliff c = cliff(in, *run_fiscal(in), 0, 0);
  EXPECT_TRUE(std::isnan(c.ratio));
  EXPECT_DOUBLE_EQ(c.share, in.rules[0].tiers.back().share);
}

// One head is one head: of two that the bound is away, the first moves nothing.
TEST(Cliff, CountsOneHeadAtATime) {
  FiscalInput in = small_city();
  in.opening[0].contributors = 298.0;
  const Cliff c = cliff(in, *run_fiscal(in), 0, 0);
  EXPECT_EQ(c.one_more_contributor, Fen{});
  EXPECT_DOUBLE_EQ(c.to_next.value(), 2.0);
  in = small_city();
  in.opening[0].retirees = 119.0;  // 240 over 120 are still on 2.0, over 121 no more
  const Cliff r = cliff(in, *run_fiscal(in), 0, 0);
  EXPECT_EQ(r.one_more_retiree, Fen{});
  EXPECT_DOUBLE_EQ(r.to_previous.value(), 2.0);
  in.opening[0].retirees = 120.0;
  EXPECT_EQ(cliff(in, *run_fiscal(in), 0, 0).one_more_retiree, fen_from_yuan(6.0));
}

// F10, rolled: what was granted last year stays in the amount: 18 of 2016 and 60 % of 30 new in 2017.
TEST(Cliff, StandsOnWhatWasGrantedTheYearBefore) {
  FiscalInput in = small_city();
  for (FiscalRules& rules : in.rules) rules.adjustment_basis = AdjustmentBasis::rolled;
  const auto result = run_fiscal(in);
  const Cliff c = cliff(in, *result, 1, 0);
  EXPECT_EQ(c.amount, result->years[1].units[0].entitled.adjustment);
  EXPECT_GT(c.amount, result->years[0].units[0].entitled.adjustment);
}

// 330 over 100 are in the tier from 3.0 (40 % of 30 are 12); 11 retirees more lead to 60 %, and not to the 80 %
// below 2.0. Where nobody pays in, the first tier is paid.
TEST(Cliff, LeadsToTheTierBeforeAndNotBelowIt) {
  FiscalInput in = small_city();
  in.opening[0].contributors = 330.0;
  const Cliff c = cliff(in, *run_fiscal(in), 0, 0);
  EXPECT_EQ(c.amount, fen_from_yuan(12.0));
  EXPECT_DOUBLE_EQ(c.to_previous.value(), 11.0);
  EXPECT_EQ(c.previous_tier, fen_from_yuan(6.0));
  in.opening[0].contributors = 0.0;
  EXPECT_EQ(cliff(in, *run_fiscal(in), 0, 0).amount, fen_from_yuan(24.0));
}

TEST(Cliff, HasARatioAsSoonAsOnePersonIsRetired) {
  const auto of = [](double retirees) {
    FiscalInput in = small_city();
    in.opening[0].contributors = 5.0, in.opening[0].retirees = retirees;
    return cliff(in, *run_fiscal(in), 0, 0).ratio;
  };
  EXPECT_EQ(of(1.0), 5.0);
  EXPECT_TRUE(std::isnan(of(0.0)));
}

// A share of the gap goes by no tier (44-2.10): one head more moves nothing.
TEST(Cliff, IsNoneWhereTheSubsidyIsAShareOfTheGap) {
  FiscalInput in = small_city();
  in.rules[0].rule = SubsidyRule::share_of_gap, in.rules[0].gap_share = 0.8;
  in.opening[0].contributors = 299.0;
  const auto result = run_fiscal(in);
  ASSERT_TRUE(result);
  const Cliff c = cliff(in, *result, 0, 0);
  EXPECT_EQ(c.amount, Fen{});
  EXPECT_EQ(c.one_more_contributor, Fen{});
  EXPECT_FALSE(c.to_next || c.to_previous);
  EXPECT_DOUBLE_EQ(c.ratio, 2.99);
}

/// Gini of 1, 2, 3, 4 is 0.25: Σ|xᵢ−xⱼ| over all ordered pairs = 20, over 2·16·2.5 = 80.
TEST(Dispersion, MatchesTheDoubleSum) {
  const std::array values{4.0, 1.0, 3.0, 2.0};
  const Dispersion d = dispersion(values);
  EXPECT_NEAR(d.gini.value(), 0.25, 1e-12);
  EXPECT_DOUBLE_EQ(d.max_over_min.value(), 4.0);
  const std::array equal{5.0, 5.0, 5.0};
  EXPECT_NEAR(dispersion(equal).gini.value(), 0.0, 1e-12);
  const std::array none{0.0, 0.0};
  EXPECT_FALSE(dispersion(none).gini || dispersion(none).max_over_min);
}

// 54 over 25 are below 2.2, 55 are on it; 6600 over 6000 are on 1.1, over 6001 below: quotients of doubles say
// otherwise.
TEST(Cliff, CountsTheHeadsToABoundAsTheTiersDo) {
  const auto at = [](double bound, double contributors, double retirees) {
    FiscalInput in = small_city();
    in.rules[0].tiers = {{0, 0.8}, {bound, 0.4}};
    in.opening[0].contributors = contributors, in.opening[0].retirees = retirees;
    return cliff(in, *run_fiscal(in), 0, 0);
  };
  EXPECT_EQ(at(2.2, 54, 25).to_next, 1);
  EXPECT_EQ(at(1.1, 6600, 3000).to_previous, 3001);
}

}  // namespace
}  // namespace ballast
