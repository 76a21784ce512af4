#include "output/comparison/comparison.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "output/comparison/alike.hpp"
#include "output/comparison/scenario_diff.hpp"
#include "output/comparison/told_apart.hpp"
#include "output/table/figures.hpp"
#include "output/table/width.hpp"
#include "tests/output/synthetic_projection.hpp"

namespace ballast {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// The fixture with one change: the second unit spends 3 yuan more in 2020 and 4 more in 2030.
Projection spending_more() {
  Projection p = synthetic::projection();
  p.case_key = "more";
  const double base = p.at(Measure::expenditure, 1, 2020);
  synthetic::set(p, Measure::expenditure, 1, {2020, base + 3.0});
  synthetic::set(p, Measure::expenditure, 1, {2030, p.at(Measure::expenditure, 1, 2030) + 4.0});
  return p;
}

// A result of another version may lack inputs, or have some that are gone.
TEST(ScenarioDiff, TellsInputsThatOneOfTheTwoLacks) {
  ResolvedCase first, second;
  first.inputs = {{"old.rate", "2016:1"}, {"shared.rate", "2016:2"}},
  second.inputs = {{"new.rate", "2016:3"}, {"shared.rate", "2016:2"}};
  for (const auto& [a, b] : {std::pair{first, second}, {second, first}}) {
    const auto differences = knob_differences(a, b);
    ASSERT_EQ(differences.size(), 2u);
    EXPECT_EQ(differences[0].second, "—");
    EXPECT_EQ(differences[1].first, "—");
    EXPECT_EQ(differences[1].knob, b.inputs.front().name);
  }
}

TEST(Comparison, NamesTheKnobsThatAreNotTheSameOnceForAllUnits) {
  Projection base = synthetic::projection(), other = base;
  base.inputs = {{"retirement.late_spread", "2016:1"}, {"contribution.unit_rate", "2016:0.2"}};
  other.inputs = {{"contribution.unit_rate[范县]", "2016:0.2"},
                  {"retirement.late_spread", "2016:1"},
                  {"contribution.unit_rate[台前县]", "2016:0.2"}};
  EXPECT_EQ(changed_knobs(base, other), std::vector<std::string>{"contribution.unit_rate"});
  EXPECT_TRUE(changed_knobs(base, base).empty());
}

TEST(Comparison, LeavesOutColumnsAndRowsInWhichNothingDiffersAndNamesThem) {
  Rows grid{{"Unit", "Spending", "Balance"}, {"A", "+0.10", "+0.00"}, {"B", "+0.00", "+0.00"}};
  EXPECT_EQ(leave_out_alike(grid, true), (std::vector<std::string>{"Balance", "B"}));
  EXPECT_EQ(grid, (Rows{{"Unit", "Spending"}, {"A", "+0.10"}}));
  Rows same{{"Unit", "Spending"}, {"A", "+0.00"}};
  EXPECT_TRUE(leave_out_alike(same, true).empty()) << "what is too small to be shown is not nothing";
  EXPECT_EQ(same.size(), 2U);
}

TEST(Comparison, ShowsTheYearsOfUnitsWhereTheyDiffer) {
  Projection base = synthetic::projection();
  synthetic::fill(base, Measure::expenditure, 0.0);
  Projection other = base;
  synthetic::set(other, Measure::expenditure, 1, {2030, 1e9});
  const std::string table = comparison_table(base, {other}, {.by = CompareBy::unit}, Lang::en);
  EXPECT_NE(table.find("— → 2030"), std::string::npos) << table;
  EXPECT_EQ(table.find("— → —\n"), std::string::npos) << "nothing changes in the other unit\n" << table;
  EXPECT_NE(table.find("Neither year changes elsewhere."), std::string::npos) << table;
}

TEST(Comparison, AddsUpTheMoneyOfTheProjectedYears) {
  double total = 0.0;
  for (const Difference& d : differences(synthetic::projection(), spending_more(), {.by = CompareBy::unit})) {
    EXPECT_NE(d.unit, "市级统筹");
    if (d.unit == "台前县" && d.measure == Measure::expenditure) EXPECT_NEAR(d.difference(), 7.0, 1e-6);
    total += d.difference();
  }
  EXPECT_NEAR(total, 7.0, 1e-6) << "nothing else differs";
}

TEST(Comparison, SetsEveryUnitAndTheWholeCitySideBySideAndNotThePool) {
  const Projection base = synthetic::projection();
  std::vector<std::string> expected, shown;
  for (const Label& unit : base.units)
    if (unit.zh != "市级统筹") expected.push_back(unit.zh);
  for (const Difference& d : differences(base, spending_more(), {.by = CompareBy::unit}))
    if (shown.empty() || shown.back() != d.unit) shown.push_back(d.unit);
  EXPECT_EQ(shown, expected);
}

// Under unified payment the pool bears what no other column shows (44-2.6).
TEST(Comparison, ShowsWhatThePoolTopsUpWhereItDoes) {
  const auto topped_up = [](const std::vector<Difference>& all) {
    double sum = 0;
    for (const Difference& d : all)
      if (d.measure == Measure::pool_topup && d.unit == "台前县") sum += d.difference();
    return sum;
  };
  Projection base = synthetic::projection();
  base.measures[static_cast<std::size_t>(Measure::pool_topup)].setZero();
  Projection unified = base;
  synthetic::set(unified, Measure::pool_topup, 1, {2030, 6.0});
  EXPECT_EQ(topped_up(differences(base, unified, {.by = CompareBy::unit})), 6.0);
  const std::string table = comparison_table(base, {unified}, {.by = CompareBy::year}, Lang::en);
  EXPECT_NE(table.find("top-up"), std::string::npos) << table;
  EXPECT_EQ(comparison_table(base, {base}, {.by = CompareBy::year}, Lang::en).find("top-up"), std::string::npos);
}

// Under unified payment what a unit has left goes up; under national pooling the centre gives and takes.
TEST(Comparison, ShowsMoneyBetweenAUnitAndThoseAboveItWhereThereIsAny) {
  Projection base = synthetic::projection();
  for (const Measure measure : {Measure::pool_topup, Measure::levy, Measure::unified_surplus, Measure::central_handout,
                                Measure::central_upload, Measure::national_transfer})
    base.measures[static_cast<std::size_t>(measure)].setZero();
  Projection unified = base;
  const CompareRequest asked{.by = CompareBy::year, .unit = 1};
  const auto told = [&] { return comparison_table(base, {unified}, asked, Lang::en); };
  for (const char* title : {"Passed up", "Central net"}) EXPECT_EQ(told().find(title), std::string::npos);
  synthetic::set(unified, Measure::unified_surplus, 1, {2030, 6.0});
  EXPECT_NE(told().find("Passed up"), std::string::npos);
  EXPECT_EQ(told().find("Central net"), std::string::npos);
  synthetic::set(unified, Measure::central_handout, 1, {2030, 50'000.0});
  synthetic::set(unified, Measure::central_upload, 1, {2030, 20'000.0});
  EXPECT_NE(told().find("Central net"), std::string::npos);
  EXPECT_NE(told().find("+3"), std::string::npos) << "hand-outs less uploads, in 10k yuan\n" << told();
}

// A treasury owes 5 and pays nothing in 2020: 5 are owed again in 2021, and 5 are owed over both years.
TEST(Comparison, CountsWhatATreasuryOwesInTheYearItArises) {
  Projection owing = synthetic::projection();
  const auto more = [&owing](Measure measure, Year year) {
    synthetic::set(owing, measure, 1, {year, owing.at(measure, 1, year) + 5.0});
  };
  more(Measure::treasury_short, 2020), more(Measure::treasury, 2020), more(Measure::treasury, 2021);
  for (const Difference& d : differences(synthetic::projection(), owing, {.by = CompareBy::unit, .unit = 1}))
    if (d.measure == Measure::treasury) EXPECT_NEAR(d.difference(), 5.0, 1e-6);
  double years = 0;
  for (const Difference& d : differences(synthetic::projection(), owing, {.by = CompareBy::year, .unit = 1}))
    if (d.measure == Measure::treasury) years += d.difference();
  EXPECT_NEAR(years, 5.0, 1e-6) << "year by year they add up to the same";
}

TEST(Comparison, FindsTheYearInWhichAMeasureDiffersMost) {
  const auto found = differences(synthetic::projection(), spending_more(), {.by = CompareBy::measure, .unit = 1});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].measure, Measure::expenditure);
  EXPECT_EQ(found[0].year, 2030);
  EXPECT_NEAR(found[0].difference(), 4.0, 1e-9);
}

TEST(Comparison, TellsSameFromDifferentAndWhatCannotBeCompared) {
  const Projection base = synthetic::projection();
  EXPECT_TRUE(same_values(base, synthetic::projection())) << "a missing value is the same as a missing value";
  EXPECT_FALSE(same_values(base, spending_more()));
  EXPECT_TRUE(comparable(base, spending_more()));
  Projection other = synthetic::projection();
  other.units[0].zh = "清丰县";
  EXPECT_FALSE(comparable(base, other));
}

TEST(Comparison, TellsTheFirstValueThatDiffers) {
  const auto first = first_difference(synthetic::projection(), spending_more());
  ASSERT_TRUE(first);
  EXPECT_EQ(first->measure, Measure::expenditure);
  EXPECT_EQ(first->unit, "台前县");
  EXPECT_EQ(first->year, 2020);
  EXPECT_NEAR(first->difference(), 3.0, 1e-6);
}

// Deflating and back moves the last digits alone; what differs besides still does.
TEST(Comparison, PassesOverTheRoundingOfOtherPrices) {
  const Projection base = synthetic::projection();
  Projection rounded = base;
  for (Eigen::ArrayXXd& table : rounded.measures) table *= 1 + 5e-13;
  EXPECT_FALSE(same_values(base, rounded));
  EXPECT_TRUE(same_values(base, without_rounding(base, rounded)));
  EXPECT_FALSE(same_values(base, without_rounding(base, spending_more())));
}

TEST(Comparison, SaysInWhichPricesItsMoneyIs) {
  for (const CompareBy by : {CompareBy::unit, CompareBy::year, CompareBy::measure}) {
    const auto told = [&](bool constant, Lang lang) {
      return comparison_table(synthetic::projection(), {spending_more()}, {.by = by, .constant_prices = constant},
                              lang);
    };
    EXPECT_NE(told(false, Lang::zh).find("金额为当年价格（名义值）。"), std::string::npos) << key(by);
    EXPECT_NE(told(true, Lang::zh).find("金额按2025年不变价格。"), std::string::npos) << key(by);
    EXPECT_NE(told(true, Lang::en).find("Money in constant prices of 2025."), std::string::npos) << key(by);
  }
}

TEST(Comparison, SaysWhoseYearsItComparesAndInWhat) {
  const auto told = [](int unit, Lang lang) {
    return comparison_table(synthetic::projection(), {spending_more()}, {.by = CompareBy::year, .unit = unit}, lang);
  };
  EXPECT_NE(told(1, Lang::zh).find("台前县：2016—2040年各年之差（万元）。"), std::string::npos);
  EXPECT_NE(told(-1, Lang::en).find("Whole city: differences of each year, 2016-2040 (10k yuan)."), std::string::npos);
}

// A run from a later opening says what of its case was not counted: beside the base's note stands the other's.
TEST(Comparison, SaysWhatTheOtherCaseSaysOfItself) {
  const Projection base = synthetic::projection();
  Projection other = spending_more();
  const auto told = [&] { return comparison_table(base, {other}, {.by = CompareBy::unit}, Lang::zh); };
  other.note.zh = base.note.zh + "；2017年起的改动自2025年起计";
  EXPECT_NE(told().find("2017年起的改动自2025年起计"), std::string::npos);
  other.note = base.note;
  const std::string once = told();
  EXPECT_EQ(once.find(base.note.zh), once.rfind(base.note.zh));
}

// 1.2 and 1.5 million yuan of a county read 0.01 亿元 and 0.02; beside others, and of a large row, money stays in 亿元.
TEST(Comparison, CountsMoneyOfASmallUnitInTenThousands) {
  Projection base = synthetic::projection(), other = synthetic::projection();
  for (Projection* p : {&base, &other}) synthetic::set(*p, Measure::expenditure, 0, {2025, 1e9});
  synthetic::set(base, Measure::expenditure, 1, {2030, 1.2e6});
  synthetic::set(other, Measure::expenditure, 1, {2030, 1.5e6});
  const auto told = [&](CompareBy by, int unit) {
    return comparison_table(base, {other}, {.by = by, .unit = unit}, Lang::zh);
  };
  for (const CompareBy by : {CompareBy::unit, CompareBy::year})
    EXPECT_NE(told(by, 1).find(" +30\n"), std::string::npos) << told(by, 1);
  EXPECT_NE(told(CompareBy::unit, 1).find("合计之差（万元）"), std::string::npos);
  const std::string listed = told(CompareBy::measure, 1);
  for (const char* figure : {" 120 ", " 150 ", " 30 ", " 万元"})
    EXPECT_NE(listed.find(figure), std::string::npos) << listed;
  EXPECT_NE(told(CompareBy::unit, -1).find("合计之差（亿元）"), std::string::npos);
  EXPECT_NE(told(CompareBy::year, 0).find("各年之差（亿元）"), std::string::npos);
}

TEST(Comparison, ShowsTheUnitAskedForAlone) {
  const CompareRequest asked{.by = CompareBy::unit, .unit = 1};
  const auto found = differences(synthetic::projection(), spending_more(), asked);
  ASSERT_EQ(found.size(), 13u) << "with top-ups, what goes up and central money, which the fixture has";
  for (const Difference& d : found) EXPECT_EQ(d.unit, "台前县");
  Projection base = synthetic::projection(), other_case = spending_more();
  base.asked.sets.clear(), other_case.asked.sets.clear();  // which may name any unit
  const std::string table = comparison_table(base, {other_case}, asked, Lang::zh);
  EXPECT_NE(table.find("台前县"), std::string::npos);
  for (const char* other : {"范县", "全市"}) EXPECT_EQ(table.find(other), std::string::npos) << table;
  const auto json = nlohmann::json::parse(comparison_document(synthetic::projection(), {spending_more()}, asked));
  EXPECT_EQ(json.at("rows").size(), 13u);
  for (const auto& one : json.at("cases")) {
    ASSERT_EQ(one.at("headline").size(), 1u);
    EXPECT_EQ(one.at("headline")[0].at("unit"), "台前县");
  }
}

TEST(Comparison, MarksWhatIsMissingInItsGrid) {
  Projection other = spending_more();
  synthetic::set(other, Measure::contributions, 1, {2030, synthetic::kNaN});
  const std::string table = comparison_table(synthetic::projection(), {other}, {.unit = 1}, Lang::en);
  EXPECT_EQ(table.find("nan"), std::string::npos) << table;
  EXPECT_NE(table.find("—"), std::string::npos);
}

TEST(Comparison, CallsMeasuresAndTheirUnitsByTheirNames) {
  Projection other = spending_more();
  for (const Measure measure : {Measure::average_pension, Measure::payable_months, Measure::retirees})
    synthetic::set(other, measure, 1, {2030, 5.0});
  const CompareRequest asked{.by = CompareBy::measure, .unit = 1};
  const std::string zh = comparison_table(synthetic::projection(), {other}, asked, Lang::zh);
  for (const char* word : {"基金支出", "万元", "月人均养老金", "元/月", "可支付月数", "个月", "离退休人数", "人\n"})
    EXPECT_NE(zh.find(word), std::string::npos) << word << "\n" << zh;
  for (const char* word : {"expenditure", "average_pension", "yuan", "month"})
    EXPECT_EQ(zh.find(word), std::string::npos) << word;
  EXPECT_NE(comparison_table(synthetic::projection(), {other}, asked, Lang::en).find("Average pension"),
            std::string::npos);
}

TEST(Comparison, PrintsTablesWithinAHundredColumnsAndJsonWithEveryYear) {
  const Projection base = synthetic::projection();
  for (const CompareBy by : {CompareBy::unit, CompareBy::year, CompareBy::measure})
    for (const Lang lang : {Lang::zh, Lang::en}) {
      std::istringstream lines(comparison_table(base, {spending_more()}, {.by = by}, lang));
      for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), kTableWidth) << line;
    }
  const auto json =
      nlohmann::json::parse(comparison_document(base, {spending_more()}, {.by = CompareBy::year, .unit = 1}));
  EXPECT_EQ(json.at("rows").size(), 25u * 13u);
  EXPECT_EQ(json.at("cases").size(), 2u);
}

}  // namespace
}  // namespace ballast
