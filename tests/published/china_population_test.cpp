// The United Nations' projection of China: World Population Prospects 2024, medium variant, residents at 31 December by
// sex, 2024 … 2100 (CC BY 3.0 IGO). Births, deaths and migration of the place's tables are theirs, the single ages
// ours.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/planner.hpp"
#include "tests/published/table.hpp"

namespace ballast {
namespace {

// Of the total of a sex, in every year: what the tables reach, more would mean that something moved. Asked is 0.0005.
constexpr double kReached = 0.00018;

PopulationAnswer china() {
  const auto planner = Planner::open(BALLAST_ROOT);
  auto answer = planner->population({.place = "china", .case_name = "baseline", .unit = {}, .sets = {}, .horizon = {}});
  if (!answer) throw std::runtime_error(answer.error().front().what);
  return std::move(*answer);
}

TEST(ChinaPopulation, ReproducesTheUnitedNationsTotalsBySexInEveryYear) {
  const PopulationAnswer answer = china();
  const auto published = published::rows("wpp2024_china_totals.csv");
  ASSERT_EQ(published.size(), 77u);
  ASSERT_EQ(answer.years.size(), published.size() + 1);
  for (const published::Row& row : published) {
    const auto year = static_cast<std::size_t>(std::stoi(row[0]) - answer.base_year);
    for (std::size_t sex = 0; sex < kSexes; ++sex) {
      const double thousands = answer.years[year].residents[sex].sum() / 1e3;
      EXPECT_LT(std::abs(thousands / std::stod(row[1 + sex]) - 1.0), kReached) << row[0];
    }
  }
}

TEST(ChinaPopulation, ReproducesThePublishedTotalOfBothSexesToTheRoundingOfItsTables) {
  const PopulationAnswer answer = china();
  for (const published::Row& row : published::rows("wpp2024_china_totals.csv")) {
    const Residents& people = answer.years[static_cast<std::size_t>(std::stoi(row[0]) - answer.base_year)].residents;
    EXPECT_NEAR((people[0].sum() + people[1].sum()) / 1e3 / (std::stod(row[1]) + std::stod(row[2])), 1.0, 1e-6)
        << row[0];
  }
}

TEST(ChinaPopulation, HoldsThePublishedBirthsDeathsAndMigrationOfTwoYears) {
  // WPP 2024, China: births, deaths, net migrants in thousands (2024; 2050).
  const PopulationAnswer answer = china();
  const PopulationYear &first = answer.years[1], &middle = answer.years[2050 - 2023];
  EXPECT_NEAR(first.births / 1e3, 8822.056, 0.01);
  EXPECT_NEAR(first.deaths / 1e3, 11678.348, 0.01);
  EXPECT_NEAR(first.net_migrants / 1e3, -318.992, 0.01);
  EXPECT_NEAR(middle.births / 1e3, 7371.348, 0.01);
  EXPECT_NEAR(middle.deaths / 1e3, 17526.294, 0.05);
  EXPECT_NEAR(middle.net_migrants / 1e3, -171.498, 0.02);
  EXPECT_EQ(first.clipped, 0.0);
}

}  // namespace
}  // namespace ballast
