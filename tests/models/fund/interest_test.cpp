#include "models/fund/interest.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

// Own arithmetic: 2.5 % of 100 + ½·(80 + 2 + 10 − 100) = 96 is 2.40; on the opening balance alone it would be 2.50.
TEST(FundInterest, IsEarnedOnTheOpeningBalanceAndHalfTheFlowOfTheYear) {
  EXPECT_EQ(fund_interest(Fen{100'00}, Fen{-8'00}, 0.025), Fen{2'40});
}

TEST(FundInterest, IsNeverNegativeWhenTheYearEatsTheBalance) {
  EXPECT_EQ(fund_interest(Fen{10'00}, Fen{-50'00}, 0.025), Fen{0});
}

TEST(FundInterest, RoundsTheHalfFlowOnlyWithTheInterest) {
  // ½ fen of flow at 100 %: 0.5 rounds to 1; rounding the flow first would give 0 or 2 at twice the rate.
  EXPECT_EQ(fund_interest(Fen{0}, Fen{1}, 1.0), Fen{1});
  EXPECT_EQ(fund_interest(Fen{0}, Fen{1}, 2.0), Fen{1});
}

}  // namespace
}  // namespace ballast
