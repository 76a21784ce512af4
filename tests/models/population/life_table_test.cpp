#include "models/population/life_table.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

TEST(LifeTable, OfThreeAgesIsWhatOneComputesByHand) {
  // q 0.1, 0.5, 1 at 5 %: l 100000, 90000, 45000; e₀ = 0.9 + 0.45; ä₁ = 1 + 0.5/1.05.
  const LifeTable table = life_table({0.1, 0.5, 1.0}, 0.05);
  EXPECT_DOUBLE_EQ(table.lx[0], 100000.0);
  EXPECT_DOUBLE_EQ(table.lx[2], 45000.0);
  EXPECT_DOUBLE_EQ(table.ex_curtate[0], 1.35);
  EXPECT_DOUBLE_EQ(table.ex_complete[0], 1.85);
  EXPECT_DOUBLE_EQ(table.annuity_due[1], 1.0 + 0.5 / 1.05);
  EXPECT_DOUBLE_EQ(table.assurance[1], 0.5 / 1.05 + 0.5 / (1.05 * 1.05));
  EXPECT_DOUBLE_EQ(table.annuity_due[2], 1.0);
}

TEST(LifeTable, WithoutInterestPaysTheCurtateExpectationAndOne) {
  const LifeTable table = life_table({0.01, 0.02, 0.2, 0.4, 1.0}, 0.0);
  for (std::size_t x = 0; x < 5; ++x) EXPECT_NEAR(table.annuity_due[x], 1.0 + table.ex_curtate[x], 1e-12);
}

TEST(LifeTable, OfNoAgesIsEmpty) { EXPECT_TRUE(life_table({}, 0.05).lx.empty()); }

}  // namespace
}  // namespace ballast
