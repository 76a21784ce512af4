// The ways out of membership (equations M5): who is short of years is asked once in a cohort's life, whatever others
// chose.
#include "sim/engine/exit_rules.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "sim/engine/exit_room.hpp"
#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

constexpr int kUnit = 0;

/// What becomes of a cohort whose people stay in one bucket all their lives, until the calendar has called everyone.
struct Course {
  double left = 1, retired = 0, asked = 0, ended = 0;
};

Course follow(const std::vector<std::string>& choices, Category g, Year birth, int bucket) {
  std::vector<std::string> sets{"retirement.early_special=0", "retirement.early_illness=0",
                                "retirement.early_irregular=0", "retirement.short_leave=0.4"};
  sets.insert(sets.end(), choices.begin(), choices.end());
  const Scenario s = test::scenario("baseline", sets, 2060);
  const ExitTable table(s, kUnit);
  const ExitRules rules(s, kUnit, table);
  Course all;
  for (Year t = 2016; t <= s.last_year; ++t) {
    const Age x = t - birth;
    if (x < MemberTable<double>::kFirstAge || x > MemberTable<double>::kLastAge || table.at(g, t, x).past_due) continue;
    const RowExits& row = rules.year(t).row(g, x);
    double going = 0;
    for (const Exit* exit = row.exits; exit != row.exits + row.count; ++exit) {
      const double retire = exit->share * exit->here[bucket], end = (1 - exit->here[bucket]) * exit->ending(bucket);
      all.retired += all.left * retire, all.ended += all.left * end, going += retire + end;
      all.asked += all.left * (1 - exit->here[bucket]) * exit->asks(bucket);
    }
    if (row.count > 0) {
      EXPECT_NEAR(row.stay_flat[bucket], 1 - going, 1e-12) << t;
    }
    all.left *= 1 - going;
  }
  return all;
}

const std::vector<std::vector<std::string>> kChoices{
    {"retirement.flexible_early=0", "retirement.flexible_late=0"},
    {"retirement.flexible_early=0.5", "retirement.flexible_late=0.2"},
    {"retirement.flexible_early=0.3", "retirement.flexible_late=0.7"},  // nobody at the statutory month
    {"retirement.flexible_early=1", "retirement.flexible_late=0"}};
constexpr double kLate[] = {0, 0.2, 0.7, 0};
// Statutory months of one calendar year (men before the reform), of two (men) and of three (women workers).
constexpr std::pair<Category, Year> kCohorts[] = {
    {Category::male_employee, 1970}, {Category::male_employee, 1976}, {Category::female_worker, 1984}};

// 44-3.4: the short extend, buy or leave (equation M5.2a).
TEST(ExitRules, AsksEachShortPersonOnceWhoDoesNotWaitByChoice) {
  for (std::size_t n = 0; n < kChoices.size(); ++n)
    for (const auto& [g, birth] : kCohorts) {
      const Course short_of_years = follow(kChoices[n], g, birth, 0);
      EXPECT_NEAR(short_of_years.asked, 1 - kLate[n], 1e-9) << n << " " << birth;
      EXPECT_NEAR(short_of_years.ended, 0.4 * (1 - kLate[n]), 1e-9) << n << " " << birth;
      EXPECT_NEAR(short_of_years.retired, 0, 1e-12);
    }
}

// 44-3.4: the loan is offered in the same breath, to those near enough.
TEST(ExitRules, OffersTheLoanOnceToo) {
  for (const auto& [g, birth] : kCohorts) {
    std::vector<std::string> sets = kChoices[1];
    sets.emplace_back("hardship.loan_share=0.5");
    sets.emplace_back("retirement.minimum_months=240");
    const Course near = follow(sets, g, birth, 18), far = follow(sets, g, birth, 3);
    EXPECT_NEAR(near.ended, (0.5 + 0.5 * 0.4) * 0.8, 1e-9) << birth;
    EXPECT_NEAR(far.ended, 0.4 * 0.8, 1e-9) << birth;
  }
}

// 44-4.4: who has the years goes when he chose to, everyone once.
TEST(ExitRules, RetiresEveryoneWithTheYearsByTheCalendarsLastYear) {
  for (const auto& choices : kChoices)
    for (const auto& [g, birth] : kCohorts) EXPECT_NEAR(follow(choices, g, birth, 20).retired, 1, 1e-9) << birth;
}

