// Stored futures serve those who would have drawn the same: else they say with what they were drawn.
#include <gtest/gtest.h>

#include "sim/futures/future.hpp"
#include "sim/studies/stored_futures.hpp"
#include "tests/sim/puyang.hpp"
#include "tests/sim/stored.hpp"

namespace ballast {
namespace {

constexpr Year kLast = 2027;

StoredFutures drawn_with(const Scenario& s) {
  return {.central = test::stored(test::projection("baseline", {}, kLast)),
          .first_uncertain_year = first_uncertain_year(s),
          .spreads = spread_values(s)};
}

/// What is wrong, where one thing is.
std::string only(const Issues& issues) {
  EXPECT_EQ(issues.size(), 1U);
  if (issues.empty()) return {};
  EXPECT_EQ(issues.front().kind, IssueKind::data);
  EXPECT_EQ(issues.front().file, "made.h5");
  return issues.front().what;
}

TEST(StoredFutures, SayWithWhatSpreadsTheyWereDrawn) {
  const Scenario s = test::scenario("baseline", {}, kLast);
  const StoredFutures stored = drawn_with(s);
  EXPECT_TRUE(reuse_issues(stored, {s, s}).empty());
  const Scenario wider = test::scenario("baseline", {"futures.wage_sd=0.03"}, kLast);
  const std::string said = only(reuse_issues(stored, {s, wider}));
  EXPECT_NE(said.find("futures.wage_sd: the futures were drawn with 0.0173 in 2026"), std::string::npos) << said;
  EXPECT_NE(said.find("asks 0.03"), std::string::npos) << said;
}

TEST(StoredFutures, OfAFileThatNamesNoSuchSpreadSaySo) {
  const Scenario s = test::scenario("baseline", {}, kLast);
  StoredFutures stored = drawn_with(s);
  stored.spreads.erase(Knob::futures_wage_sd);
  const std::string said = only(reuse_issues(stored, {s}));
  EXPECT_NE(said.find("futures.wage_sd: the futures were drawn without it"), std::string::npos) << said;
}

TEST(StoredFutures, ThatStrayFromAnotherYearAreOthers) {
  const Scenario s = test::scenario("baseline", {}, kLast);
  StoredFutures stored = drawn_with(s);
  --stored.first_uncertain_year;
  const std::string said = only(reuse_issues(stored, {s}));
  EXPECT_NE(said.find("the futures stray from 2025 on, those of baseline from 2026 on"), std::string::npos) << said;
}

}  // namespace
}  // namespace ballast
