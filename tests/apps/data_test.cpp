// `ballast data` and folders of tables as a script sees them: exit codes and documents.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/apps/program.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;
using test::Outcome;
using test::program;

class DataVerb : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("ballast_data_" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::copy(fs::path(BALLAST_ROOT) / "scenarios/places/puyang", folder_, fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_;
};

TEST_F(DataVerb, SaysYesToTheShippedTablesAndNoWithExitCodeOne) {
  const Outcome clean = program("data check '" + folder_.string() + "' --json");
  EXPECT_EQ(clean.code, 0);
  const auto report = nlohmann::json::parse(clean.out);
  EXPECT_EQ(report["schema"], "ballast.data-check/1");
  EXPECT_TRUE(report["clean"]);
  EXPECT_TRUE(report["illustrative"]);
  EXPECT_EQ(report["base_years"], nlohmann::json::array({2015, 2024}));
  fs::remove(folder_ / "kappa.csv");
  const Outcome broken = program("data check '" + folder_.string() + "' --json");
  EXPECT_EQ(broken.code, 1);
  const auto issues = nlohmann::json::parse(broken.out)["issues"];
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0]["file"], (folder_ / "kappa.csv").string());
  EXPECT_TRUE(issues[0]["line"].is_null());
  EXPECT_EQ(program("data check '" + folder_.string() + "'").code, 1);
  EXPECT_NE(program("data check '" + folder_.string() + "'", true).out.find("kappa.csv: no such file"),
            std::string::npos);
}

// Whether the law leaves something to the place that the place does not say comes to light before a run.
// Rules of Henan and Puyang stand in for what another city does not give: it is told, and so is who reads its results.
TEST_F(DataVerb, TellsWhichParametersAreThoseOfOtherPlaces) {
  const std::string check = "data check '" + folder_.string() + "' --json",
                    run = "run baseline --horizon 2016 --lang en --place '" + folder_.string() + "'";
  EXPECT_TRUE(nlohmann::json::parse(program(check).out)["remarks"].empty());
  EXPECT_EQ(program(run).out.find("other places' rules"), std::string::npos);
  std::string place = test::bytes((folder_ / "place.toml").string());
  place.replace(place.find("\"puyang\""), 8, "\"elsewhere\"");
  test::written((folder_ / "place.toml").string(), place);
  const auto report = nlohmann::json::parse(program(check).out);
  ASSERT_EQ(report["remarks"].size(), 1u);
  const auto& keys = report["borrowed"];
  const auto tells = [&](const char* key) { return std::find(keys.begin(), keys.end(), key) != keys.end(); };
  for (const char* key : {"wage.reference", "benefit.province_base", "subsidy.rule", "reward.city_pool"})
    EXPECT_TRUE(tells(key)) << keys;
  for (const char* key : {"contribution.individual_rate", "economy.wage_level", "contribution.collection_rate"})
    EXPECT_FALSE(tells(key)) << keys;  // the nation's, the place's own, an assumption
  const std::string shown = program(run).out;
  EXPECT_NE(shown.find("parameters are those of other places' rules"), std::string::npos) << shown;
}

// A line a group that a terminal shows whole: the count says that none is left out.
TEST_F(DataVerb, ListsParametersOfOtherPlacesByGroup) {
  std::string place = test::bytes((folder_ / "place.toml").string());
  place.replace(place.find("\"puyang\""), 8, "\"elsewhere\"");
  test::written((folder_ / "place.toml").string(), place);
  const std::string check = "data check '" + folder_.string() + "'";
  const auto keys = nlohmann::json::parse(program(check + " --json").out)["borrowed"];
  const auto wages = std::count_if(keys.begin(), keys.end(), [](const nlohmann::json& key) {
    return key.get<std::string>().rfind("wage.", 0) == 0;
  });
  const std::string told = program(check + " --lang en").out;
  EXPECT_NE(told.find("\n  wage (" + std::to_string(wages) + "): "), std::string::npos) << told;
  std::istringstream lines(told);
  for (std::string line; std::getline(lines, line);)
    if (line.rfind("  ", 0) == 0) EXPECT_LE(line.size(), 100u) << line;
}

