#include "sim/engine/headline.hpp"

#include <gtest/gtest.h>

#include "tests/output/synthetic_projection.hpp"

namespace ballast {
namespace {

/// A projection in which nothing happens: no deficit, no gap, nothing paid.
Projection quiet() {
  Projection p = synthetic::projection();
  for (const Measure m :
       {Measure::expenditure, Measure::interest, Measure::other_income, Measure::subsidy_total, Measure::treasury_short,
        Measure::treasury_over, Measure::treasury_structural, Measure::reserve_floor})
    synthetic::fill(p, m, 0.0);
  synthetic::fill(p, Measure::contributions, 100.0);
  synthetic::fill(p, Measure::fund_balance, 50.0);
  return p;
}

TEST(Headline, SaysNeverWhereNothingHappens) {
  for (const Headline& row : headlines(quiet())) {
    EXPECT_FALSE(row.first_deficit_year);
    EXPECT_FALSE(row.depletion_year);
    EXPECT_FALSE(row.peak_subsidy.year);
    EXPECT_EQ(row.peak_treasury.amount, 0.0);
  }
}

TEST(Headline, DatesTheFirstDeficitFromOwnIncomeAndNotFromTheBaseYear) {
  Projection p = quiet();
  synthetic::set(p, Measure::expenditure, 0, {2015, 500.0});  // history is not asked
  synthetic::set(p, Measure::expenditure, 0, {2020, 104.0});
  synthetic::set(p, Measure::interest, 0, {2020, 5.0});  // 100 + 5 ≥ 104: no deficit yet
  synthetic::set(p, Measure::expenditure, 0, {2023, 101.0});
  const auto rows = headlines(p);
  EXPECT_EQ(rows[0].first_deficit_year, 2023);
  EXPECT_FALSE(rows[1].first_deficit_year);
  EXPECT_FALSE(rows[2].first_deficit_year) << "the other unit's surplus covers it: 200 > 101";
  EXPECT_TRUE(rows[0].opens_in_deficit) << "500 > 100 at the end of 2015";
  EXPECT_FALSE(rows[1].opens_in_deficit);
  EXPECT_TRUE(rows[2].opens_in_deficit) << "500 + 0 > 200";
}

TEST(Headline, DepletesOnlyWhenTheBalanceIsAtItsFloorAndTheTreasuryPays) {
  Projection p = quiet();
  synthetic::set(p, Measure::treasury_structural, 0, {2018, 5.0});  // the balance is still above the floor
  synthetic::set(p, Measure::fund_balance, 0, {2019, 0.0});         // empty, but nobody had to pay
  synthetic::set(p, Measure::fund_balance, 0, {2021, 0.0});
  synthetic::set(p, Measure::treasury_over, 0, {2021, 0.01});
  EXPECT_EQ(headlines(p)[0].depletion_year, 2021);
}

TEST(Headline, LeavesThePoolOutOfTheCitysDepletion) {
  Projection p = quiet();
  for (const int unit : {0, 1}) {
    synthetic::set(p, Measure::fund_balance, unit, {2030, 0.0});
    synthetic::set(p, Measure::treasury_structural, unit, {2030, 1.0});
  }
  synthetic::set(p, Measure::fund_balance, p.pool_row(), {2030, 1e9});
  synthetic::set(p, Measure::fund_balance, p.city_row(), {2030, 1e9});
  EXPECT_EQ(headlines(p)[2].depletion_year, 2030);
}

TEST(Headline, FindsThePeakInEachKindOfPricesApart) {
  Projection p = quiet();
  synthetic::set(p, Measure::subsidy_total, 0, {2016, 90.0});   // 90 / 0.82 = 109.756… in prices of 2025
  synthetic::set(p, Measure::subsidy_total, 0, {2035, 120.0});  // 120 / 1.20 = 100
  const Headline row = headlines(p)[0];
  EXPECT_EQ(row.peak_subsidy.amount, 120.0);
  EXPECT_EQ(row.peak_subsidy.year, 2035);
  EXPECT_NEAR(row.peak_subsidy_constant.amount, 90.0 / 0.82, 1e-9);
  EXPECT_EQ(row.peak_subsidy_constant.year, 2016);
}

// Two years with the same 0.30 yuan of the whole city, of which the later adds up to a little more in binary: the
// first.
TEST(Headline, NamesTheFirstOfYearsWithTheSamePeak) {
  Projection p = quiet();
  synthetic::set(p, Measure::subsidy_total, 0, {2016, 0.3});
  synthetic::set(p, Measure::subsidy_total, 0, {2017, 0.1}), synthetic::set(p, Measure::subsidy_total, 1, {2017, 0.2});
  ASSERT_GT(0.1 + 0.2, 0.3);
  EXPECT_EQ(headlines(p).back().peak_subsidy.year, 2016);
  EXPECT_EQ(headlines(p).back().peak_subsidy.amount, 0.3);
}

// Nor is there a deficit where what comes in and what goes out are the same to the fen.
TEST(Headline, SeesNoDeficitInTheRoundingOfBinaryNumbers) {
  Projection p = quiet();
  synthetic::fill(p, Measure::contributions, 0.3), synthetic::fill(p, Measure::expenditure, 0.1);
  synthetic::set(p, Measure::contributions, 1, {2017, 0.0});
  synthetic::set(p, Measure::expenditure, 1, {2017, 0.2});  // 0.1 + 0.2 over 0.3
  EXPECT_FALSE(headlines(p).back().first_deficit_year);
}

// T holds what earlier years left unpaid (equation F18): a call of 30 in 2016, paid late, stands in T until it is paid.
TEST(Headline, CountsACallOfTheTreasuryInTheYearItArose) {
  Projection p = quiet();
  synthetic::set(p, Measure::treasury_short, 0, {2016, 10.0}),
      synthetic::set(p, Measure::treasury_structural, 0, {2016, 20.0});
  synthetic::set(p, Measure::treasury_over, 0, {2017, 25.0});
  synthetic::fill(p, Measure::treasury, 0.0);
  synthetic::set(p, Measure::treasury, 0, {2016, 30.0}), synthetic::set(p, Measure::treasury, 0, {2017, 55.0});
  const Headline row = headlines(p)[0];
  EXPECT_EQ(row.peak_treasury.amount, 30.0);
  EXPECT_EQ(row.peak_treasury.year, 2016);
}

TEST(Headline, QuotesTheSupportRatioOfTheBaseTheMiddleAndTheLastYear) {
  const Projection p = quiet();
  const auto ratios = headlines(p)[1].support_ratio;
  ASSERT_EQ(ratios.size(), 3u);
  const int m = static_cast<int>(Measure::support_ratio);
  EXPECT_EQ(ratios[0].year, 2015);
  EXPECT_EQ(ratios[0].ratio, synthetic::value(m, 1, 0));
  EXPECT_EQ(ratios[1].year, 2035);
  EXPECT_EQ(ratios[1].ratio, synthetic::value(m, 1, 20));
  EXPECT_EQ(ratios[2].year, 2040);
}

TEST(Projection, KeepsSharesAndPersonsInConstantPrices) {
  const Projection nominal = synthetic::projection();
  const Projection real = in_constant_prices(nominal);
  EXPECT_EQ(real.prices, "2025");
  EXPECT_NEAR(real.at(Measure::income, 0, 2035) * 1.2, nominal.at(Measure::income, 0, 2035), 1e-6);
  EXPECT_EQ(real.at(Measure::income, 0, 2025), nominal.at(Measure::income, 0, 2025));
  EXPECT_EQ(real.at(Measure::retirees, 0, 2035), nominal.at(Measure::retirees, 0, 2035));
}

}  // namespace
}  // namespace ballast
