// Hostile input: every mistake is found, located, explained; nothing crashes and nothing half-checked gets through.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/scenarios/spoiled_data.hpp"

namespace ballast {
namespace {

using test::about;
namespace fs = std::filesystem;

class Spoiled : public test::SpoiledData {};

TEST_F(Spoiled, IsCleanBeforeAnythingIsSpoiled) { EXPECT_TRUE(ask().empty()); }

TEST_F(Spoiled, NamesTheNearestKnobWithItsPlace) {
  write("cases/typo.toml",
        "title = \"x\"\ntitle_zh = \"x\"\nbase = \"baseline\"\n[[change]]\nknob = \"retirement.early_ilness\"\nscale = "
        "0.5\n");
  const Issues issues = ask("typo");
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].file, "scenarios/cases/typo.toml");
  EXPECT_EQ(issues[0].line, 5);
  EXPECT_EQ(issues[0].remedy, "retirement.early_illness");
}

TEST_F(Spoiled, ReportsAllMistakesOfACaseAtOnce) {
  write("cases/many.toml",
        "title = \"x\"\ntitle_zh = \"x\"\nbase = \"baseline\"\ncolour = 3\n"
        "[[change]]\nknob = \"contribution.paying_share\"\nvalue = 1.7\n"
        "[[change]]\nknob = \"benefit.increase_rate\"\nvalue = nan\n"
        "[[change]]\nknob = \"benefit.increase_rate\"\nvalue = 0.02\nscale = 2\n"
        "[[change]]\nknob = \"coverage.flexible\"\nadd = 0.01\nunit = \"范城\"\n"
        "[[change]]\nknob = \"coverage.flexible\"\nadd = 0.01\nfrom = \"2027-13\"\n");
  const Issues issues = ask("many");
  EXPECT_NE(about(issues, "unknown key \"colour\""), nullptr);
  EXPECT_NE(about(issues, "contribution.paying_share is out of range"), nullptr);
  EXPECT_NE(about(issues, "benefit.increase_rate is out of range"), nullptr) << "NaN fails every comparison";
  EXPECT_NE(about(issues, "exactly one of value, scale and add"), nullptr);
  ASSERT_NE(about(issues, "unknown unit"), nullptr);
  EXPECT_EQ(about(issues, "unknown unit")->remedy, "范县");
  EXPECT_NE(about(issues, "not a month"), nullptr);
  for (const Issue& issue : issues) EXPECT_GT(issue.line, 0) << issue.what;
}

// One bracket instead of two, or a value: nothing that was asked for is passed over in silence.
TEST_F(Spoiled, RefusesChangesThatAreNoListOfTables) {
  for (const char* change :
       {"[change]\nknob = \"benefit.increase_rate\"\nvalue = 0.02\n", "change = 1\n", "change = [1, 2]\n"}) {
    write("cases/one.toml", std::string("title = \"x\"\nbase = \"baseline\"\n") + change);
    const Issues issues = ask("one");
    ASSERT_EQ(issues.size(), 1u) << change;
    EXPECT_NE(about(issues, "\"change\" is not a list of tables"), nullptr);
    EXPECT_EQ(issues[0].line, 3);
  }
}

TEST_F(Spoiled, RefusesACircleOfBases) {
  write("cases/a.toml", "title = \"a\"\ntitle_zh = \"a\"\nbase = \"b\"\n");
  write("cases/b.toml", "title = \"b\"\ntitle_zh = \"b\"\nbase = \"a\"\n");
  EXPECT_NE(about(ask("a"), "run in a circle"), nullptr);
}

TEST_F(Spoiled, FindsABaseBesideTheFileThatNamesIt) {
  write("mine.toml", "title = \"mine\"\nbase = \"theirs\"\n");
  write("theirs.toml", "title = \"theirs\"\nbase = \"baseline\"\n");
  EXPECT_TRUE(ask(file("mine.toml").string()).empty());
  write("theirs.toml", "title = \"theirs\"\nbase = \"mine\"\n");
  const Issues circle = ask(file("mine.toml").string());
  ASSERT_NE(about(circle, "run in a circle"), nullptr);
  EXPECT_EQ(about(circle, "run in a circle")->kind, IssueKind::data);
  EXPECT_EQ(about(circle, "run in a circle")->line, 2);
  write("theirs.toml", "title = \"theirs\"\nbase = \"nobodys\"\n");
  const Issues missing = ask(file("mine.toml").string());
  ASSERT_EQ(missing.size(), 1u);
  EXPECT_EQ(missing[0].kind, IssueKind::not_found);
  EXPECT_EQ(missing[0].file, file("theirs.toml").string());
  EXPECT_EQ(missing[0].line, 2);
}

