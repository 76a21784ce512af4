// Lines of tables as spreadsheets write them: RFC 4180, by hand.
#include "scenarios/reader/csv_line.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

std::vector<std::string> cells(std::string_view line) {
  std::deque<std::string> kept;
  const auto found = cells_of(line, kept);
  return {found.begin(), found.end()};
}

using Cells = std::vector<std::string>;

TEST(CsvLine, PartsCellsAtCommasOutsideQuotationMarks) {
  EXPECT_EQ(cells("a,,c,"), (Cells{"a", "", "c", ""}));
  EXPECT_EQ(cells("\"a,b\",\"\",c"), (Cells{"a,b", "", "c"}));
  EXPECT_EQ(cells("\"a \"\"b\"\", c\",\"\"\"\""), (Cells{"a \"b\", c", "\""}));
}

TEST(CsvLine, LeavesAMarkInsideACellAlone) {
  EXPECT_EQ(cells("5\" pipe,b"), (Cells{"5\" pipe", "b"}));
  EXPECT_FALSE(quote_fault("5\" pipe,b"));
}

TEST(CsvLine, CountsColumnsInCharactersAsWritten) {
  EXPECT_EQ(column_of("\"濮阳,县\",\"a\"\"\",x", 1), 8);
  EXPECT_EQ(column_of("\"濮阳,县\",\"a\"\"\",x", 2), 14);
}

TEST(CsvLine, NamesTheCellWhoseMarksDoNotFit) {
  ASSERT_TRUE(quote_fault("a,\"b,c"));
  EXPECT_EQ(quote_fault("a,\"b,c")->cell, 1u);
  ASSERT_TRUE(quote_fault("a,b,\"c\"d"));
  EXPECT_EQ(quote_fault("a,b,\"c\"d")->cell, 2u);
  EXPECT_FALSE(quote_fault("\"a\"\"\",\"\",c"));
}

TEST(CsvLine, SaysNothingInARemarkOrWithCommasAlone) {
  for (const char* line : {"", ",,,", "# a, b", "\"# a, b\",,", "\"\",", " ,\t"})
    EXPECT_TRUE(says_nothing(line)) << line;
  for (const char* line : {"a,,", ",0,", "\"a\""}) EXPECT_FALSE(says_nothing(line)) << line;
}

TEST(CsvLine, TakesTheFirstLineOffATextWithoutItsEnd) {
  std::string_view text = "a,b\r\n\nc";
  for (const char* line : {"a,b", "", "c"}) EXPECT_EQ(next_line(text), line);
  EXPECT_TRUE(text.empty());
}

TEST(CsvLine, TakesTheBlanksRoundACellOff) {
  EXPECT_EQ(cells(" a b ,\" 1,050.00 \",\t,\" \""), (Cells{"a b", "1,050.00", "", ""}));
  EXPECT_EQ(column_of(" a b ,c", 1), 7) << "columns count what is written";
}

TEST(CsvLine, SaysOfAMarkLeftOpenThatACellEndsOnItsLine) {
  EXPECT_EQ(quote_fault("a,\"b")->remedy, "no line breaks within a cell");
  EXPECT_EQ(quote_fault("\"c\"d")->remedy, "");
}

}  // namespace
}  // namespace ballast
