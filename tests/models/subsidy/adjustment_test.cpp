// The tiers here are test data: no prefecture has published its own.
#include "models/subsidy/adjustment.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ballast {
namespace {

constexpr std::array kTiers{Tier{0.0, 0.8}, Tier{1.5, 0.7}, Tier{2.5, 0.5}, Tier{3.0, 0.4}};

TEST(Tiers, AreClosedBelow) {
  EXPECT_EQ(tier_share(kTiers, {.contributors = 30000, .retirees = 12000}), 0.5);
  EXPECT_EQ(tier_share(kTiers, {.contributors = 29999, .retirees = 12000}), 0.7);
}

TEST(Tiers, TakeHeadsThatCarryTheLastBitsOfASumForTheNumberTheyMean) {
  double contributors = 0.0;
  for (int i = 0; i < 10; ++i) contributors += 0.3;  // 2.9999999999999996
  ASSERT_LT(contributors, 3.0);
  EXPECT_EQ(tier_share(kTiers, {.contributors = contributors, .retirees = 1.0}), 0.4);
}

TEST(Tiers, GiveAUnitWithoutRetireesTheLastTier) {
  EXPECT_EQ(tier_share(kTiers, {.contributors = 10, .retirees = 0}), 0.4);
}

TEST(LinearShare, MovesOnLinesBetweenKnotsAndIsFlatOutside) {
  EXPECT_DOUBLE_EQ(linear_share(kTiers, {.contributors = 200, .retirees = 100}), 0.6);
  EXPECT_DOUBLE_EQ(linear_share(kTiers, {.contributors = 275, .retirees = 100}), 0.45);
  EXPECT_DOUBLE_EQ(linear_share(kTiers, {.contributors = 900, .retirees = 100}), 0.4);
  EXPECT_DOUBLE_EQ(linear_share(kTiers, {.contributors = 0, .retirees = 100}), 0.8);
  EXPECT_DOUBLE_EQ(linear_share(kTiers, {.contributors = 9, .retirees = 0}), 0.4);
}

TEST(AdjustmentSubsidy, RollsLastYearsEntitlementOnWhenAskedTo) {
  const IncreaseSpending spending{
      .surviving_stock = Fen{1000}, .first_year_flow = Fen{200}, .entitled_last_year = Fen{70}};
  EXPECT_EQ(adjustment_subsidy(AdjustmentBasis::surviving_stock, 0.5, spending), Fen{500});
  EXPECT_EQ(adjustment_subsidy(AdjustmentBasis::first_year_flow, 0.5, spending), Fen{100});
  EXPECT_EQ(adjustment_subsidy(AdjustmentBasis::rolled, 0.5, spending), Fen{170});
}

// F10: A = portion(max(0, ΔE), τ): pensions that were cut leave nothing to subsidise, and nothing to pay back.
TEST(AdjustmentSubsidy, IsNothingWherePensionsWereCut) {
  const IncreaseSpending cut{
      .surviving_stock = Fen{-1000}, .first_year_flow = Fen{-200}, .entitled_last_year = Fen{70}};
  EXPECT_EQ(adjustment_subsidy(AdjustmentBasis::surviving_stock, 0.5, cut), Fen{});
  EXPECT_EQ(adjustment_subsidy(AdjustmentBasis::first_year_flow, 0.5, cut), Fen{});
  EXPECT_EQ(adjustment_subsidy(AdjustmentBasis::rolled, 0.5, cut), Fen{70});
}

}  // namespace
}  // namespace ballast
