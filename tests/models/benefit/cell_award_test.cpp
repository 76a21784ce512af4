// The award of a group of leavers against the same people awarded month by month (equations A1 – A5; hand cases T01,
// T03).
#include "models/benefit/cell_award.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ballast {
namespace {

constexpr double kRate = 0.05, kKappaIndex = 0.9;

/// March, September and December; those of September go early, at another divisor than the statutory month's.
const AwardPoints kPoints{
    {.month = 3, .weight = 0.2, .inverse_divisor = 1 / 139.0, .months_early = 0, .divisor_effect = 0},
    {.month = 9,
     .weight = 0.5,
     .inverse_divisor = 1 / 145.0,
     .months_early = 14,
     .divisor_effect = 1 / 145.0 - 1 / 139.0},
    {.month = 12, .weight = 0.3, .inverse_divisor = 1 / 132.0, .months_early = 3, .divisor_effect = -1e-4}};

/// 100 of whom 40 gain the year by and by; of those, some are eligible only by that.
Leavers<double> some_leavers() {
  Leavers<double> l;
  l.eligible = {100, 1800, 1300, 4e6, 95, 300};
  l.shift = {8, 110, 80, 2e5, 7, 5};
  l.gaining = {40, 38};
  return l;
}

AwardTerms<double> terms() {
  return {.bases = {6000, 5000},
          .index = 0.8,
          .credit = 4000,
          .account_rate = kRate,
          .rates = {.basic = 0.01, .transitional = 0.013}};
}

/// One month's retirees, with the part of the year's gain they have.
struct Month {
  Members<double> people;
  double credit = 0, gained = 0, level = 0;
};
Month of_month(const AwardPoint& p) {
  const Leavers<double> l = some_leavers();
  const double part = p.month / 12.0;
  Month m{p.weight * (l.eligible + part * l.shift)};
  m.gained = p.weight * part * l.gaining.heads, m.level = p.weight * part * l.gaining.level;
  m.people.paid += m.gained, m.people.indexed += terms().index * m.level;
  m.credit = terms().credit * m.level;
  return m;
}

/// b(1 + i·m/12) + c_m(1 + i(m + 1)/24): what its payers and their credits have come to in the month (hand case T03).
double at_award(const Month& m, int month) {
  return m.people.account * (1 + kRate * month / 12) + m.credit * (1 + kRate * (month + 1) / 24);
}

CellAward<double> awarded() { return award_cell(some_leavers(), award_moments(kPoints), kKappaIndex, terms()); }

TEST(CellAward, EqualsTheSameLeaversAwardedMonthByMonth) {
  double heads = 0, years = 0, basic = 0, transitional = 0, basic_paid = 0, transitional_paid = 0;
  for (const AwardPoint& p : kPoints) {
    const Members<double> m = of_month(p).people;
    const double b = 0.005 * (6000 * (m.paid + m.deemed) + 5000 * (m.deemed + m.indexed));
    const double t = 0.013 * 5000 * kKappaIndex * m.deemed;
    heads += m.heads, years += m.paid + m.deemed, basic += b, transitional += t;
    basic_paid += (12 - p.month) * b, transitional_paid += (12 - p.month) * t;
  }
  const CellAward<double> a = awarded();
  EXPECT_NEAR(a.people.heads, heads, 1e-9);
  EXPECT_NEAR(a.people.years, years, 1e-9);
  EXPECT_NEAR(a.people.pooled, basic + transitional, 1e-6);
  EXPECT_NEAR(a.people.transitional, transitional, 1e-6);
  EXPECT_NEAR(a.basic_paid, basic_paid, 1e-6);
  EXPECT_NEAR(a.transitional_paid, transitional_paid, 1e-6);
}

TEST(CellAward, DrawsTheAccountsOfEachMonthWithItsOwnDivisorAndInterest) {
  double pension = 0, paid = 0, left = 0, interest = 0;
  for (const AwardPoint& p : kPoints) {
    const Month m = of_month(p);
    const double balance = at_award(m, p.month), month = balance * p.inverse_divisor;
    const AccountDraw<double> draw = draw_account(balance, month, draw_terms(kRate, p.month));
    pension += month, paid += draw.from_account, left += draw.closing;
    interest += draw.closing + draw.from_account - m.people.account - m.credit;
  }
  const CellAward<double> a = awarded();
  EXPECT_NEAR(a.account.pension, pension, 1e-7);
  EXPECT_NEAR(a.account_paid, paid, 1e-6);
  EXPECT_NEAR(a.account.balance, left, 1e-5);
  EXPECT_NEAR(a.account_interest, interest, 1e-5);
}

// The microscope of early retirement: months gained by heads, those of payers by level, and what the earlier divisor
// takes.
TEST(CellAward, TellsWhatGoingEarlyCosts) {
  double months = 0, paying_months = 0, newly_months = 0, effect = 0;
  const Leavers<double> l = some_leavers();
  for (const AwardPoint& p : kPoints) {
    const Month m = of_month(p);
    months += p.months_early * m.people.heads;
    paying_months += p.weight * p.months_early * (l.gaining.level - l.shift.level);
    newly_months += p.weight * p.months_early * p.month / 12.0 * l.shift.level;
    effect += p.divisor_effect * at_award(m, p.month);
  }
  const CellAward<double> a = awarded();
  EXPECT_NEAR(a.months_early, months, 1e-9);
  EXPECT_NEAR(a.paying_months_early, paying_months, 1e-9);
  EXPECT_NEAR(a.newly_months_early, newly_months, 1e-9);
  EXPECT_NEAR(a.divisor_effect, effect, 1e-7);
  EXPECT_LT(a.divisor_effect, 0);
}

// Deemed years cost the basic part of both bases and the transitional pension (the flow deemed_years_cost).
TEST(CellAward, PricesDeemedYears) {
  double deemed = 0;
  for (const AwardPoint& p : kPoints) deemed += of_month(p).people.deemed;
  EXPECT_NEAR(awarded().deemed_cost, deemed * (0.005 * (6000 + 5000) + 0.013 * 5000 * kKappaIndex), 1e-7);
}

TEST(CellAward, KeepsTheSumsOfThoseWhoLeftAndOfThoseWhoGained) {
  Members<double> left;
  double gained = 0, level = 0;
  for (const AwardPoint& p : kPoints) {
    const Month m = of_month(p);
    left += m.people, gained += m.gained, level += m.level;
  }
  const CellAward<double> a = awarded();
  EXPECT_NEAR(a.left.heads, left.heads, 1e-9);
  EXPECT_NEAR(a.left.paid, left.paid, 1e-9);
  EXPECT_NEAR(a.left.indexed, left.indexed, 1e-9);
  EXPECT_NEAR(a.left.account, left.account, 1e-6);
  EXPECT_NEAR(a.left.deemed, left.deemed, 1e-9);
  EXPECT_NEAR(a.gained.heads, gained, 1e-12);
  EXPECT_NEAR(a.gained.level, level, 1e-12);
}

/// Middle-cohort leavers with so many paid years a head, at index 0.75, and new-cohort leavers; one way out.
struct Age60 {
  Exit exit{.way = Way::special, .share = 1};
  AwardMoments june = award_moments({{.month = 6, .weight = 1, .inverse_divisor = 1 / 139.0}});
  const AwardMoments* moments = &june;
  RowOutcome<double> middle, fresh;
  CellAward<double> joined;  ///< the last that came to the pensioners
  AwardsByWay<double> by_way;
  double mean_index = 0;

