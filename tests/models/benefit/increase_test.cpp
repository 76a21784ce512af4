#include "models/benefit/increase.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ballast {
namespace {

TEST(IncreaseSplit, SpendsTheBudgetInItsProportions) {
  const ReferenceMoments henan{.mean_pension = 3000, .mean_years = 28, .tilt_share = 0.4};
  const IncreaseAmounts amounts = amounts_of_split({0.40, 0.20, 0.35, 0.05}, henan, 0.02);  // 60 yuan a head
  EXPECT_NEAR(amounts.fixed, 24.0, 1e-12);
  EXPECT_NEAR(amounts.per_year * 28, 12.0, 1e-12);
  EXPECT_NEAR(amounts.own_share * 3000, 21.0, 1e-12);
  EXPECT_NEAR(amounts.tilt * 0.4, 3.0, 1e-12);
  EXPECT_NEAR(increase_scale(amounts, henan, 0.02), 1.0, 1e-12);
}

TEST(IncreaseSplit, SkipsAPartNobodyReceives) {
  const ReferenceMoments young{.mean_pension = 3000, .mean_years = 28, .tilt_share = 0};
  const IncreaseAmounts amounts = amounts_of_split({0.40, 0.20, 0.35, 0.05}, young, 0.02);
  EXPECT_EQ(amounts.tilt, 0.0);
  EXPECT_NEAR(increase_scale(amounts, young, 0.02), 1.0 / 0.95, 1e-12);  // the others make up for it
}

TEST(Increase, GivesAUnitWithLowPensionsMorePerCent) {
  const ReferenceMoments henan{.mean_pension = 3000, .mean_years = 28, .tilt_share = 0.4};
  IncreaseAmounts amounts = amounts_of_split({0.40, 0.20, 0.35, 0.05}, henan, 0.03);
  amounts.tilt *= henan.tilt_share;
  const double low = increase_month(amounts, 100.0, 2800.0, 200000.0) / 200000;
  const double high = increase_month(amounts, 100.0, 2800.0, 400000.0) / 400000;
  EXPECT_GT(low, 0.03);
  EXPECT_LT(high, 0.03);
}

TEST(IncreaseScale, IsZeroWhenThereIsNothingToScale) {
  EXPECT_EQ(increase_scale({}, {.mean_pension = 3000, .mean_years = 28, .tilt_share = 0.4}, 0.02), 0.0);
}

RC_GTEST_PROP(IncreaseScale, MeetsTheTargetOnTheReferencePopulation, ()) {
  const auto amount = [] { return *rc::gen::inRange(1, 5000) / 100.0; };
  const IncreaseAmounts amounts{amount(), amount(), amount() / 1000, amount()};
  const ReferenceMoments reference{1000 + 100 * amount(), 1 + amount(), amount() / 50};
  const double target = amount() / 1000;
  IncreaseAmounts solved = scaled(amounts, increase_scale(amounts, reference, target));
  solved.tilt *= reference.tilt_share;
  const double mean = increase_month(solved, 1.0, reference.mean_years, reference.mean_pension);
  RC_ASSERT(std::abs(mean / reference.mean_pension - target) < 1e-12);
}

}  // namespace
}  // namespace ballast
