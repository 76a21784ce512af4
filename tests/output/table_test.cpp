#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "output/table/fitted.hpp"
#include "output/table/folded.hpp"
#include "output/table/headline_table.hpp"
#include "output/table/phases.hpp"
#include "output/table/width.hpp"
#include "tests/output/synthetic_projection.hpp"

namespace ballast {
namespace {

TEST(DisplayWidth, CountsChineseAsTwoColumns) {
  EXPECT_EQ(display_width("abc"), 3);
  EXPECT_EQ(display_width("濮阳县"), 6);
  EXPECT_EQ(display_width("（a）"), 5);
  EXPECT_EQ(display_width("—"), 1);
  EXPECT_EQ(display_width("\xff\xfe"), 2) << "bytes that are no text still take their place";
}

TEST(DisplayWidth, LinesUpMixedColumns) { EXPECT_EQ(aligned({{"单位", "a"}, {"x", "12"}}), "单位   a\nx     12\n"); }

TEST(DisplayWidth, BreaksLinesAtSpacesAndBetweenCharacters) {
  EXPECT_EQ(wrapped("one two three", 8), "one two\nthree\n");
  EXPECT_EQ(wrapped("一二三四", 5), "一二\n三四\n");
  EXPECT_EQ(wrapped("甲乙丙丁、entry_sd、entry_unit_sd", 24), "甲乙丙丁、entry_sd、\nentry_unit_sd\n");
  EXPECT_EQ(wrapped("one two  三四", 9), "one two\n三四\n") << "no line ends with a blank";
}

TEST(DisplayWidth, BeginsNoLineWithAClosingSignAndEndsNoneWithAnOpeningOne) {
  EXPECT_EQ(wrapped("参见（甲）和乙。", 6), "参见\n（甲）\n和乙。\n");
}

TEST(DisplayWidth, LeavesNoShortLastLine) {
  EXPECT_EQ(wrapped("aaaa bbbb cccc dddd e", 20), "aaaa bbbb\ncccc dddd e\n");
}

TEST(Fitted, LeavesATableThatFitsAsAlignedSetsIt) {
  const std::vector<std::vector<std::string>> rows{{"Unit", "a"}, {"Nanle County", "12"}};
  EXPECT_EQ(fitted(rows, 18), aligned(rows));
}

TEST(Fitted, LetsALongNameGoOnBelowItselfWithItsFiguresBesideTheFirstLine) {
  EXPECT_EQ(fitted({{"Unit", "2016"}, {"Economic and Technological Development Zone", "1"}, {"Fan County", "2"}}, 32),
            "Unit                        2016\nEconomic and Technological     1\n  Development Zone\nFan County        "
            "             2\n");
}

TEST(Fitted, BreaksHeadsAtTheirWordsBeforeItPutsColumnsBelow) {
  const std::vector<std::vector<std::string>> rows{{"", "Nanle County", "Fan County"}, {"2016", "1", "2"}};
  EXPECT_EQ(fitted(rows, 20), "       Nanle     Fan\n      County  County\n2016       1       2\n");
  EXPECT_EQ(fitted(rows, 12), "       Nanle\n      County\n2016       1\n\n         Fan\n      County\n2016       2\n");
}

// Of 18 columns for both texts the second needs 8 of its half; the first goes on below itself, deeper than it began.
TEST(Fitted, LetsBothTextsOfALedgerGoOnBelowThemselves) {
  EXPECT_EQ(fitted_two_texts({{"  + aa bb → cc", "dd ee ff", "12"}, {"  Sum", "", "3"}}, 24),
            "  + aa bb  dd ee ff  12\n    → cc\n  Sum                 3\n");
  EXPECT_EQ(fitted_two_texts({{"aaaa", "bbb cccc", "1"}}, 16), "aaaa  bbb     1\n        cccc\n");
  const std::vector<std::vector<std::string>> rows{{"  + aa → b", "dd", "1"}, {"  Sum", "", "3"}};
  EXPECT_EQ(fitted_two_texts(rows, 100), aligned(rows, 2));
}

TEST(Figures, ShowNoSignBeforeANought) {
  EXPECT_EQ(decimal(-0.04, 1), "0.0");
  EXPECT_EQ(with_sign(-0.04, 1), "0.0");
  EXPECT_EQ(with_sign(0.04, 1), "0.0");
  EXPECT_EQ(with_sign(-0.06, 1), "-0.1");
  EXPECT_EQ(with_sign(0.06, 1), "+0.1");
  EXPECT_EQ(with_sign(std::nan(""), 1), "—");
}

// 2015 is the opening, values are published to 2025.
TEST(Phases, AreToldOfTheYearsShown) {
  const auto told = [](Year from, Year to, Year published = 2025) {
    return phase_legend({from, to, 2015, published}, Lang::en);
  };
  EXPECT_EQ(told(2015, 2075),
            wrapped("hist.: opening position at the end of 2015; est.: 2016-2025 under published values; proj.: "
                    "2026-2075 under assumptions.",
                    kTableWidth));
  EXPECT_EQ(told(2016, 2020), "est.: 2016-2020 under published values.\n");
  EXPECT_EQ(told(2025, 2026), "est.: 2025 under published values; proj.: 2026 under assumptions.\n");
  EXPECT_EQ(told(2031, 2031), "proj.: 2031 under assumptions.\n");
  EXPECT_EQ(told(2016, 2017, 2010), "proj.: 2016-2017 under assumptions.\n") << "published before it opens";
  EXPECT_EQ(phase_legend({2015, 2015, 2015, 2025}, Lang::zh), "历史：2015年末基期。\n");
}

// A head whose figures have errors behind them stands above the figures.
TEST(Fitted, KeepsTheRoomBehindAHeadWhereItPutsColumnsBelow) {
  const std::vector<std::vector<std::string>> rows{{"", "2025  ", "2030  "}, {"Money", "1 ±2", "13 ±4"}};
  EXPECT_EQ(fitted(rows, 13), "       2025\nMoney    1 ±2\n\n       2030\nMoney   13 ±4\n");
}

TEST(Folded, ShowsLinesOfTheSameFiguresOnceAndSaysWhich) {
  const std::vector<std::vector<std::string>> rows{
      {"Rule", "a", "b"}, {"one", "1", "2"}, {"two", "1", "3"}, {"three", "1", "2"}, {"four", "1", "2"}};
  EXPECT_EQ(folded(rows, Lang::en),
            aligned({rows[0], rows[1], rows[2]}) + "The same figures as \"one\", not shown again: three; four.\n");
  EXPECT_EQ(folded({rows[0], rows[1], rows[2]}, Lang::zh), aligned({rows[0], rows[1], rows[2]})) << "nothing to say";
}

TEST(Wrapped, SetsInItsFurtherLines) {
  EXPECT_EQ(wrapped_set_in("The budget lacks seven yuan", 20), "  The budget lacks\n    seven yuan\n");
  EXPECT_EQ(wrapped_set_in("Short", 20), "  Short\n");
  EXPECT_EQ(beside("--on", 6, "the day of the act", 16), "--on  the day of\n      the act\n");
  EXPECT_EQ(beside("--place", 4, "of it", 16), "--placeof it\n") << "whoever asks leaves room for the blank";
}

class HeadlineTable : public testing::TestWithParam<Lang> {};

TEST_P(HeadlineTable, NeverIsWiderThanAHundredColumns) {
  Projection p = synthetic::projection(2075);
  p.units[0].en = "Economic and Technological Development Zone";
  for (Eigen::ArrayXXd& table : p.measures) table *= 1e6;  // billions of yuan, as a city has them
  for (const Measure m : {Measure::support_ratio, Measure::payable_months}) synthetic::fill(p, m, 12.34);
  for (const Measure m : {Measure::contributors, Measure::retirees}) synthetic::fill(p, m, 456789.0);
  for (const Measure m : {Measure::treasury_short, Measure::treasury_over, Measure::treasury_structural})
    synthetic::fill(p, m, 1.9e10);
  std::istringstream lines(headline_table(p, p.city_row(), {.lang = GetParam()}) +
                           table_legend(p, {.lang = GetParam()}));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), kTableWidth) << line;
  if (GetParam() == Lang::en) EXPECT_NE(lines.str().find("Zone"), std::string::npos) << "the end of a name";
}

