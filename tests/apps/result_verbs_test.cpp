/// The verbs about result files as a script sees them.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "output/table/figures.hpp"
#include "output/table/width.hpp"
#include "tests/apps/program.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::program;

/// One short result for all tests of the suite.
class ResultVerbs : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    fs::create_directories(dir());
    ASSERT_EQ(program("run baseline --horizon 2020 --out " + path("a")).code, 0);
  }
  static void TearDownTestSuite() { fs::remove_all(dir()); }
  static fs::path dir() { return fs::temp_directory_path() / ("ballast_verbs_" + std::to_string(::getpid())); }
  static std::string path(const std::string& name) { return (dir() / name).string(); }
  static std::string result() { return path("a/baseline.h5"); }
  static std::string content(const std::string& from) {
    std::ostringstream out;
    out << std::ifstream(from, std::ios::binary).rdbuf();
    return out.str();
  }
};

TEST_F(ResultVerbs, SameInputsGiveTheSameFile) {
  ASSERT_EQ(program("run baseline --horizon 2020 --threads 1 --out " + path("b")).code, 0);
  EXPECT_TRUE(content(result()) == content(path("b/baseline.h5")));
}

TEST_F(ResultVerbs, RerunNeedsTheFileAlone) {
  const auto again = program("rerun " + result() + " --json");
  EXPECT_EQ(again.code, 0);
  const json verdict = json::parse(again.out);
  EXPECT_TRUE(verdict.at("same_bytes")) << again.out;
  EXPECT_TRUE(verdict.at("departures").empty());
  // Without the installation's data, too.
  const std::string bare = "env BALLAST_DATA=/nonexistent '" + std::string(BALLAST_PROGRAM) + "' rerun " + result();
  EXPECT_EQ(std::system((bare + " >/dev/null").c_str()), 0);
}

// A limit on the size of files stands for a full folder of temporary files.
TEST_F(ResultVerbs, RerunSaysThatTheDiskIsFull) {
  const std::string full = "ulimit -f 1; '" + std::string(BALLAST_PROGRAM) + "' rerun " + result() + " 2>&1";
  EXPECT_EQ(test::shell(full).code, 74);
}

TEST_F(ResultVerbs, RerunOfAnOwnCaseWithItsBaseSetsAndPrices) {
  fs::create_directories(path("own"));
  test::written(path("own/mine.toml"),
                "title = \"Mine\"\nbase = \"yours\"\n[[change]]\nknob = \"retirement.early_special\"\n"
                "from = 2017\nscale = 0.5\n");
  test::written(path("own/yours.toml"), "title = \"Yours\"\nbase = \"baseline\"\n");
  ASSERT_EQ(program("run " + path("own/mine.toml") + " --horizon 2019 --prices 2019 --out " + path("c") +
                    " --set 'contribution.collection_rate[范县]=0.9@2018-05' --set population.mortality=1.1")
                .code,
            0);
  fs::remove_all(path("own"));
  const auto again = program("rerun " + path("c/mine.h5") + " --json");
  EXPECT_EQ(again.code, 0);
  EXPECT_TRUE(json::parse(again.out).at("same_bytes")) << again.out;
}

// A case without a base brings none of the project's into its result.
TEST_F(ResultVerbs, RerunOfAnOwnCaseWithoutABase) {
  test::written(path("alone.toml"), "title = \"Alone\"\nassumptions = \"central\"\n");
  ASSERT_EQ(program("run " + path("alone.toml") + " --horizon 2019 --out " + path("f")).code, 0);
  const auto again = program("rerun " + path("f/alone.h5") + " --json", true);
  EXPECT_EQ(again.code, 0) << again.out;
}

// A place of the user's own is the same place wherever its folder lies.
TEST_F(ResultVerbs, RerunOfAnOwnPlaceGivesTheSameBytes) {
  fs::copy(fs::path(BALLAST_ROOT) / "scenarios/places/puyang", path("mycity"), fs::copy_options::recursive);
  ASSERT_EQ(program("run baseline --horizon 2019 --place " + path("mycity") + " --out " + path("d")).code, 0);
  ASSERT_EQ(program("ensemble baseline --horizon 2019 --paths 4 --keep-paths --place " + path("mycity") + " --out " +
                    path("e"))
                .code,
            0);
  fs::remove_all(path("mycity"));
  for (const char* file : {"d/baseline.h5", "e/baseline.h5"}) {
    const auto again = program("rerun " + path(file) + " --json");
    EXPECT_EQ(again.code, 0);
    EXPECT_TRUE(json::parse(again.out).at("same_bytes")) << again.out;
  }
}

