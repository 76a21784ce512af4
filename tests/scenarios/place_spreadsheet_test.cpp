// Tables of a place as spreadsheets save them: byte order marks, quoted cells, grouped digits, rows of commas.
#include <gtest/gtest.h>

#include "scenarios/reader/library.hpp"
#include "tests/scenarios/place_copy.hpp"

namespace ballast {
namespace {

using test::text_of;
using test::write;

using SpreadsheetCopy = test::PlaceCopy;

TEST_F(SpreadsheetCopy, TakesAByteOrderMarkButNoUtf16) {
  write(file("fund.csv"), "\xEF\xBB\xBF" + text_of(file("fund.csv")));
  EXPECT_TRUE(check().empty());
  EXPECT_TRUE(read_place(folder_.string(), folder_.string()));
  write(file("fund.csv"), std::string("\xFF\xFEu\0n\0", 6));
  EXPECT_NE(check().front().what.find("UTF-16"), std::string::npos);
}

// A citation with commas and quotation marks, and a number as the screen shows it.
TEST_F(SpreadsheetCopy, ReadsQuotedCellsOfASpreadsheet) {
  put("sources.csv", 0, "book,\"年鉴, \"\"第一\"\"卷\",\"https://a.gov.cn\",\"\"");
  put("population.csv", 6, "\"华龙区\",male,2,\"4,023\",estimated,\"census2020\"");
  EXPECT_TRUE(check().empty());
  const auto place = read_place(folder_.string(), folder_.string());
  ASSERT_TRUE(place);
  EXPECT_EQ(place->base.openings[1].population[0](2), 4023);
}

// The accounting format of a spreadsheet.
TEST_F(SpreadsheetCopy, ReadsCellsWithBlanksRoundThem) {
  put("population.csv", 6, " 华龙区,male,2,\" 4,023 \",estimated ,census2020");
  EXPECT_TRUE(check().empty());
}

TEST_F(SpreadsheetCopy, TellsADashFromANumberAndWhatToWrite) {
  put("population.csv", 6, "华龙区,male,2,-,estimated,census2020");
  ASSERT_FALSE(check().empty());
  EXPECT_EQ(check()[0].remedy, "0 where there is none");
}

// Who fills in the workbook alone is told that nothing of it is read; its page of steps is no table.
TEST_F(SpreadsheetCopy, SaysThatAWorkbookIsNotRead) {
  write(file("tables.xlsx"), "PK");
  write(file("README.csv"), "一、逐表填写\n");
  EXPECT_TRUE(check().empty()) << "the tables are there";
  write(file("kappa.csv"), "category,birth,kappa,status,source\n");
  const Issues issues = check();
  EXPECT_TRUE(std::any_of(issues.begin(), issues.end(), [&](const Issue& i) {
    return i.file == file("tables.xlsx").string() && i.what == "is a workbook, which is not read";
  }));
  EXPECT_EQ(check_place("tables.xlsx").error()[0].what, "is a workbook, which is not read");
}

TEST_F(SpreadsheetCopy, CountsColumnsAsTheyAreWritten) {
  put("population.csv", 6, "\"华龙区\",male,2,\"4,02\",estimated,census2020");
  const Issues issues = check();
  ASSERT_FALSE(issues.empty());
  EXPECT_EQ(issues[0].line, 6);
  EXPECT_EQ(issues[0].column, 14);
  EXPECT_NE(issues[0].remedy.find("groups of three digits"), std::string::npos);
}

TEST_F(SpreadsheetCopy, PassesOverColumnsAtTheEndThatHaveNothing) {
  std::string wider = text_of(file("fund.csv"));
  for (std::size_t end = wider.find('\n'); end != std::string::npos; end = wider.find('\n', end + 3))
    wider.insert(end, ",,");
  write(file("fund.csv"), wider);
  EXPECT_TRUE(check().empty());
  EXPECT_TRUE(read_place(folder_.string(), folder_.string()));
  wider.insert(wider.size() - 1, "7");
  write(file("fund.csv"), wider);
  EXPECT_FALSE(check().empty()) << "a number under no name";
}

TEST_F(SpreadsheetCopy, PassesOverRowsOfNothingButCommas) {
  put("fund.csv", 0, ",,,,,,,,,,,,\n,,,,,,,,,,,,\n\"\",,,,,,,,,,,,");
  EXPECT_TRUE(check().empty());
}

}  // namespace
}  // namespace ballast
