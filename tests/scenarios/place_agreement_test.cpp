// Tables of a place that cannot all be true: amounts in ten thousands, and those worth a look.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

#include "scenarios/reader/place_check.hpp"
#include "tests/output/chinese_issue.hpp"
#include "tests/scenarios/place_copy.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;
using test::in_ten_thousands;
using test::text_of;
using test::write;
using PlaceAgreement = test::PlaceCopy;

TEST_F(PlaceAgreement, TellsAccountsAndHeadsInTenThousands) {
  write(file("service.csv"), in_ten_thousands(text_of(file("service.csv")), 9));
  write(file("members.csv"), in_ten_thousands(text_of(file("members.csv")), 3, "范县"));
  fs::remove(file("totals.csv"));
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 2u);
  EXPECT_EQ(issues[0].file, file("service.csv").string());
  EXPECT_TRUE(issues[0].what.starts_with("accounts hold ")) << issues[0].what;
  EXPECT_TRUE(issues[1].what.starts_with("范县 has 2.138")) << issues[1].what;
  for (const Issue& issue : issues) EXPECT_EQ(test::english_left(issue), "");
}

TEST_F(PlaceAgreement, SaysOfTenThousandsThatYuanAreWanted) {
  for (std::size_t column = 2; column < 12; ++column)
    write(file("fund.csv"), in_ten_thousands(text_of(file("fund.csv")), column, "范县"));
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 2u) << "of each opening";
  EXPECT_EQ(issues[0].what, "范县 spends 12690 yuan");
  EXPECT_EQ(issues[0].remedy, "fill in yuan, not ten thousands of yuan");
}

TEST_F(PlaceAgreement, HoldsInterestWithinOtherIncome) {
  put("fund.csv", 4,
      "市本级,2015,566378000,485852000,478672000,15152000,14849000,894280000,889831000,0,79262000,15152001,synthetic,"
      "method");
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].what, "市本级: interest is 15152001 yuan");
  EXPECT_EQ(test::english_left(issues[0]), "");
}

// A balance may be as small as it likes; in ten thousands of yuan it is worth a look.
TEST_F(PlaceAgreement, RemarksOnABalanceTooSmallToBeOne) {
  put("fund.csv", 4,
      "市本级,2015,56637,485852000,478672000,15152000,14849000,894280000,889831000,0,0,0,synthetic,method");
  put("fund.csv", 14, "市级统筹,2015,20000,0,0,0,0,0,0,0,0,0,synthetic,method");
  put("fund.csv", 0, "市本级,2013,1,1,1,1,1,1,1,0,0,0,synthetic,method");
  put("fund.csv", 0, "市本级,2014,1,1,1,1,1,1,1,0,0,0,synthetic,method");
  const auto report = check_place(folder_.string());
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->clean());
  ASSERT_EQ(report->remarks.size(), 3u);
  EXPECT_TRUE(report->remarks[0].what.starts_with("市本级: balance is 56637 yuan, less than a thousandth"));
  EXPECT_TRUE(report->remarks[1].what.starts_with("市级统筹: balance is 20000 yuan, less than a thousandth"));
  EXPECT_EQ(report->remarks[2].what, "rows of 2013-2014 are passed over: the place opens at 2015, 2024");
  for (const Issue& remark : report->remarks) EXPECT_EQ(test::english_left(remark), "");
}

// Ten significant digits would show two sums of eleven alike.
TEST_F(PlaceAgreement, ShowsBothAmountsOfATotalInFull) {
  put("totals.csv", 23, "finance,,general_expenditure,21273184659,estimated,method");
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].what, "finance.csv adds to 21273184656 (all units, general_expenditure)");
  EXPECT_EQ(issues[0].expected, "21273184659, as this total says");
  EXPECT_EQ(issue_text(issues[0].what, Lang::zh), "finance.csv 合计为 21273184656（全部单位，general_expenditure）");
}

// Increases are split pro rata (equation T2): ½ + ¼ + ½ · ½ is the whole pension, with no basic part, and may be.
TEST_F(PlaceAgreement, LetsAccountTransitionalPartAndIncreasesMakeTheWholePension) {
  put("2024/award_pattern.csv", 4, "male_employee,retired,51,51,1,0.5,187,0.25,0.5,synthetic,method");
  EXPECT_TRUE(check().empty());
}

// Headings that changed places put 1,632.86 retirees where 13.94 are: the unit has no residents, and its catchment
// fewer.
TEST_F(PlaceAgreement, HoldsRetireesAgainstTheResidentsOfTheirAges) {
  write(file("retirees.csv"),
        std::regex_replace(text_of(file("retirees.csv")), std::regex("(\n市本级,\\w+,\\w+,\\d+),([\\d.]+),([\\d.]+)"),
                           "$1,$3,1"));
  fs::remove(file("totals.csv"));
  const Issues issues = check();
  ASSERT_FALSE(issues.empty());
  EXPECT_TRUE(issues[0].what.starts_with("市本级 has ") && issues[0].what.ends_with(" retirees")) << issues[0].what;
  EXPECT_EQ(issues[0].file, file("retirees.csv").string());
  EXPECT_TRUE(issues[0].expected.ends_with(" residents aged 40 to 105 of its catchment")) << issues[0].expected;
  for (const Issue& issue : issues) EXPECT_EQ(test::english_left(issue), "");
}

}  // namespace
}  // namespace ballast