// Tables of a later opening lie a folder deeper; a shell's completion ends a folder in a slash.
TEST_F(ResultVerbs, RerunOfAnOwnPlaceAtALaterOpeningGivesTheSameBytes) {
  fs::copy(fs::path(BALLAST_ROOT) / "scenarios/places/puyang", path("mycity"), fs::copy_options::recursive);
  const std::string asked = "run baseline --from 2025 --horizon 2027 --out ";
  ASSERT_EQ(program(asked + path("d") + " --place " + path("mycity//")).code, 0);
  ASSERT_EQ(program(asked + path("s")).code, 0);
  const auto again = program("rerun " + path("d/baseline.h5") + " --json");
  EXPECT_EQ(again.code, 0);
  EXPECT_TRUE(json::parse(again.out).at("same_bytes")) << again.out;
  // The same tables under the shipped name: their flows serve.
  EXPECT_EQ(program(asked + path("r") + " --place " + path("mycity") + " --reuse-flows " + path("s/baseline.h5")).code,
            0);
}

// A folder among the project's own may be named otherwise than its place.
TEST_F(ResultVerbs, RerunOfAPlaceWhoseFolderHasAnotherNameGivesTheSameBytes) {
  const fs::path data = path("data");
  fs::create_directories(data);
  fs::copy(fs::path(BALLAST_ROOT) / "scenarios", data / "scenarios", fs::copy_options::recursive);
  fs::rename(data / "scenarios/places/puyang", data / "scenarios/places/mytown");
  const std::string with = "BALLAST_DATA='" + data.string() + "' '" + std::string(BALLAST_PROGRAM) + "' ";
  ASSERT_EQ(test::shell(with + "run baseline --place mytown --horizon 2018 --out " + path("t") + " 2>&1").code, 0);
  const auto again = program("rerun " + path("t/baseline.h5") + " --json");
  EXPECT_EQ(again.code, 0);
  EXPECT_TRUE(json::parse(again.out).at("same_bytes")) << again.out;
}

// Ctrl-C while futures are drawn again: what was laid out for them goes.
TEST_F(ResultVerbs, RerunThatIsInterruptedLeavesNothing) {
  ASSERT_EQ(program("ensemble baseline --paths 300 --horizon 2060 --out " + path("e")).code, 0);
  fs::create_directories(path("tmp"));
  const auto stopped =
      test::shell("TMPDIR='" + path("tmp") + "' '" + std::string(BALLAST_PROGRAM) + "' rerun " + path("e/baseline.h5") +
                  " >/dev/null 2>&1 & p=$!; until ls '" + path("tmp") +
                  "' | grep -q rerun; do kill -0 $p || exit 3; sleep 0.01; done; kill -INT $p; wait $p");
  EXPECT_EQ(stopped.code, 128 + 2);
  EXPECT_TRUE(fs::is_empty(path("tmp")));
}

TEST_F(ResultVerbs, VerifyFindsOneChangedByte) {
  EXPECT_EQ(program("verify " + result()).code, 0);
  std::string bytes = content(result());
  const std::string known = "population.mortality";
  bytes[bytes.find(known)] = 'P';
  const std::string changed = test::written(path("changed.h5"), bytes);
  const auto said = program("verify " + changed + " --json");
  EXPECT_EQ(said.code, 1);
  EXPECT_FALSE(json::parse(said.out).at("whole"));
  for (const char* verb : {"inspect ", "export ", "validate-output ", "rerun "})
    EXPECT_EQ(program(verb + changed).code, 65) << verb;
  EXPECT_NE(program("inspect " + changed, true).out.find("has changed since it was written"), std::string::npos);
}