// 44-4.4: stricter early retirement, as late as past the statutory age, takes nobody's own month away.
TEST(ExitRules, KeepTheCalendarWhereIllnessAndIrregularRetirementBeginLater) {
  const std::vector<std::string> later{"retirement.early_from_male=65", "retirement.early_from_female=65",
                                       "retirement.flexible_early=0.5", "retirement.flexible_late=0.2"};
  for (const auto& [g, birth] : kCohorts) {
    EXPECT_NEAR(follow(later, g, birth, 20).retired, 1, 1e-9) << birth;
    EXPECT_NEAR(follow(later, g, birth, 0).asked, 1 - 0.2, 1e-9) << birth;
  }
  const Scenario s = test::scenario("baseline", {"retirement.early_from_female=52"}, 2030);
  const ExitTable table(s, kUnit);
  for (Year t = 2016; t <= 2030; ++t)
    for (Age x = 46; x < 55; ++x)
      EXPECT_EQ(table.at(Category::female_cadre, t, x).irregular.share > 0, x >= 52) << t << " at " << x;
}

/// Whether an age finds the same ways in two tables.
void expect_same_ways(const ExitTable& one, const ExitTable& other, Category g, Year t, Age x) {
  const AgeExits &a = one.at(g, t, x), &b = other.at(g, t, x);
  const auto same = [&](const ExitTemplate& w, const ExitTemplate& v) {
    EXPECT_EQ(w.share, v.share) << t << " at " << x;
    EXPECT_EQ(w.minimum_months, v.minimum_months) << t << " at " << x;
    if (!(w.share > 0)) return;
    EXPECT_EQ(one.moments(w).months_early.all, other.moments(v).months_early.all) << t << " at " << x;
    EXPECT_EQ(one.moments(w).pension[0].all, other.moments(v).pension[0].all) << t << " at " << x;
  };
  for (const auto way : {&AgeExits::special, &AgeExits::illness, &AgeExits::irregular, &AgeExits::illness_partial,
                         &AgeExits::illness_limited, &AgeExits::made_up})
    same(a.*way, b.*way);
  ASSERT_EQ(a.scheduled.size(), b.scheduled.size());
  for (std::size_t k = 0; k < a.scheduled.size(); ++k) same(a.scheduled[k], b.scheduled[k]);
}

// Cohorts due as those before them share their ways (44-4.4, equation M5.2): terms that change in a late year, when all
// cohorts are due alike, act in that year on everyone, as if they had always held.
TEST(ExitTable, LetsALateChangeOfTermsActOnCohortsDueAlike) {
  for (const std::string change :
       {"retirement.special_age_male=648", "retirement.special_age_female=564", "retirement.early_from_male=53",
        "retirement.early_from_female=48", "retirement.illness_window=24", "retirement.illness_benefit=0",
        "retirement.minimum_months=216"}) {
    SCOPED_TRACE(change);
    const Scenario before = test::scenario("baseline", {}, 2068), always = test::scenario("baseline", {change}, 2068),
                   late = test::scenario("baseline", {change + "@2064"}, 2068);
    const ExitTable as_before(before, kUnit), as_always(always, kUnit), changed(late, kUnit);
    int compared = 0;
    for (Category g : {Category::male_employee, Category::female_cadre, Category::female_worker})
      for (Age x = MemberTable<double>::kFirstAge; x <= MemberTable<double>::kLastAge; ++x) {
        const AgeExits& ways = as_before.at(g, 2064, x);
        if (ways.past_due) continue;
        ++compared;
        expect_same_ways(changed, as_before, g, 2063, x);
        expect_same_ways(changed, as_always, g, 2068, x);
        // The minimum of who passed the statutory month earlier is that of then; whom a special age has called already
        // it does not call again, and it calls who is past it (changed_rules_test).
        if (ways.after_statutory < 0 && !change.starts_with("retirement.special_age"))
          expect_same_ways(changed, as_always, g, 2064, x);
      }
    EXPECT_GT(compared, 100);
  }
}

// The kernel's arrays have room for every way of one age, with late leavers of years of several minima among them.
TEST(ExitRules, OpenNoMoreWaysAndTestsThanTheKernelHasRoomFor) {
  EXPECT_NO_THROW(check_room(kMostExits, kMostTests));
  EXPECT_THROW(check_room(kMostExits + 1, 1), std::logic_error);
  EXPECT_THROW(check_room(1, kMostTests + 1), std::logic_error);
  std::vector<std::string> sets{"retirement.flexible_early=0.3", "retirement.flexible_late=0.5",
                                "retirement.limited_share=0.5", "retirement.late_window=60"};
  for (Year t = 2026; t <= 2045; ++t)
    sets.push_back("retirement.minimum_months=" + std::to_string(100 + 7 * (t - 2025)) + "@" + std::to_string(t));
  const Scenario s = test::scenario("baseline", sets, 2045);
  EXPECT_NO_THROW(ExitRules(s, kUnit, ExitTable(s, kUnit)));
}