  explicit Age60(double years) {
    middle.clear(1), fresh.clear(1);
    middle.due[0].eligible = {10, 10 * years, 10 * years * 0.75, 1e5, 10, 50};
    middle.bought = {10, 10 * years, 10 * years * 0.75, 1e5, 10, 50};
    fresh.due[0].eligible = {4, 60, 40, 1e5, 4, 0};
  }
  void award(const Kappa& kappa) {
    mean_index = award_age(middle, fresh, WaysOut{&exit, &moments, 1}, kappa, terms(), by_way,
                           [this](int, const CellAward<double>& a) { joined = a; });
  }
};

// κ fades as paid years accrue (equation A4): halfway gone when the mean is twice that of the base tables.
TEST(AwardsOfAnAge, FadeTheCorrelationOfDeemedYearsWithPaidYears) {
  Age60 as_base(10), later(20), before(5);
  as_base.award({.base = 1.2, .years = 10}), later.award({.base = 1.2, .years = 10});
  before.award({.base = 1.2, .years = 10});
  EXPECT_NEAR(as_base.mean_index, 1.2 * 0.75, 1e-12);
  EXPECT_NEAR(later.mean_index, 1.1 * 0.75, 1e-12);
  EXPECT_NEAR(before.mean_index, 1.2 * 0.75, 1e-12);
}

TEST(AwardsOfAnAge, TakeBothCohortsTogetherAndAddUpByWay) {
  Age60 age(20);
  age.award({.base = 1, .years = 10});
  EXPECT_NEAR(age.joined.people.heads, 14, 1e-12);
  EXPECT_NEAR(age.joined.people.transitional, 50 * 0.75 * 5000 * 0.013, 1e-9);
  age.award({.base = 1, .years = 10});
  EXPECT_NEAR(age.by_way.of(Way::special)->people.heads, 28, 1e-12);
  EXPECT_EQ(age.by_way.of(Way::statutory), nullptr);
}

// Years may all be deemed: heads decide whether there is anybody to award.
TEST(AwardsOfAnAge, CountHeadsAndNotPaidYears) {
  Age60 age(0);
  age.middle.due[0].eligible = {10, 0, 0, 0, 0, 200}, age.middle.bought = {}, age.fresh.due[0] = {};
  age.award({});
  EXPECT_NEAR(age.joined.people.years, 200, 1e-12);
  EXPECT_EQ(age.mean_index, 0);
}

TEST(AwardsOfAnAge, AreNothingWhereNobodyLeaves) {
  Age60 age(10);
  age.middle.due[0] = age.fresh.due[0] = {};
  age.award({});
  EXPECT_EQ(age.joined.people.heads, 0);
  EXPECT_EQ(age.by_way.of(Way::special), nullptr);
}

// Of four who may gain the year by June and six who may not: a twelve of the limited benefit is due in full from July
// on.
TEST(AwardsOfAnAge, CountTheMonthsOfALimitedBenefitByTwelves) {
  Age60 age(10);
  age.exit.way = Way::illness_limited, age.exit.share = 0.5;
  age.middle.limited[0] = {800, 40}, age.fresh.limited[0] = {100, 0}, age.middle.limited[1] = {200, 10};
  const auto twelves = limited_months(age.exit.share, age.june, age.middle, age.fresh);
  EXPECT_NEAR(twelves[0].whole, 0.5 * (900 + 0.5 * 40), 1e-9);
  EXPECT_NEAR(twelves[0].first, 6 * twelves[0].whole, 1e-9);
  EXPECT_NEAR(twelves[1].whole, 0.5 * (200 + 0.5 * 10), 1e-9);
  EXPECT_EQ(twelves[2].whole, 0);
}

// An exit takes its share of those who pass its test; a row without tests has nobody.
TEST(AwardsOfAnAge, TakeEachWaysShareOfThoseWhoPassItsTest) {
  Age60 age(20);
  age.exit.share = 0.25, age.fresh.clear(0);
  age.award({.base = 1, .years = 10});
  EXPECT_NEAR(age.joined.people.heads, 2.5, 1e-12);
}

TEST(CellAward, AddsUpInEveryField) {
  const CellAward<double> one = awarded();
  CellAward<double> two = one;
  two += one;
  const auto twice = [](double sum, double part) { EXPECT_DOUBLE_EQ(sum, 2 * part); };
  twice(two.people.heads, one.people.heads), twice(two.people.pooled, one.people.pooled);
  twice(two.account.pension, one.account.pension), twice(two.account.balance, one.account.balance);
  twice(two.basic_paid, one.basic_paid), twice(two.transitional_paid, one.transitional_paid);
  twice(two.account_paid, one.account_paid), twice(two.account_interest, one.account_interest);
  twice(two.gained.heads, one.gained.heads), twice(two.gained.level, one.gained.level);
  twice(two.deemed_cost, one.deemed_cost), twice(two.months_early, one.months_early);
  twice(two.paying_months_early, one.paying_months_early), twice(two.newly_months_early, one.newly_months_early),
      twice(two.divisor_effect, one.divisor_effect);
  twice(two.left.heads, one.left.heads), twice(two.left.account, one.left.account);
}

}  // namespace
}  // namespace ballast
