#include "models/contribution/account.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/models/contribution/one_account.hpp"

namespace ballast {
namespace {

TEST(AccountAccumulation, EqualsTwelveCreditsAtTheStartOfTheirMonths) {
  // Simple interest within the year: a credit of month j (of 12) earns (13 − j)/12 of the rate, 6.5/12 on average.
  const double balance = 10000, credit = 400, rate = 0.036;
  double by_month = balance * (1 + rate);
  for (int month = 1; month <= 12; ++month) by_month += credit * (1 + rate * (13 - month) / 12.0);
  EXPECT_NEAR(account_after_a_year(balance, 12 * credit, rate, 6.5), by_month, 1e-9);
}

TEST(AccountAtAward, EqualsMonthlyCreditsUpToTheAwardMonth) {
  const double balance = 10000, credit = 400, rate = 0.036;
  for (int award = 1; award <= 12; ++award) {
    double by_month = balance * (1 + rate * award / 12.0);
    for (int month = 1; month <= award; ++month) by_month += credit * (1 + rate * (award + 1 - month) / 12.0);
    EXPECT_NEAR(account_at_award(balance, award * credit, rate, award), by_month, 1e-9) << award;
  }
}

TEST(AccountDrawdown, EqualsMonthlyPaymentsThatForgoTheRestOfTheYearsInterest) {
  const double rate = 0.04, pension = 150;
  for (int award = 0; award < 12; ++award) {
    double left = 20000 * (1 + rate * (12 - award) / 12.0);
    for (int month = award + 1; month <= 12; ++month) left -= pension * (1 + rate * (12 - month) / 12.0);
    const auto draw = draw_account(20000.0, pension, draw_terms(rate, award));
    EXPECT_NEAR(draw.closing, left, 1e-9) << award;
    EXPECT_NEAR(draw.from_account, pension * (12 - award), 1e-9) << award;
  }
}

TEST(AccountDrawdown, PaysNothingInTheYearOfAnAwardInDecember) {
  const auto draw = draw_account(5000.0, 100.0, draw_terms(0.04, 12));
  EXPECT_EQ(draw.from_account, 0.0);
  EXPECT_EQ(draw.from_pool, 0.0);
  EXPECT_DOUBLE_EQ(draw.closing, 5000.0);
}

TEST(AccountDrawdown, LeavesTheWholePensionToThePoolOnceTheAccountIsEmpty) {
  const auto draw = draw_account(0.0, 100.0, draw_terms(0.04, 0));
  EXPECT_EQ(draw.from_account, 0.0);
  EXPECT_DOUBLE_EQ(draw.from_pool, 1200.0);
  EXPECT_EQ(draw.closing, 0.0);
}

RC_GTEST_PROP(AccountDrawdown, NeverPaysMoreThanItsBalanceWithInterestAndConserves, ()) {
  const double balance = *rc::gen::inRange(0, 3000000) / 100.0, pension = *rc::gen::inRange(0, 300000) / 100.0;
  const double rate = *rc::gen::inRange(0, 1000) / 10000.0;
  const auto terms = draw_terms(rate, *rc::gen::inRange(0, 13));
  const auto draw = draw_account(balance, pension, terms);
  RC_ASSERT(draw.from_account <= balance * terms.growth + 1e-9);
  RC_ASSERT(draw.from_pool >= -1e-9);
  RC_ASSERT(draw.closing >= 0.0);
  RC_ASSERT(std::abs(draw.from_account + draw.from_pool - pension * terms.payments) < 1e-8);
  RC_ASSERT(std::abs(balance + draw.interest - draw.from_account - draw.closing) < 1e-8);
}

}  // namespace
}  // namespace ballast
