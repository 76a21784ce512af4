/// `ballast run … --reuse-flows`: the same file as the full run, and a refusal that says where and why.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <sstream>

#include "tests/apps/program.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;

class Reuse : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(dir_); }
  void TearDown() override { fs::remove_all(dir_); }
  std::string path(const std::string& name) const { return (dir_ / name).string(); }
  int run(const std::string& arguments) const { return test::program("run " + arguments).code; }
  std::string complaint(const std::string& arguments) const { return test::program("run " + arguments, true).out; }
  static std::string content(const std::string& from) {
    std::ostringstream out;
    out << std::ifstream(from, std::ios::binary).rdbuf();
    return out.str();
  }
  fs::path dir_ = fs::temp_directory_path() / ("ballast_reuse_" + std::to_string(::getpid()));
};

TEST_F(Reuse, WritesTheBytesOfTheFullRun) {
  ASSERT_EQ(run("baseline --horizon 2040 --out " + path("full")), 0);
  const std::string reuse = " --reuse-flows " + path("full/baseline.h5");
  ASSERT_EQ(run("baseline --horizon 2040 --out " + path("same") + reuse), 0);
  EXPECT_EQ(content(path("full/baseline.h5")), content(path("same/baseline.h5")));
  EXPECT_EQ(content(path("full/baseline.csv")), content(path("same/baseline.csv")));
  const std::string rule = "baseline --horizon 2040 --set fiscal.regime=provincial@2021 --out ";
  ASSERT_EQ(run(rule + path("rule_full")), 0);
  ASSERT_EQ(run(rule + path("rule_reused") + reuse), 0);
  EXPECT_EQ(content(path("rule_full/baseline.h5")), content(path("rule_reused/baseline.h5")));
  EXPECT_NE(content(path("full/baseline.h5")), content(path("rule_full/baseline.h5")));
}

// The case has one name, so --out beside the stored futures would write over what they are kept for.
TEST_F(Reuse, SparesTheFuturesThatAnEnsembleReuses) {
  const std::string of_2018 = "ensemble baseline --horizon 2018 ";
  ASSERT_EQ(test::program(of_2018 + "--paths 4 --keep-flows --out " + path("kept")).code, 0);
  const std::string stored = content(path("kept/baseline.h5")), reuse = "--reuse-flows " + path("kept/baseline.h5");
  const auto refused = test::program(of_2018 + reuse + " --lang en --out " + path("kept/../kept"), true);
  EXPECT_EQ(refused.code, 64);
  EXPECT_NE(refused.out.find("the result would take its place"), std::string::npos) << refused.out;
  EXPECT_TRUE(content(path("kept/baseline.h5")) == stored);
  EXPECT_EQ(test::program(of_2018 + reuse + " --out " + path("other")).code, 0);
}

TEST_F(Reuse, RefusesOtherFlowsAndWritesNothing) {
  ASSERT_EQ(run("baseline --horizon 2030 --out " + path("full")), 0);
  const std::string reuse = " --reuse-flows " + path("full/baseline.h5") + " --out " + path("none");
  EXPECT_EQ(run("baseline --horizon 2031" + reuse), 65);
  EXPECT_EQ(run("early-retirement-tight --horizon 2030" + reuse), 65);
  EXPECT_EQ(run("baseline --horizon 2030 --set response.collection=on" + reuse), 65);
  EXPECT_FALSE(fs::exists(path("none")));
  const std::string longer = complaint("baseline --horizon 2031 --lang en" + reuse);
  EXPECT_NE(longer.find(path("full/baseline.h5") + ": last_year"), std::string::npos) << longer;
  EXPECT_NE(longer.find("remedy: --horizon 2030\n"), std::string::npos) << longer;
}

// Who asks for other members is told which knobs, and where they part: a name each, the rest counted.
TEST_F(Reuse, NamesTheKnobsThatMadeOtherMembers) {
  ASSERT_EQ(run("baseline --horizon 2030 --out " + path("full")), 0);
  const std::string reuse = " --horizon 2030 --lang en --reuse-flows " + path("full/baseline.h5");
  const std::string one = complaint("baseline --set retirement.early_irregular=0.5@2027" + reuse);
  EXPECT_NE(one.find("stage_one: retirement.early_irregular[市本级]: the flows were made with 1 in 2027, "
                     "baseline asks 0.5"),
            std::string::npos)
      << one;
  EXPECT_EQ(one.find("more knobs"), std::string::npos) << one;
  const std::string many = complaint("slower-growth" + reuse);
  EXPECT_NE(many.find("economy.wage_growth[市本级]: the flows were made with 0.035 in 2026, slower-growth asks 0.0175"),
            std::string::npos)
      << many;
  EXPECT_NE(many.find("stage_one: 4 more knobs of stage 1 differ"), std::string::npos) << many;
  const std::string of_one_unit = complaint("baseline --set 'retirement.early_irregular[范县]=0.5@2027'" + reuse);
  EXPECT_NE(of_one_unit.find("early_irregular[范县]"), std::string::npos) << of_one_unit;
  EXPECT_EQ(run("baseline --set subsidy.fixed_index=0.02@2028" + reuse), 0);  // stage 2 reads it
}

