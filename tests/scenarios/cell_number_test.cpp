// Numbers as people and spreadsheets write them into cells, and what is said of those that are none.
#include "scenarios/reader/cell_number.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

TEST(CellNumber, HasCommasOnlyBetweenGroupsOfThreeDigits) {
  EXPECT_EQ(number_in("1,050"), 1050);
  EXPECT_EQ(number_in("-12,345,678.25"), -12345678.25);
  EXPECT_EQ(number_in("1e3"), 1000);
  for (const char* cell :
       {"1,05", "1050,000", ",050", "1,050,", "1,,050", "1,050.000,1", "1,0a0", "-,050", "", ",", "0,441", "-0,441"})
    EXPECT_FALSE(number_in(cell)) << cell;
}

TEST(CellNumber, IsShortenedByAnExponentUnlessItIsASmallRate) {
  for (const char* cell : {"5.66E+08", "5.66e8", "-1E+5", "2E0"}) EXPECT_TRUE(is_shortened(cell)) << cell;
  for (const char* cell : {"7.2E-05", "1,050", "none", "E", "", "566378000"}) EXPECT_FALSE(is_shortened(cell)) << cell;
}

TEST(CellNumber, IsToldHowItWouldBeOneOnlyWhereThatIsTheMatter) {
  for (const char* cell : {"", "-", "--", "–", "—", "－"}) {
    EXPECT_EQ(number_remedy(cell, true), "0 where there is none") << cell;
    EXPECT_EQ(number_remedy(cell, false), "") << "no year is 0: " << cell;
  }
  for (const char* cell : {"5.66E+08", "7.2E-05"})
    EXPECT_EQ(number_remedy(cell, true), "all its digits: widen the column of the spreadsheet before it is saved");
  for (const char* cell : {"5,66,378", "7,48"})
    EXPECT_EQ(number_remedy(cell, true), "commas only between groups of three digits, such as 1,050");
  for (const char* cell : {"none", "seven", "约5,000", "a,b", "5 000"})
    EXPECT_EQ(number_remedy(cell, true), "") << cell;
}

TEST(CellNumber, IsToldHowItIsWrittenWithoutTheMarksRoundIt) {
  const std::pair<const char*, const char*> kMeant[]{
      {"98%", "0.98"},      {"７％", "0.07"}, {"5‰", "0.005"},    {"¥1,234", "1234"},         {"￥1,234.5元", "1234.5"},
      {"2024年", "2024"},   {"１２", "12"},   {"1，050", "1050"}, {"56637万元", "566370000"}, {"1.2亿", "120000000"},
      {"30万人", "300000"}, {"65岁", "65"}};
  for (const auto& [cell, digits] : kMeant)
    EXPECT_EQ(number_remedy(cell, true), std::string("write ") + digits) << cell;
  for (const char* cell : {"%", "元", "2024年1月", "七人", "5.66E+08元"})
    EXPECT_EQ(number_remedy(cell, true), "") << cell;
}

}  // namespace
}  // namespace ballast