// A neighbour that is called as a case of the project is told of, not silently taken for it.
TEST_F(Spoiled, TakesNoBaseThatIsCalledAsACaseOfTheProject) {
  write("mine.toml", "base = \"baseline\"\n");
  EXPECT_TRUE(ask(file("mine.toml").string()).empty());
  write("baseline.toml", "base = \"slower-growth\"\n");
  const Issues issues = ask(file("mine.toml").string());
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_NE(about(issues, "\"baseline\" is a case of the project, and a file in the same folder"), nullptr);
  EXPECT_EQ(issues[0].file, file("mine.toml").string());
  EXPECT_EQ(issues[0].line, 1);
  EXPECT_EQ(issues[0].remedy, "rename " + file("baseline.toml").string());
}

TEST_F(Spoiled, SaysHowABaseInTheSameFolderIsNamed) {
  write("theirs.toml", "base = \"baseline\"\n");
  write("mine.toml", "base = \"./theirs.toml\"\n");
  const Issues issues = ask(file("mine.toml").string());
  ASSERT_NE(about(issues, "not a path"), nullptr);
  EXPECT_EQ(issues[0].remedy, "write base = \"theirs\"");
  write("mine.toml", "base = \"theirs\"\n");
  EXPECT_TRUE(ask(file("mine.toml").string()).empty());
}

TEST_F(Spoiled, TakesATitleInOneLanguageForBoth) {
  write("cases/plain.toml", "title = \"plain\"\nbase = \"baseline\"\n");
  auto library = Library::open(root_.string(), "puyang");
  ASSERT_TRUE(library);
  const auto scenario = library->scenario({"plain", {}, {}, {}});
  ASSERT_TRUE(scenario);
  EXPECT_EQ(scenario->title.zh, "plain");
  EXPECT_EQ(scenario->title.en, "plain");
}

TEST_F(Spoiled, NamesEveryMistakeOfAChangeWhoseKnobIsUnknownToo) {
  write("cases/two.toml",
        "title = \"x\"\nbase = \"baseline\"\n[[change]]\nknob = \"no.such\"\nvalue = 1\ncolour = 3\n");
  const Issues issues = ask("two");
  EXPECT_EQ(issues.size(), 2u);
  EXPECT_NE(about(issues, "unknown knob"), nullptr);
  EXPECT_NE(about(issues, "unknown key \"colour\""), nullptr);
}

TEST_F(Spoiled, RefusesABaseThatReachesOutside) {
  write("cases/out.toml", "title = \"a\"\ntitle_zh = \"a\"\nbase = \"../law/national\"\n");
  EXPECT_NE(about(ask("out"), "not a path"), nullptr);
}

TEST_F(Spoiled, SaysWhichCaseIsMissing) {
  const Issues issues = ask("early-retirement-tigt");
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].kind, IssueKind::not_found);
  EXPECT_EQ(issues[0].remedy, "early-retirement-tight");
}

TEST_F(Spoiled, SurvivesHostileToml) {
  const std::string head = "title = \"x\"\ntitle_zh = \"x\"\nbase = \"baseline\"\n";
  std::string deep = "a";
  for (int n = 0; n < 200000; ++n) deep += ".a";
  std::string brackets(5000, '[');
  std::string noise;
  unsigned state = 12345;
  for (int n = 0; n < 20000; ++n) noise += static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
  for (const std::string& text :
       {head + "[县]\n", head + deep + " = 1\n", head + "x = " + brackets + "\n", std::string(3 << 20, 'x'), noise,
        head + "x = 99999999999999999999\n", std::string("\xEF\xBB\xBF") + "title = 3",
        std::string("title = \"\\uD800\""), std::string(), std::string("\0\0\0", 3)}) {
    write("cases/hostile.toml", text);
    const Issues issues = ask("hostile");
    ASSERT_FALSE(issues.empty());
    EXPECT_EQ(issues.front().kind, IssueKind::data);
  }
}

