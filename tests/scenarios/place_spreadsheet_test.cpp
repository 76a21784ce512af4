// Tables of a place as spreadsheets save them: byte order marks, quoted cells, grouped digits, rows of commas.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "scenarios/reader/library.hpp"
#include "tests/output/chinese_issue.hpp"
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

// Those of a Chinese keyboard and of a web page.
TEST_F(SpreadsheetCopy, ReadsCellsWithWideBlanksRoundThem) {
  put("population.csv", 6, "华龙区\u3000,male,2,\u00A04023,estimated,census2020");
  EXPECT_TRUE(check().empty());
}

TEST_F(SpreadsheetCopy, SaysOfARowThatAddsOthersUpToLeaveItOut) {
  put("members.csv", 0, "合计,male_employee,合计,1000,synthetic,method");
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 2u);
  for (const Issue& issue : issues) EXPECT_EQ(issue.remedy, "leave out rows that add others up");
}

TEST_F(SpreadsheetCopy, SaysOfChineseWordsWhichKeysTheyMean) {
  put("population.csv", 6, "华龙区,男,2,4023,实测,census2020");
  put("units.csv", 6, "华龙区,Hualong District,2,华龙区,1,measured,policy44");
  const Issues issues = check();
  ASSERT_GE(issues.size(), 3u);
  EXPECT_EQ(issues[0].expected, "0 or 1");
  EXPECT_EQ(issues[1].remedy, "measured");
  EXPECT_EQ(issues[2].remedy, "male");
}

TEST_F(SpreadsheetCopy, SaysOfGroupsInChineseHowTheyAreWritten) {
  const std::pair<const char*, const char*> kGroups[]{
      {"population,,60以上,1", "60+"},       {"population,,60岁及以上,1", "60+"}, {"population,,0—14岁,1", "0-14"},
      {"population,,０－１４,1", "0-14"},    {"population,,男,1", "male"},        {"population,,合计,1", "all"},
      {"members,,女干部,1", "female_cadre"}, {"fund,,incom,1", "income"},         {"retirees,,合计,1", "all"}};
  for (const auto& [row, remedy] : kGroups) {
    put("totals.csv", 7, std::string(row) + ",estimated,census2020");
    const Issues issues = check();
    ASSERT_EQ(issues.size(), 1u) << row;
    EXPECT_EQ(issues[0].remedy, remedy) << row;
  }
}

TEST_F(SpreadsheetCopy, TellsADashFromANumberAndWhatToWrite) {
  put("population.csv", 6, "华龙区,male,2,-,estimated,census2020");
  ASSERT_FALSE(check().empty());
  EXPECT_EQ(check()[0].remedy, "0 where there is none");
}

// A rate below one ten-thousandth is shown so, in whatever column.
TEST_F(SpreadsheetCopy, ReadsASmallRateWithItsExponent) {
  const std::string all = text_of(file("mortality.csv"));
  const std::size_t row = all.find("2016,10,");
  ASSERT_NE(row, std::string::npos);
  const auto line = static_cast<int>(std::count(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(row), '\n')) + 1;
  put("mortality.csv", line, "2016,10,7.2E-05,6E-05,estimated,wpp2024");
  EXPECT_TRUE(check().empty());
}

// What is no number for another reason, and what cannot be 0, gets no advice that would be wrong.
TEST_F(SpreadsheetCopy, GivesNoFalseRemedyForWhatIsNoNumber) {
  put("fund.csv", 4, "市本级,2015,none,1,1,1,1,1,1,0,0,0,synthetic,method");
  put("fund.csv", 5, "华龙区,,1,1,1,1,1,1,1,0,0,0,synthetic,method");
  const Issues issues = check();
  ASSERT_GE(issues.size(), 2u);
  EXPECT_EQ(issues[0].what, "balance = \"none\" is not a number");
  EXPECT_EQ(issues[0].remedy, "");
  EXPECT_EQ(issues[1].what, "year is blank");
  EXPECT_EQ(issues[1].remedy, "");
}

TEST_F(SpreadsheetCopy, TellsEveryAmountOfTheFundThatIsBlank) {
  put("fund.csv", 4, "市本级,2015,,,,,,,,,,,synthetic,method");
  const Issues issues = check();
  const auto blank = std::count_if(issues.begin(), issues.end(), [&](const Issue& i) {
    return i.line == 4 && i.what.ends_with(" is blank") && i.remedy == "0 where there is none";
  });
  EXPECT_EQ(blank, 10);
  EXPECT_EQ(issues[0].column, 10);
}

