#include "models/membership/decrements.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ballast {
namespace {

TEST(ExitProbability, KeepsTinyHazardsExact) { EXPECT_DOUBLE_EQ(exit_probability(1e-18), 1e-18); }

TEST(CompetingExits, AreNothingWithoutHazards) {
  const auto shares = competing_exits(std::array<double, 3>{0, 0, 0});
  EXPECT_EQ(shares, (std::array<double, 3>{0, 0, 0}));
}

RC_GTEST_PROP(CompetingExits, ShareTheTotalInProportionToTheirHazards, ()) {
  const auto hazard = [] { return *rc::gen::inRange(1, 2000) / 1000.0; };
  const std::array<double, 3> hazards{hazard(), hazard(), hazard()};
  const auto shares = competing_exits(hazards);
  const double total = 1.0 - std::exp(-(hazards[0] + hazards[1] + hazards[2]));
  RC_ASSERT(std::abs(shares[0] + shares[1] + shares[2] - total) < 1e-12);
  RC_ASSERT(std::abs(shares[0] * hazards[1] - shares[1] * hazards[0]) < 1e-12);
}

}  // namespace
}  // namespace ballast
