/// The catalogue of knobs: `row(knob)` goes by position, so each knob stands once and in its place. What is expected
/// follows from the catalogue's own types: no number comes from elsewhere.
#include <gtest/gtest.h>

#include <set>

#include "scenarios/knobs.hpp"

namespace ballast {
namespace {

TEST(KnobCatalogue, HoldsEveryKnobOnceAndInItsPlace) {
  ASSERT_EQ(knob_catalogue().size(), static_cast<std::size_t>(kKnobs));
  std::set<std::string_view> keys;
  for (int k = 0; k < kKnobs; ++k) {
    const KnobRow& row = knob_catalogue()[static_cast<std::size_t>(k)];
    EXPECT_EQ(static_cast<int>(row.id), k) << row.key;
    EXPECT_TRUE(keys.insert(row.key).second) << row.key;
    EXPECT_EQ(find_knob(row.key), row.id) << row.key;
  }
}

TEST(KnobCatalogue, HasChoicesWhereItSaysSoAndGrowthForLevelsAlone) {
  for (const KnobRow& row : knob_catalogue()) {
    EXPECT_LT(row.min, row.max) << row.key;
    EXPECT_EQ(row.kind == KnobKind::choice, !row.choices.empty()) << row.key;
    if (row.kind == KnobKind::choice) EXPECT_EQ(row.max, static_cast<double>(row.choices.size()) - 1) << row.key;
    EXPECT_EQ(row.kind == KnobKind::flag, row.unit == "0 or 1") << row.key;
    EXPECT_EQ(row.kind == KnobKind::level, row.grows_with.has_value()) << row.key;
  }
}

// The reader of futures.… is the drawing alone; nothing else is read by it.
TEST(KnobCatalogue, SaysOfTheKnobsOfFuturesThatFuturesReadThem) {
  for (const KnobRow& row : knob_catalogue())
    EXPECT_EQ(row.use == KnobUse::futures, row.key.starts_with("futures.")) << row.key;
}

}  // namespace
}  // namespace ballast
