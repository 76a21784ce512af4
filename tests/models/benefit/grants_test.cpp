#include "models/benefit/grants.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace ballast {
namespace {

// 人社部发〔2021〕18号 as generally known: 3, 6, 9 months below 5, 10, 15 years, then a month a further full year
// to 24.
const SurvivorRule kRule{.classes = {{5.0, 3}, {10.0, 6}, {15.0, 9}},
                         .extra_after_years = 15.0,
                         .months_there = 9,
                         .months_per_further_year = 1,
                         .cap_months = 24,
                         .retired_floor_months = 9,
                         .started_year_counts = true};

TEST(SurvivorMonths, CountOnlyFullFurtherYears) {
  EXPECT_EQ(survivor_months(kRule, 15.9), 9);
  EXPECT_EQ(survivor_months(kRule, 16.0), 10);
  EXPECT_EQ(survivor_months(kRule, 29.99), 23);
}

// Mean years of people who all bought up to the same minimum: a sum over them may miss the whole number by a rounding.
TEST(SurvivorMonths, DoNotHangOnTheRoundingOfMeanYears) {
  EXPECT_EQ(survivor_months(kRule, 17 * (1 - 1e-15)), 11);
  EXPECT_EQ(survivor_months(kRule, 5 * (1 - 1e-15)), 6);
  EXPECT_EQ(survivor_months(kRule, 4.9999), 3);
}

// Classes are closed below: 5.0 years is the second, 10.0 the third (equation G1).
TEST(SurvivorMonths, OfTheClassesAreClosedBelow) {
  EXPECT_EQ(survivor_months(kRule, 0.0), 3);
  EXPECT_EQ(survivor_months(kRule, 4.99), 3);
  EXPECT_EQ(survivor_months(kRule, 5.0), 6);
  EXPECT_EQ(survivor_months(kRule, 10.0), 9);
  EXPECT_EQ(survivor_months(kRule, 15.0), 9);
}

TEST(SurvivorMonths, StopAtTheCap) {
  EXPECT_EQ(survivor_months(kRule, 30.0), 24);
  EXPECT_EQ(survivor_months(kRule, 45.0), 24);
}

TEST(SurvivorMonths, OfARetireeFallByTheYearsThatCountToTheFloor) {
  EXPECT_EQ(survivor_months_left(kRule, 24.0, 4.0), 20);
  EXPECT_EQ(survivor_months_left(kRule, 24.0, 15.0), 9);
  EXPECT_EQ(survivor_months_left(kRule, 24.0, 40.0), 9);
}

// Awards and deaths spread over their years: of those who die k calendar years after the award, half have drawn up to a
// year less than k, half up to a year more. 24 months less 3 or 4; at the floor of 9 nothing is taken any more.
TEST(SurvivorMonths, OfACohortAreTheMeanOfItsRetirees) {
  EXPECT_DOUBLE_EQ(survivor_months_of_cohort(kRule, 24.0, 3), 20.5);
  EXPECT_DOUBLE_EQ(survivor_months_of_cohort(kRule, 24.0, 15), 9);
  EXPECT_DOUBLE_EQ(survivor_months_of_cohort(kRule, 24.0, 14), (10 + 9) / 2.0);
  EXPECT_DOUBLE_EQ(survivor_months_of_cohort(kRule, 24.0, 0), 23.5);
  SurvivorRule full_years = kRule;
  full_years.started_year_counts = false;
  EXPECT_DOUBLE_EQ(survivor_months_of_cohort(full_years, 24.0, 3), 21.5);
  EXPECT_DOUBLE_EQ(survivor_months_of_cohort(full_years, 24.0, 0), 24);
  double mean = 0;  // the same from single persons: month of award and month of death, each as likely as any other
  constexpr int kParts = 200;
  for (int award = 0; award < kParts; ++award)
    for (int death = 0; death < kParts; ++death)
      mean += survivor_months_left(kRule, 24.0, std::ceil(3 + (death - award - 0.5) / kParts));
  EXPECT_NEAR(mean / (kParts * kParts), survivor_months_of_cohort(kRule, 24.0, 3), 0.01);
}

TEST(DeathGrants, MixTheTwoLawsInTheYearOfTheChange) {
  // 2021: the income rule holds four months of twelve.
  const GrantTerms<double> terms{.income_based = 4.0 / 12.0,
                                 .income_month = 3000,
                                 .funeral_months = 2,
                                 .wage_month = 6000,
                                 .old_funeral_wage_months = 3,
                                 .pension_month = 2500,
                                 .old_survivor_pension_months = 10};
  EXPECT_NEAR(funeral_grant(terms), (4 * 6000.0 + 8 * 18000.0) / 12.0, 1e-9);
  EXPECT_NEAR(survivor_grants(terms, 1.0, 9.0), (4 * 27000.0 + 8 * 25000.0) / 12.0, 1e-9);
}

TEST(DeathGrants, OfAGroupAreTheSumOfItsDeaths) {
  const GrantTerms<double> terms{
      .income_based = 0.25, .income_month = 3000, .pension_month = 2500, .old_survivor_pension_months = 10};
  const double one_by_one =
      survivor_grants(terms, 1.0, 9.0) + survivor_grants(terms, 1.0, 24.0) + survivor_grants(terms, 1.0, 3.0);
  EXPECT_NEAR(survivor_grants(terms, 3.0, 36.0), one_by_one, 1e-9);
}

}  // namespace
}  // namespace ballast
