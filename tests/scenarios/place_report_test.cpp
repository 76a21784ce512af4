// What `ballast data check` tells of a mistake in many rows, of one beside others, and of rows it passes over.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "scenarios/reader/place_check.hpp"
#include "scenarios/reader/place_reader.hpp"
#include "tests/output/chinese_issue.hpp"
#include "tests/scenarios/place_copy.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;
using test::in_ten_thousands;
using test::text_of;
using test::write;
using PlaceReport = test::PlaceCopy;

TEST_F(PlaceReport, RemarksOnResidentsThatAUnitOutsideThePoolTakesAlong) {
  std::string units = text_of(file("units.csv"));
  units.replace(units.find("Oil Field,0,"), std::string("Oil Field,0,").size(), "Oil Field,1,");
  write(file("units.csv"), units);
  put("population.csv", 0, "中原油田,male,30,100,estimated,census2020");
  const auto report = check_place(folder_.string());
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->clean());
  ASSERT_EQ(report->remarks.size(), 2u);
  EXPECT_EQ(report->remarks[0].what, "中原油田 is outside the city's pool: its residents are in no projection");
  EXPECT_EQ(report->remarks[1].what, "rows of 中原油田, outside the city's pool, are passed over: 1");
  for (const Issue& remark : report->remarks) EXPECT_EQ(test::english_left(remark), "");
}

// As a user who may not read a folder is told by the system; of the tests' user nothing can be kept.
TEST_F(PlaceReport, TakesNoFolderThatCannotBeReadForAnEmptyOne) {
  const std::string no_folder = file("units.csv").string();
  const auto told = PlaceReader(no_folder, no_folder).nothing_there();
  ASSERT_TRUE(told);
  EXPECT_EQ(told->what, "the folder cannot be read");
  EXPECT_EQ(told->remedy, "check its permissions");
  fs::create_directories(file("empty"));
  EXPECT_EQ(PlaceReader(file("empty").string(), "empty").nothing_there()->what, "has none of the tables of a place");
}

TEST_F(PlaceReport, TellsAUnitThatIsMisspeltInEveryRowOnce) {
  std::string members = text_of(file("members.csv"));
  for (std::size_t at = members.find("\n范县,"); at != std::string::npos; at = members.find("\n范县,", at + 1))
    members.replace(at + 1, std::string("范县").size(), "范");
  write(file("members.csv"), members);
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 1u) << "nor is the unit missed that was meant";
  EXPECT_EQ(issues[0].what, "unknown unit \"范\" (215 rows: 1724-1938)");
  EXPECT_EQ(issues[0].line, 1724);
  EXPECT_EQ(issues[0].remedy, "范县");
  EXPECT_EQ(test::english_left(issues[0]), "");
}

// 78人 in one row is told as it is; in every row it is one mistake.
TEST_F(PlaceReport, TellsAColumnThatIsWrongInEveryRowOnce) {
  for (int line = 5; line < 8; ++line)
    put("members.csv", line, fmt::format("市本级,male_employee,{},{}人,synthetic,method", line + 14, line));
  EXPECT_EQ(check().size(), 3u);
  put("members.csv", 8, "市本级,male_employee,22,8人,synthetic,method");
  put("members.csv", 0, "合计,male_employee,22,1,synthetic,method");
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 2u);
  EXPECT_EQ(issues[0].what, "heads = \"5人\" is not a number (4 rows: 5-8)");
  EXPECT_EQ(issues[0].remedy, "write 5");
  EXPECT_EQ(test::english_left(issues[0]), "");
}

TEST_F(PlaceReport, MissesNoYearWhereOneIsNotReadable) {
  put("mortality.csv", 4, "2010年,0,0.01,0.01,estimated,wpp2024");
  put("fertility.csv", 4, "2010年,1.6,1.1,measured,wpp2024");
  put("fund.csv", 4, "市本级,2015年,1,1,1,1,1,1,1,0,0,0,synthetic,method");
  put("finance.csv", 4, "市本级,2015年,1,1,estimated,method");
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 4u);
  for (const Issue& issue : issues) EXPECT_TRUE(issue.remedy.starts_with("write 201")) << issue.what;
}