TEST_F(ResultVerbs, ValidateAndInspectReadIt) {
  EXPECT_EQ(program("validate-output " + result()).code, 0);
  const auto shown = program("inspect --lang zh " + result());
  EXPECT_EQ(shown.code, 0);
  for (const char* word : {"基准方案", "濮阳县", "演示数据", "守恒残差", "当年价格"})
    EXPECT_NE(shown.out.find(word), std::string::npos) << word;
  const json measure = json::parse(program("inspect --json --measure fund_balance " + result()).out);
  EXPECT_EQ(measure.at("measures").at("fund_balance").at("范县").size(), 6U);
  EXPECT_EQ(program("inspect --unit 范城 " + result()).code, 64);
  EXPECT_EQ(program("inspect --measure fund_balanse " + result()).code, 64);
}

TEST_F(ResultVerbs, InspectShowsAMeasureOfOneUnitInEveryForm) {
  const std::string asked = "inspect --lang zh --measure fund_balance --unit 范县 " + result();
  const auto shown = program(asked);
  EXPECT_NE(shown.out.find("范县"), std::string::npos);
  EXPECT_EQ(shown.out.find("台前县"), std::string::npos) << shown.out;
  const json measure = json::parse(program(asked + " --json").out).at("measures").at("fund_balance");
  EXPECT_EQ(measure.size(), 1U);
  EXPECT_EQ(measure.at("范县").size(), 6U);
  const std::string ten_thousands = decimal(measure.at("范县").back().get<double>() / 1e4, 0);
  EXPECT_NE(shown.out.find(" " + ten_thousands + "\n"), std::string::npos) << "in 亿元 1.43\n" << shown.out;
  EXPECT_NE(shown.out.find("  万元（当年价格）\n"), std::string::npos) << shown.out;
  const std::string all = program("inspect --lang zh --measure fund_balance " + result()).out;
  EXPECT_NE(all.find("  亿元（当年价格）\n"), std::string::npos) << "beside larger ones\n" << all;
}

TEST_F(ResultVerbs, InspectNamesTheYearOfConstantPricesBesideMoneyAlone) {
  ASSERT_EQ(program("run baseline --horizon 2019 --prices 2019 --out " + path("p")).code, 0);
  const std::string asked = "inspect " + path("p/baseline.h5") + " --unit 范县 --measure ";
  EXPECT_NE(program(asked + "fund_balance --lang en").out.find("10k yuan of 2019\n"), std::string::npos);
  EXPECT_NE(program(asked + "fund_balance --lang zh").out.find("万元（2019年价格）\n"), std::string::npos);
  EXPECT_EQ(program(asked + "retirees --lang en").out.find("of 2019"), std::string::npos);
}

TEST_F(ResultVerbs, InspectCutsNoEnglishName) {
  const std::string shown = program("inspect --lang en --measure fund_balance " + result()).out;
  for (const char* word : {"Technological", "Demonstration", "Zone"})
    EXPECT_NE(shown.find(word), std::string::npos) << shown;
  std::istringstream lines(shown.substr(shown.find("Year")));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 100) << line;
}

TEST_F(ResultVerbs, ExportWritesAllItsFilesOrNone) {
  fs::create_directories(path("blocked/baseline.json"));
  EXPECT_EQ(program("export " + result() + " --out " + path("blocked")).code, 73);
  EXPECT_FALSE(fs::exists(path("blocked/baseline.csv")));
}

TEST_F(ResultVerbs, ExportGivesTheFilesThatRunWrites) {
  EXPECT_EQ(program("export " + result()).out, content(path("a/baseline.csv")));
  ASSERT_EQ(program("export " + result() + " --out " + path("d")).code, 0);
  EXPECT_EQ(content(path("d/baseline.csv")), content(path("a/baseline.csv")));
  EXPECT_EQ(content(path("d/baseline.json")), content(path("a/baseline.json")));
  EXPECT_TRUE(content(path("d/baseline.sheet.csv")).starts_with("\xEF\xBB\xBF"));
  EXPECT_EQ(program("export --json " + result()).out, content(path("a/baseline.json")));
  EXPECT_EQ(program("export --format csv --json " + result()).code, 64);
  EXPECT_EQ(program("export --format csv,json " + result()).code, 64);
  EXPECT_EQ(program("export --format xls " + result()).code, 64);
}

TEST_F(ResultVerbs, CompareTakesFilesForCases) {
  const std::string cases = "compare baseline early-retirement-tight --horizon 2020 --json";
  const auto by_file = program("compare " + result() + " early-retirement-tight --horizon 2020 --json");
  EXPECT_EQ(by_file.code, 0);
  EXPECT_EQ(by_file.out, program(cases).out);
  EXPECT_EQ(program("compare --same " + result() + " " + result()).code, 0);
  EXPECT_EQ(program("compare " + result() + " early-retirement-tight").code, 65) << "other years";
  EXPECT_EQ(program("compare " + result() + " " + path("nowhere.h5")).code, 66);
}

