// What planners write in cases and in --set by mistake, and what they are told; what they may well write is taken.
#include <gtest/gtest.h>

#include <map>

#include "tests/scenarios/spoiled_data.hpp"

namespace ballast {
namespace {

using test::about;

class OrdinaryMistake : public test::SpoiledData {};

TEST_F(OrdinaryMistake, SaysWhichAmountsAChangeHasWhereOneIsWanted) {
  const std::string change = "base = \"baseline\"\n[[change]]\nknob = \"benefit.increase_rate\"\n";
  write("cases/two.toml", change + "value = 0.02\nscale = 2\n");
  EXPECT_NE(about(ask("two"), "has value, scale"), nullptr);
  write("cases/none.toml", change);
  EXPECT_NE(about(ask("none"), "has none of value, scale and add"), nullptr);
}

TEST_F(OrdinaryMistake, SaysThatAChangeEndsBeforeItBegins) {
  write("cases/back.toml",
        "base = \"baseline\"\n[[change]]\nknob = \"coverage.flexible\"\nvalue = 0.1\nfrom = 2030\nto = 2027\n");
  const Issues issues = ask("back");
  ASSERT_NE(about(issues, "begins after it ends"), nullptr);
  EXPECT_EQ(issues[0].expected, "from not later than to");
}

// Puyang is known from the end of 2015 on; --set is refused alike.
TEST_F(OrdinaryMistake, SaysThatAChangeEndsBeforeThePlaceBegins) {
  const std::string change =
      "base = \"baseline\"\n[[change]]\nknob = \"coverage.flexible\"\nvalue = 0.1\nfrom = 1950\n";
  write("cases/past.toml", change + "to = 2014\n");
  const Issues issues = ask("past");
  ASSERT_NE(about(issues, "the change of coverage.flexible ends before anything is known of the place"), nullptr);
  EXPECT_EQ(issues[0].line, 2);
  EXPECT_EQ(issues[0].expected, "a month from 2015-01 on");
  write("cases/past.toml", change + "to = 2016\n");
  EXPECT_TRUE(ask("past").empty());
}

TEST_F(OrdinaryMistake, TellsAMissingKnobOnce) {
  write("cases/unnamed.toml", "base = \"baseline\"\n[[change]]\nvalue = 0.1\n");
  const Issues issues = ask("unnamed");
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].what, "\"knob\" is missing");
}

// All at once: who has mended the name would otherwise be told of the next mistake, and of the next.
TEST_F(OrdinaryMistake, TellsOfAnUnknownKnobWhatElseIsWrongWithItsChange) {
  write("cases/three.toml",
        "base = \"baseline\"\n[[change]]\nknob = \"no.such\"\nvalue = 1\nscale = 2\nfrom = 2030\nto = 2027\n");
  const Issues issues = ask("three");
  EXPECT_EQ(issues.size(), 3u);
  for (const char* what : {"unknown knob", "has value, scale", "begins after it ends"})
    EXPECT_NE(about(issues, what), nullptr) << what;
}

TEST_F(OrdinaryMistake, SaysOfAYearBeyondTheCalendarWhichYearsThereAre) {
  write("cases/far.toml", "base = \"baseline\"\n[[change]]\nknob = \"coverage.flexible\"\nvalue = 0.1\nfrom = 2300\n");
  const Issues issues = ask("far");
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].expected, "YYYY or \"YYYY-MM\", 1900 to 2200");
}

TEST_F(OrdinaryMistake, SaysWhatTheSystemSaysOfALinkToItself) {
  const std::filesystem::path loop = file("loop.toml");
  std::filesystem::create_symlink(loop, loop);
  const Issues issues = ask(loop.string());
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].what, "cannot be read: Too many levels of symbolic links");
  EXPECT_EQ(issues[0].kind, IssueKind::not_found);
}

TEST_F(OrdinaryMistake, TellsAnEmptyCaseToNameItsBase) {
  write("cases/empty.toml", "");
  const Issues issues = ask("empty");
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].file, "scenarios/cases/empty.toml");
  EXPECT_NE(issues[0].expected.find("base = \"baseline\""), std::string::npos) << issues[0].expected;
}