TEST_F(SpreadsheetCopy, SaysThatACellEndsOnItsLine) {
  put("sources.csv", 0, "book,\"年鉴\n第一卷\",https://a.gov.cn,");
  const Issues issues = check();
  ASSERT_FALSE(issues.empty());
  EXPECT_EQ(issues[0].remedy, "no line breaks within a cell");
}

// A spreadsheet makes dates of months, and of ages such as 10-14.
TEST_F(SpreadsheetCopy, SaysOfADateHowTheMonthStaysOne) {
  for (const char* date : {"Jan-15", "2015-01-01", "2015/1/1", "2015年1月"}) {
    put("parameters.csv", 4, std::string("economy.wage_level,市本级,") + date + ",1,estimated,method");
    const Issues issues = check();
    ASSERT_FALSE(issues.empty()) << date;
    EXPECT_EQ(issues[0].what, std::string("from = \"") + date + "\" is not a month");
    EXPECT_EQ(issues[0].column, 24);
    EXPECT_EQ(issues[0].remedy, "format the column as text, then 2016-01");
  }
}

TEST_F(SpreadsheetCopy, SaysOfADateHowAgesStayThem) {
  put("totals.csv", 7, "population,,14-Oct,885606,estimated,census2020");
  const Issues issues = check();
  ASSERT_FALSE(issues.empty());
  EXPECT_EQ(issues[0].remedy, "format the column as text, then 10-14");
}

// Tables that may be left out may be left empty, and the workbook may stay beside those that were filled in.
TEST_F(SpreadsheetCopy, HasNothingAgainstAWorkbookBesideFilledTables) {
  write(file("tables.xlsx"), "PK");
  write(file("README.csv"), "一、逐表填写\n");
  write(file("migrants.csv"), "# 净迁入人数\nunit,year,age,male,female,status,source\n");
  EXPECT_TRUE(check().empty());
}

TEST_F(SpreadsheetCopy, SaysOnceAndFirstThatTheWorkbookIsNotRead) {
  write(file("tables.xlsx"), "PK");
  write(file("~$tables.xlsx"), "open");
  write(file("members.csv"), "unit,category,age,heads,status,source\n");
  std::filesystem::remove(file("kappa.csv"));
  const auto place = read_place(folder_.string(), folder_.string());
  ASSERT_FALSE(place);
  for (const Issues& issues : {check(), place.error()}) {
    EXPECT_EQ(issues[0].file, file("tables.xlsx").string());
    EXPECT_EQ(std::count_if(issues.begin(), issues.end(),
                            [](const Issue& i) { return i.what.find("workbook") != i.what.npos; }),
              1);
  }
}

TEST_F(SpreadsheetCopy, KnowsAWorkbookThatWasOnlyRenamed) {
  write(file("fund.csv"), "PK\x03\x04\xB7\xB6");
  const Issues issues = check();
  ASSERT_FALSE(issues.empty());
  EXPECT_EQ(issues[0].what, "is a workbook, which is not read");
  EXPECT_EQ(issues[0].remedy, "save its sheet as CSV UTF-8");
}

// Who fills in the workbook alone is told that nothing of it is read.
TEST_F(SpreadsheetCopy, SaysThatAWorkbookIsNotRead) {
  write(file("tables.xlsx"), "PK");
  write(file("kappa.csv"), "category,birth_year,kappa,status,source\n");
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
  put("fund.csv", 0, ",,,,,,,,,,,,,\n,,,,,,,,,,,,,\n\"\",,,,,,,,,,,,,");
  EXPECT_TRUE(check().empty());
}

// What spreadsheets of many countries save as CSV.
TEST_F(SpreadsheetCopy, NamesTheSignThatPartsTheCellsInPlaceOfCommas) {
  const std::string commas = text_of(file("fund.csv"));
  for (const auto& [sign, name] : {std::pair{";", "semicolons"}, {"\t", "tabs"}, {"，", "commas of full width"}}) {
    std::string other = commas;
    for (std::size_t at = other.find(','); at != other.npos; at = other.find(',', at)) other.replace(at, 1, sign);
    write(file("fund.csv"), other);
    const Issues issues = check();
    ASSERT_EQ(issues.size(), 1u) << name << ": nothing that follows from it is told";
    EXPECT_EQ(issues[0].what, std::string("the cells are parted by ") + name);
    EXPECT_EQ(issues[0].column, 5);
    EXPECT_EQ(test::english_left(issues[0]), "");
  }
}

}  // namespace
}  // namespace ballast
