/// What was set besides a case, and from which opening it was asked: said in every form by the verbs of stage 2 and by
/// comparisons.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/apps/budget_cli.hpp"
#include "tests/apps/program.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::program;

const std::string kSet = "contribution.collection_rate=0.8";
const std::string kAsked = " --from 2025 --horizon 2030 --set " + kSet;
const std::vector<std::string> kVerbs{"explain baseline --unit 范县 --year 2030", "targets baseline --year 2030",
                                      "rules compare baseline --rules as_case", "budget baseline --year 2030"};

TEST(Asked, StandsInTheDocumentOfEveryFiscalVerb) {
  for (const std::string& verb : kVerbs) {
    const json d = json::parse(program(verb + kAsked + " --json").out);
    const json& of = d.contains("cases") ? d["cases"][0] : d;
    EXPECT_EQ(of["sets"], json::array({kSet})) << verb;
    EXPECT_EQ(of["base_year"], 2024) << verb;
    EXPECT_EQ(of["last_year"], 2030) << verb;
    EXPECT_EQ(program(verb + " --horizon 2030 --json").out.find("\"sets\""), std::string::npos) << verb;
  }
}

TEST(Asked, StandsBelowTheTitleAndAsARemarkOfTheTable) {
  for (const std::string& verb : kVerbs) {
    const std::string zh = program(verb + kAsked + " --lang zh").out, en = program(verb + kAsked + " --lang en").out;
    EXPECT_NE(zh.find("另设参数：" + kSet + "\n自2024年末起算\n"), std::string::npos) << verb;
    EXPECT_NE(en.find("Set besides: " + kSet + "\nOpening position: end of 2024\n"), std::string::npos) << verb;
    const std::string remark = "\n# 另设 set besides,另设参数：" + kSet + "；自2024年末起算,Set besides: " + kSet;
    EXPECT_NE(program(verb + kAsked + " --csv").out.find(remark), std::string::npos) << verb;
    EXPECT_EQ(program(verb + " --horizon 2030 --csv").out.find("set besides"), std::string::npos) << verb;
  }
}

TEST(Asked, StaysWithADraftedBudgetWhoseFormCanBeReadBack) {
  const std::string dir = test::scratch() + "asked/";
  const std::string asked = "baseline --year 2030 --solve" + kAsked;
  ASSERT_EQ(program("budget draft " + asked + " --out " + dir).code, 0);
  EXPECT_EQ(json::parse(test::bytes(dir + "budget-2030.json"))["sets"], json::array({kSet}));
  const auto told = program("budget notify " + dir + "budget-2030.json --by agency --on 2029-12-01 --lang en --out " +
                            dir + "sheets");
  EXPECT_NE(told.out.find(kSet), std::string::npos) << told.out;
  EXPECT_NE(test::bytes(dir + "sheets/budget-2030-范县.csv").find("# 另设 set besides"), std::string::npos);
  ASSERT_EQ(program("budget " + asked + " --csv > " + dir + "form.csv").code, 0);
  EXPECT_EQ(program("budget draft " + dir + "form.csv --year 2030 --out " + dir + "form").code, 0);
  EXPECT_EQ(json::parse(test::bytes(dir + "form/budget-2030.json"))["sets"], json::array({kSet}))
      << "the form says so in a remark";
}

TEST(Asked, IsRepeatedWhereABudgetIsHeldAgainstWhatCameOfIt) {
  const std::string dir = test::scratch() + "executed/", file = dir + "budget-2030.json";
  ASSERT_EQ(program("budget draft baseline --year 2030 --solve" + kAsked + " --out " + dir).code, 0);
  ASSERT_EQ(program("budget notify " + file + " --by agency --on 2029-10-20").code, 0);
  for (const char* step : {"review --by human_resources", "review --by finance", "approve --by government"})
    ASSERT_EQ(program("budget " + std::string(step) + " --on 2029-11-20 " + file).code, 0) << step;
  std::string actual = "unit,income,expenditure\n";
  const json budget = json::parse(test::bytes(file));
  for (std::size_t c = 0; c + 3 < budget["units"].size(); ++c)
    actual += budget["units"][c]["unit"].get<std::string>() + ",100,100\n";
  const std::string verb = "budget execute " + file + " " + test::written(dir + "actual.csv", actual);
  EXPECT_EQ(json::parse(program(verb + " --json").out)["sets"], json::array({kSet}));
  EXPECT_NE(program(verb + " --lang en").out.find("\nSet besides: " + kSet + "\n"), std::string::npos);
  EXPECT_NE(program(verb + " --csv").out.find("\n# 另设 set besides,另设参数：" + kSet), std::string::npos);
}

TEST(Asked, StandsWithResidentsAPastAndADifferenceOfCases) {
  const std::vector<std::pair<std::string, std::string>> asked{
      {"population --horizon 2018", "population.fertility=1.3"},
      {"backtest --from 2011 --to 2012", kSet},
      {"scenario diff baseline coverage-wider", kSet}};
  for (const auto& [verb, set] : asked) {
    const json d = json::parse(program(verb + " --json --set " + set).out);
    EXPECT_EQ((d.contains("backtests") ? d["backtests"][0] : d)["sets"], json::array({set})) << verb;
    EXPECT_NE(program(verb + " --lang zh --set " + set).out.find("另设参数：" + set + "\n"), std::string::npos) << verb;
    EXPECT_NE(program(verb + " --lang en --set " + set).out.find("Set besides: " + set + "\n"), std::string::npos)
        << verb;
    EXPECT_EQ(program(verb + " --lang en").out.find("Set besides"), std::string::npos) << verb;
  }
}

// Whoever reads it: records call units by their Chinese names.
TEST(Asked, NamesUnitsInChineseWhateverVerbTookThem) {
  const std::string set = " --set 'contribution.collection_rate[Fan County]=0.9@2017'";
  for (const std::string verb :
       {"explain baseline --horizon 2018 --year 2017", "rules compare baseline --horizon 2018"}) {
    const json d = json::parse(program(verb + " --json" + set).out);
    EXPECT_EQ((d.contains("cases") ? d["cases"][0] : d)["sets"],
              json::array({"contribution.collection_rate[范县]=0.9@2017"}))
        << verb;
  }
}

TEST(Asked, StandsWithEachCaseOfADifferenceWhereAFileWasAskedOtherwise) {
  const std::string dir = test::scratch() + "diff/";
  ASSERT_EQ(program("run baseline --horizon 2018 --out " + dir + " --set " + kSet).code, 0);
  const std::string verb = "scenario diff " + dir + "baseline.h5 baseline --horizon 2018";
  const json d = json::parse(program(verb + " --json").out);
  EXPECT_EQ(d["sets"], json::array({kSet}));
  EXPECT_FALSE(d["others"][0].contains("sets"));
  EXPECT_NE(program(verb + " --lang en").out.find(") + " + kSet + " and baseline"), std::string::npos);
}

TEST(Asked, StandsWithTheComparedCasesThemselves) {
  const json d = json::parse(program("compare baseline coverage-wider --json" + kAsked).out);
  for (const json& of : d["cases"]) EXPECT_EQ(of["sets"], json::array({kSet}));
  EXPECT_EQ(d["base_year"], 2024);
}

}  // namespace
}  // namespace ballast