TEST_F(DataVerb, AsksWhetherAWageIsAMonths) {
  std::string rows = test::bytes((folder_ / "parameters.csv").string());
  test::written(
      (folder_ / "parameters.csv").string(),
      rows + "wage.reference,,2015-01,42670,measured,method\nwage.reference,,2024-01,76620,measured,method\n");
  const auto report = nlohmann::json::parse(program("data check '" + folder_.string() + "' --json").out);
  ASSERT_TRUE(report["clean"]) << report["issues"];
  ASSERT_EQ(report["remarks"].size(), 20u) << report["remarks"];  // ten units at two openings
  EXPECT_NE(report["remarks"][0]["what"].get<std::string>().find("is the wage a month's"), std::string::npos);
}

TEST_F(DataVerb, NamesAValueThatOnlyTheWholeScenarioMisses) {
  std::ifstream stream(folder_ / "parameters.csv", std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), {}}, kept;
  for (std::size_t start = 0, end = 0; start < text.size(); start = end + 1) {
    end = text.find('\n', start);
    const std::string line = text.substr(start, end - start + 1);
    if (!line.starts_with("labour.employability")) kept += line;
  }
  test::written((folder_ / "parameters.csv").string(), kept);
  const Outcome told = program("data check '" + folder_.string() + "' --json");
  EXPECT_EQ(told.code, 1);
  EXPECT_NE(told.out.find("labour.employability has no value"), std::string::npos);
}

TEST_F(DataVerb, SaysWhatIsPassedOverAndWhichTablesEstimateLaterYears) {
  for (const auto& entry : fs::recursive_directory_iterator(folder_))
    if (entry.path().extension() == ".csv") {
      std::string text = test::bytes(entry.path().string());
      for (const std::string word : {",estimated,", ",synthetic,"})
        for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at))
          text.replace(at, word.size(), ",measured,");
      test::written(entry.path().string(), text);
    }
  const std::string fund = test::bytes((folder_ / "fund.csv").string());
  test::written((folder_ / "fund.csv").string(), fund + "市本级,2014,1,1,1,1,1,1,1,0,0,0,measured,method\n");
  const std::string ask = "data check '" + folder_.string() + "' --lang en";
  EXPECT_NE(program(ask).out.find("\nEvery row is measured: results"), std::string::npos) << program(ask).out;
  const std::string births = test::bytes((folder_ / "fertility.csv").string());
  test::written((folder_ / "fertility.csv").string(),
                births.substr(0, births.rfind("\n2100,")) + "\n2100,1.3,1.06,estimated,wpp2024\n");
  const std::string said = program(ask).out;
  EXPECT_NE(said.find("fund.csv: rows of 2014 are passed over: the place opens at 2015, 2024\n"), std::string::npos);
  EXPECT_NE(said.find("Later years are estimates or synthetic: fertility.csv.\n"), std::string::npos) << said;
  const auto report = nlohmann::json::parse(program(ask + " --json").out);
  ASSERT_EQ(report["remarks"].size(), 1u);
  EXPECT_EQ(report["remarks"][0]["file"], (folder_ / "fund.csv").string());
}

TEST_F(DataVerb, RunsFromAFolderAndFromEitherStartingPoint) {
  const std::string options = " --place '" + folder_.string() + "/' --horizon 2026 --json";
  const auto first = nlohmann::json::parse(program("run baseline" + options).out);
  EXPECT_EQ(first["base_year"], 2015);
  EXPECT_TRUE(first["illustrative"]);
  const auto later = nlohmann::json::parse(program("run baseline --from 2025" + options).out);
  EXPECT_EQ(later["base_year"], 2024);
  EXPECT_TRUE(later["headline"][0]["support_ratio"].contains("2024"));
  EXPECT_EQ(program("run baseline --from 2020" + options).code, 65);
  EXPECT_EQ(program("run baseline --place ./nowhere-at-all").code, 66);
  EXPECT_EQ(program("run baseline --place .").code, 66);
}

TEST_F(DataVerb, RunsFromTheFolderItIsInAndKnowsOneBesideIt) {
  const auto within = [this](const fs::path& folder, const std::string& place) {
    return test::shell("cd '" + folder.string() + "' && '" + BALLAST_PROGRAM +
                       "' run baseline --horizon 2017 --lang en --place " + place + " 2>&1 >/dev/null");
  };
  EXPECT_EQ(within(folder_, ".").code, 0);
  EXPECT_EQ(within(folder_ / "2024", "..").code, 0);
  const std::string name = folder_.filename().string();
  const Outcome beside = within(folder_.parent_path(), name);
  EXPECT_EQ(beside.code, 66);
  EXPECT_NE(beside.out.find("remedy: write ./" + name + "\n"), std::string::npos) << beside.out;
}

