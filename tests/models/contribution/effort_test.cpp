// Collection effort that reacts to who pays (behavioural; 曾益、姚金 2022).
#include "models/contribution/effort.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

// 曾益、姚金 2022: −15.6 % where nobody local pays, +3.39 % with incentives; half way −6.105 %.
TEST(Effort, RunsStraightFromNoIncentiveToTheWholeOfIt) {
  const EffortTerms terms{-0.156, 0.0339};
  EXPECT_DOUBLE_EQ(effort(terms, 0.0), 0.844);
  EXPECT_DOUBLE_EQ(effort(terms, 1.0), 1.0339);
  EXPECT_NEAR(effort(terms, 0.5), 0.93895, 1e-12);
  EXPECT_EQ(effort(terms, 7.0), effort(terms, 1.0));
}

}  // namespace
}  // namespace ballast
