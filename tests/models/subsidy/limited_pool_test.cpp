#include "models/subsidy/limited_pool.hpp"

#include <gtest/gtest.h>

#include <array>

#include "models/subsidy/fixed.hpp"
#include "models/subsidy/share_of_gap.hpp"
#include "models/subsidy/withholding.hpp"

namespace ballast {
namespace {

constexpr std::array kClaims{Subsidies{.fixed = Fen{1}, .adjustment = Fen{1}, .special = Fen{1}},
                             Subsidies{.fixed = Fen{1}, .adjustment = Fen{1}, .special = Fen{1}}};

TEST(LimitedPool, GivesTiedFenToTheEarlierUnitThenByKind) {
  const auto paid = pay_from_pool(PoolMode::pro_rata, kClaims, Fen{4});
  EXPECT_EQ(paid[0], kClaims[0]);
  EXPECT_EQ(paid[1], (Subsidies{.fixed = Fen{1}}));
}

TEST(LimitedPool, ServesKindsInOrderByPriority) {
  const auto paid = pay_from_pool(PoolMode::priority, kClaims, Fen{3});
  EXPECT_EQ(paid[0], (Subsidies{.fixed = Fen{1}, .adjustment = Fen{1}}));
  EXPECT_EQ(paid[1], (Subsidies{.fixed = Fen{1}}));
}

TEST(LimitedPool, CarriesUnpaidClaimsOnlyWhenAskedTo) {
  const Subsidies claim{.fixed = Fen{10}, .special = Fen{5}};
  const Subsidies paid{.fixed = Fen{7}};
  EXPECT_EQ(carried_forward(UnpaidMode::lapse, claim, paid), Subsidies{});
  EXPECT_EQ(carried_forward(UnpaidMode::carry, claim, paid), (Subsidies{.fixed = Fen{3}, .special = Fen{5}}));
}

TEST(ShareOfGap, PaysNothingOnASurplus) {
  EXPECT_EQ(share_of_gap(Fen{-500}, 0.8), Fen{0});
  EXPECT_EQ(share_of_gap(Fen{120}, 0.8), Fen{96});
}

// 1.02² = 1.0404
TEST(FixedSubsidy, CompoundsIndexationOverTheYearsSinceItsBase) {
  EXPECT_EQ(fixed_subsidy(Fen{1'000'000}, {.level = 1.0404}), Fen{1'040'400});
  EXPECT_EQ(fixed_subsidy(Fen{1'000'000}, {.execution_factor = 0.9, .level = 1.0404}), Fen{936'360});
}

TEST(Withholding, TakesWhatIsLateAsFarAsTheCityOwesTheUnit) {
  const Arrival bounded = arrive(Fen{100}, 0.6, Fen{30});
  EXPECT_EQ(bounded.on_time, Fen{60});
  EXPECT_EQ(bounded.withheld, Fen{30});
  EXPECT_EQ(bounded.receivable, Fen{10});
  EXPECT_EQ(arrive(Fen{100}, 0.6, {}).receivable, Fen{0});
}

}  // namespace
}  // namespace ballast