TEST_F(Spoiled, ReadsAWholeNumberWhereANumberIsMeant) {
  write("cases/whole.toml",
        "title = \"x\"\ntitle_zh = \"x\"\nbase = \"baseline\"\n[[change]]\nknob = \"coverage.flexible\"\nvalue = 0\nto "
        "= 2030\nfrom = 2020\n");
  EXPECT_TRUE(ask("whole").empty());
}

TEST_F(Spoiled, RefusesSetsThatAreNotMeant) {
  const auto kind = [&](const std::string& set) {
    const Issues issues = ask("baseline", {set});
    return issues.empty() ? 0 : static_cast<int>(issues.front().kind);
  };
  EXPECT_EQ(kind("coverage.flexible=0.02"), 0);
  EXPECT_EQ(kind("coverage.flexible[范县]=0.02@2027-05"), 0);
  EXPECT_EQ(kind("subsidy.rule=share_of_gap@2016"), 0);
  EXPECT_EQ(kind("coverage.flexibel=0.02"), 64);
  EXPECT_EQ(kind("coverage.flexible=much"), 64);
  EXPECT_EQ(kind("coverage.flexible"), 64);
  EXPECT_EQ(kind("coverage.flexible=0.02@20270"), 64);
  EXPECT_EQ(kind("coverage.flexible[范县=0.02"), 64);
  EXPECT_EQ(kind("subsidy.rule=all_of_gap"), 64);
  EXPECT_EQ(kind("subsidy.rule[范县]=share_of_gap"), 64);
  EXPECT_EQ(kind("coverage.flexible=2"), 65);
  EXPECT_EQ(kind("coverage.flexible=nan"), 65);
}

// What is one for the city or the province by law has no county of its own (44-2.13).
TEST_F(Spoiled, RefusesOneUnitsValueOfAKnobOfTheWholeCity) {
  for (const std::string key :
       {"economy.wage_growth", "economy.base_growth", "benefit.increase_rate", "benefit.increase_fixed_share",
        "benefit.increase_form", "benefit.published_fixed", "benefit.reference_pension", "benefit.reference_turnover",
        "benefit.tilt_age", "benefit.province_base", "income.urban_month", "grants.survivor_cap",
        "grants.survivor_floor", "retirement.limited_base", "retirement.limited_share"}) {
    const std::string value = key == "benefit.increase_form" ? "published" : "1";
    const Issues issues = ask("baseline", {key + "[范县]=" + value});
    ASSERT_FALSE(issues.empty()) << key;
    EXPECT_EQ(issues.front().kind, IssueKind::usage) << key;
    EXPECT_NE(issues.front().what.find("for the whole city"), std::string::npos) << issues.front().what;
    write("cases/one.toml", "title = \"x\"\nbase = \"baseline\"\n[[change]]\nknob = \"" + key +
                                "\"\nunit = \"范县\"\nvalue = " + (value == "1" ? value : "\"published\"") + "\n");
    const Issues located = ask("one");
    ASSERT_NE(about(located, "for the whole city"), nullptr) << key;
    EXPECT_EQ(about(located, "for the whole city")->line, 5) << key;
  }
}

// 0.7 + (1 − 0.7) is 1 only on paper: a value at its bound must be met to the bit.
TEST_F(Spoiled, AcceptsAKnobAtItsBound) {
  for (const std::string set :
       {"contribution.collection_rate=1", "contribution.density=1", "contribution.paying_share=0.999",
        "economy.fund_interest=0.3", "contribution.collection_rate=0.05", "population.mortality=0.01",
        "benefit.city_base_ratio=0.3"})
    EXPECT_TRUE(ask("baseline", {set}).empty()) << set;
}

struct TableMistake {
  const char* table;
  int line;  ///< of the row put in; 0: appended
  const char* row;
  const char* words;
  std::optional<int> at{};  ///< the line that is told where it is another; 0: the file as a whole
};

class SpoiledTable : public Spoiled, public ::testing::WithParamInterface<TableMistake> {};