// T holds what was owed before; the line of the years counts it once, as the peak above it does.
TEST_P(HeadlineTable, CountsWhatATreasuryOwesInTheYearItArises) {
  Projection p = synthetic::projection();
  for (const Measure m : {Measure::treasury_short, Measure::treasury_over}) synthetic::fill(p, m, 0.0);
  synthetic::fill(p, Measure::treasury_structural, 1234e8);
  synthetic::fill(p, Measure::treasury, 5678e8);
  const std::string table = headline_table(p, 0, {.lang = GetParam()});
  EXPECT_NE(table.find("1234.00"), std::string::npos);
  EXPECT_EQ(table.find("5678.00"), std::string::npos);
}

// 24 of 320 are 7.5 %; where nothing is granted no line says so.
TEST_P(HeadlineTable, TellsWhichShareOfSpendingSubsidiesAre) {
  Projection p = synthetic::projection();
  synthetic::fill(p, Measure::expenditure, 320e8);
  synthetic::fill(p, Measure::subsidy_total, 24e8);
  const std::string label = GetParam() == Lang::zh ? "占支出%" : "% of spending";
  const std::string table = path_table(p, 0, {.lang = GetParam()});
  EXPECT_EQ(table.find("7.5", table.find(label)), table.find_first_of("0123456789", table.find(label))) << table;
  synthetic::fill(p, Measure::subsidy_total, 0);
  EXPECT_EQ(path_table(p, 0, {.lang = GetParam()}).find(label), std::string::npos);
}