TEST_F(OrdinaryMistake, AsksForStraightQuotationMarks) {
  for (const char* text : {"base = “baseline”\n", "base = \"baseline”\n", "base = ‘baseline’\n", "“base” = 1\n",
                           "title_zh = \"方案\"\nbase = “baseline”\n"}) {
    write("cases/curly.toml", text);
    const Issues issues = ask("curly");
    ASSERT_EQ(issues.size(), 1u) << text;
    EXPECT_NE(issues[0].remedy.find("straight quotation marks"), std::string::npos) << text;
  }
  write("cases/curly.toml", "title_zh = \"“方案”\"\nbase = baseline\n");
  EXPECT_EQ(ask("curly").at(0).remedy, "") << "inside a text they may stand";
}

/// A Chinese keyboard writes signs and digits of full width, a word processor curls quotation marks; a shell takes
/// neither for what it looks like.
TEST_F(OrdinaryMistake, NamesTheSignsOfAChineseKeyboardInAChangeAndSaysWhatToType) {
  const std::string plain = "contribution.collection_rate=0.9";
  for (const auto& [typed, found] :
       std::map<std::string, std::string>{{"contribution.collection_rate＝0.9", "＝"},
                                          {"contribution.collection_rate=０.９", "０ ９"},
                                          {"“contribution.collection_rate=0.9”", "“ ”"},
                                          {"‘contribution.collection_rate’=0.9", "‘ ’"},
                                          {"「contribution.collection_rate=0.9」", "「 」"},
                                          {"contribution．collection_rate=0．9", "．"}}) {
    const Issues issues = ask("baseline", {typed});
    ASSERT_EQ(issues.size(), 1u) << typed;
    EXPECT_EQ(issues[0].what, "\"" + typed + "\" is written with " + found);
    EXPECT_EQ(issues[0].remedy, "write " + plain) << typed;
  }
  EXPECT_EQ(ask("baseline", {"contribution.collection_rate=0.9＠２０２７"}).at(0).remedy, "write " + plain + "@2027");
  EXPECT_EQ(ask("baseline", {"contribution.collection_rate【Fan County】=0.9"}).at(0).remedy,
            "write 'contribution.collection_rate[Fan County]=0.9'");
}

TEST_F(OrdinaryMistake, TellsWhatElseIsWrongWithAChangeOfAChineseKeyboard) {
  const Issues issues = ask("baseline", {"contribution.collection_rat＝0，9（年）：1"});
  ASSERT_EQ(issues.size(), 2u);
  EXPECT_NE(issues[0].what.find("is written with ＝ ， （ ） ："), std::string::npos) << issues[0].what;
  EXPECT_EQ(issues[0].remedy, "") << "what it would be is no change either";
  EXPECT_NE(issues[1].what.find("unknown knob"), std::string::npos);
}

TEST_F(OrdinaryMistake, SaysWhatToWriteForAShareInPercent) {
  for (const char* share : {"contribution.collection_rate=98%", "contribution.collection_rate=98"})
    EXPECT_EQ(ask("baseline", {share}).at(0).remedy, "write 0.98") << share;
  write("cases/percent.toml", "base = \"baseline\"\n[[change]]\nknob = \"contribution.collection_rate\"\nvalue = 98\n");
  EXPECT_EQ(ask("percent").at(0).remedy, "write 0.98");
  EXPECT_EQ(ask("baseline", {"income.urban_month=98%"}).at(0).remedy, "") << "yuan have no percent";
  EXPECT_EQ(ask("baseline", {"contribution.collection_rate=980"}).at(0).remedy, "") << "9.8 is no share either";
}

// target.collection_rate ends alike; who leaves the group out means what is collected.
TEST_F(OrdinaryMistake, KnowsAKnobByItsKeyWithoutTheGroupAndByItsLabels) {
  for (const auto& [name, key] : std::map<std::string, std::string>{{"collection_rate", "contribution.collection_rate"},
                                                                    {"征缴率", "contribution.collection_rate"},
                                                                    {"wage growth", "economy.wage_growth"}}) {
    const Issues issues = ask("baseline", {name + "=0.1@2027"});
    ASSERT_EQ(issues.size(), 1u) << name;
    EXPECT_EQ(issues[0].remedy, key) << name;
    write("cases/named.toml", "base = \"baseline\"\n[[change]]\nknob = \"" + name + "\"\nvalue = 0.1\n");
    EXPECT_EQ(ask("named").at(0).remedy, key) << name;
  }
}