// What differs is told on stderr; the rounding of deflating is no difference.
TEST_F(ResultVerbs, CompareSaysWhatIsNotTheSame) {
  ASSERT_EQ(program("run baseline --horizon 2020 --prices 2020 --out " + path("p")).code, 0);
  EXPECT_EQ(program("compare --same " + result() + " " + path("p/baseline.h5")).code, 0);
  EXPECT_EQ(program("compare --same " + path("p/baseline.h5") + " " + result()).code, 0);
  const std::string other = " --same --horizon 2020 --set 'contribution.collection_rate[范县]=0.5@2018' --lang ";
  const auto en = program("compare " + result() + " baseline" + other + "en", true);
  EXPECT_EQ(en.code, 1);
  EXPECT_NE(en.out.find("of Fan County in 2018, "), std::string::npos) << en.out;
  const auto zh = program("compare " + result() + " baseline" + other + "zh", true);
  EXPECT_NE(zh.out.find("最先不同的是2018年范县的"), std::string::npos) << zh.out;
}

// Futures stay in the prices they were drawn in; what two files keep of them may differ without a number that does.
TEST_F(ResultVerbs, CompareOfFuturesSaysWhatItCannotCompare) {
  const std::string few = "ensemble baseline --paths 2 --horizon 2025 --out ";
  ASSERT_EQ(program(few + path("e1")).code, 0);
  ASSERT_EQ(program(few + path("e2") + " --measures treasury").code, 0);
  const std::string both = "compare " + path("e1") + "/baseline.h5 " + path("e2") + "/baseline.h5 ";
  EXPECT_EQ(program(both + "--prices 2025").code, 64);
  const auto other = program(both + "--same --lang en", true);
  EXPECT_EQ(other.code, 1);
  EXPECT_NE(other.out.find("keep another number of futures or other measures"), std::string::npos) << other.out;
}

TEST_F(ResultVerbs, CompareNamesTheFileAndWhatDiffers) {
  ASSERT_EQ(program("run baseline --horizon 2019 --out " + path("short")).code, 0);
  const auto told = [](const std::string& words) { return program("compare " + words + " --lang en", true).out; };
  const std::string years = told(result() + " " + path("short/baseline.h5"));
  EXPECT_NE(years.find(path("short/baseline.h5") + ": has other years: 2015 to 2019"), std::string::npos) << years;
  EXPECT_NE(told(path("short/baseline.h5") + " baseline").find("--from 2016 --horizon 2019"), std::string::npos);
  EXPECT_NE(told("baseline " + path("short/baseline.h5")).find("--from 2016 --horizon 2019"), std::string::npos);
  EXPECT_EQ(years.find("prices"), std::string::npos) << years;
  ASSERT_EQ(program("ensemble baseline --horizon 2020 --paths 2 --out " + path("drawn")).code, 0);
  ASSERT_EQ(program("ensemble baseline --horizon 2020 --paths 2 --prices 2020 --out " + path("constant")).code, 0);
  const std::string prices = told(path("drawn/baseline.h5") + " " + path("constant/baseline.h5"));
  EXPECT_NE(prices.find("has other prices: prices of 2020"), std::string::npos) << prices;
  EXPECT_EQ(prices.find("years"), std::string::npos) << prices;
  EXPECT_NE(program("compare " + result() + " " + path("drawn/baseline.h5") + " --lang en")
                .out.find("An ensemble is compared by its central run"),
            std::string::npos);
}

