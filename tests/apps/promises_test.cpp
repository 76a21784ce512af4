/// What the readme and `ballast help` promise of every verb: an answer that cannot be written, languages, quiet,
/// colour, and what a text may be at most.
#include <gtest/gtest.h>

#include "tests/apps/program.hpp"

namespace ballast {
namespace {

using test::program;
using test::shell;

const std::string kProgram = std::string("'") + BALLAST_PROGRAM + "' ";
const std::string kShort = "run baseline --horizon 2017 ";

class Answer : public testing::TestWithParam<const char*> {};

TEST_P(Answer, ThatCannotBeWrittenEndsWith74) {
  EXPECT_EQ(shell(kProgram + GetParam() + " 2>/dev/null >/dev/full").code, 74);
  EXPECT_EQ(shell(kProgram + GetParam() + " 2>/dev/null >&-").code, 74);
}

INSTANTIATE_TEST_SUITE_P(Verbs, Answer,
                         testing::Values("run baseline --horizon 2017", "run baseline --horizon 2017 --json", "help",
                                         "knobs", "measures --json", "explain baseline --horizon 2018 --year 2017",
                                         "rules compare baseline --horizon 2020",
                                         "targets baseline --horizon 2018 --year 2017",
                                         "ensemble baseline --paths 2 --horizon 2027",
                                         "retirement --category male --birth 1965-05"));

// README: LC_ALL before LC_MESSAGES before LANG.
TEST(Language, IsThatOfTheFirstLocaleThatIsSet) {
  const auto chinese = [](const std::string& locale) {
    const std::string said = shell("env -u LC_ALL -u LC_MESSAGES -u LANG " + locale + " " + kProgram + "help").out;
    EXPECT_FALSE(said.empty()) << locale;
    return said.find("方案") != std::string::npos;
  };
  EXPECT_TRUE(chinese("LANG=zh_CN.UTF-8"));
  EXPECT_FALSE(chinese("LANG=en_US.UTF-8"));
  EXPECT_TRUE(chinese("LC_MESSAGES=zh_CN.UTF-8 LANG=en_US.UTF-8"));
  EXPECT_FALSE(chinese("LC_MESSAGES=en_US.UTF-8 LANG=zh_CN.UTF-8"));
  EXPECT_TRUE(chinese("LC_ALL=zh_CN.UTF-8 LC_MESSAGES=en_US.UTF-8 LANG=en_US.UTF-8"));
  EXPECT_FALSE(chinese("LC_ALL=C LC_MESSAGES=zh_CN.UTF-8 LANG=zh_CN.UTF-8"));
}

TEST(Quiet, LeavesStderrEmpty) {
  for (const std::string verb : {"run baseline --horizon 2017", "ensemble baseline --paths 2 --horizon 2027",
                                 "backtest --from 2011 --to 2012", "compare baseline slower-growth --horizon 2017"}) {
    const auto told = program(verb + " --quiet", true);
    EXPECT_EQ(told.code, 0) << verb;
    EXPECT_TRUE(told.out.empty()) << verb << '\n' << told.out;
  }
}

TEST(Colour, IsThereAsAskedAndNotInAPipe) {
  const auto coloured = [](const std::string& option) {
    return program(kShort + option).out.find("\x1b[") != std::string::npos;
  };
  EXPECT_TRUE(coloured("--color always"));
  EXPECT_FALSE(coloured("--color never"));
  EXPECT_FALSE(coloured("")) << "a pipe is no terminal";
}

// A line of just the limit is read.
TEST(Limits, OfACaseFileAreTold) {
  const std::string head = "title = \"X\"\nbase = \"baseline\"\n";
  const auto ask = [&](const std::string& name, const std::string& rest) {
    return program(kShort + "--lang en '" + test::written(test::scratch() + name, head + rest) + "'", true);
  };
  const auto comment = [](std::size_t bytes) { return "#" + std::string(bytes - 1, 'x') + "\n"; };
  EXPECT_EQ(ask("line.toml", comment(1024)).code, 0);
  const auto long_line = ask("long.toml", comment(1025));
  EXPECT_EQ(long_line.code, 65);
  EXPECT_NE(long_line.out.find("long.toml:3"), std::string::npos) << long_line.out;
  std::string large;
  while (large.size() <= (1u << 20)) large += comment(1000);
  const auto too_large = ask("large.toml", large);
  EXPECT_EQ(too_large.code, 65);
  EXPECT_NE(too_large.out.find("larger than 1048576 bytes"), std::string::npos) << too_large.out;
  const auto deep = ask("deep.toml", "note = " + std::string(17, '[') + std::string(17, ']') + "\n");
  EXPECT_EQ(deep.code, 65);
  EXPECT_NE(deep.out.find("deep.toml:3"), std::string::npos) << deep.out;
}

}  // namespace
}  // namespace ballast
