/// Files and words that are not what they should be: each is refused with its code, where it is wrong, and the nearest
/// right name.
#include <gtest/gtest.h>

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
    testing::Values(Hostile{"bell.json", R"({"year": 2026, "units": [{"unit": "\u001b[31mX\u0007", "income": 5}]})",
                            "settle {}", 65, "bell.json:1:35: the text holds a control character"},
                    Hostile{"colour.toml", "title = \"\\u001b[31mX\"\nbase = \"baseline\"\n", "run {}", 65,
                            "colour.toml:1:9: \"title\" holds a control character"},
                    Hostile{"centre.toml", "title = \"X\"\nassumptions = \"centrl\"\n", "run {}", 66,
                            "centre.toml:2:15: no assumptions \"centrl\"\n    assumptions = \"centrl\"\n"
                            "                  ^\n  expected: one of: central\n  remedy: central\n"}));

INSTANTIATE_TEST_SUITE_P(Words, HostileInput,
                         testing::Values(Hostile{"", "", "backtest --to 1900", 65, "up to 1900"},
                                         Hostile{"", "", "backtest --place puyang", 66, "no published years"}));

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
  for (const auto& [signal, code] : {std::pair{"INT", 130}, {"TERM", 143}, {"HUP", 129}}) {
    fs::remove_all(out);
    const auto ended = test::shell(asked + "run baseline slower-growth --threads 1 --lang en --out '" + out +
                                   "' 2>&1 >/dev/null & p=$!; until [ -d '" + out +
                                   "' ]; do kill -0 $p || exit 3; done; kill -" + signal + " $p; wait $p");
    EXPECT_EQ(ended.code, code);
    EXPECT_EQ(ended.out, "ballast: interrupted\n");
    EXPECT_TRUE(fs::is_empty(out)) << signal;
  }
}

}  // namespace
}  // namespace ballast