TEST_F(DataVerb, WritesAllTemplatesOrNone) {
  const fs::path made = folder_ / "made";
  const std::string asked = "data template '" + made.string() + "' --xlsx --json";
  const std::string limited = "ulimit -f 4; '" + std::string(BALLAST_PROGRAM) + "' " + asked;
  const Outcome full = test::shell(limited + " 2>&1 >/dev/null");
  EXPECT_EQ(full.code, 74);
  EXPECT_TRUE(nlohmann::json::accept(full.out)) << full.out;
  EXPECT_TRUE(!fs::exists(made) || fs::is_empty(made));
  EXPECT_EQ(program(asked).code, 0) << "what is told to be run again can be";
}

TEST_F(DataVerb, SaysOfAWorkbookWhereAFolderIsMeantWhatToDo) {
  const std::string book = test::written((folder_ / "tables.xlsx").string(), "PK\x03\x04");
  for (const std::string asked : {"data check '" + book + "'", "run baseline --place '" + book + "'"}) {
    const Outcome said = program(asked + " --lang en", true);
    EXPECT_EQ(said.code, 65);
    EXPECT_NE(said.out.find("save each sheet as CSV UTF-8 under the name of its table"), std::string::npos) << said.out;
  }
  EXPECT_EQ(program("data check '" + folder_.string() + "'").code, 0) << "beside filled tables it may stay";
}

TEST_F(DataVerb, SaysOfAFileWhereAFolderIsMeantThatItIsOne) {
  const std::string table = "'" + (folder_ / "units.csv").string() + "'";
  for (const std::string asked : {"data check " + table, "run baseline --place " + table}) {
    const Outcome said = program(asked + " --lang en", true);
    EXPECT_EQ(said.code, 66);
    EXPECT_NE(said.out.find("is a file, not a folder"), std::string::npos) << said.out;
    EXPECT_EQ(said.out.find("data template"), std::string::npos) << said.out;
  }
}

TEST_F(DataVerb, SaysOnceOfAFolderWithoutTablesWhereToGetThem) {
  const fs::path empty = folder_ / "empty";
  fs::create_directories(empty);
  for (const std::string asked : {"data check '", "run baseline --place '"}) {
    const std::string said = program(asked + empty.string() + "' --lang en", true).out;
    EXPECT_NE(said.find("remedy: ballast data template " + empty.string()), std::string::npos) << said;
    EXPECT_EQ(said.find("expected:"), said.rfind("expected:")) << said;
  }
}

TEST_F(DataVerb, WritesAWorkbookThroughNobodysLink) {
  const fs::path made = folder_ / "made", others = folder_ / "others";
  fs::create_directories(made);
  test::written(others.string(), "theirs");
  fs::create_symlink(others, made / "tables.xlsx.part");
  EXPECT_EQ(program("data template '" + made.string() + "' --xlsx").code, 0);
  EXPECT_EQ(test::bytes(others.string()), "theirs");
  EXPECT_TRUE(test::bytes((made / "tables.xlsx").string()).starts_with("PK"));
}

TEST_F(DataVerb, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(program("data").code, 64);
  EXPECT_EQ(program("data chek '" + folder_.string() + "'").code, 64);
  EXPECT_NE(program("data chek x", true).out.find("check"), std::string::npos);
  EXPECT_EQ(program("data check").code, 64);
  EXPECT_EQ(program("data check a b").code, 64);
  EXPECT_EQ(program("data check '" + folder_.string() + "' --xlsx").code, 64);
  EXPECT_EQ(program("data check '" + (folder_ / "none").string() + "'").code, 66);
  EXPECT_EQ(program("data template '" + folder_.string() + "'").code, 73) << "nothing is written over";
  EXPECT_EQ(program("data template /proc/none").code, 73);
  EXPECT_EQ(program("data template /proc/none --lang en", true).out.find("--out"), std::string::npos);
}

}  // namespace
}  // namespace ballast
