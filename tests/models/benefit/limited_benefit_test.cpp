// Illness benefit of limited months (人社部发〔2024〕72号; equations M6.4).
#include "models/benefit/deferred.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

/// Ten people with 1000 yuan a month for 27 months from July on.
std::array<Twelve<double>, kLimitedTwelves> from_july() {
  return {Twelve<double>{10000, 60000}, {10000, 60000}, {2500, 15000}, {0, 0}};
}

// 27 months: July to December, two years of twelve … less the three that are over.
TEST(Deferred, PaysALimitedBenefitMonthByMonthUntilTheMonthsAreOver) {
  const auto due = due_years(from_july());
  EXPECT_DOUBLE_EQ(due[0], 120000);
  EXPECT_DOUBLE_EQ(due[1], 75000);
  EXPECT_DOUBLE_EQ(due[2], 15000);
  EXPECT_DOUBLE_EQ(due[3], 0);
  EXPECT_DOUBLE_EQ(60000 + due[0] + due[1] + due[2], 10000 * 27);
}

TEST(Deferred, KeepsAwardYearsApart) {
  DeferredBenefits<double> row{.heads = 10, .basic = 10000, .due = due_years(from_july())};
  PensionRates<double> rates;
  rates.whole_year.payments = 12, rates.whole_year.growth = 1.03;
  double paid = 0;
  for (int year = 0; year < 4; ++year) {
    if (year == 2) row += DeferredBenefits<double>{.heads = 5, .basic = 5000, .due = {60000, 0, 0, 0}};
    DeferredOutcome<double> out;
    limited_year(row, rates, out);
    paid += out.limited_paid;
    if (year == 2) {
      EXPECT_DOUBLE_EQ(out.limited_paid, 15000 + 60000);  // those whose months are over get nothing
    }
  }
  EXPECT_DOUBLE_EQ(paid, 10000 * 27 - 60000 + 60000);
  EXPECT_EQ(row.heads, 15);
}

TEST(Deferred, PaysTheDyingTheirPartOfTheYear) {
  DeferredBenefits<double> row{.heads = 10, .basic = 10000, .due = {120000, 0, 0, 0}};
  PensionRates<double> rates;
  rates.death = 0.1, rates.whole_year.payments = 12, rates.of_dying.payments = 6.5;
  DeferredOutcome<double> out;
  limited_year(row, rates, out);
  EXPECT_NEAR(out.limited_paid, 0.9 * 120000 + 0.1 * 65000, 1e-9);
}

}  // namespace
}  // namespace ballast
