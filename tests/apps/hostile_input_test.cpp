/// Files and words that are not what they should be: each is refused with its code, where it is wrong, and the nearest
/// right name.
#include <gtest/gtest.h>

#include "models/base/nearest.hpp"
#include "tests/apps/program.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;
using test::program;

struct Hostile {
  const char *name, *content;  ///< a file; none: only words
  const char* words;           ///< {} is the file
  int code;
  const char* says;
};

class HostileInput : public testing::TestWithParam<Hostile> {};

TEST_P(HostileInput, IsRefusedWhereItIsWrong) {
  const Hostile& wrong = GetParam();
  std::string words = wrong.words;
  if (const std::size_t blank = words.find("{}"); blank != std::string::npos)
    words.replace(blank, 2, "'" + test::written(test::scratch() + wrong.name, wrong.content) + "'");
  const auto refused = program(words + " --lang en", true);
  EXPECT_EQ(refused.code, wrong.code) << words;
  EXPECT_NE(refused.out.find(wrong.says), std::string::npos) << words << '\n' << refused.out;
}

INSTANTIATE_TEST_SUITE_P(
    Files, HostileInput,
    testing::Values(
        Hostile{"bell.json", R"({"year": 2026, "units": [{"unit": "\u001b[31mX\u0007", "income": 5}]})", "settle {}",
                65, "bell.json:1:27: the text holds a control character"},
        Hostile{"own.toml", "title = \"X\"\nassumptions = \"./mine.toml\"\n", "run {}", 65,
                "own.toml:2:15: assumptions is a name, not a path"},
        Hostile{"over.toml", "title = \"good\\rEVIL\"\nbase = \"baseline\"\n", "run {}", 65,
                "over.toml:1:9: \"title\" holds a control character"},
        Hostile{"day.toml",
                "title = \"X\"\nbase = \"baseline\"\n[[change]]\nknob = \"benefit.increase_rate\"\nvalue = 0.01\n"
                "from = 2027-07-01\n",
                "run {}", 65, "write \"2027-07\""},
        Hostile{"colour.toml", "title = \"\\u001b[31mX\"\nbase = \"baseline\"\n", "run {}", 65,
                "colour.toml:1:9: \"title\" holds a control character"},
        Hostile{"centre.toml", "title = \"X\"\nassumptions = \"centrl\"\n", "run {}", 66,
                "centre.toml:2:15: no assumptions \"centrl\"\n    assumptions = \"centrl\"\n"
                "                  ^\n  expected: one of: central\n  remedy: central\n"},
        Hostile{"again.toml",
                "title = \"X\"\nbase = \"baseline\"\n[[change]]\nknob = \"benefit.increase_rate\"\n"
                "value = 0.01\n[[change]]\nknob = \"benefit.increase_rate\"\nvalue = 0.02\n",
                "run {}", 65, "again.toml:6:1: benefit.increase_rate is set twice"},
        Hostile{"key.toml", "title = \"X\"\nbass = \"baseline\"\n", "run {}", 65, "key.toml:2:1: unknown key \"bass\""},
        Hostile{"huge.json", "{\"account\": 1,\n \"paid_years\": 1e999}", "award {}", 65,
                "huge.json:2:21: holds a number"},
        Hostile{"part.json", R"({"year": 2026, "rules": {"deadline_months": 1.5}, "units": [{"unit": "甲"}]})",
                "settle {}", 65, "\"deadline_months\" is not a whole number"},
        Hostile{"age.toml",
                "title = \"X\"\nbase = \"baseline\"\n[[change]]\nknob = \"benefit.tilt_age\"\nvalue = 70.5\n", "run {}",
                65, "age.toml:5:9: benefit.tilt_age = 70.5 is not a whole number"},
        Hostile{"steps.toml",
                "title = \"X\"\nbase = \"baseline\"\n[[change]]\nknob = \"benefit.tilt_age\"\nvalue = 75\nramp = 3\n",
                "run {}", 65, "steps.toml:6:8: benefit.tilt_age goes from one value to the next at once"},
        Hostile{"ramp.toml",
                "title = \"X\"\nbase = \"baseline\"\n[[change]]\nknob = \"benefit.increase_rate\"\nvalue = 0.01\n"
                "ramp = 2.5\n",
                "run {}", 65,
                "ramp.toml:6:8: \"ramp\" is not a whole number\n    ramp = 2.5\n           ^\n"
                "  expected: a whole number from 0 to 100"},
        Hostile{"grown.toml",
                "title = \"X\"\nbase = \"baseline\"\n[[change]]\nknob = \"benefit.tilt_age\"\nscale = 1.01\n", "run {}",
                65, "benefit.tilt_age becomes 70.7 in"},
        Hostile{"semicolons.csv", "# settlement\nunit;income;year\n甲;1;2026\n", "settle {} --year 2026", 65,
                "semicolons.csv:2:5: the cells are parted by semicolons"},
        Hostile{"tabs.csv", "age\tqx\n0\t1\n", "lifetable {} --column qx --interest 0.04", 65,
                "tabs.csv:1:4: the cells are parted by tabs"},
        Hostile{"sep.csv", "sep=;\nyear;age;rate\n2000;60;0,1\n", "fit-mortality {}", 65,
                "sep.csv:1:5: the cells are parted by semicolons"},
        Hostile{"columns.csv", "year,unit,measur,value,status,source\n", "backtest --observed {}", 65,
                "columns.csv:1:11: unknown column \"measur\""}));

INSTANTIATE_TEST_SUITE_P(
    Words, HostileInput,
    testing::Values(
        Hostile{"", "", "backtest --to 1900", 65, "up to 1900"},
        Hostile{"", "", "backtest --from 2011 --to 2030", 65, "--to: nothing is published after 2023"},
        Hostile{"", "", "backtest --place puyang", 66, "no published years"},
        Hostile{"", "", "run baseline --threads 99999999999", 65, "is out of range"},
        Hostile{"", "", "run baseline --threads -99999999999", 65, "expected: a number nearer to 0"},
        Hostile{"", "", "calibrate --threads 2000000 --from 2005 --to 2006", 65, "--threads 2000000 is out of range"},
        Hostile{"", "", "backtest --threads -5", 65, "expected: 0 (all) … 1024"},
        Hostile{"", "", "run baseline --threads 2e0", 64, "2e0 is not a whole number"},
        Hostile{"", "", "lifetable x.csv --column q --interest 1e-400", 65, "expected: 0, or a number further from it"},
        Hostile{"", "", "run baseline --set benefit.increase_rate=1e400", 65, "is out of range"},
        Hostile{"", "", "run baseline --set fiscal.deadline_months=2.5", 65,
                "fiscal.deadline_months = 2.5 is not a whole number"},
        Hostile{"", "", "run baseline --set benefit.increase_rate=0.02@1900", 65, "a month from 2015-01 on"},
        Hostile{"", "",
                "run baseline --set benefit.increase_rate=0.01 "
                "--set benefit.increase_rate=0.02",
                64, "is set twice"},
        Hostile{"", "", "run baseline --set paying_share=0.5", 64, "remedy: contribution.paying_share"},
        Hostile{"", "", "run baseline --set 'contribution.paying_share[范]=0.5'", 64, "remedy: 范县"},
        Hostile{"", "", "run baseline --set 'contribution.paying_share[范县=0.5'", 64,
                "remedy: contribution.paying_share[范县]"},
        Hostile{"", "", "run baseline --unit 'Fan county'", 64, "Fan County?"},
        Hostile{"", "", "budget draft baseline --year 2026 --cap 范=1 --out /tmp", 64, "--cap: no unit '范'"},
        Hostile{"", "", "verify /tmp", 66, "is a folder"}));

// Nobody named these files: that one is missing is no mistake of the user.
TEST(Installation, IsBrokenWhereAFileOfItsOwnIsMissing) {
  const fs::path data = test::scratch() + "data";
  for (const char* missing :
       {"law/national.toml", "law", "assumptions/central.toml", "cases", "places", "tables", "tables/lee_carter.csv"}) {
    fs::remove_all(data);
    fs::create_directories(data);
    fs::copy(fs::path(BALLAST_ROOT) / "scenarios", data / "scenarios", fs::copy_options::recursive);
    fs::remove_all(data / "scenarios" / missing);
    EXPECT_EQ(test::shell("BALLAST_DATA='" + data.string() + "' '" + BALLAST_PROGRAM + "' run baseline 2>&1").code, 78)
        << missing;
  }
}

// A user's file may be called as one of the project's: the line shown is his or none.
TEST(Excerpts, AreOfTheFileThatIsRead) {
  const std::string folder = test::scratch() + "own";
  fs::create_directories(folder + "/scenarios/law");
  for (const std::string name : {"scenarios/mine.json", "scenarios/law/national.toml"}) {
    test::written(folder + "/" + name, "{\"account\": 1,\n \"paid_years\": 1e999}");
    const std::string said = test::shell("cd '" + folder + "'; BALLAST_DATA='" + BALLAST_ROOT + "' '" +
                                         BALLAST_PROGRAM + "' award " + name + " --lang en 2>&1")
                                 .out;
    EXPECT_NE(said.find(name + ":2:"), std::string::npos) << said;
    EXPECT_EQ(said.find("1e999}\n") != std::string::npos, name == "scenarios/mine.json") << said;
    EXPECT_EQ(said.find("title"), std::string::npos) << said;
  }
}

// By bytes 乙县 is nearer to 丙县 than to 乙区; by characters to none more than to others.
TEST(NearestName, GoesByCharactersAndNamesNoneOfSeveral) {
  EXPECT_EQ(nearest_name("乙县", {"甲县", "乙区", "丙县"}), "");
  EXPECT_EQ(nearest_name("范限", {"濮阳县", "范县", "台前县"}), "范县");
  EXPECT_EQ(nearest_name("colection", {"collection", "selection"}), "collection");
  EXPECT_EQ(nearest_name("basline", {"baseline", "coverage-wider"}), "baseline");
}

// A result that has nowhere to go is known before a year is computed: a million futures would take hours.
TEST(Targets, ThatAreFoldersAreFoundBeforeAnythingIsComputed) {
  const std::string out = test::scratch() + "folders";
  fs::create_directories(out + "/baseline.h5");
  for (const std::string verb : {"run baseline", "ensemble baseline --paths 1000000"})
    EXPECT_EQ(program(verb + " --out '" + out + "'").code, 73) << verb;
  EXPECT_EQ(std::distance(fs::directory_iterator(out), {}), 1);
}

TEST(Signals, EndARunWithAWordItsCodeAndNoHalfWrittenFile) {
  const std::string out = test::scratch() + "ended", asked = std::string("'") + BALLAST_PROGRAM + "' ";
  const std::string heard = "env --default-signal=HUP ";  // which may be ignored around us (nohup)
  for (const auto& [signal, code] : {std::pair{"INT", 130}, {"TERM", 143}, {"HUP", 129}}) {
    fs::remove_all(out);
    const auto ended = test::shell(heard + asked + "run baseline slower-growth --threads 1 --lang en --out '" + out +
                                   "' 2>&1 >/dev/null & p=$!; until [ -d '" + out +
                                   "' ]; do kill -0 $p || exit 3; done; kill -" + signal + " $p; wait $p");
    EXPECT_EQ(ended.code, code);
    EXPECT_EQ(ended.out, "ballast: interrupted\n");
    EXPECT_TRUE(fs::is_empty(out)) << signal;
  }
}

}  // namespace
}  // namespace ballast
