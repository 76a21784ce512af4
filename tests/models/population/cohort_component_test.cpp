#include "models/population/cohort_component.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

Eigen::ArrayXd three(double a, double b, double c) {
  Eigen::ArrayXd values(3);
  values << a, b, c;
  return values;
}

/// Three ages, q 0.1, 0.2, 0.5 and 0.6 in the open group; no births, no migration.
PopulationRates quiet() {
  const CohortMortality q{.reaching = three(0.1, 0.2, 0.5), .open = 0.6};
  return {.mortality = {q, q},
          .fertility = three(0, 0, 0),
          .sex_ratio_at_birth = 1,
          .migration_rate = {three(0, 0, 0), three(0, 0, 0)}};
}

const Residents kSome{three(100, 50, 20), three(100, 50, 20)};

TEST(CohortComponent, AgesEveryoneAndKeepsTheSurvivorsOfTheOpenAge) {
  const PopulationYear year = project_year(kSome, quiet());
  EXPECT_DOUBLE_EQ(year.residents[0](1), 80);
  EXPECT_DOUBLE_EQ(year.residents[0](2), 25 + 8);
  EXPECT_DOUBLE_EQ(year.deaths, 2 * (20 + 25 + 12));
}

TEST(CohortComponent, ExposesHalfOfTheMigrantsWhetherTheyAreGivenAsARateOrInNumbers) {
  PopulationRates by_rate = quiet(), in_numbers = quiet();
  by_rate.migration_rate[0](1) = 0.1;
  in_numbers.migrants = {three(0, 10, 0), three(0, 0, 0)};
  for (const PopulationRates& rates : {by_rate, in_numbers}) {
    const PopulationYear year = project_year(kSome, rates);
    EXPECT_DOUBLE_EQ(year.residents[0](1), (100 + 5) * 0.8 + 5);
    EXPECT_DOUBLE_EQ(year.net_migrants, 10);
  }
}

TEST(CohortComponent, LetsInfantsMoveWhenTheyAreGivenInNumbers) {
  PopulationRates rates = quiet();
  rates.fertility = three(0, 0.2, 0);
  rates.migrants = {three(4, 0, 0), three(-1, 0, 0)};
  const PopulationYear year = project_year(kSome, rates);
  const double born = 0.2 * 0.5 * (50 + 80);
  EXPECT_DOUBLE_EQ(year.births, born);
  EXPECT_DOUBLE_EQ(year.residents[0](0), (born / 2 + 2) * 0.9 + 2);
  EXPECT_DOUBLE_EQ(year.residents[1](0), (born / 2 - 0.5) * 0.9 - 0.5);
}

TEST(CohortComponent, LetsNoMoreLeaveThanAreThereAndCountsThem) {
  PopulationRates rates = quiet();
  rates.migrants = {three(0, -1000, 0), three(0, 0, 0)};
  const PopulationYear year = project_year(kSome, rates);
  EXPECT_NEAR(year.residents[0](1), 0, 1e-12);
  EXPECT_NEAR(year.net_migrants, -100 * 0.8 / 0.9, 1e-12) << "half of the leavers are exposed to death before they go";
  EXPECT_NEAR(year.clipped, 1000 - 100 * 0.8 / 0.9, 1e-12);
}

TEST(CohortComponent, AddsUpTheYearsOfTwoAreas) {
  PopulationYear both = project_year(kSome, quiet());
  both += project_year(kSome, quiet());
  EXPECT_DOUBLE_EQ(both.residents[1](1), 160);
  EXPECT_DOUBLE_EQ(both.deaths, 2 * 2 * (20 + 25 + 12));
}

}  // namespace
}  // namespace ballast
