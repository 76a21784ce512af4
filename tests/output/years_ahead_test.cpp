#include "output/table/years_ahead.hpp"

#include <gtest/gtest.h>

#include "output/table/in_short.hpp"
#include "tests/output/synthetic_projection.hpp"

namespace ballast {
namespace {

/// Prices as they were, 200 yuan spent a year by each unit, nothing from anybody.
Projection plain(Year last_year = 2040) {
  Projection p = synthetic::projection(last_year);
  for (const Measure m :
       {Measure::interest, Measure::other_income, Measure::subsidy_total, Measure::treasury, Measure::treasury_short,
        Measure::treasury_over, Measure::treasury_structural, Measure::reserve_floor, Measure::pool_topup,
        Measure::levy, Measure::unified_surplus, Measure::central_handout, Measure::national_transfer,
        Measure::central_upload, Measure::receivable})
    synthetic::fill(p, m, 0.0);
  synthetic::fill(p, Measure::contributions, 300.0);
  synthetic::fill(p, Measure::expenditure, 200.0);
  synthetic::fill(p, Measure::fund_balance, 50.0);
  synthetic::fill(p, Measure::support_ratio, 2.0);
  p.price_index.assign(p.price_index.size(), 1.0);
  return p;
}

TEST(YearsAhead, BeginWithTheFirstAssumedYearAndPartAfterTen) {
  const std::vector<Span> spans = spans_ahead(plain());  // published to 2025
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_EQ(spans[0].first, 2026);
  EXPECT_EQ(spans[0].last, 2035);
  EXPECT_EQ(spans[1].first, 2036);
  EXPECT_EQ(spans[1].last, 2040);
  Projection ends = plain();
  ends.last_year = 2035;
  EXPECT_EQ(spans_ahead(ends).size(), 1U);
  ends.last_year = 2025;
  EXPECT_TRUE(spans_ahead(ends).empty()) << "no year is assumed";
}

TEST(YearsAhead, SumMoneyInConstantPrices) {
  Projection p = plain();
  synthetic::fill(p, Measure::subsidy_total, 10.0);
  p.price_index[2026 - 2015] = 2.0;  // 10 yuan of 2026 buy 5
  EXPECT_DOUBLE_EQ(sum_over(in_constant_prices(p), Measure::subsidy_total, 0, {2026, 2035}), 5.0 + 9 * 10.0);
}

TEST(YearsAhead, ShowTheTreasurysPartOfWhatIsSpent) {
  Projection p = plain();
  for (Year year = 2026; year <= 2035; ++year)
    for (const int row : {0, p.city_row()}) synthetic::set(p, Measure::treasury_structural, row, {year, 50.0});
  const std::string table = years_ahead_table(p, {.lang = Lang::en});
  EXPECT_NE(table.find("2026-2035"), std::string::npos) << table;
  EXPECT_NE(table.find("25 %"), std::string::npos) << "50 of 200\n" << table;
  EXPECT_EQ(table.find("Subsidies"), std::string::npos) << "nobody is subsidised\n" << table;
}

TEST(InShort, SaysWhoIsWithoutBalanceFirst) {
  Projection p = plain();
  synthetic::set(p, Measure::treasury_structural, 1, {2030, 5.0});
  synthetic::set(p, Measure::fund_balance, 1, {2030, 0.0});
  const std::string zh = in_short(p, headlines(p), p.city_row(), Lang::zh);
  EXPECT_NE(zh.find("结余最先用尽：台前县（2030年）；到2040年没有用尽：范县。"), std::string::npos) << zh;
  EXPECT_NE(zh.find("2026—2040年财政无须承担。"), std::string::npos) << "the row of the city says so\n" << zh;
  const std::string unit = in_short(p, headlines(p), 0, Lang::en);
  EXPECT_EQ(unit.find("First without"), std::string::npos) << unit;
}

TEST(InShort, TellsADeficitOfTheOpeningFromOneAhead) {
  Projection p = plain();
  synthetic::set(p, Measure::expenditure, 0, {2030, 301.0});
  EXPECT_NE(in_short(p, headlines(p), 0, Lang::en).find("first exceeds own income in 2030"), std::string::npos);
  synthetic::set(p, Measure::expenditure, 0, {2015, 301.0});
  EXPECT_NE(in_short(p, headlines(p), 0, Lang::en).find("exceeds own income in 2015 already"), std::string::npos);
}

}  // namespace
}  // namespace ballast
