// Retirement months of the decision of 2024-09-13 for the birth months of the transition, as collected in a table of
// 540 rows; divisors at the same ages as stated by public calculators and award forms.
#include "models/membership/retirement_age.hpp"

#include <gtest/gtest.h>

#include "tests/hand_cases/law_file.hpp"
#include "tests/published/table.hpp"

namespace ballast {
namespace {

TEST(DelayedRetirement, MatchesEveryMonthOfTheRuleTable) {
  const toml::table law = law_file::open("national.toml");
  int compared = 0;
  for (const published::Row& row : published::rows("statutory_months.csv")) {
    const StatutoryRule rule = law_file::statutory(law, row.at(0));
    for (int month = 1; month <= 12; ++month, ++compared) {
      const YearMonth birth = year_month(std::stoi(row.at(1)), month);
      const YearMonth listed = law_file::month_of(row.at(static_cast<std::size_t>(month) + 1));
      EXPECT_EQ(statutory_month(rule, birth).index, listed.index) << row.at(0) << ' ' << row.at(1) << '-' << month;
    }
  }
  EXPECT_EQ(compared, 540);  // three classes, fifteen birth years each
}

TEST(DelayedRetirement, AgreesWithTheDivisorsOfTheTransition) {
  // Ages and divisors of the law's check points: 60y1m 138.4 … 63y 117, 55y1m 169.5, 50y1m 194.6, 50y2m 194.2, 55y 170.
  const toml::table law = law_file::open("national.toml");
  const DivisorTable table = law_file::divisors(law, year_month(2025, 1));
  struct Point {
    const char* name;
    YearMonth birth;
    double divisor;
  };
  for (const Point& point :
       {Point{"male60", year_month(1965, 1), 138.4}, Point{"male60", year_month(1965, 5), 137.8},
        Point{"male60", year_month(1965, 11), 137.3}, Point{"male60", year_month(1976, 8), 117.7},
        Point{"male60", year_month(1976, 9), 117.0}, Point{"female55", year_month(1970, 1), 169.5},
        Point{"female55", year_month(1981, 9), 152.0}, Point{"female50", year_month(1975, 1), 194.6},
        Point{"female50", year_month(1975, 3), 194.2}, Point{"female50", year_month(1984, 11), 170.0}}) {
    const YearMonth retired = statutory_month(law_file::statutory(law, point.name), point.birth);
    EXPECT_DOUBLE_EQ(divisor(table, retired - point.birth), point.divisor) << point.name << ' ' << point.birth.year();
  }
}

}  // namespace
}  // namespace ballast