TEST_F(Reuse, NamesTheBaseYearOfFlowsThatBeginAtAnother) {
  ASSERT_EQ(run("baseline --horizon 2027 --out " + path("full")), 0);
  const std::string said =
      complaint("baseline --from 2025 --horizon 2027 --lang en --reuse-flows " + path("full/baseline.h5"));
  EXPECT_NE(said.find("base_year: the flows begin at the end of 2015"), std::string::npos) << said;
  EXPECT_EQ(said.find("last_year"), std::string::npos) << said;
}

// What a killed run left of the futures of one file is nothing for a run on those of another.
TEST_F(Reuse, GoesOnWithTheFuturesOfTheSameFileAlone) {
  const std::string drawn = "ensemble baseline --horizon 2027 --paths 1000 --keep-flows ";
  ASSERT_EQ(test::program(drawn + "--out " + path("a")).code, 0);
  ASSERT_EQ(test::program(drawn + "--seed 45 --out " + path("b")).code, 0);
  const std::string settled = "ensemble baseline --horizon 2027 --out " + path("r") + " --reuse-flows ";
  const std::string part = path("r/baseline.h5") + ".part";
  EXPECT_EQ(test::shell("'" + std::string(BALLAST_PROGRAM) + "' " + settled + path("a/baseline.h5") +
                        " --threads 1 >/dev/null 2>&1 & p=$!; until [ $(stat -c %s " + part +
                        " 2>/dev/null || echo 0) -gt 8192 ]; do kill -0 $p || exit 3; done; kill -9 $p; wait $p")
                .code,
            128 + 9);
  const auto other = test::program(settled + path("b/baseline.h5") + " --resume", true);
  EXPECT_EQ(other.code, 65);
  EXPECT_NE(other.out.find("'seed 44', asked is 'seed 45'"), std::string::npos) << other.out;
  const auto same = test::program(settled + path("a/baseline.h5") + " --resume --lang en", true);
  EXPECT_EQ(same.code, 0);
  EXPECT_NE(same.out.find("of 1000 futures"), std::string::npos) << same.out;
}

// One mistake is one issue, not one for every unit and knob.
TEST_F(Reuse, SaysOnceWhyFuturesAreOthers) {
  ASSERT_EQ(test::program("ensemble baseline --horizon 2027 --paths 2 --keep-flows --out " + path("a")).code, 0);
  const auto issues = [&](const std::string& asked) {
    const auto refused = test::program("ensemble baseline --json --reuse-flows " + path("a/baseline.h5") + asked, true);
    EXPECT_EQ(refused.code, 65);
    std::size_t count = 0;
    for (std::size_t at = 0; (at = refused.out.find("\"what\"", at)) != std::string::npos; ++at) ++count;
    return count;
  };
  EXPECT_EQ(issues(" --horizon 2028"), 1);
  EXPECT_EQ(issues(" --horizon 2027 --set futures.spread=2"), 1);
  // Futures read their spreads in 2026, and of means that are not uncertain nothing.
  for (const char* same :
       {"--set futures.spread=2@2017 --set futures.spread=1@2020", "--set futures.drift_wage_sd=0.02"})
    EXPECT_EQ(
        test::program("ensemble baseline --horizon 2027 --reuse-flows " + path("a/baseline.h5") + " " + same).code, 0)
        << same;
}

// Which years are certain is the place's: futures that stray from another year on are other futures.
TEST_F(Reuse, RefusesFuturesThatStrayFromAnotherYearOn) {
  ASSERT_EQ(test::program("ensemble baseline --horizon 2028 --paths 2 --keep-flows --out " + path("a")).code, 0);
  fs::copy(std::string(BALLAST_ROOT) + "/scenarios/places/puyang", path("place"), fs::copy_options::recursive);
  const std::string place = content(path("place/place.toml"));
  const std::string known = "published_through = 2025";
  ASSERT_NE(place.find(known), std::string::npos);
  const std::string reuse =
      "ensemble baseline --horizon 2028 --place " + path("place") + " --reuse-flows " + path("a/baseline.h5");
  EXPECT_EQ(test::program(reuse).code, 0);
  for (const char* other : {"published_through = 2024", "published_through = 2026"}) {
    std::string changed = place;
    test::written(path("place/place.toml"), changed.replace(changed.find(known), known.size(), other));
    const auto refused = test::program(reuse, true);
    EXPECT_EQ(refused.code, 65);
    EXPECT_NE(refused.out.find("stray from 2026 on"), std::string::npos) << refused.out;
  }
}

TEST_F(Reuse, RefusesWhatIsNoResult) {
  EXPECT_EQ(run("baseline --reuse-flows " + path("nowhere.h5")), 66);
  test::written(path("text.h5"), "not a result");
  EXPECT_EQ(run("baseline --reuse-flows " + path("text.h5")), 65);
  ASSERT_EQ(run("baseline --horizon 2020 --out " + path("full")), 0);
  const std::string whole = content(path("full/baseline.h5"));
  for (const std::size_t keep : {whole.size() / 2, whole.size() - 1, std::size_t{100}})
    EXPECT_EQ(run("baseline --horizon 2020 --reuse-flows " + test::written(path("cut.h5"), whole.substr(0, keep))), 65);
  EXPECT_EQ(run("baseline --reuse-flows ''"), 64);
}

}  // namespace
}  // namespace ballast
