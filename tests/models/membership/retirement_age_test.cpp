#include "models/membership/retirement_age.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

namespace ballast {
namespace {

// Men of 60 under the decision of 2024-09-13, and the interim measures on flexible retirement of 2024-12-31.
const StatutoryRule kMen{720, year_month(1965, 1), 4, 36};
const StatutoryRule kWorkers{600, year_month(1975, 1), 2, 60};
/// So many months from the month on, none before.
Window from_month(YearMonth begin, double months) {
  return [=](YearMonth month) { return month < begin ? 0.0 : months; };
}
const YearMonth kFirst = year_month(1990, 1), kLast = year_month(2060, 12);
const FlexibleRule kFlexible =
    flexible_rule(from_month(year_month(2025, 1), 36), from_month(year_month(2025, 1), 36), kFirst, kLast);

CohortRule cohort(const StatutoryRule& rule, double early, double late) {
  return {.statutory = rule,
          .flexible = kFlexible,
          .early_share = [early](YearMonth) { return early; },
          .late_share = [late](YearMonth) { return late; }};
}

TEST(Delay, BeginsInTheFirstMonthAndStopsAtItsCap) {
  EXPECT_EQ(delay_months(kMen, year_month(1964, 12)), 0);
  EXPECT_EQ(delay_months(kMen, year_month(1965, 1)), 1);
  EXPECT_EQ(delay_months(kMen, year_month(1971, 7)), 20);  // 61 years 8 months, as the press explained the rule
  EXPECT_EQ(delay_months(kMen, year_month(1976, 8)), 35);
  EXPECT_EQ(delay_months(kMen, year_month(2005, 3)), 36);
}

TEST(FlexibleRetirement, IsNoChoiceForThoseDueBeforeItIsInForce) {
  const YearMonth birth = year_month(1964, 12);
  EXPECT_EQ(earliest_month(kMen, kFlexible, birth), statutory_month(kMen, birth));
  EXPECT_EQ(latest_month(kMen, kFlexible, birth), statutory_month(kMen, birth));
}

// The choice of going later alone is a choice too.
TEST(FlexibleRetirement, BeginsWithTheFirstMonthOfEitherWindow) {
  const auto none = [](YearMonth) { return 0.0; };
  const Window from_2027 = from_month(year_month(2027, 7), 24);
  const FlexibleRule late_alone = flexible_rule(none, from_2027, kFirst, kLast);
  EXPECT_EQ(late_alone.in_force, year_month(2027, 7));
  EXPECT_EQ(late_alone.longest_early, 0);
  EXPECT_EQ(late_alone.late(year_month(2027, 7)), 24);
  EXPECT_EQ(flexible_rule(from_2027, none, kFirst, kLast).longest_early, 24);
  EXPECT_GT(flexible_rule(none, none, kFirst, kLast).in_force, kLast);
}

// A law that changes the windows again: who had gone under the old one has gone, nobody goes under it any more.
TEST(FlexibleRetirement, HasTheWindowsOfTheMonthInWhichSomebodyDecides) {
  const auto closing = [](YearMonth month) {
    return month < year_month(2025, 1) ? 0.0 : month < year_month(2027, 1) ? 36.0 : 12.0;
  };
  const FlexibleRule flexible = flexible_rule(closing, closing, kFirst, kLast);
  const auto born_for = [](YearMonth statutory) {  // full delay: 63 years
    const YearMonth birth = statutory + -756;
    EXPECT_EQ(statutory_month(kMen, birth), statutory);
    return birth;
  };
  EXPECT_EQ(earliest_month(kMen, flexible, born_for(year_month(2045, 6))), year_month(2044, 6));
  EXPECT_EQ(latest_month(kMen, flexible, born_for(year_month(2045, 6))), year_month(2046, 6));
  const StatutoryRule undelayed_past{720, year_month(1900, 1), 1, 60};  // 65 years for everybody
  const auto earliest = [&](YearMonth statutory) { return earliest_month(undelayed_past, flexible, statutory + -780); };
  EXPECT_EQ(earliest(year_month(2029, 12)), year_month(2026, 12));  // 36 months before, the window still open
  EXPECT_EQ(earliest(year_month(2030, 1)), year_month(2029, 1));    // a month later it is twelve
  EXPECT_EQ(latest_month(undelayed_past, flexible, year_month(2026, 12) + -780), year_month(2029, 12));
  EXPECT_EQ(latest_month(undelayed_past, flexible, year_month(2027, 1) + -780), year_month(2028, 1));
}

TEST(FlexibleRetirement, NeverComesBeforeTheOriginalAge) {
  // Delay 1 month: the window of 36 months reaches back one month only.
  EXPECT_EQ(earliest_month(kMen, kFlexible, year_month(1965, 2)), year_month(2025, 2));
}

TEST(FlexibleRetirement, NeverComesBeforeItIsInForce) {
  // A rule delayed from earlier births on: the original age lies before the choice exists.
  const StatutoryRule early_delay{720, year_month(1960, 1), 4, 36};
  const YearMonth birth = year_month(1964, 6);
  ASSERT_GE(statutory_month(early_delay, birth), kFlexible.in_force);
  ASSERT_LT(birth + 720, kFlexible.in_force);
  EXPECT_EQ(earliest_month(early_delay, kFlexible, birth), kFlexible.in_force);
}

TEST(FlexibleRetirement, ReachesBackThreeYearsAtMostForWomenWorkersBornAfter1980) {
  // Births up to 1980-12 can take back the whole delay, later ones only 36 months of it.
  const YearMonth last_free = year_month(1980, 12), first_bound = year_month(1981, 1);
  EXPECT_EQ(earliest_month(kWorkers, kFlexible, last_free), last_free + 600);
  EXPECT_EQ(earliest_month(kWorkers, kFlexible, first_bound), first_bound + 601);
}

TEST(RetirementPoints, LeaveOutOptionsThatChangeNothing) {
  for (const RetirementPoint& point : retirement_points(cohort(kMen, 0.35, 0.05), 1960))
    EXPECT_EQ(point.option, Option::statutory);
}

TEST(RetirementPoints, AskForTheTakeUpOnTheDayTheOptionIsTaken) {
  // Take-up that begins in 2027 leaves alone those who could have gone early in 2026.
  CohortRule rule = cohort(kMen, 0.0, 0.0);
  rule.early_share = [](YearMonth at) { return at < year_month(2027, 1) ? 0.0 : 1.0; };
  for (const RetirementPoint& point : retirement_points(rule, 1966))
    EXPECT_NE(point.option, Option::early) << point.month.year();
  int early = 0;
  for (const RetirementPoint& point : retirement_points(rule, 1967)) early += point.option == Option::early ? 1 : 0;
  EXPECT_EQ(early, 12);
}

TEST(RetirementPoints, GiveTheLateOnlyWhatTheEarlyLeave) {
  double late = 0;
  for (const RetirementPoint& point : retirement_points(cohort(kMen, 0.7, 0.9), 1970))
    late += point.option == Option::late ? point.weight : 0.0;
  EXPECT_NEAR(late, 0.3, 1e-12);
}

// A quarter of the late wait 12 months, the others 48, of which the rule allows 36.
TEST(RetirementPoints, SpreadTheLateOverTheMonthsTheyWait) {
  CohortRule rule = cohort(kMen, 0.2, 0.4);
  rule.late_by_months = {{12, 0.25}, {48, 0.75}};
  double by_twelve = 0, by_most = 0;
  for (const RetirementPoint& point : retirement_points(rule, 1972)) {
    if (point.month == point.statutory + 12) by_twelve += point.weight;
    if (point.month == point.statutory + 36) by_most += point.weight;
    EXPECT_EQ(point.option == Option::late, point.month > point.statutory);
    EXPECT_EQ(point.option == Option::early, point.month < point.statutory);
  }
  EXPECT_NEAR(by_twelve, 0.1, 1e-12);
  EXPECT_NEAR(by_most, 0.3, 1e-12);
}

TEST(RetirementPoints, TakeNoMoreThanEverybodyAndNoLessThanNobody) {
  for (const auto& [share, early] : {std::pair{1.7, 1.0}, std::pair{-0.3, 0.0}}) {
    double taken = 0;
    for (const RetirementPoint& point : retirement_points(cohort(kMen, share, 0.0), 1972))
      taken += point.option == Option::early ? point.weight : 0.0;
    EXPECT_NEAR(taken, early, 1e-12);
  }
}

RC_GTEST_PROP(RetirementPoints, WeighOneCohortAndStayInsideTheWindow, ()) {
  const Year birth_year = *rc::gen::inRange(1950, 2005);
  const double early = *rc::gen::inRange(0, 101) / 100.0, late = *rc::gen::inRange(0, 101) / 100.0;
  const StatutoryRule rule = *rc::gen::element(kMen, kWorkers);
  double total = 0;
  for (const RetirementPoint& point : retirement_points(cohort(rule, early, late), birth_year)) {
    const YearMonth birth = point.month + -point.age_months;
    RC_ASSERT(birth.year() == birth_year);
    RC_ASSERT(point.month >= earliest_month(rule, kFlexible, birth));
    RC_ASSERT(point.month <= latest_month(rule, kFlexible, birth));
    RC_ASSERT(point.statutory == statutory_month(rule, birth));
    total += point.weight;
  }
  RC_ASSERT(std::abs(total - 1.0) < 1e-12);
}

}  // namespace
}  // namespace ballast
