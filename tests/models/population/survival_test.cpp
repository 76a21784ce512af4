#include "models/population/survival.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace ballast {
namespace {

TEST(CohortMortality, SplitsInfantDeathsBetweenTheYearOfBirthAndTheNext) {
  Eigen::ArrayXd rates(4);
  rates << 0.020, 0.002, 0.001, 0.3;
  const CohortMortality mortality = cohort_mortality(rates);
  EXPECT_DOUBLE_EQ(mortality.reaching(0), 1.0 - std::exp(-0.017));
  EXPECT_NEAR(mortality.reaching(1), 1.0 - std::exp(-(0.003 + 0.001)), 1e-15);
  EXPECT_NEAR(mortality.reaching(2), 1.0 - std::exp(-0.0015), 1e-15);
}

TEST(CohortMortality, GivesThoseAlreadyAtTheOpenAgeTheOpenRate) {
  Eigen::ArrayXd rates(4);
  rates << 0.020, 0.002, 0.1, 0.3;
  const CohortMortality mortality = cohort_mortality(rates);
  EXPECT_NEAR(mortality.reaching(3), 1.0 - std::exp(-0.2), 1e-15);
  EXPECT_NEAR(mortality.open, 1.0 - std::exp(-0.3), 1e-15);
}

}  // namespace
}  // namespace ballast
