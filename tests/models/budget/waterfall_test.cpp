// Figures: own arithmetic; the hand cases T07 of tests/hand_cases/fiscal.csv cover the same page with cited ones.
#include "models/budget/waterfall.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ballast {
namespace {

TEST(UsableBalance, IsTheSmallerOfItsShareAndWhatStandsAboveTheFloor) {
  EXPECT_EQ(usable_balance(Fen{100}, 0.5, Fen{20}), Fen{50});
  EXPECT_EQ(usable_balance(Fen{100}, 1.0, Fen{80}), Fen{20});
  EXPECT_EQ(usable_balance(Fen{100}, 1.0, Fen{120}), Fen{0});
}

TEST(Waterfall, NeverLetsTheFundPayForUncollectedContributions) {
  const Gap gap = gap_by_cause({}, {.plan_income = Fen{100}, .income = Fen{60}, .balance_of_year = Fen{-40}});
  const Cover c = cover(gap, {.topup = Fen{999}, .usable = Fen{999}});
  EXPECT_EQ(c.treasury_short, Fen{40});
  EXPECT_EQ(c.from_balance(), Fen{0});
  EXPECT_EQ(c.topup, Fen{0});
}

TEST(Waterfall, ServesTheStructuralGapBeforeOverspendingFromTheBalance) {
  const Gap gap{.need = Fen{80}, .gap_over = Fen{50}, .gap_structural = Fen{30}};
  const Cover c = cover(gap, {.usable = Fen{45}});
  EXPECT_EQ(c.from_balance_structural, Fen{30});
  EXPECT_EQ(c.from_balance_over, Fen{15});
  EXPECT_EQ(c.treasury_over, Fen{35});
  EXPECT_EQ(c.treasury(), Fen{35});
}

TEST(Waterfall, AddsWhatIsStillOwedFromEarlierYears) {
  EXPECT_EQ(cover({}, {.receivable_brought_forward = Fen{7}}).treasury(), Fen{7});
}

TEST(PoolTopup, GoesToStructuralGapsOnlyAndOnlyBySwitch) {
  const std::array gaps{Gap{.gap_over = Fen{50}, .gap_structural = Fen{20}}, Gap{.gap_structural = Fen{40}}};
  EXPECT_EQ(pool_topups(PoolTopup::none, gaps, Fen{30}), (std::vector{Fen{0}, Fen{0}}));
  EXPECT_EQ(pool_topups(PoolTopup::residual, gaps, Fen{30}), (std::vector{Fen{10}, Fen{20}}));
  EXPECT_EQ(pool_topups(PoolTopup::residual, gaps, Fen{300}), (std::vector{Fen{20}, Fen{40}}));
}

}  // namespace
}  // namespace ballast
