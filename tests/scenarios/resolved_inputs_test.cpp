/// Resolved inputs as lines, `2015:1 2027:0.5`: where two of them part.
#include "scenarios/resolved_inputs.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

using Parted = std::tuple<Year, std::string, std::string>;

Parted parted(std::string_view one, std::string_view other) {
  const auto apart = parting(one, other);
  return apart ? Parted{apart->year, apart->one, apart->other} : Parted{};
}

TEST(ResolvedInputs, PartInTheFirstYearThatSaysSomethingElse) {
  EXPECT_EQ(parted("2015:1", "2015:1 2027:0.5"), Parted(2027, "1", "0.5"));
  EXPECT_EQ(parted("2015:1 2027:0.5", "2015:1"), Parted(2027, "0.5", "1"));
  EXPECT_EQ(parted("2015:1 2020:2 2030:3", "2015:1 2021:2 2030:4"), Parted(2020, "2", "1"));
  EXPECT_EQ(parted("2015:off", "2015:on"), Parted(2015, "off", "on"));
}

TEST(ResolvedInputs, DoNotPartWhereTheySayTheSame) {
  EXPECT_FALSE(parting("2015:1 2027:0.5", "2015:1 2027:0.5"));
  EXPECT_FALSE(parting("2015:1 2020:1", "2015:1"));
  EXPECT_FALSE(parting("", ""));
}

// What a stranger's file holds may be no such line.
TEST(ResolvedInputs, AreReadAsFarAsTheyAreLines) {
  EXPECT_FALSE(parting("no line", "none either"));
  EXPECT_EQ(parted("2015:1 rubbish :", "2015:1 2016:2"), Parted(2016, "1", "2"));
  EXPECT_EQ(parted("", "2015:1"), Parted(2015, "", "1"));
}

}  // namespace
}  // namespace ballast
