#include "models/membership/eligibility.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

TEST(EligibleShare, IsAllOrNothingWhenTheMinimumIsWholeYears) {
  EXPECT_DOUBLE_EQ(eligible_share(14, 180), 0.0);
  EXPECT_DOUBLE_EQ(eligible_share(15, 180), 1.0);
}

TEST(EligibleShare, CutsABucketWhereTheMinimumFallsInside) {
  EXPECT_DOUBLE_EQ(eligible_share(15, 186), 0.5);   // 15.5 years
  EXPECT_DOUBLE_EQ(eligible_share(15, 189), 0.25);  // 15.75 years
}

}  // namespace
}  // namespace ballast
