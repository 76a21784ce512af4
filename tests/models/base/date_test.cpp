#include "models/base/date.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

TEST(Date, ReadsDaysThatExistAndWritesThemBack) {
  for (const char* text : {"2025-11-20", "2024-02-29", "2000-02-29", "0001-01-01"}) {
    const auto date = parse_date(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(date_text(*date), text);
  }
}

TEST(Date, RefusesDaysThatDoNotExistAndOtherWaysOfWritingThem) {
  for (const char* text : {"2025-02-29", "1900-02-29", "2025-04-31", "2025-13-01", "2025-00-10", "2025-11-00",
                           "2025-1-2", "2025/11/20", "20251120", "2025-11-20 ", "", "2025-+1-20", "yyyy-mm-dd"})
    EXPECT_FALSE(parse_date(text)) << text;
}

TEST(Date, OrdersDaysAsTheCalendarDoes) {
  EXPECT_LT(*parse_date("2024-12-31"), *parse_date("2025-01-01"));
  EXPECT_LT(*parse_date("2025-01-31"), *parse_date("2025-02-01"));
}

}  // namespace
}  // namespace ballast
