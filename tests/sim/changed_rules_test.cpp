// Rules of retirement that change while cohorts are under way: nobody is left out and nobody is asked twice (equations
// R2, R7, M5.1, M5.2b).
#include <gtest/gtest.h>

#include "sim/engine/exit_room.hpp"
#include "sim/engine/exit_rules.hpp"
#include "sim/engine/groundwork.hpp"
#include "tests/sim/one_county.hpp"
#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

constexpr int kUnit = 0;
constexpr Category kMen = Category::male_employee;

/// Σ over the years of a run of what a cohort of men finds at each age.
template <class Find>
double over_life(const Scenario& s, Year birth, Find find) {
  double sum = 0;
  for (Year t = s.base_year + 1; t <= s.last_year; ++t) {
    const Age x = t - birth;
    if (x >= MemberTable<double>::kFirstAge && x <= MemberTable<double>::kLastAge) sum += find(t, x);
  }
  return sum;
}

// A special age that falls from 55 to 50 finds cohorts of 50 to 55 past it; one that rises to 60 finds some asked
// at 55.
TEST(SpecialAge, AsksEachBirthMonthOnceThoughItChanges) {
  for (const char* age : {"660@2016", "600@2027", "720@2027", "630@2030"}) {
    const Scenario s = test::scenario("baseline", {std::string("retirement.special_age_male=") + age}, 2075);
    const ExitTable table(s, kUnit);
    for (Year birth = 1962; birth <= 2010; ++birth)
      EXPECT_NEAR(over_life(s, birth, [&](Year t, Age x) { return table.at(kMen, t, x).special.share; }), 1, 1e-12)
          << age << ", born " << birth;
  }
}

TEST(SpecialAge, ThatFallsTakesThoseWhoArePastItInJanuary) {
  const Scenario s = test::scenario("baseline", {"retirement.special_age_male=600@2027"}, 2030);
  const RetirementCalendar calendar(s, kUnit);
  const AwardPoints past = calendar.special_points(kMen, 1974, 2027);  // 52 and 53 years old in 2027
  ASSERT_EQ(past.size(), 1u);
  EXPECT_EQ(past.front().month, 1);
  EXPECT_EQ(calendar.special_points(kMen, 1977, 2027).size(), 12u);  // each in the month of the fiftieth birthday
  EXPECT_TRUE(calendar.special_points(kMen, 1971, 2027).empty());    // were asked at 55, in 2026
}

// 44-3.4: who is past due is asked once to buy the missing years, whatever the wait was when others were asked.
TEST(ShortOfYears, AreAskedToBuyOnceThoughTheWaitChanges) {
  for (const char* wait : {"5@2016", "3@2027", "0@2027", "7@2027"}) {
    const Scenario s = test::scenario(
        "baseline", {"retirement.short_buy=0.5", std::string("retirement.short_buy_after=") + wait}, 2075);
    const ExitTable table(s, kUnit);
    const ExitRules rules(s, kUnit, table);
    const auto asked = [&](Year t, Age x) {
      const RowExits& row = rules.year(t).row(kMen, x);
      return table.at(kMen, t, x).past_due && row.count > 0 && row.exits->buy > 0 ? 1 : 0;
    };
    for (Year birth = 1960; birth <= 1995; ++birth)
      EXPECT_EQ(over_life(s, birth, asked), 1) << wait << ", born " << birth;
  }
}

// 44-4.4: flexible retirement that a law takes back.
TEST(FlexibleRetirement, EndsInTheMonthInWhichItsWindowCloses) {
  const Scenario s = test::scenario("baseline", {"retirement.early_window=0@2027"}, 2040);
  const ExitTable table(s, kUnit);
  const auto early = [&](Year t) {
    double share = 0;
    for (Age x = 50; x <= 65; ++x)
      for (const ExitTemplate& due : table.at(kMen, t, x).scheduled)
        if (due.way == Way::early) share += due.share;
    return share;
  };
  EXPECT_GT(early(2026), 0);
  for (Year t = 2027; t <= s.last_year; ++t) EXPECT_EQ(early(t), 0) << t;
}

// 助保贷款: a term that is changed is that of new loans.
TEST(Loans, AreNeverRepaidBackwards) {
  for (const char* term : {"12@2028", "4@2028"}) {
    const Scenario s =
        test::scenario("baseline", {"hardship.loan_share=0.3@2020", std::string("hardship.loan_term=") + term}, 2034);
    const auto result = test::project_unit(s, kUnit, Groundwork(s, 1));
    ASSERT_TRUE(result);
    for (Year t = 2021; t <= s.last_year; ++t)
      EXPECT_GT(result->flows.at(t - s.base_year, Flow::loans_repaid), 0) << term << ", " << t;
  }
}

}  // namespace
}  // namespace ballast
