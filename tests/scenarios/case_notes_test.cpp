// What is told beside the numbers of changes that do more, or less, than their author may have meant; and what --set
// takes from one month on.
#include <gtest/gtest.h>

#include "tests/scenarios/spoiled_data.hpp"

namespace ballast {
namespace {

using test::about;

class CaseNotes : public test::SpoiledData {
 protected:
  /// Of a case with one change.
  std::string note(const std::string& change, std::vector<std::string> sets = {}, Year first_year = 2016) const {
    write("cases/own.toml", "base = \"baseline\"\n[[change]]\n" + change);
    const auto library = Library::open(root_.string(), "puyang", first_year);
    const auto scenario = library->scenario({"own", std::move(sets), first_year, {}});
    EXPECT_TRUE(scenario) << scenario.error().front().what;
    EXPECT_EQ(scenario->note.zh.find("published"), std::string::npos) << scenario->note.zh;
    return scenario->note.en;
  }
};

bool says(const std::string& note, const std::string& words) { return note.find(words) != std::string::npos; }

// law/national.toml dates the employers' rate in 2016 and 2019; place.toml says that values are published up to 2025.
TEST_F(CaseNotes, SayWhichPublishedYearsAChangeWithoutAYearReplaces) {
  const std::string told =
      "changes of contribution.unit_rate name no first year, and replace the published values of 2016-2025 too: "
      "from = 2026";
  const std::string rate = "knob = \"contribution.unit_rate\"\nvalue = 0.2\n";
  EXPECT_TRUE(says(note(rate), told)) << note(rate);
  EXPECT_FALSE(says(note(rate + "from = 2026\n"), "published values"));
  EXPECT_FALSE(says(note(rate + "from = 2017\n"), "published values")) << "who names the year means it";
  const std::string later = "knob = \"contribution.unit_rate\"\nfrom = 2026\nvalue = 0.2\n";
  EXPECT_TRUE(says(note(later, {"contribution.unit_rate=0.19"}), told));
  EXPECT_FALSE(says(note(later, {"contribution.unit_rate=0.19@2026"}), "published values"));
}

// parameters.csv has one collection rate a unit, of the base year: no later one is replaced. By a run from 2025 the
// rate of 2019 is not either.
TEST_F(CaseNotes, SayNothingOfAChangeThatReplacesNoPublishedYear) {
  EXPECT_FALSE(says(note("knob = \"contribution.collection_rate\"\nvalue = 0.9\n"), "published values"));
  EXPECT_FALSE(says(note("knob = \"contribution.unit_rate\"\nvalue = 0.2\n", {}, 2025), "published values"));
}

// 2026 to 2028 are 36 months of the 120 that ten years have.
TEST_F(CaseNotes, SayThatARampIsCutShort) {
  const std::string ramp = "knob = \"contribution.unit_rate\"\nfrom = 2026\nvalue = 0.2\nramp = 10\n";
  EXPECT_TRUE(
      says(note(ramp + "to = 2028\n"),
           "the change of contribution.unit_rate grows over 120 months and ends after 36 (to): it reaches 30 %"));
  EXPECT_FALSE(says(note(ramp), "it reaches"));
  EXPECT_FALSE(says(note(ramp + "to = 2035\n"), "it reaches"));
}

// A run of Puyang begins with 2016: both hold from its January on, and one of them would be passed over.
TEST_F(CaseNotes, SetsOfOneKnobFromTheFirstYearOnDoNotContradict) {
  const std::string plain = "economy.wage_growth=0.03";
  for (const char* other : {"economy.wage_growth=0.04@2016", "economy.wage_growth=0.04@2016-01"}) {
    const Issues issues = ask("baseline", {plain, other});
    ASSERT_EQ(issues.size(), 1u) << other;
    EXPECT_EQ(issues[0].what, "economy.wage_growth is set twice from one month on");
  }
  EXPECT_TRUE(ask("baseline", {plain, "economy.wage_growth=0.03@2016"}).empty());
  EXPECT_TRUE(ask("baseline", {plain, "economy.wage_growth=0.04@2017"}).empty());
}

}  // namespace
}  // namespace ballast
