// What futures answer, on its way into tiles and out again.
#include "sim/studies/future_values.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

// One measure of 4 rows and 4 years; called and in need by year and scope, dry and calls by scope, three residuals;
// flows on request.
TEST(FutureLayout, HasRoomForWhatAFutureAnswersAndNoMore) {
  FutureLayout layout{.rows = 4, .years = 4, .units = 2, .measures = {Measure::fund_balance}};
  EXPECT_EQ(layout.series(), 16u + 2u * 12u + 3u + 3u + 3u);
  layout.flows = true;
  EXPECT_EQ(layout.series(), 49u + 8u * lasting_flows().size());
}

// Two were asked for and one was finished: its numbers are there.
TEST(FutureValues, KeepATileOfOneFuture) {
  const FutureLayout layout{.rows = 1, .years = 1, .units = 1, .measures = {Measure::fund_balance}};
  FutureValues values(layout, 2, std::make_unique<MemoryStore>(store_shape(layout, 2)));
  EXPECT_TRUE(values.add(0, std::vector<double>(layout.series(), 7.0)).empty());
  EXPECT_TRUE(values.close(1).empty());
  ASSERT_TRUE(values.has(0));
  EXPECT_EQ(values.read({0, 1, 0, 1}), std::vector<double>{7.0});
}

// Tiles hold 64 futures here: a window from the 60th to the 68th begins in the middle of one and ends in another.
TEST(FutureValues, AreReadFromTheMiddleOfATile) {
  const FutureLayout layout{.rows = 1, .years = 2, .units = 1, .measures = {Measure::fund_balance}};
  ASSERT_EQ(store_shape(layout, 70).width, 64);
  FutureValues values(layout, 70, std::make_unique<MemoryStore>(store_shape(layout, 70)));
  for (int path = 0; path < 70; ++path) {
    std::vector<double> numbers(layout.series());
    numbers[0] = path, numbers[1] = 100 + path;
    EXPECT_TRUE(values.add(path, numbers).empty());
  }
  EXPECT_TRUE(values.close(70).empty());
  EXPECT_EQ(values.read({0, 2, 60, 8}), (std::vector<double>{60, 61, 62, 63, 64, 65, 66, 67,  //
                                                             160, 161, 162, 163, 164, 165, 166, 167}));
}

}  // namespace
}  // namespace ballast
