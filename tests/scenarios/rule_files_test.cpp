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
  /// Rewrites the first place of a file that says `old`; what the law is then told, which stands at column `column` of
  /// the line `further` after that place.
  void expect_refused(const std::string& name, const std::string& old, const std::string& now, int further, int column,
                      const std::string& told) const {
    SCOPED_TRACE(now);
    const std::string whole = text(name);
    const std::size_t at = whole.find(old);
    ASSERT_NE(at, std::string::npos) << old;
    std::string law = whole;
    write(name, law.replace(at, old.size(), now));
    const Issues issues = ask();
    write(name, whole);
    const Issue* issue = about(issues, told);
    ASSERT_NE(issue, nullptr) << (issues.empty() ? "taken" : issues.front().what);
    EXPECT_EQ(issue->kind, IssueKind::data);
    EXPECT_EQ(issue->file, "scenarios/" + name);
    EXPECT_EQ(issue->line,
              1 + further + std::count(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    EXPECT_EQ(issue->column, column);
  }
};

const std::string kNational = "law/national.toml", kCentral = "assumptions/central.toml";

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

TEST_F(RuleFiles, RefuseWhatIsNoListOfTextsOrOfNumbers) {
  const std::string streams = "streams = [\"hardship\"]";
  expect_refused(kCentral, streams, "streams = \"hardship\"", 0, 11, "\"streams\" is not a list");
  expect_refused(kCentral, streams, "streams = []", 0, 11, "\"streams\" is empty");
  expect_refused(kCentral, streams, "streams = [7]", 0, 12, "an item of \"streams\" is not a text");
  expect_refused(kNational, "applies_to = [\"female_worker\"]", "applies_to = \"female_worker\"", 0, 14,
                 "\"applies_to\" is not a list");
  expect_refused(kNational, "months = [233, ", "months = 233 #", 0, 10, "\"months\" is not a list");
  expect_refused(kCentral, "key = \"response.collection\"\nvalues = [",
                 "key = \"response.collection\"\nvalues = 1\nother = [", 1, 10, "\"values\" is not a list");
}

TEST_F(RuleFiles, RefuseALawWithoutTheRuleOfSurvivorsOrWithTwo) {
  const std::string whole = text(kNational);
  const std::size_t rule = whole.find("[survivor]\n");
  ASSERT_NE(rule, std::string::npos);
  const std::string stands = whole.substr(rule, whole.find("\n\n", rule) - rule);
  append("law/pooling-regimes.toml", stands);
  const Issues twice = ask();
  ASSERT_NE(about(twice, "[survivor] stands twice"), nullptr);
  EXPECT_EQ(about(twice, "[survivor] stands twice")->file, "scenarios/law/pooling-regimes.toml");
  EXPECT_GT(about(twice, "[survivor] stands twice")->line, 0);
  write(kNational, std::string(whole).erase(rule, stands.size()));
  EXPECT_TRUE(ask().empty()) << "once, in another file";
  write("law/pooling-regimes.toml",
        text("law/pooling-regimes.toml").erase(text("law/pooling-regimes.toml").find(stands)));
  EXPECT_NE(about(ask(), "no [survivor]"), nullptr);
}

TEST_F(RuleFiles, RefuseDivisorsAndSurvivorClassesOutOfOrder) {
  for (const char* month : {"1999-01", "2006-01"})
    expect_refused(kNational, "from = \"2025-01\"\nmethod = \"by_month\"",
                   "from = \"" + std::string(month) + "\"\nmethod = \"by_month\"", 0, 8,
                   "the months of \"divisor\" do not rise");
  for (const char* bound : {"5.0", "4.0"})
    expect_refused(kNational, "below_years = 10.0", "below_years = " + std::string(bound), 0, 15,
                   "the classes of [[survivor_class]] do not rise");
}

TEST_F(RuleFiles, RefuseASecondStatutoryAgeOfACategory) {
  expect_refused(kNational, "[\"female_worker\"]", "[\"female_worker\", \"female_cadre\"]", 0, 14,
                 "[[statutory]] applies to female_cadre twice");
  expect_refused(kNational, "[\"female_worker\"]", "[\"female_worker\", \"female_worker\"]", 0, 14,
                 "[[statutory]] applies to female_worker twice");
}

TEST_F(RuleFiles, RefuseBandsOfEntryThatEndBeforeTheyBeginOrOverlap) {
  const std::string band = "streams = [\"hardship\"]\nage_from = 40\nage_to = 44";
  expect_refused(kCentral, band, "streams = [\"hardship\"]\nage_from = 40\nage_to = 39", 2, 10,
                 "`age_to` is below `age_from`");
  expect_refused(kCentral, "streams = [\"hardship\"]\nage_from = 45", "streams = [\"hardship\"]\nage_from = 44", 1, 12,
                 "ages 44 to 49 of \"hardship\" overlap another [[entry_profile]]");
}

// Who is short of years leaves in the year after the latest retirement, at the last age of the members' table.
TEST_F(RuleFiles, RefuseAgesOfRetirementThatTheTableOfMembersDoesNotReach) {
  const std::string rule = "step_months = 4\ncap_months = 36";
  expect_refused(kNational, rule, "step_months = 1\ncap_months = 240", 1, 14,
                 "retirement may be as late as 1020 months of age");
  expect_refused(kNational, rule, "step_months = 1\ncap_months = 121", 1, 14,
                 "retirement may be as late as 901 months of age");
  std::string law = text(kNational);
  write(kNational, law.replace(law.find(rule), rule.size(), "step_months = 1\ncap_months = 120"));
  EXPECT_TRUE(ask().empty());
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
