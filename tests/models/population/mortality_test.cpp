#include "models/population/mortality.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/population/survival.hpp"

namespace ballast {
namespace {

Eigen::ArrayXd three(double a, double b, double c) {
  Eigen::ArrayXd values(3);
  values << a, b, c;
  return values;
}

/// Rates of 2012 … 2017, published through 2014, falling by a tenth, a fifth and none.
class Improving : public testing::Test {
 protected:
  Improving() {
    for (int year = 0; year < 6; ++year)
      rates_.push_back(three(0.010 * std::pow(0.9, year), 0.020 * std::pow(0.8, year), 0.5));
  }
  MortalityHistory history() const {
    return {.rates = rates_, .first_year = 2012, .published_through = 2014, .lee_carter = fit_};
  }
  std::vector<Eigen::ArrayXd> rates_;
  LeeCarter fit_{three(0.5, 0.3, 0.2), -0.1};
};

TEST(CentralRates, AreTheConstantForceOfTheProbabilities) {
  const Eigen::ArrayXd rates = central_rates(three(0.0, 0.25, 1.0));
  EXPECT_EQ(rates(0), 0.0);
  EXPECT_DOUBLE_EQ(death_probability(rates(1)), 0.25);
  EXPECT_EQ(death_probability(rates(2)), 1.0) << "the last age of a table dies for certain";
}

TEST_F(Improving, FollowsTheTableYearByYear) {
  for (Year year = 2012; year <= 2017; ++year)
    EXPECT_TRUE(
        (population_rates(history(), Improvement::table, year) == rates_[static_cast<std::size_t>(year - 2012)]).all());
}

TEST_F(Improving, StaysAtTheLastPublishedYearWithoutImprovement) {
  EXPECT_TRUE((population_rates(history(), Improvement::none, 2013) == rates_[1]).all()) << "what is published stands";
  EXPECT_TRUE((population_rates(history(), Improvement::none, 2017) == rates_[2]).all());
}

TEST_F(Improving, FallsByThePatternTimesTheDriftOfLeeAndCarter) {
  // Three years after 2014: m(2014)·exp(b·d·3) (Lee and Carter 1992, JASA 87, p. 660).
  const Eigen::ArrayXd rates = population_rates(history(), Improvement::lee_carter, 2017);
  EXPECT_DOUBLE_EQ(rates(0), rates_[2](0) * std::exp(-0.15));
  EXPECT_DOUBLE_EQ(rates(2), 0.5 * std::exp(-0.06));
  EXPECT_TRUE((population_rates(history(), Improvement::lee_carter, 2014) == rates_[2]).all());
}

TEST_F(Improving, TakesAnInsuredTableAlongFromItsOwnYear) {
  const InsuredTable table{2013, central_rates(three(0.004, 0.008, 1.0))};
  EXPECT_TRUE((insured_rates(table, history(), Improvement::table, 2013) == table.rates).all());
  const Eigen::ArrayXd later = insured_rates(table, history(), Improvement::table, 2016);
  EXPECT_NEAR(later(0), table.rates(0) * 0.729, 1e-15);
  EXPECT_NEAR(later(1), table.rates(1) * 0.512, 1e-15);
  EXPECT_TRUE(std::isinf(later(2))) << "certain death stays certain";
  const Eigen::ArrayXd frozen = insured_rates(table, history(), Improvement::none, 2017);
  EXPECT_NEAR(frozen(0), table.rates(0) * 0.9, 1e-15) << "from 2013 to 2014, then no more";
}

TEST_F(Improving, LeavesAnInsuredTableAloneWhereNobodyDies) {
  rates_[1](0) = 0.0;
  const InsuredTable table{2013, three(0.004, 0.008, 0.5)};
  EXPECT_EQ(insured_rates(table, history(), Improvement::table, 2016)(0), 0.004);
}

}  // namespace
}  // namespace ballast
