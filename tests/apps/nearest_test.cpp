#include "models/base/nearest.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

TEST(Nearest, CountsInsertionsDeletionsSubstitutionsAndSwaps) {
  EXPECT_EQ(edit_distance("horizon", "horizon"), 0);
  EXPECT_EQ(edit_distance("", "abc"), 3);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
  EXPECT_EQ(edit_distance("hroizon", "horizon"), 1);
}

TEST(Nearest, FindsTheWordThatWasMeantAndNoneForOthers) {
  const std::vector<std::string> verbs{"run", "compare", "award", "retirement"};
  EXPECT_EQ(nearest("retirment", verbs), "retirement");
  EXPECT_EQ(nearest("comp", verbs), "compare");
  EXPECT_FALSE(nearest("xylophone", verbs));
  EXPECT_FALSE(nearest(std::string(100000, 'a'), verbs));
}

}  // namespace
}  // namespace ballast
