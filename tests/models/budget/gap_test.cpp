// Figures: own arithmetic on one outcome, short 60, over 50, read in each way.
#include "models/budget/gap.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

Outcome outcome(Fen balance_of_year) {
  return {.plan_income = Fen{1000},
          .income = Fen{940},
          .budget_expenditure = Fen{1150},
          .expenditure = Fen{1200},
          .balance_of_year = balance_of_year};
}

TEST(BudgetGap, CountsTheLevyAndIsNeverNegative) {
  EXPECT_EQ(budget_gap({.income = Fen{100}, .other = Fen{10}, .expenditure = Fen{130}, .levy = Fen{5}}), Fen{25});
  EXPECT_EQ(budget_gap({.income = Fen{200}, .expenditure = Fen{130}}), Fen{0});
}

TEST(Gap, LeavesToOtherCausesOnlyWhatTheMissedPlanDoesNotExplain) {
  const Gap g = gap_by_cause({}, outcome(Fen{-80}));
  EXPECT_EQ(g.gap_short, Fen{60});
  EXPECT_EQ(g.gap_over, Fen{20});
  EXPECT_EQ(g.gap_structural, Fen{0});
}

TEST(Gap, OwesTheMissedPlanInFullEvenInSurplus) {
  const Gap g = gap_by_cause({}, outcome(Fen{25}));
  EXPECT_EQ(g.short_owed, Fen{60});
  EXPECT_EQ(g.need, Fen{0});
  EXPECT_EQ(g.gap_short, Fen{0});
}

TEST(Gap, SharesTheNeedInProportionToTheCausesWhenAskedTo) {
  const Gap g = gap_by_cause({.short_rule = ShortRule::within_pro_rata}, outcome(Fen{-55}));
  EXPECT_EQ(g.gap_short, Fen{30});
  EXPECT_EQ(g.gap_over, Fen{25});
  EXPECT_EQ(g.short_owed, Fen{30});
}

TEST(Gap, KeepsBothCausesWholeWhenTheNeedIsLargerThanTheirSum) {
  const Gap g = gap_by_cause({.short_rule = ShortRule::within_pro_rata}, outcome(Fen{-200}));
  EXPECT_EQ(g.gap_short, Fen{60});
  EXPECT_EQ(g.gap_over, Fen{50});
  EXPECT_EQ(g.gap_structural, Fen{90});
}

TEST(Gap, TakesAMissAtTheToleranceAsNone) {
  const Outcome o = outcome(Fen{-80});
  EXPECT_EQ(gap_by_cause({.short_tolerance = 0.06}, o).short_missed, Fen{0});
  EXPECT_EQ(gap_by_cause({.short_tolerance = 0.059}, o).short_missed, Fen{60});
}

}  // namespace
}  // namespace ballast
