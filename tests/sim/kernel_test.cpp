// The classes of the kernel take their arguments by address: laid out otherwise they would give other numbers.
#include "sim/engine/kernel.hpp"

#include <gtest/gtest.h>

#include "sim/engine/stage_one.hpp"
#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

// Products are not contracted into sums, so the classes give the same bits: every flow of every unit and year.
TEST(Kernel, GivesTheSameBitsInEveryClass) {
  const Scenario scenario = test::scenario("baseline", {"enforcement.reclassified=0.05"}, 2045);
  const Kernels all = kernels();
  if (all.count < 2) GTEST_SKIP() << "the machine has one class of instructions alone";
  const auto plain = run_membership(scenario, 1, all.tables[0]->name);
  ASSERT_TRUE(plain);
  for (int k = 1; k < all.count; ++k) {
    const auto other = run_membership(scenario, 1, all.tables[k]->name);
    ASSERT_TRUE(other);
    for (std::size_t unit = 0; unit < plain->flows.size(); ++unit)
      EXPECT_TRUE((plain->flows[unit].values == other->flows[unit].values).all())
          << scenario.units[unit].zh << " in " << all.tables[k]->name;
  }
}

}  // namespace
}  // namespace ballast
