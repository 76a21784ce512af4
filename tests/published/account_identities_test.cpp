// Identities of an account as an annuity-certain: what is paid in, with interest, is what is paid out.
// Interest is simple within a year and compound between years (国发〔2005〕38号; equations C1 – C4).
#include <gtest/gtest.h>

#include <cmath>

#include "models/contribution/account.hpp"
#include "tests/models/contribution/one_account.hpp"

namespace ballast {
namespace {

constexpr int kMonths = 12;

/// Value at the award of 1 a month for the rest of the award year and `years` whole years more, month by month:
/// a payment of month n is worth 1 + i·(12 − n)/12 at the end of its year.
double annuity(double rate, int award_month, int years) {
  const double rest = 1.0 + rate * (kMonths - award_month) / 12.0;  // growth from the award to 31 December
  double value = 0;
  for (int month = award_month + 1; month <= kMonths; ++month) value += (1.0 + rate * (kMonths - month) / 12.0) / rest;
  for (int year = 1; year <= years; ++year)
    for (int month = 1; month <= kMonths; ++month)
      value += (1.0 + rate * (kMonths - month) / 12.0) / rest * std::pow(1.0 + rate, -year);
  return value;
}

struct Drawn {
  double from_account = 0, from_pool = 0, left = 0;
};

/// The program's own drawdown: the award year, then whole years.
Drawn draw(double balance, double pension, double rate, int award_month, int years) {
  Drawn total{.left = balance};
  for (int year = 0; year <= years; ++year) {
    const auto of_year = draw_account(total.left, pension, draw_terms(rate, year == 0 ? award_month : 0));
    total.from_account += of_year.from_account, total.from_pool += of_year.from_pool, total.left = of_year.closing;
  }
  return total;
}

TEST(AccountAnnuity, ExhaustsTheAccountWithItsLastPaymentAndNoSooner) {
  constexpr double kBalance = 60000;
  for (const double rate : {0.0, 0.0262, 0.08})
    for (const int award_month : {1, 6, 11})
      for (const int years : {1, 10, 14}) {
        const double pension = kBalance / annuity(rate, award_month, years);
        const Drawn exact = draw(kBalance, pension, rate, award_month, years);
        EXPECT_NEAR(exact.left, 0.0, 1e-8) << rate << " " << award_month << " " << years;
        EXPECT_NEAR(exact.from_pool, 0.0, 1e-8);
        EXPECT_NEAR(exact.from_account, pension * (kMonths * years + kMonths - award_month), 1e-8);
        EXPECT_GT(draw(kBalance, 1.001 * pension, rate, award_month, years).from_pool, 0.0);
        EXPECT_GT(draw(kBalance, 0.999 * pension, rate, award_month, years).left, 0.0);
      }
}

TEST(AccountAnnuity, WithoutInterestLastsExactlyTheDivisorsMonths) {
  // Divisor 139 at sixty (国发〔2005〕38号, annex): 11 months and 128 more; ten whole years and 8 months of the
  // eleventh.
  const double balance = 139.0 * 500.0;
  EXPECT_NEAR(draw(balance, 500.0, 0.0, 1, 10).left, 500.0 * 8, 1e-9);
  EXPECT_NEAR(draw(balance, 500.0, 0.0, 1, 11).from_pool, 500.0 * 4, 1e-9);
}

TEST(AccountAnnuity, PaysOutThePresentValueOfWhatWasPaidIn) {
  constexpr double kRate = 0.03, kCredited = 4800, kInterestMonths = 6.5;
  constexpr int kPaying = 20, kDrawing = 12;
  double balance = 0, paid_in = 0, paid_out = 0;
  for (int year = 0; year < kPaying; ++year) {
    balance = account_after_a_year(balance, kCredited, kRate, kInterestMonths);
    for (int month = 1; month <= kMonths; ++month)  // a credit at the start of its month
      paid_in +=
          kCredited / kMonths * (1.0 + kRate * (kMonths + 1 - month) / 12.0) * std::pow(1.0 + kRate, -(year + 1));
  }
  EXPECT_NEAR(balance * std::pow(1.0 + kRate, -kPaying), paid_in, 1e-8) << "value at the outset of the savings";
  const double pension = balance / annuity(kRate, kMonths, kDrawing);
  for (int year = 1; year <= kDrawing; ++year) {
    const auto of_year = draw_account(balance, pension, draw_terms(kRate, 0));
    balance = of_year.closing;
    for (int month = 1; month <= kMonths; ++month)
      paid_out += of_year.from_account / kMonths * (1.0 + kRate * (kMonths - month) / 12.0) *
                  std::pow(1.0 + kRate, -(kPaying + year));
  }
  EXPECT_NEAR(balance, 0.0, 1e-8);
  EXPECT_NEAR(paid_out, paid_in, 1e-8);
}

}  // namespace
}  // namespace ballast
