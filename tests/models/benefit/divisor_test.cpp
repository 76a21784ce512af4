#include "models/benefit/divisor.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

// The part of the table of 国发〔2005〕38号 around 60; ends stand for the first and last age.
const DivisorTable kByAge{59, {145, 139, 132, 125, 117}, false, 1};
const DivisorTable kByMonth{59, {145, 139, 132, 125, 117}, true, 0.1};

TEST(Divisor, UsesTheCompletedAgeBeforeItGoesByMonth) {
  EXPECT_EQ(divisor(kByAge, 60 * 12), 139.0);
  EXPECT_EQ(divisor(kByAge, 60 * 12 + 11), 139.0);
}

TEST(Divisor, IsLinearByMonthWithOneDecimal) {
  EXPECT_EQ(divisor(kByMonth, 60 * 12 + 1), 138.4);  // 138.41(6)
  EXPECT_EQ(divisor(kByMonth, 60 * 12 + 3), 137.3);  // 137.25 on paper, a half
  EXPECT_EQ(divisor(kByMonth, 62 * 12 + 11), 117.7);
}

TEST(Divisor, RoundsEveryHalfUpWhateverItsBinaryForm) {
  // Entries 1.7 apart reach a half of 0.1 at the sixth month of every age: 98.15, 96.45, 94.75, 93.05, 91.35.
  const DivisorTable table{50, {99.0, 97.3, 95.6, 93.9, 92.2, 90.5}, true, 0.1};
  const double halves_up[] = {98.2, 96.5, 94.8, 93.1, 91.4};
  for (int age = 50; age < 55; ++age) EXPECT_EQ(divisor(table, age * 12 + 6), halves_up[age - 50]) << age;
}

TEST(Divisor, TakesTheEndsOfItsTableBeyondThem) {
  for (const DivisorTable& table : {kByAge, kByMonth}) {
    EXPECT_EQ(divisor(table, 40 * 12), 145.0);
    EXPECT_EQ(divisor(table, 58 * 12 + 11), 145.0);
    EXPECT_EQ(divisor(table, 63 * 12 + 7), 117.0);
    EXPECT_EQ(divisor(table, 99 * 12), 117.0);
  }
}

}  // namespace
}  // namespace ballast