TEST_P(SpoiledTable, IsRefusedAtItsLine) {
  const TableMistake& mistake = GetParam();
  const std::string name = std::string("places/puyang/") + mistake.table;
  mistake.line > 0 ? spoil(name, mistake.line, mistake.row) : append(name, mistake.row);
  const Issues issues = ask();
  const Issue* issue = about(issues, mistake.words);
  ASSERT_NE(issue, nullptr) << (issues.empty() ? "no issue" : issues.front().what);
  EXPECT_EQ(issue->file, "scenarios/" + name);
  if (mistake.line > 0) EXPECT_EQ(issue->line, mistake.at.value_or(mistake.line)) << mistake.words;
}

INSTANTIATE_TEST_SUITE_P(
    Mistakes, SpoiledTable,
    ::testing::Values(
        TableMistake{"members.csv", 5, "市本级,male_employee,19,-3,synthetic,method+wpp2024",
                     "heads = -3 is out of range"},
        TableMistake{"members.csv", 5, "市本级,male_employee,19,nan,synthetic,method+wpp2024",
                     "heads = nan is out of range"},
        TableMistake{"members.csv", 5, "市本级,male_employee,19,many,synthetic,method", "is not a number"},
        TableMistake{"members.csv", 5, "市本级,male_employee,19,7,guessed,method", "unknown status"},
        TableMistake{"members.csv", 5, "市本级,male_employee,19,7,synthetic,hearsay", "unknown source"},
        TableMistake{"members.csv", 5, "市本及,male_employee,19,7,synthetic,method", "unknown unit"},
        TableMistake{"members.csv", 5, "市本级,male_worker,19,7,synthetic,method", "unknown category"},
        TableMistake{"members.csv", 5, "市本级,male_employee,18,7,synthetic,method", "stands twice"},
        TableMistake{"members.csv", 5, "市本级,male_employee,18.0,7,synthetic,method", "stands twice"},
        TableMistake{"members.csv", 5, "市本级,male_employee,018,7,synthetic,method", "stands twice"},
        TableMistake{"members.csv", 5, "市本级,male_employee,19", "the row has 3 cells"},
        TableMistake{"members.csv", 3, "unit,category,age,head,status,source", "unknown column \"head\""},
        TableMistake{"population.csv", 5, "华龙区,male,300,4125,estimated,census2020", "age = 300 is out of range"},
        TableMistake{"population.csv", 5, "华龙区,male,1.5,4125,estimated,census2020", "is not a whole number"},
        TableMistake{"mortality.csv", 5, "2010,1,0.0015,-0.1,estimated,wpp2024", "female = -0.1 is out of range"},
        TableMistake{"catchment.csv", 4, "华龙区,市本级,0.95,synthetic,method", "add to 1.54"},
        TableMistake{"award_pattern.csv", 4, "male_employee,retired,51,52,1,0.07,190,0.3,synthetic,method",
                     "after the age reached"},
        TableMistake{"service.csv", 6, "male_employee,new,suspended,18,0,0.166729,3.4,0,0.67,889,synthetic,method",
                     "paid and deemed years are 3.400"},
        TableMistake{"members.csv", 5, "市本级,male_employee,19,4000000,synthetic,method", "insured", 0},
        TableMistake{"fund.csv", 4, "市本级,2015,1,1,1,1,1,93,93,0,0,0,synthetic,method", "spends 93 yuan", 0},
        TableMistake{"fund.csv", 4, "市本级,2014,1,1,1,1,1,1,1,0,0,0,synthetic,method", "has 0 rows of 2015", 0},
        TableMistake{"parameters.csv", 4, "economy.wage_levl,市本级,2015-01,1,estimated,method", "unknown key"},
        TableMistake{"parameters.csv", 4, "economy.wage_level,市本级,2015-1,1,estimated,method", "not a month"},
        TableMistake{"parameters.csv", 4, "economy.wage_level,市本级,2015-01,99,estimated,method",
                     "value = 99 is out of range"},
        TableMistake{"fertility.csv", 4, "2009,1.6,1.1,measured,wpp2024", "2010 is missing", 0},
        TableMistake{"units.csv", 0, "范县,Fan County,1,范县,1,measured,policy44", "stands twice"},
        TableMistake{"units.csv", 0, "全市,Whole City,1,全市,1,measured,policy44", "without a usable name"},
        TableMistake{"units.csv", 0, "../x,X,1,x,1,measured,policy44", "without a usable name"},
        TableMistake{"units.csv", 0, "市级,X,1,市级,1,measured,policy44", "without a usable name"},
        TableMistake{"units.csv", 0, "项目,X,1,项目,1,measured,policy44", "without a usable name"},
        TableMistake{"units.csv", 0, "x,=1+1,1,x,1,measured,policy44", "is a formula of a spreadsheet"},
        TableMistake{"units.csv", 0, "a\x1b[31mb,X,1,x,1,measured,policy44", "holds a control character"}));

