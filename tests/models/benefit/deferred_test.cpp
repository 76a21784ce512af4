// Illness benefit without an account pension, by hand (人社部发〔2024〕72号; equation M6.4).
#include "models/benefit/deferred.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

PensionRates<double> rates() {
  return {.death = 0.1,
          .fixed = 20,
          .per_year = 1,
          .own_share = 0.01,
          .tilt = 15,
          .whole_year = {1.04, 12, 0.22},
          .of_dying = {1.02, 6.5, 0.08}};
}

DeferredBenefits<double> ten_people() {
  return {.heads = 10,
          .basic = 20000,
          .transitional = 1000,
          .years = 200,
          .increases = 500,
          .account = 100000,
          .due = {150000}};
}

// (20 + 15)·10 + 1·200 + 1 %·20,000 = 750 a month more; 0.9·12 + 0.1·6.5 = 11.45 months paid.
TEST(PartialBenefit, IsRaisedLikeAPensionAndPaidThroughTheMonthOfDeath) {
  DeferredBenefits<double> row = ten_people();
  DeferredOutcome<double> out;
  partial_year(row, rates(), out);
  EXPECT_NEAR(out.monthly_increase, 750, 1e-9);
  EXPECT_NEAR(out.paid, 11.45 * 20750, 1e-6);
  EXPECT_NEAR(out.monthly_ended, 2075, 1e-9);
  EXPECT_NEAR(out.increase_first_year, 11.45 * 750, 1e-9);
  EXPECT_NEAR(out.increase_surviving, 11.45 * 1250, 1e-9);
  EXPECT_EQ(out.limited_paid, 0);
  EXPECT_NEAR(row.heads, 9, 1e-12);
  EXPECT_NEAR(row.basic, 0.9 * 20750, 1e-9);
  EXPECT_NEAR(row.increases, 0.9 * 1250, 1e-9);
  EXPECT_NEAR(row.transitional, 900, 1e-9);  // waits for the statutory age
  EXPECT_NEAR(row.years, 180, 1e-9);
}

TEST(PartialBenefit, LeavesTheAccountToGrowAndRefundsThatOfTheDead) {
  DeferredBenefits<double> row = ten_people();
  DeferredOutcome<double> out;
  partial_year(row, rates(), out);
  EXPECT_NEAR(out.dead, 1, 1e-12);
  EXPECT_NEAR(out.refunded, 10000 * 1.02, 1e-9);
  EXPECT_NEAR(row.account, 90000 * 1.04, 1e-9);
  EXPECT_NEAR(out.interest, 10000 * 0.02 + 90000 * 0.04, 1e-9);
}

// 12 months would be 240,000 of which 150,000 are still due; the dying draw 6.5/12 of the year's.
TEST(LimitedBenefit, EndsWhenItsMonthsAreUsedUp) {
  DeferredBenefits<double> row = ten_people();
  DeferredOutcome<double> out;
  limited_year(row, rates(), out);
  EXPECT_NEAR(out.limited_paid, 0.9 * 150000 + 0.1 * 150000 * 6.5 / 12, 1e-9);
  EXPECT_EQ(out.paid, 0);
  EXPECT_EQ(row.due.front(), 0);
  EXPECT_NEAR(row.account, 93600, 1e-9);
  DeferredOutcome<double> next;
  limited_year(row, rates(), next);
  EXPECT_EQ(next.limited_paid, 0);
}

TEST(LimitedBenefit, KeepsWhatTheYearDoesNotUse) {
  DeferredBenefits<double> row = ten_people();
  row.due = due_years<double>({Twelve<double>{20000, 0}, Twelve<double>{20000.0 * 2 / 3, 0}});
  EXPECT_NEAR(row.due[1], 160000, 1e-9);
  DeferredOutcome<double> out;
  limited_year(row, rates(), out);
  EXPECT_NEAR(out.limited_paid, 0.9 * 240000 + 0.1 * 130000, 1e-6);
  EXPECT_NEAR(row.due.front(), 0.9 * 160000, 1e-6);
}

// 1,000 a month for thirty months from September on: 4 months this year, then 12, 10 and 4 (an award in month 8).
TEST(LimitedBenefit, SpreadsItsMonthsOverTheYearsFromTheAward) {
  const DueYears<double> due =
      due_years<double>({Twelve<double>{1000, 4 * 1000}, Twelve<double>{1000, 4 * 1000}, Twelve<double>{500, 4 * 500}});
  EXPECT_NEAR(due[0], 12000, 1e-9);
  EXPECT_NEAR(due[1], 12000 - 4000 + 2000, 1e-9);
  EXPECT_NEAR(due[2], 6000 - 2000, 1e-9);
  EXPECT_EQ(due[3], 0);
}

TEST(LimitedBenefit, PaysEachYearWhatIsDueInIt) {
  DeferredBenefits<double> row = ten_people();
  row.due = {100, 80, 60, 40};
  for (const double due : {100.0, 80 * 0.9, 60 * 0.81, 40 * 0.729, 0.0}) {
    DeferredOutcome<double> out;
    limited_year(row, rates(), out);
    EXPECT_NEAR(out.limited_paid, due * (0.9 + 0.1 * 6.5 / 12), 1e-9);
  }
}

// Benefit below the minimum years is never raised: it is counted in months of the award.
TEST(LimitedBenefit, IsNotRaised) {
  DeferredBenefits<double> row = ten_people();
  DeferredOutcome<double> out;
  limited_year(row, rates(), out);
  EXPECT_NEAR(row.basic, 18000, 1e-9);
  EXPECT_EQ(out.monthly_increase, 0);
}

TEST(DeferredBenefits, AddUpAndPartInEveryField) {
  const DeferredBenefits<double> one{1, 2, 3, 4, 5, 6, {7, 0, 0, 1}};
  DeferredBenefits<double> sum{10, 20, 30, 40, 50, 60, {70, 0, 0, 2}};
  sum += one;
  const DeferredBenefits<double> half = 0.5 * sum;
  EXPECT_EQ(half.heads, 5.5);
  EXPECT_EQ(half.basic, 11);
  EXPECT_EQ(half.transitional, 16.5);
  EXPECT_EQ(half.years, 22);
  EXPECT_EQ(half.increases, 27.5);
  EXPECT_EQ(half.account, 33);
  EXPECT_EQ(half.due.front(), 38.5);
  EXPECT_EQ(half.due.back(), 1.5);
}

// Kept by birth year: nobody moves, and the oldest of the last year still has a row.
TEST(DeferredTable, FollowsEachCohortThroughTheYears) {
  constexpr int kYears = 3;
  DeferredTable<double> table(kYears);
  for (Age x = table.kFirstAge; x <= table.kLastAge; ++x) table.row(x).heads = x;
  for (int year = 1; year <= kYears; ++year) table.grow_older();
  for (Age x = table.kFirstAge + kYears; x <= table.kLastAge; ++x) EXPECT_EQ(table.row(x).heads, x - kYears) << x;
  for (Age x = table.kFirstAge; x < table.kFirstAge + kYears; ++x) EXPECT_EQ(table.row(x).heads, 0) << x;
  const DeferredTable<double>& same = table;
  EXPECT_EQ(&same.row(60), &table.row(60));
}

}  // namespace
}  // namespace ballast