// A budget without a deficit, or named with unit and sum (44-2.5); pensions that are not paid are no detail (44-1.4).
TEST_P(HeadlineTable, NamesWhoseBudgetsDoNotBalanceAndWhosePensionsAreNotPaid) {
  Projection p = synthetic::projection();
  for (const Measure unknown : {Measure::budget_lacking, Measure::benefit_arrears})
    synthetic::fill(p, unknown, synthetic::kNaN);
  synthetic::fill(p, Measure::ex_ante_gap, 1e8);
  const auto said = [&](Phrase phrase_of) {
    const std::string_view words = phrase(phrase_of, GetParam());
    const std::string table = path_table(p, p.city_row(), {.lang = GetParam()});
    return table.find(words.substr(0, 18)) != std::string::npos ? table : std::string{};
  };
  EXPECT_TRUE(said(Phrase::explain_balanced).empty()) << "files of earlier versions do not know";
  for (const Measure none : {Measure::budget_lacking, Measure::benefit_arrears}) synthetic::fill(p, none, 0.0);
  EXPECT_FALSE(said(Phrase::explain_balanced).empty());
  EXPECT_TRUE(said(Phrase::budget_lacks).empty() && said(Phrase::pensions_unpaid).empty());
  for (const int row : {0, p.city_row()}) {
    synthetic::set(p, Measure::budget_lacking, row, {2018, 777e8});
    synthetic::set(p, Measure::benefit_arrears, row, {2019, 888e8});
  }
  EXPECT_TRUE(said(Phrase::explain_balanced).empty());
  const std::string table = said(Phrase::budget_lacks);
  for (const char* part : {"777", "888", "2018", "2019"}) EXPECT_NE(table.find(part), std::string::npos) << table;
  EXPECT_NE(table.find(in(p.units[0], GetParam())), std::string::npos) << table;
  EXPECT_FALSE(said(Phrase::pensions_unpaid).empty());
  const std::string another = path_table(p, 1, {.lang = GetParam()});  // of a unit that lacks nothing
  EXPECT_EQ(another.find("777"), std::string::npos) << another;
}

// Up to a billion yuan spent in the last published year; 2.5 million read 0.03 in 亿元.
TEST_P(HeadlineTable, CountsTheYearsOfASmallUnitInTenThousands) {
  Projection p = synthetic::projection();
  synthetic::fill(p, Measure::contributions, 2.5e6);
  for (const auto& [spent, small] : {std::pair{9.9e8, true}, {1e9, false}}) {
    synthetic::fill(p, Measure::expenditure, spent);
    const std::string years = path_table(p, 0, {.lang = GetParam()});
    const std::string_view unit = small ? in(GetParam(), "（万人、万元）", "(persons in 10k, money in 10k yuan)")
                                        : in(GetParam(), "（万人、亿元）", "(persons in 10k, money in 100m yuan)");
    EXPECT_NE(years.find(unit), std::string::npos) << years;
    EXPECT_NE(years.find(small ? " 250 " : " 0.03 "), std::string::npos) << years;
    EXPECT_NE(years.find(small ? " 99000 " : " 10.00 "), std::string::npos) << years;
  }
}

TEST_P(HeadlineTable, SaysWhyTheLinesOfTheWholeCityDoNotAddUpToItsBalance) {
  const std::string legend = table_legend(synthetic::projection(), {.lang = GetParam()});
  EXPECT_NE(legend.find(in(GetParam(), "全市累计结余含“市级统筹”账户",
                           "Whole city: the balance holds that of the pool's account")),
            std::string::npos)
      << legend;
}

TEST_P(HeadlineTable, SaysWhatIsIllustrativeAndWhereThePublishedYearsEnd) {
  const Projection p = synthetic::projection();
  const std::string table = headline_table(p, p.city_row(), {.lang = GetParam()});
  EXPECT_NE(table.find(in(p.notice, GetParam())), std::string::npos);
  EXPECT_NE(table.find(in(p.note, GetParam())), std::string::npos);
  EXPECT_NE(table.find("2026"), std::string::npos);
  EXPECT_NE(table_legend(p, {.lang = GetParam()}).find("2016"), std::string::npos) << "the first estimated year";
  EXPECT_EQ(table.find('\x1b'), std::string::npos) << "no colours unless asked";
  EXPECT_NE(headline_table(p, p.city_row(), {.lang = GetParam(), .colour = true}).find('\x1b'), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, HeadlineTable, testing::Values(Lang::zh, Lang::en));

}  // namespace
}  // namespace ballast