class SpoiledLifeTable : public Spoiled, public ::testing::WithParamInterface<TableMistake> {};

TEST_P(SpoiledLifeTable, IsRefusedAtItsLine) {
  const TableMistake& mistake = GetParam();
  const std::string name = std::string("tables/") + mistake.table;
  spoil(name, mistake.line, mistake.row);
  const Issues issues = ask();
  const Issue* issue = about(issues, mistake.words);
  ASSERT_NE(issue, nullptr) << (issues.empty() ? "no issue" : issues.front().what);
  EXPECT_EQ(issue->file, "scenarios/" + name);
  EXPECT_EQ(issue->line, mistake.at.value_or(mistake.line)) << mistake.words;
}

INSTANTIATE_TEST_SUITE_P(
    Mistakes, SpoiledLifeTable,
    ::testing::Values(
        TableMistake{"life_tables.csv", 4, "cl1_cl2,2013,0,1.2,0.1,measured,cl2010", "male = 1.2 is out of range"},
        TableMistake{"life_tables.csv", 4, "cl7_cl8,2013,0,0.1,0.1,measured,cl2010", "unknown table"},
        TableMistake{"life_tables.csv", 5, "cl1_cl2,2013,0,0.1,0.1,measured,cl2010", "cl1_cl2 0 stands twice"},
        TableMistake{"life_tables.csv", 4, "cl1_cl2,2013,1,0.1,0.1,measured,cl2010", "cl1_cl2 lacks ages", 0},
        TableMistake{"life_tables.csv", 5, "cl1_cl2,2012,1,0.1,0.1,measured,cl2010", "2013 and 2012 in one table"},
        TableMistake{"life_tables.csv", 4, "cl1_cl2,2013,0,0.1,0.1,measured,hearsay", "unknown source"},
        TableMistake{"lee_carter.csv", 4, "0,0.9,0.02,estimated,wpp2024", "male adds to 1.8", 0},
        TableMistake{"lee_carter.csv", 5, "0,0.03,0.02,estimated,wpp2024", "0 stands twice"},
        TableMistake{"lee_carter_drift.csv", 4, "female,-2,1993,2023,estimated,wpp2024", "0 rows of male", 0},
        TableMistake{"lee_carter_drift.csv", 4, "male,-2,2023,1993,estimated,wpp2024", "ends before it begins"}));

/// The place china, which holds residents only.
class SpoiledChina : public Spoiled {
 protected:
  Issues residents(std::vector<std::string> sets = {}, std::optional<Year> last = {}) const {
    auto library = Library::open(root_.string(), "china");
    if (!library) return library.error();
    auto scenario = library->residents({"baseline", std::move(sets), {}, last});
    return scenario ? Issues{} : scenario.error();
  }
};

TEST_F(SpoiledChina, IsAPlaceForResidentsAndRefusedByARunWithTheVerbThatServes) {
  EXPECT_TRUE(residents().empty());
  const auto run = Library::open(root_.string(), "china")->scenario({"baseline", {}, {}, {}});
  ASSERT_FALSE(run.has_value());
  EXPECT_EQ(run.error().front().kind, IssueKind::data);
  EXPECT_NE(run.error().front().what.find("residents only"), std::string::npos);
  EXPECT_NE(run.error().front().remedy.find("population --place china"), std::string::npos);
}

TEST_F(SpoiledChina, RefusesAChangeThatMovesNoResidentsAndAHorizonBeyondItsTables) {
  EXPECT_NE(about(residents({"benefit.increase_rate=0.02"}), "does not move residents"), nullptr);
  EXPECT_TRUE(residents({"population.migrants=0", "mortality.improvement=none"}).empty());
  EXPECT_NE(about(residents({}, 2101), "horizon 2101 cannot be reached"), nullptr);
}

