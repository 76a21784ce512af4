// Futures as an ensemble lives them: as many side by side as the machine moves in one step.
#include <gtest/gtest.h>

#include "sim/futures/future_block.hpp"
#include "sim/futures/future_engine.hpp"
#include "tests/sim/drawn_futures.hpp"
#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

bool same(const StageOne& a, const StageOne& b) {
  for (std::size_t unit = 0; unit < a.flows.size(); ++unit) {
    if (!(a.flows[unit].values == b.flows[unit].values).all()) return false;
    const MembershipAudit &x = a.audits[unit], &y = b.audits[unit];
    if (x.persons != y.persons || x.entitlements != y.entitlements || x.accounts != y.accounts ||
        x.expenditure != y.expenditure)
      return false;
  }
  return a.flows.size() == b.flows.size();
}

// Eight futures in one pack where the machine has one, and the same eight in two packs of four; seven leave a lane
// empty.
TEST(FutureEngine, GivesTheSameBitsHoweverManyStandSideBySide) {
  const Scenario s =
      test::scenario("baseline", {"enforcement.reclassified=0.05", "retirement.early_illness=1.5"}, 2045);
  const std::vector<Future> futures = test::drawn_futures(s, kMostSideBySide);
  const auto wide = future_engine(s, kMostSideBySide, 1), narrow = future_engine(s, 1, 1);
  ASSERT_EQ(narrow->side_by_side(), 4);
  EXPECT_EQ(wide->side_by_side(), __builtin_cpu_supports("x86-64-v4") ? 8 : 4);
  const auto together = wide->live({futures.begin(), futures.begin() + wide->side_by_side()}, 1);
  ASSERT_TRUE(together) << together.error().front().what;
  for (int first = 0; first < wide->side_by_side(); first += narrow->side_by_side()) {
    const auto apart = narrow->live({futures.begin() + first, futures.begin() + first + narrow->side_by_side()}, 1);
    ASSERT_TRUE(apart) << apart.error().front().what;
    for (std::size_t f = 0; f < apart->size(); ++f)
      EXPECT_TRUE(same((*apart)[f], (*together)[static_cast<std::size_t>(first) + f])) << "future " << first + f;
  }
  const auto fewer = wide->live({futures.begin(), futures.begin() + wide->side_by_side() - 1}, 1);
  ASSERT_TRUE(fewer) << fewer.error().front().what;
  ASSERT_EQ(fewer->size(), together->size() - 1);
  EXPECT_TRUE(same(fewer->back(), (*together)[fewer->size() - 1]));
}

// The years up to the last that is known are the same in every future; so is the state they leave, to the bit. With
// illness benefits, loans for missing years and premium subsidies, so that every table holds somebody.
TEST(FutureEngine, LivesCertainYearsOnceWithTheSameBits) {
  const Scenario s = test::scenario("baseline",
                                    {"retirement.early_illness=1.5", "enforcement.reclassified=0.05",
                                     "retirement.illness_benefit=1@2018", "hardship.loan_share=0.3"},
                                    2040);
  ASSERT_GT(first_uncertain_year(s), s.base_year + 5);
  const std::vector<Future> futures = test::drawn_futures(s, kMostSideBySide);
  const auto once = future_engine(s, kMostSideBySide, 1, CertainYears::once),
             each = future_engine(s, kMostSideBySide, 1, CertainYears::in_each);
  ASSERT_EQ(once->side_by_side(), each->side_by_side());
  const std::vector<Future> block{futures.begin(), futures.begin() + once->side_by_side()};
  const auto a = once->live(block, 1), b = each->live(block, 1);
  ASSERT_TRUE(a && b);
  for (std::size_t f = 0; f < block.size(); ++f) EXPECT_TRUE(same((*a)[f], (*b)[f])) << f;
  for (const Flow flow : {Flow::illness_benefit, Flow::loans_outstanding, Flow::premium_subsidy}) {
    double held = 0;  // in the last certain year
    for (const UnitFlows& unit : a->front().flows) held += unit.at(first_uncertain_year(s) - 1 - s.base_year, flow);
    EXPECT_GT(held, 0) << static_cast<int>(flow);
  }
}

// Each thread lives a run of units, which draw on the residents of others: three runs cut the labour pools.
TEST(FutureEngine, GivesTheSameBitsWhoeverSharesTheUnits) {
  const Scenario s = test::scenario("baseline", {"enforcement.reclassified=0.05"}, 2030);
  ASSERT_GT(s.catchment.nonZeros(), static_cast<Eigen::Index>(s.units.size())) << "units draw on one another";
  const std::vector<Future> futures = test::drawn_futures(s, kMostSideBySide);
  for (const CertainYears certain : {CertainYears::once, CertainYears::in_each}) {
    const auto engine = future_engine(s, kMostSideBySide, 1, certain);
    const std::vector<Future> block{futures.begin(), futures.begin() + engine->side_by_side()};
    const auto alone = engine->live(block, 1);
    ASSERT_TRUE(alone) << alone.error().front().what;
    for (const int threads : {2, 3, 64}) {
      const auto shared = engine->live(block, threads);
      ASSERT_TRUE(shared) << shared.error().front().what;
      for (std::size_t f = 0; f < block.size(); ++f)
        EXPECT_TRUE(same((*alone)[f], (*shared)[f])) << "future " << f << ", " << threads << " threads";
    }
  }
}

// The flows of the futures in hand are what takes room in a place of many units: no more of them with more threads.
TEST(FutureEngine, HasOnePackInHandWhereUnitsAreMany) {
  EXPECT_EQ(teams_for(10, 3).packs, 3);
  EXPECT_EQ(teams_for(10, 3).threads, 1);
  EXPECT_EQ(teams_for(300, 3).packs, 1);
  EXPECT_EQ(teams_for(300, 3).threads, 3);
}

// A pack of eight would leave the other threads idle.
TEST(FutureEngine, MovesFourAtOnceWhereThereAreTooFewForEveryThread) {
  const Scenario s = test::scenario("baseline", {}, 2030);
  EXPECT_EQ(future_engine(s, 2 * kMostSideBySide - 1, 2)->side_by_side(), 4);
  if (!__builtin_cpu_supports("x86-64-v4")) GTEST_SKIP() << "no packs of eight here";
  EXPECT_EQ(future_engine(s, 2 * kMostSideBySide, 2)->side_by_side(), 8);
}

}  // namespace
}  // namespace ballast
