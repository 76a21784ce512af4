// Units side by side in one pack: what one of them has of its own is neither ignored nor anybody else's.
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/engine/stage_one.hpp"
#include "tests/sim/one_county.hpp"
#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

constexpr int kChanged = 5, kFront = 0, kNext = 6;  // in one pack of eight; 5 and 6 in one of four

/// Half way from what the case says to the bound that is further away; another choice.
double other_value(const KnobRow& row, double value) {
  if (row.kind == KnobKind::choice) return value == 0 ? 1 : 0;
  const double bound = row.max - value > value - row.min ? row.max : row.min;
  const double near = value > 0 ? 0.8 * value : row.max < 10 ? 0.1 * row.max : value;
  return near != value && near >= row.min && near <= row.max ? near : value + 0.5 * (bound - value);
}

Scenario with_its_own(Scenario s, const KnobRow& row) {
  MonthlySeries series = s.knobs.series(row.id, kChanged);
  for (double& month : series.months) month = other_value(row, month);
  s.knobs.set(row.id, kChanged, std::move(series));
  return s;
}

bool same_numbers(const UnitFlows& a, const UnitFlows& b) { return (a.values == b.values).all(); }

// One knob after the other, every one that a unit can have of its own: each unit is what it is with nobody beside it.
TEST(UnitsSideBySide, AreWhatTheyAreAloneWhateverOneOfThemHasOfItsOwn) {
  const Scenario baseline = test::scenario("baseline", {"enforcement.reclassified=0.05"}, 2027);
  int knobs = 0, telling = 0;
  const auto before = run_membership(baseline, 1);
  ASSERT_TRUE(before);
  for (const KnobRow& row : knob_catalogue()) {
    if (row.city_wide) continue;
    const Scenario s = with_its_own(baseline, row);
    const auto together = run_membership(s, 1);
    if (!together) continue;  // a value that no place has
    const Groundwork groundwork(s, 1);
    for (const int unit : {kFront, kChanged, kNext}) {
      const auto alone = test::project_unit(s, unit, groundwork);
      ASSERT_TRUE(alone) << row.key;
      EXPECT_TRUE(same_numbers(alone->flows, together->flows[static_cast<std::size_t>(unit)]))
          << row.key << " " << unit;
    }
    ++knobs, telling += !same_numbers(together->flows[kChanged], before->flows[kChanged]);
  }
  EXPECT_GT(knobs, 80);
  EXPECT_GT(telling, 60) << "most knobs of stage 1 change something";
}

}  // namespace
}  // namespace ballast
