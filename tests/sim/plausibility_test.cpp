// `ballast data check`: tables that are sound one by one and cannot be meant so. The shipped places give no remark.
#include "sim/plausibility.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>
#include <sstream>

#include "sim/planner.hpp"
#include "tests/output/chinese_issue.hpp"
#include "tests/scenarios/place_copy.hpp"

namespace ballast {
namespace {

using test::text_of;
using test::write;

/// Every row of numbers of a table, its cells changed.
std::string changed(const std::string& text, const std::function<void(std::vector<std::string>&)>& change) {
  std::istringstream rows(text);
  std::string all;
  for (std::string row; std::getline(rows, row); all += row + "\n") {
    if (row.starts_with('#') || row.starts_with("unit,")) continue;
    std::vector<std::string> cells;
    std::istringstream parts(row);
    for (std::string cell; std::getline(parts, cell, ',');) cells.push_back(cell);
    change(cells);
    row = fmt::format("{}", fmt::join(cells, ","));
  }
  return all;
}

class Plausibility : public test::PlaceCopy {
 protected:
  Issues remarks() const {
    const auto report = Planner::open(BALLAST_ROOT)->check_data(folder_.string());
    EXPECT_TRUE(report->clean()) << report->issues.front().what;
    for (const Issue& remark : report->remarks) EXPECT_EQ(test::english_left(remark), "");
    return report->remarks;
  }
  void change(const std::string& name, const std::function<void(std::vector<std::string>&)>& how) const {
    write(file(name), changed(text_of(file(name)), how));
  }
  void replace(const std::string& name, const std::string& old, const std::string& by) const {
    std::string text = text_of(file(name));
    text.replace(text.find(old), old.size(), by);
    write(file(name), text);
  }
};

TEST_F(Plausibility, HasNothingToSayOfTheShippedPlaces) {
  for (const char* place : {"puyang", "national", "henan", "china"}) {
    const auto report =
        Planner::open(BALLAST_ROOT)->check_data(std::string(BALLAST_ROOT) + "/scenarios/places/" + place);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->clean()) << place;
    EXPECT_TRUE(report->remarks.empty()) << place << ": " << report->remarks.front().what;
  }
}

// Columns 3 and 7 of fund.csv, 4 and 8 for their plans.
TEST_F(Plausibility, AsksWhetherIncomeAndExpenditureHaveChangedPlaces) {
  change("fund.csv", [](auto& cells) { std::swap(cells[3], cells[7]), std::swap(cells[4], cells[8]); });
  const Issues told = remarks();
  ASSERT_EQ(told.size(), 2u) << "one an opening";
  EXPECT_TRUE(told[0].what.starts_with("income of 2015 is what retirees.csv comes to in pensions")) << told[0].what;
  EXPECT_NE(told[0].what.find("市本级"), std::string::npos) << told[0].what;
  EXPECT_EQ(told[0].file, file("fund.csv").string());
}

// Without a figure of its expenditure nothing else would hold the pensions of a unit.
TEST_F(Plausibility, AsksOfAPensionFarAboveTheWageWhetherItIsAYears) {
  change("fund.csv", [](auto& cells) {
    if (cells[0] == "范县") cells[7] = cells[8] = "0";
  });
  for (const char* table : {"retirees.csv", "2024/retirees.csv"})
    change(table, [](auto& cells) {
      if (cells[0] == "范县") cells[5] = fmt::format("{:.2f}", 12 * std::stod(cells[5]));
    });
  const Issues told = remarks();
  ASSERT_EQ(told.size(), 2u) << "one an opening";
  EXPECT_TRUE(told[0].what.starts_with("范县: the mean pension is ")) << told[0].what;
  EXPECT_TRUE(told[0].what.ends_with("is it a year's?")) << told[0].what;
}

// A twelfth is what one year's pension is of.
TEST_F(Plausibility, SaysOfPensionsTwelveTimesWhatTheFundSpendsThatAMonthsIsAsked) {
  for (const char* table : {"retirees.csv", "2024/retirees.csv"})
    change(table, [](auto& cells) { cells[5] = fmt::format("{:.2f}", 12 * std::stod(cells[5])); });
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 20u) << "ten units at two openings";
  for (const Issue& issue : issues) {
    EXPECT_EQ(issue.remedy, "mean_pension of retirees.csv is a month's: take a twelfth of a year's");
    EXPECT_EQ(test::english_left(issue), "");
  }
}

TEST_F(Plausibility, AsksWhetherWagesAreOfOneUnit) {
  write(file("parameters.csv"), text_of(file("parameters.csv")) +
                                    "wage.market,,2015-01,15000,measured,method\n"
                                    "wage.market,,2024-01,25000,measured,method\n");
  const Issues told = remarks();
  ASSERT_EQ(told.size(), 2u) << "one an opening";
  EXPECT_TRUE(told[0].what.starts_with("wage.market is 15000 yuan a month in 2015")) << told[0].what;
}

// The last wages and levels of law and place are of 2025.
TEST_F(Plausibility, SaysOfPublishedYearsBeyondTheDataWhichIsTheLast) {
  replace("place.toml", "published_through = 2025", "published_through = 2044");
  Issues told = remarks();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_TRUE(told[0].what.starts_with("published_through is 2044, and the last year with a published value is 2025"));
  replace("place.toml", "published_through = 2044", "published_through = 2020");
  told = remarks();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_TRUE(told[0].what.starts_with("published_through is 2020, before the last opening at the end of 2024"));
}

TEST_F(Plausibility, SaysThatASeriesOfThePlaceEndsBeforeItOpens) {
  std::string rows = text_of(file("parameters.csv")), kept;
  std::istringstream lines(rows);
  for (std::string line; std::getline(lines, line);)
    if (!line.starts_with("pool.external_money,,202")) kept += line + "\n";
  ASSERT_LT(kept.size(), rows.size());
  write(file("parameters.csv"), kept);
  const Issues told = remarks();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].what,
            "the last value of pool.external_money is of 2019: it stands still until the opening at the end of 2024");
}

}  // namespace
}  // namespace ballast
