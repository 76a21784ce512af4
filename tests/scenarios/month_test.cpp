/// Months as people write them: one grammar, whoever reads it.
#include <gtest/gtest.h>

#include "scenarios/reader/fields.hpp"

namespace ballast {
namespace {

TEST(Months, AreWrittenWithAYearOfFourDigitsAndAMonthOfTwo) {
  EXPECT_EQ(parse_month("2025-10"), year_month(2025, 10));
  EXPECT_EQ(parse_month("1765-05"), year_month(1765, 5)) << "whether the year makes sense is for the reader to say";
  for (const char* text : {"", "2025", "2025-1", "2025-13", "2025-00", "2025/10", "2025-+1", "-200-10", "20255-1"})
    EXPECT_FALSE(parse_month(text)) << text;
}

TEST(Months, OfChangesMayBeAYearAlone) {
  EXPECT_EQ(parse_month_or_year("2025"), year_month(2025, 1));
  EXPECT_EQ(parse_month_or_year("2025-10"), year_month(2025, 10));
  for (const char* text : {"", "202", "20256", "1-23", "1899", "2201-01", "2025-13"})
    EXPECT_FALSE(parse_month_or_year(text)) << text;
}

}  // namespace
}  // namespace ballast