TEST_F(ResultVerbs, ScenarioDiffShowsWhatIsSetOtherwise) {
  const auto counted = program("scenario diff baseline slower-growth --horizon 2030 --lang zh").out;
  EXPECT_NE(counted.find("元/月]"), std::string::npos) << counted;
  const auto said = program("scenario diff baseline early-retirement-tight --horizon 2030 --json");
  EXPECT_EQ(said.code, 0);
  const json differences = json::parse(said.out).at("others").at(0).at("differences");
  ASSERT_FALSE(differences.empty());
  bool irregular = false;
  for (const json& one : differences)
    irregular |= one.at("knob") == "retirement.early_irregular" && one.at("units").is_null();
  EXPECT_TRUE(irregular) << said.out;
  const json none = json::parse(program("scenario diff baseline " + result() + " --horizon 2020 --json").out);
  EXPECT_TRUE(none.at("others").at(0).at("differences").empty());
  const json one = json::parse(
      program("scenario diff " + result() + " baseline --horizon 2020 --set 'coverage.private[范县]=0.5' --json").out);
  EXPECT_EQ(one.at("others").at(0).at("differences").at(0).at("units"), json({"范县"}));
  EXPECT_NE(
      program("scenario diff " + result() + " baseline --horizon 2020 --set 'coverage.private[范县]=0.5' --lang en")
          .out.find("\n  Fan County\n"),
      std::string::npos);
  EXPECT_EQ(program("scenario diff baseline").code, 64);
  EXPECT_EQ(program("scenario dif baseline baseline").code, 64);
  EXPECT_EQ(program("scenario diff baseline nowhere").code, 66);
  const auto idle =
      program("scenario diff " + result() + " " + result() + " --set fiscal.short_rule=full --lang en", true);
  EXPECT_EQ(idle.code, 64);
  EXPECT_NE(idle.out.find("--set beside result files alone"), std::string::npos) << idle.out;
}

// scenarios/cases/honest-bases.toml changes three knobs from 2026 on, baseline.toml none.
TEST(ScenarioVerb, ListsTheCasesWithWhatTheyChange) {
  const json cases = json::parse(program("scenario list --json").out).at("cases");
  const auto named = [&](const char* key) {
    for (const json& one : cases)
      if (one.at("case") == key) return one;
    return json{};
  };
  EXPECT_TRUE(named("baseline").at("knobs").empty());
  EXPECT_TRUE(named("baseline").at("from").is_null());
  EXPECT_EQ(named("honest-bases").at("knobs"),
            json({"audit.recovered_share", "enforcement.reclassified", "contribution.collection_rate"}));
  EXPECT_EQ(named("honest-bases").at("from"), 2026);
  EXPECT_NE(program("scenario list --lang zh").out.find("2026年起缴费基数与纳税工资比对"), std::string::npos);
  EXPECT_EQ(named("honest-bases").at("base"), "baseline");
  EXPECT_TRUE(named("baseline").at("base").is_null());
  EXPECT_EQ(program("scenario list --from 2025").code, 64);
  EXPECT_EQ(program("scenario list --place nowhere").code, 66);
}

// The case of one knob over honest-bases: four in all, asked for by its path.
TEST(ScenarioVerb, ListsTheCasesOfAFolder) {
  std::filesystem::create_directories(test::scratch() + "listed");
  const std::string path = test::written(
      test::scratch() + "listed/mine.toml",
      "title = \"Mine\"\nbase = \"honest-bases\"\n[[change]]\nknob = \"coverage.private\"\nfrom = 2027\nscale = 1.1\n");
  const std::string folder = path.substr(0, path.rfind('/'));
  const json cases = json::parse(program("scenario list '" + folder + "' --json").out).at("cases");
  ASSERT_EQ(cases.size(), 1u);
  EXPECT_EQ(cases[0].at("case"), path);
  EXPECT_EQ(cases[0].at("base"), "honest-bases");
  EXPECT_EQ(cases[0].at("knobs").size(), 4u);
  const std::string told = program("scenario list '" + folder + "' --lang zh").out;
  EXPECT_NE(told.find("在 honest-bases 基础上，2026年起改动4项参数："), std::string::npos) << told;
  EXPECT_EQ(program("scenario list " + test::scratch() + "nowhere").code, 66);
  EXPECT_EQ(program("scenario list a b").code, 64);
}

TEST_F(ResultVerbs, NeedOneFile) {
  for (const char* verb : {"inspect", "export", "validate-output", "verify", "rerun"}) {
    EXPECT_EQ(program(verb).code, 64) << verb;
    EXPECT_EQ(program(std::string(verb) + " " + path("nowhere.h5")).code, 66) << verb;
    EXPECT_EQ(program(std::string(verb) + " " + test::written(path("text.h5"), "text")).code, 65) << verb;
  }
}

}  // namespace
}  // namespace ballast
