// Knobs that cannot hold together: each pair is refused where one of the two was given last.
#include "scenarios/reader/contradictions.hpp"

#include <gtest/gtest.h>

#include "tests/scenarios/spoiled_data.hpp"

namespace ballast {
namespace {

class Contradiction : public test::SpoiledData {};

std::string change(const std::string& knob, const std::string& value) {
  return "[[change]]\nknob = \"" + knob + "\"\nvalue = " + value + "\n";
}

TEST_F(Contradiction, OfSharesIsToldAtTheChangeThatMakesIt) {
  write("cases/shares.toml",
        "base = \"baseline\"\n" + change("coverage.flexible", "0.1") + change("labour.pool_share_private", "0.9") +
            change("retirement.flexible_early", "0.9") + change("retirement.flexible_late", "0.9"));
  const Issues issues = ask("shares");
  ASSERT_EQ(issues.size(), 2u);
  EXPECT_TRUE(issues[0].what.starts_with("labour.pool_share_*[市本级] add to 1.")) << issues[0].what;
  EXPECT_EQ(issues[0].file, "scenarios/cases/shares.toml");
  EXPECT_EQ(issues[0].line, 5);
  EXPECT_EQ(issues[0].column, 1);
  EXPECT_EQ(issues[1].what, "retirement.flexible_*[市本级] add to 1.8000 in 2016");
  EXPECT_EQ(issues[1].line, 11);
}

TEST_F(Contradiction, OfALeastAndAMostIsToldWithBoth) {
  const Issues issues = ask("baseline", {"labour.entry_age_max[范县]=20", "labour.entry_age_min[范县]=30@2030",
                                         "transfer.in_to=20", "grants.survivor_floor=25@2031"});
  ASSERT_EQ(issues.size(), 3u);
  EXPECT_EQ(issues[0].what, "labour.entry_age_min[范县] = 30 in 2030");
  EXPECT_EQ(issues[0].expected, "at most labour.entry_age_max = 20");
  EXPECT_EQ(issues[0].file, "--set labour.entry_age_min[范县]=30@2030");
  EXPECT_EQ(issues[1].file, "--set transfer.in_to=20") << "the other stands in the assumptions";
  EXPECT_EQ(issues[2].what, "grants.survivor_floor = 25 in 2031") << "of the whole city";
  EXPECT_EQ(issues[2].expected, "at most grants.survivor_cap = 24");
}

// The equation of the rolled basis (F10) goes on from last year's claim, which no table of a later opening holds.
TEST_F(Contradiction, OfARolledBasisAndALaterOpeningIsToldWithTheYearsThatAreNotKnown) {
  EXPECT_TRUE(ask("baseline", {"subsidy.adjustment_basis=rolled"}).empty());
  auto later = Library::open(root_.string(), "puyang", 2025);
  ASSERT_TRUE(later);
  const auto refused = later->scenario({"baseline", {"subsidy.adjustment_basis=rolled@2027"}, 2025, 2030});
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().size(), 1u);
  EXPECT_EQ(refused.error()[0].what,
            "subsidy.adjustment_basis = rolled: the claims of 2016 to 2024 are not known where a run opens at the end "
            "of 2024");
  EXPECT_EQ(refused.error()[0].file, "--set subsidy.adjustment_basis=rolled@2027");
}

// An increase is solved so that its mean is the rate asked for (M4.0): by no way at all nobody would get it.
TEST_F(Contradiction, OfARateOfIncreaseAndNoWayToGiveItIsToldInItsYear) {
  const auto none = [](const std::string& year) {
    std::vector<std::string> sets;
    for (const char* way : {"fixed", "years", "own", "tilt"})
      sets.push_back("benefit.increase_" + std::string(way) + "_share=0@" + year);
    return sets;
  };
  std::vector<std::string> sets = none("2030");
  const Issues issues = ask("baseline", sets);
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].what, "benefit.increase_*_share are all 0 in 2030");
  sets.push_back("benefit.increase_rate=0@2030");
  EXPECT_TRUE(ask("baseline", sets).empty());
}

TEST_F(Contradiction, IsNoneWhereBothMoveOrTheYearsDoNotMeet) {
  EXPECT_TRUE(ask("baseline", {"labour.entry_age_min=30", "labour.entry_age_max=30"}).empty());
  EXPECT_TRUE(ask("baseline", {"grants.survivor_cap=12@2030", "grants.survivor_floor=12@2030"}).empty());
  write("cases/apart.toml", "base = \"baseline\"\n" + change("grants.survivor_floor", "20") + "to = 2030\n" +
                                change("grants.survivor_cap", "15") + "from = 2031\n");
  EXPECT_TRUE(ask("apart").empty());
}

TEST_F(Contradiction, OfTheLawOrThePlaceNamesTheirFile) {
  const std::string law = text("law/national.toml"), floor = "key = \"grants.survivor_floor\"";
  std::string spoiled = law;
  const std::size_t at = spoiled.find("value = 9", spoiled.find(floor));
  spoiled.replace(at, 9, "value = 40");
  write("law/national.toml", spoiled);
  const Issues of_law = ask();
  ASSERT_EQ(of_law.size(), 1u);
  EXPECT_EQ(of_law[0].file, "scenarios/law/national.toml");
  EXPECT_EQ(of_law[0].line,
            1 + std::count(law.begin(), law.begin() + static_cast<std::ptrdiff_t>(law.find(floor)), '\n') - 1)
      << "the line before its key";
  write("law/national.toml", law);
  append("places/puyang/parameters.csv",
         "labour.entry_age_min,范县,2015-01,40,estimated,method\n"
         "labour.entry_age_max,范县,2015-01,30,estimated,method");
  const Issues of_place = ask();
  ASSERT_EQ(of_place.size(), 1u);
  EXPECT_EQ(of_place[0].file, "scenarios/places/puyang/parameters.csv");
}

}  // namespace
}  // namespace ballast
