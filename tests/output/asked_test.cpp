/// What was set, read back from the remark that a table carries.
#include "output/asked.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

TEST(RemarkOfWhatWasSet, IsReadBackWithEverySetAndNoOpening) {
  const std::vector<std::string> one{"benefit.increase_rate=0.02"}, two{"benefit.increase_rate[范县]=0.02", "plan.a=1"};
  for (const auto& sets : {one, two, std::vector<std::string>{}})
    for (const std::optional<Year> from : {std::optional<Year>(), std::optional<Year>(2025)}) {
      Asked asked;
      asked.sets = sets, asked.from = from;
      EXPECT_EQ(sets_of_remark(asked_row(asked, 2024, 9)), sets);
    }
}

TEST(RemarkOfWhatWasSet, IsNoOtherRemark) {
  EXPECT_TRUE(sets_of_remark({"# 2026", "元", "Set besides: a=1"}).empty());
  EXPECT_TRUE(sets_of_remark({"# 另设 set besides", "另设参数：a=1"}).empty()) << "cut off";
  EXPECT_TRUE(sets_of_remark({"# 另设 set besides", "", "a=1"}).empty()) << "words of somebody else";
}

}  // namespace
}  // namespace ballast
