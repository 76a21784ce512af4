// Rule files an office might write wrong: tiers with gaps or overlaps, shares beyond one, dates that overlap, a unit
// nobody knows. Each is refused with file, line and column.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/scenarios/spoiled_data.hpp"

namespace ballast {
namespace {

using test::about;

/// The scenarios whose law or case a test rewrites, to 2020.
class RuleFiles : public test::SpoiledData {
 protected:
  /// The law with its tiers and knots replaced; the line of the first new one.
  int tiers(const std::string& replacement) const {
    const std::string name = "law/puyang-2016-44.toml";
    std::string law = text(name);
    law.resize(law.find("[[tier]]"));
    const int line = static_cast<int>(std::count(law.begin(), law.end(), '\n')) + 1;
    write(name, law + replacement);
    return line;
  }
  Issues ask(const std::string& name = "baseline", std::vector<std::string> sets = {}) const {
    constexpr Year kTo = 2020;
    return SpoiledData::ask(name, std::move(sets), kTo);
  }
};

std::string tier(const std::string& keys) {
  return "[[tier]]\n" + keys + "\nstatus = \"assumed\"\nsource = \"test\"\n";
}

TEST_F(RuleFiles, TakeTiersThatSayWhereTheyBegin) {
  tiers(tier("from = 0\nbelow = 1.5\nshare = 0.8") + tier("from = 1.5\nshare = 0.4"));
  EXPECT_TRUE(ask().empty());
}

TEST_F(RuleFiles, RefuseAGapBetweenTiers) {
  const int line = tiers(tier("below = 1.5\nshare = 0.8") + tier("from = 1.7\nshare = 0.4"));
  const Issues issues = ask();
  const Issue* gap = about(issues, "a gap between tiers: the tier before ends at 1.5, this one begins at 1.7");
  ASSERT_NE(gap, nullptr);
  EXPECT_EQ(gap->file, "scenarios/law/puyang-2016-44.toml");
  EXPECT_EQ(gap->line, line + 6);
  EXPECT_EQ(gap->column, 8);
}

TEST_F(RuleFiles, RefuseTiersThatOverlap) {
  tiers(tier("below = 1.5\nshare = 0.8") + tier("from = 1.2\nshare = 0.4"));
  EXPECT_NE(about(ask(), "tiers overlap: the tier before ends at 1.5, this one begins at 1.2"), nullptr);
  const int line = tiers(tier("share = 0.8") + tier("below = 1.2\nshare = 0.4"));
  const Issues issues = ask();
  ASSERT_NE(about(issues, "the tier before has no upper bound"), nullptr);
  EXPECT_EQ(about(issues, "the tier before has no upper bound")->line, line + 4);
}

TEST_F(RuleFiles, RefuseALastTierWithABoundAtItsLine) {
  const int line = tiers(tier("below = 1.5\nshare = 0.8") + tier("below = 2.5\nshare = 0.4"));
  const Issues issues = ask();
  ASSERT_NE(about(issues, "the last [[tier]] must have no `below`"), nullptr);
  EXPECT_EQ(about(issues, "the last [[tier]] must have no `below`")->line, line + 5);
  EXPECT_GT(about(issues, "the last [[tier]] must have no `below`")->column, 0);
}

TEST_F(RuleFiles, RefuseSharesOutsideNoughtToOne) {
  for (const char* share : {"1.2", "-0.1", "nan", "\"half\""}) {
    const int line = tiers(tier("below = 1.5\nshare = 0.8") + tier(std::string("share = ") + share));
    const Issues issues = ask();
    ASSERT_NE(about(issues, "\"share\" is"), nullptr) << share;
    EXPECT_EQ(about(issues, "\"share\" is")->line, line + 6) << share;
    EXPECT_EQ(about(issues, "\"share\" is")->column, 9) << share;
  }
}

TEST_F(RuleFiles, RefuseKnotsThatDoNotRiseAndALinearReadingWithoutKnots) {
  const std::string whole = tier("below = 1.5\nshare = 0.8") + tier("share = 0.4");
  tiers(whole);
  EXPECT_TRUE(ask().empty());
  EXPECT_NE(about(ask("baseline", {"subsidy.tier_reading=linear"}), "no [[tier_knot]] is given"), nullptr);
  const std::string knot = "[[tier_knot]]\nratio = 2\nshare = 0.5\nstatus = \"assumed\"\nsource = \"test\"\n";
  const int line = tiers(whole + knot + knot);
  const Issues issues = ask();
  ASSERT_NE(about(issues, "knots do not rise"), nullptr);
  EXPECT_EQ(about(issues, "knots do not rise")->line, line + 9 + 5);
}

TEST_F(RuleFiles, RefuseDatesThatOverlap) {
  std::string law = text("law/pooling-regimes.toml");
  const std::string dated = "{ from = \"2019-01\", value = 0.035";
  const std::size_t at = law.find(dated);
  ASSERT_NE(at, std::string::npos);
  const int line = static_cast<int>(std::count(law.begin(), law.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 1;
  law.replace(law.find("2019-01", at), 7, "2018-07");
  write("law/pooling-regimes.toml", law);
  const Issues issues = ask();
  const Issue* overlap = about(issues, "the months of \"central.upload_rate\" do not rise");
  ASSERT_NE(overlap, nullptr);
  EXPECT_EQ(overlap->file, "scenarios/law/pooling-regimes.toml");
  EXPECT_EQ(overlap->line, line);
  EXPECT_GT(overlap->column, 0);
}

TEST_F(RuleFiles, RefuseAUnitNobodyKnowsWithTheNearestName) {
  write(
      "cases/wrong.toml",
      "title = \"x\"\nbase = \"baseline\"\n[[change]]\nknob = \"regime.local_share\"\nvalue = 0.3\nunit = \"范线\"\n");
  const Issues issues = ask("wrong");
  ASSERT_NE(about(issues, "unknown unit"), nullptr);
  EXPECT_EQ(about(issues, "unknown unit")->file, "scenarios/cases/wrong.toml");
  EXPECT_EQ(about(issues, "unknown unit")->line, 6);
  EXPECT_EQ(about(issues, "unknown unit")->remedy, "范县");
}

TEST_F(RuleFiles, RefuseRatesOutOfRangeAndRegimesNobodyKnows) {
  const auto kind = [&](const std::string& set) {
    const Issues issues = ask("baseline", {set});
    return issues.empty() ? 0 : static_cast<int>(issues.front().kind);
  };
  EXPECT_EQ(kind("fiscal.regime=provincial@2018"), 0);
  EXPECT_EQ(kind("fiscal.regime=county"), 64);
  EXPECT_EQ(kind("fiscal.regime[范县]=provincial"), 64);
  EXPECT_EQ(kind("regime.local_share[范县]=0.3"), 0);
  EXPECT_EQ(kind("regime.local_share=1.3"), 65);
  EXPECT_EQ(kind("central.upload_rate=0.5"), 65);
  EXPECT_EQ(kind("special.lag=0"), 0);
  EXPECT_EQ(kind("special.lag=2"), 64);
  EXPECT_EQ(kind("fiscal.unpaid=carry"), 0);
  EXPECT_EQ(kind("subsidy.tier_reading=linear"), 0);
}

}  // namespace
}  // namespace ballast