TEST_F(SpoiledChina, NamesTheLineOfAMistakenMigrantAndTheYearThatIsMissing) {
  spoil("places/china/migrants.csv", 4, "中国,2024,0,many,1,estimated,wpp2024");
  const Issues issues = residents();
  const Issue* issue = about(issues, "is not a number");
  ASSERT_NE(issue, nullptr);
  EXPECT_EQ(issue->file, "scenarios/places/china/migrants.csv");
  EXPECT_EQ(issue->line, 4);
  spoil("places/china/migrants.csv", 4, "中国,2027,0,1,1,estimated,wpp2024");
  EXPECT_NE(about(residents(), "stands twice"), nullptr);
  EXPECT_NE(about(residents(), "age 0 of 2024 is missing"), nullptr);
  spoil("places/china/migrants.csv", 4, "中国,2022,0,1,1,estimated,wpp2024");
  EXPECT_NE(about(residents(), "中国 begins in 2022"), nullptr);
}

TEST_F(SpoiledChina, NeedsNoMigrantsAtAll) {
  fs::remove(file("places/china/migrants.csv"));
  EXPECT_TRUE(residents().empty());
}

TEST_F(Spoiled, RefusesALifeTableOlderThanTheRatesOfThePlace) {
  std::string tables = text("tables/life_tables.csv");
  for (std::size_t at = tables.find("cl5_cl6,2013"); at != std::string::npos; at = tables.find("cl5_cl6,2013"))
    tables.replace(at, 12, "cl5_cl6,2003");
  write("tables/life_tables.csv", tables);
  EXPECT_TRUE(ask().empty()) << "nobody follows it";
  EXPECT_NE(about(ask("baseline", {"mortality.basis_retired=cl5_cl6"}), "cl5_cl6 is of 2003"), nullptr);
}

TEST_F(Spoiled, RefusesGb18030WithTheRemedy) {
  append("places/puyang/members.csv", "\xB7\xB6\xCF\xD8,male_employee,19,7,synthetic,method");
  const Issues issues = ask();
  const Issue* issue = about(issues, "not UTF-8");
  ASSERT_NE(issue, nullptr);
  EXPECT_NE(issue->remedy.find("GB18030"), std::string::npos);
}

TEST_F(Spoiled, ToleratesAByteOrderMark) {
  write("places/puyang/members.csv", "\xEF\xBB\xBF" + text("places/puyang/members.csv"));
  EXPECT_TRUE(ask().empty());
}

TEST_F(Spoiled, SaysWhichTableIsMissing) {
  fs::remove(file("places/puyang/retirees.csv"));
  const Issues issues = ask();
  ASSERT_FALSE(issues.empty());
  EXPECT_EQ(issues.front().file, "scenarios/places/puyang/retirees.csv");
}

TEST_F(Spoiled, SaysWhichYearALawLacks) {
  std::string law = text("law/national.toml");
  const std::string first = "{ from = \"1998-01\", value = 0.2,";
  ASSERT_NE(law.find(first), std::string::npos);
  law.replace(law.find(first), first.size(), "{ from = \"2016-03\", value = 0.2,");
  write("law/national.toml", law);
  EXPECT_NE(about(ask(), "contribution.unit_rate has no value for 2016-01"), nullptr);
}

TEST_F(Spoiled, NamesEveryUnitThatLacksAParameterAndTheFileItBelongsIn) {
  std::string parameters = text("places/puyang/parameters.csv");
  for (const std::string unit : {"濮阳县", "范县"}) {
    const std::size_t start = parameters.find("labour.employability," + unit);
    ASSERT_NE(start, std::string::npos);
    parameters.erase(start, parameters.find('\n', start) + 1 - start);
  }
  write("places/puyang/parameters.csv", parameters);
  const Issues issues = ask();
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].what, "labour.employability has no value for 2016-01 in 濮阳县, 范县");
  EXPECT_EQ(issues[0].file, "scenarios/places/puyang/parameters.csv");
}

}  // namespace
}  // namespace ballast
