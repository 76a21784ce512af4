// The shipped law against figures as they were published.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/hand_cases/law_file.hpp"

namespace ballast {
namespace {

TEST(ContributionBounds, AreTheYuanTheProvincePublished) {
  // Monthly floors and ceilings of Henan 2021-2025; 2025: 豫人社办〔2025〕67号. The floor of 2020 stayed at 2745.
  const toml::table law = law_file::open("henan.toml"), national = law_file::open("national.toml");
  struct Bounds {
    Year year;
    double floor, ceiling;
  };
  for (const Bounds& bounds : {Bounds{2020, 2745, 15084}, Bounds{2021, 3197, 15984}, Bounds{2022, 3409, 17043},
                               Bounds{2023, 3579, 17895}, Bounds{2024, 3756, 18780}, Bounds{2025, 3831, 19155}}) {
    const auto mean = [&](const toml::table& file, std::string_view key) {
      return law_file::series(file, key, bounds.year, bounds.year).year_mean(bounds.year);
    };
    const double wage = mean(law, "wage.reference");
    EXPECT_EQ(std::round(wage * mean(law, "contribution.floor_share")), bounds.floor) << bounds.year;
    EXPECT_EQ(std::round(wage * mean(national, "contribution.ceiling_share")), bounds.ceiling) << bounds.year;
  }
}

TEST(MinimumYears, RiseBySixMonthsAYearFrom2030To2039) {
  // 15.5 years in 2030, 17.5 in 2034, 20 from 2039: the annex of the decision of 2024-09-13.
  const auto months = law_file::series(law_file::open("national.toml"), "retirement.minimum_months", 2016, 2075);
  EXPECT_DOUBLE_EQ(months.year_mean(2029) / 12, 15.0);
  EXPECT_DOUBLE_EQ(months.year_mean(2030) / 12, 15.5);
  EXPECT_DOUBLE_EQ(months.year_mean(2034) / 12, 17.5);
  EXPECT_DOUBLE_EQ(months.year_mean(2038) / 12, 19.5);
  EXPECT_DOUBLE_EQ(months.year_mean(2039) / 12, 20.0);
  EXPECT_DOUBLE_EQ(months.year_mean(2075) / 12, 20.0);
}

TEST(PublishedRates, AreThoseOfTheMinistries) {
  // Bookkeeping rates and increases as published nationally, per cent.
  const toml::table law = law_file::open("national.toml");
  const auto rate = law_file::series(law, "economy.account_rate", 2016, 2025);
  const auto increase = law_file::series(law, "benefit.increase_rate", 2016, 2025);
  const double rates[] = {8.31, 7.12, 8.29, 7.61, 6.04, 6.69, 6.12, 3.97, 2.62, 1.50};
  const double increases[] = {6.5, 5.5, 5, 5, 5, 4.5, 4, 3.8, 3, 2};
  for (Year year = 2016; year <= 2025; ++year) {
    EXPECT_NEAR(100 * rate.year_mean(year), rates[year - 2016], 1e-9) << year;
    EXPECT_NEAR(100 * increase.year_mean(year), increases[year - 2016], 1e-9) << year;
  }
}

TEST(DivisorTable, HasTheEntriesOfTheDecreeAtTheUsualAges) {
  // 国发〔2005〕38号: 45:216, 50:195, 55:170, 60:139, 65:101, 70:56; a public table with 47:207 and 66:94 is wrong.
  const DivisorTable table = law_file::divisors(law_file::open("national.toml"), year_month(2020, 1));
  const std::pair<int, double> entries[] = {{39, 233}, {40, 233}, {45, 216}, {47, 208}, {50, 195}, {55, 170},
                                            {60, 139}, {65, 101}, {66, 93},  {70, 56},  {80, 56}};
  for (const auto& [age, months] : entries) EXPECT_EQ(divisor(table, 12 * age + 11), months) << age;
}

TEST(WageSeries, DoNotChainAcrossTheBreakOfDefinitions) {
  // In-post to 2019-04, all-scope from 2019-05: the reference falls in May 2019, the market wage never does.
  const toml::table law = law_file::open("henan.toml");
  const auto reference = law_file::series(law, "wage.reference", 2019, 2019);
  EXPECT_DOUBLE_EQ(reference.months.front(), 5345.67);
  EXPECT_DOUBLE_EQ(reference.months.back(), 4575.0);
  const auto market = law_file::series(law, "wage.market", 1995, 2024);
  for (Year year = 1996; year <= 2024; ++year) EXPECT_GT(market.year_mean(year), market.year_mean(year - 1)) << year;
}

}  // namespace
}  // namespace ballast