// The minimum reached after the chosen month: nobody waits for a month that has passed (equation M5.2d).
TEST(ExitRules, LetsThoseWhoReachTheMinimumAfterTheirMonthGoByTheYearsEnd) {
  const Scenario s =
      test::scenario("baseline",
                     {"retirement.early_special=0", "retirement.early_illness=0", "retirement.early_irregular=0",
                      "retirement.flexible_early=0.6", "retirement.flexible_late=0", "retirement.minimum_months=240"},
                     2060);
  const ExitTable table(s, kUnit);
  const ExitRules rules(s, kUnit, table);
  constexpr int kBucket = 19;  // the twentieth year is this one
  int with_ways = 0;
  for (Year t = 2034; t <= 2039; ++t) {  // born in 1976: early months from 2036, statutory ones in 2038 and 2039
    const RowExits& row = rules.year(t).row(Category::male_employee, t - 1976);
    if (row.count == 0) continue;
    ++with_ways;
    const double waiting = table.at(Category::male_employee, t, t - 1976).waiting;
    EXPECT_NEAR(row.stay_up[kBucket],
                waiting / (1 - s.knobs.year(Knob::short_leave, kUnit, t) *
                                   table.at(Category::male_employee, t, t - 1976).asked_before),
                1e-9)
        << t;
  }
  EXPECT_GE(with_ways, 4);
}

// assumed: a benefit of limited months does not end the right to keep paying
TEST(ExitRules, TakesOnlyThoseOfTheShortWhoClaimTheLimitedBenefit) {
  const auto taken = [](const char* share) {
    const Scenario s = test::scenario("baseline", {std::string("retirement.limited_share=") + share}, 2030);
    const ExitTable table(s, kUnit);
    const ExitRules rules(s, kUnit, table);
    const RowExits& row = rules.year(2028).row(Category::male_employee, 52);
    double sum = 0;
    for (const Exit* exit = row.exits; exit != row.exits + row.count; ++exit)
      if (exit->way == Way::illness_limited) sum += exit->share * exit->here[2];
    EXPECT_NEAR(row.stay_flat[2], 1 - sum, 1e-12);
    return sum;
  };
  EXPECT_GT(taken("1"), 0);
  EXPECT_NEAR(taken("0.25"), 0.25 * taken("1"), 1e-12);
  EXPECT_EQ(taken("0"), 0);
}

// The months of the benefit are those of the year of the award (44-4.4): a change dated later leaves earlier awards
// alone.
TEST(ExitRules, GiveTheLimitedBenefitTheMonthsOfItsYear) {
  const Scenario s = test::scenario(
      "baseline", {"retirement.limited_share=1", "retirement.limited_base=6@2029", "retirement.limited_further=0@2029"},
      2030);
  const ExitTable table(s, kUnit);
  const ExitRules rules(s, kUnit, table);
  const auto years_of_benefit = [&](Year t) {
    const RowExits& row = rules.year(t).row(Category::male_employee, 52);
    const auto* test =
        std::find_if(row.tests, row.tests + row.test_count, [](const YearsTest& t) { return t.is_limited(); });
    return test->years_of_benefit[2].front();
  };
  EXPECT_DOUBLE_EQ(years_of_benefit(2028), 1.0);
  EXPECT_DOUBLE_EQ(years_of_benefit(2029), 0.5);
}

// A row like that of the year before is read where that stands: what the kernel reads every year stays close at hand.
TEST(ExitRules, KeepARowOnceAsLongAsNothingMoves) {
  const auto last_rows = [](const char* set) {
    const Scenario s = test::scenario("baseline", {std::string(set)}, 2060);
    const ExitTable table(s, kUnit);
    const ExitRules rules(s, kUnit, table);
    int shared = 0, own = 0;
    for (Age x = 50; x <= 70; ++x) {
      const RowExits &before = rules.year(2059).row(Category::male_employee, x),
                     &now = rules.year(2060).row(Category::male_employee, x);
      EXPECT_EQ(now.count, before.count) << x;
      (now.exits == before.exits && now.stay_up == before.stay_up && now.tests == before.tests ? shared : own)++;
    }
    return std::pair{shared, own};
  };
  EXPECT_EQ(last_rows("retirement.early_illness=1").second, 0);  // the schedule has ended, no rule moves
  EXPECT_GT(last_rows("retirement.early_illness=0.5@2060").second, 0);
}

}  // namespace
}  // namespace ballast