// Of the ten units, the pool, two tables and what is born a year too late: one cause.
TEST_F(PlaceReport, TellsAYearThatIsNotThatOfTheTablesOnceAndWhereItStands) {
  const std::string place = text_of(file("place.toml"));
  const auto with = [&](const std::string& old, const std::string& by) {
    std::string text = place;
    write(file("place.toml"), text.replace(text.find(old), old.size(), by));
    return check();
  };
  for (const char* year : {"2014", "2016"}) {
    const Issues issues = with("base_year = 2015", std::string("base_year = ") + year);
    ASSERT_EQ(issues.size(), 1u) << year;
    EXPECT_EQ(issues[0].what,
              fmt::format("the place opens at the end of {}, and fund.csv has rows of 2015, 2024 only", year));
    EXPECT_EQ(issues[0].expected, fmt::format("a year that the tables have, or rows of {}", year));
    EXPECT_EQ(issues[0].file, file("place.toml").string());
    EXPECT_EQ(issues[0].line, 5);
    EXPECT_EQ(test::english_left(issues[0]), "");
  }
  const Issues issues = with("[2024]", "[2023]");
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].what, "the place opens at the end of 2023 too, and has no folder 2023");
  EXPECT_EQ(issues[0].line, 6);
  EXPECT_EQ(test::english_left(issues[0]), "");
}

TEST_F(PlaceReport, TellsOfAMissingPlaceFileNothingThatFollows) {
  fs::remove(file("place.toml"));
  EXPECT_EQ(check().size(), 1u);
}

TEST_F(PlaceReport, TellsSharesThatAreAllWrongInAFewLines) {
  write(file("service.csv"), in_ten_thousands(text_of(file("service.csv")), 5));
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 6u);
  EXPECT_TRUE(issues[0].what.starts_with("shares of male_employee at 18 add to 0.000"));
  EXPECT_EQ(issues[5].what, "shares of 210 more groups do not add up");
  EXPECT_EQ(test::english_left(issues[5]), "");
}

TEST_F(PlaceReport, TellsWhatIsWrongWithOtherTablesWhenTheUnitsAreNotKnown) {
  put("units.csv", 5, "市本级,City level,0,市本级,measured");
  put("members.csv", 5, "市本级,male_employee,19,-3,synthetic,method");
  put("service.csv", 5, "male_employee,new,contributing,18,0,0.7,0.441,0,0.68,1044,synthetic,method");
  put("totals.csv", 5, "population,,male,1844040人,estimated,census2020");
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 4u);
  EXPECT_EQ(issues[0].what, "the row has 5 cells");
  EXPECT_EQ(issues[1].what, "heads = -3 is out of range");
  EXPECT_EQ(issues[2].what, "total = \"1844040人\" is not a number");
  EXPECT_TRUE(issues[3].what.starts_with("shares of male_employee at 18 add to"));
}

// One table's mistake leaves the totals of the others to be held, and shares that do not add up the ages that lack.
TEST_F(PlaceReport, GoesOnAfterSharesThatDoNotAddUp) {
  put("service.csv", 5, "male_employee,new,contributing,18,0,0.7,0.441,0,0.68,1044,synthetic,method");
  put("members.csv", 0, "范县,male_employee,75,0.01,synthetic,method");
  put("population.csv", 6, "华龙区,male,2,4024,estimated,census2020");
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 6u);
  EXPECT_EQ(issues[0].what, "no pattern for male_employee aged 75");
  EXPECT_EQ(issues[1].file, file("totals.csv").string());
  EXPECT_TRUE(issues[5].what.starts_with("shares of male_employee at 18 add to"));
}

}  // namespace
}  // namespace ballast