TEST_F(OrdinaryMistake, KnowsAKeyOfACaseWhoseLettersAreInAnotherOrder) {
  write("cases/order.toml",
        "base = \"baseline\"\n[[change]]\nknob = \"coverage.flexible\"\nvalue = 0.1\nform = 2027\n");
  const Issues issues = ask("order");
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].what, "unknown key \"form\"");
  EXPECT_EQ(issues[0].remedy, "from");
}

TEST_F(OrdinaryMistake, SaysHowAMonthIsWritten) {
  for (const std::string month : {"2027-5", "2027/05", "2027.5", "2027年5月", "2027-05-01"}) {
    EXPECT_EQ(ask("baseline", {"coverage.flexible=0.1@" + month}).at(0).remedy, "write 2027-05") << month;
    write("cases/month.toml",
          "base = \"baseline\"\n[[change]]\nknob = \"coverage.flexible\"\nvalue = 0.1\nfrom = \"" + month + "\"\n");
    EXPECT_EQ(ask("month").at(0).remedy, "write 2027-05") << month;
  }
  for (const std::string month : {"2027-13", "27-5", "May", "20275"})
    EXPECT_EQ(ask("baseline", {"coverage.flexible=0.1@" + month}).at(0).remedy, "") << month;
}

TEST_F(OrdinaryMistake, TakesZeroOrOneAloneWhereThereIsNothingBetween) {
  for (const std::string key : {"benefit.hold_harmless", "retirement.illness_benefit", "grants.income_based"}) {
    const Issues issues = ask("baseline", {key + "=0.3"});
    ASSERT_EQ(issues.size(), 1u) << key;
    EXPECT_EQ(issues[0].what, key + " = 0.3 is not a whole number");
    EXPECT_EQ(issues[0].expected, "0 or 1");
    EXPECT_TRUE(ask("baseline", {key + "=0"}).empty()) << key;
    const std::string change = "base = \"baseline\"\n[[change]]\nknob = \"" + key + "\"\nfrom = 2030\n";
    write("cases/ramp.toml", change + "value = 0\nramp = 3\n");
    EXPECT_EQ(ask("ramp").at(0).what, key + " goes from one value to the next at once");
    write("cases/half.toml", change + "scale = 0.5\n");
    EXPECT_EQ(ask("half").at(0).what, key + "[市本级] becomes 0.5 in 2030-01");
  }
}

TEST_F(OrdinaryMistake, TakesAUnitByEitherOfItsNames) {
  const std::string change = "base = \"baseline\"\n[[change]]\nknob = \"contribution.collection_rate\"\nvalue = 0.9\n";
  write("cases/english.toml", change + "unit = \"Fan County\"\n");
  write("cases/chinese.toml", change + "unit = \"范县\"\n");
  const auto library = Library::open(root_.string(), "puyang");
  ASSERT_TRUE(library);
  const auto rates = [&](const std::string& name, std::vector<std::string> sets) {
    const auto scenario = library->scenario({name, std::move(sets), {}, 2030});
    std::vector<double> of_units;
    for (int c = 0; scenario && c < static_cast<int>(scenario->units.size()); ++c)
      of_units.push_back(scenario->knobs.year(Knob::collection_rate, c, 2030));
    return of_units;
  };
  const auto expected = rates("baseline", {"contribution.collection_rate[范县]=0.9"});
  ASSERT_FALSE(expected.empty());
  EXPECT_NE(expected, rates("baseline", {}));
  EXPECT_EQ(rates("baseline", {"contribution.collection_rate[Fan County]=0.9"}), expected);
  EXPECT_EQ(rates("english", {}), expected);
  EXPECT_EQ(rates("chinese", {}), expected);
}

TEST_F(OrdinaryMistake, ListsUnitsWithBothNamesAndKnowsTheNearestOfBoth) {
  write("cases/near.toml",
        "base = \"baseline\"\n[[change]]\nknob = \"coverage.flexible\"\nvalue = 0.1\nunit = \"Fan Country\"\n");
  for (const Issues& issues : {ask("baseline", {"coverage.flexible[Fan Country]=0.1"}), ask("near")}) {
    ASSERT_EQ(issues.size(), 1u);
    EXPECT_EQ(issues[0].remedy, "Fan County");
    EXPECT_NE(issues[0].expected.find("范县 (Fan County)"), std::string::npos) << issues[0].expected;
  }
}

}  // namespace
}  // namespace ballast
