#include "models/budget/plan.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

TEST(Plan, ProjectsLastYearOnTheCasesOwnCentralGrowth) {
  const PlanBasis basis{.last = Fen{90}, .central = Fen{121}, .central_last = Fen{110}};
  EXPECT_EQ(plan_line({.method = PlanMethod::projection}, basis), Fen{99});
}

TEST(Plan, IsTheOutcomeItselfUnderPerfectForesight) {
  const PlanBasis basis{.last = Fen{1'234'567}, .central = Fen{7'654'321}, .central_last = Fen{1'234'567}};
  EXPECT_EQ(plan_line({}, basis), Fen{7'654'321});
}

TEST(Plan, StretchesWhateverTheMethodGives) {
  const PlanBasis basis{.last = Fen{200}, .before_last = Fen{100}, .capacity = Fen{300}};
  EXPECT_EQ(plan_line({.method = PlanMethod::growth, .stretch = 0.1, .growth = 0.5}, basis), Fen{330});
  EXPECT_EQ(plan_line({.method = PlanMethod::trend, .stretch = 0.1}, basis), Fen{440});
  EXPECT_EQ(plan_line({.method = PlanMethod::capacity, .stretch = -0.1}, basis), Fen{270});
}

TEST(Plan, FallsBackWhereARatioHasNoDenominator) {
  EXPECT_EQ(plan_line({}, {.last = Fen{5}, .central = Fen{7}}), Fen{7});
  EXPECT_EQ(plan_line({.method = PlanMethod::trend}, {.last = Fen{5}}), Fen{5});
  EXPECT_EQ(plan_line({.method = PlanMethod::capacity}, {.last = Fen{5}, .central = Fen{7}}), Fen{7});
}

}  // namespace
}  // namespace ballast
