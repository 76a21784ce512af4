/// What tables and lists say on their face: what was set, what they hold, units in the reader's language.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/apps/program.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::program;

// A table handed on as "Baseline" must not be another: whatever was set stands on it (docs/model-card.md, Assumptions).
TEST(Faces, SaysWhatARunWasSetToBesidesItsCase) {
  const std::string set = "contribution.collection_rate=0.98@2027", run = "run baseline --horizon 2028 --set " + set;
  EXPECT_NE(program(run + " --lang zh").out.find("另设参数：" + set), std::string::npos);
  EXPECT_NE(program(run + " --lang en").out.find("Set besides: " + set), std::string::npos);
  EXPECT_EQ(json::parse(program(run + " --json").out)["sets"], json({set}));
  EXPECT_FALSE(json::parse(program("run baseline --horizon 2028 --json").out).contains("sets"));
  EXPECT_EQ(program("run baseline --horizon 2028 --lang zh").out.find("另设"), std::string::npos);
  const std::string other = test::scratch() + "other", with_set = test::scratch() + "set";
  ASSERT_EQ(program("run baseline --horizon 2028 --out '" + other + "'").code, 0);
  ASSERT_EQ(program(run + " --out '" + with_set + "'").code, 0);
  const std::string files = "'" + other + "/baseline.h5' '" + with_set + "/baseline.h5'";
  std::string compared = program("compare " + files + " --lang en").out;
  std::replace(compared.begin(), compared.end(), '\n', ' ');  // the heading may be longer than a line
  EXPECT_NE(compared.find("(baseline) + " + set + " less "), std::string::npos) << compared;
}

// The nation opens after the last published year of its parameters and knows no subsidies by kind.
TEST(Faces, ExplainsOnlyWhatItsTableHolds) {
  const std::string nation = program("run baseline --place national --from 2024 --horizon 2030 --lang zh").out;
  EXPECT_NE(nation.find("历史：2023年末基期；预测：2024—2030年"), std::string::npos);
  EXPECT_EQ(nation.find("估计："), std::string::npos);
  EXPECT_EQ(nation.find("补助合计：定额"), std::string::npos);
  EXPECT_NE(program("run baseline --horizon 2028 --lang zh").out.find("补助合计：定额"), std::string::npos);
}

// Values are published to 2025: whoever shows years says which of its own rest on them and which on assumptions.
TEST(Faces, TellsWhichYearsAreEstimatedAndWhichProjected) {
  for (const auto& [ask, told] :
       {std::pair{"compare baseline early-retirement-tight --horizon 2028",
                  "估计：2016—2025年按已公布参数推算；预测：2026—2028年按假设推算。"},
        {"compare baseline early-retirement-tight --horizon 2028 --by year",
         "估计：2016—2025年按已公布参数推算；预测：2026—2028年按假设推算。"},
        {"explain baseline --horizon 2028 --unit 范县 --year 2025", "\n估计：2025年按已公布参数推算。\n"},
        {"explain baseline --horizon 2028 --unit 范县 --year 2026", "\n预测：2026年按假设推算。\n"},
        {"targets baseline --horizon 2028 --year 2024", "\n估计：2024年按已公布参数推算。\n"},
        {"rules compare baseline --horizon 2028 --period 2024-2027 --year 2028",
         "\n估计：2024—2025年按已公布参数推算；预测：2026—2028年按假设推算。\n"},
        {"population --horizon 2030",
         "\n历史：2015年末基期；估计：2016—2025年按已公布参数推算；预测：2026—2030年按假设推算。\n"}}) {
    const std::string out = program(std::string(ask) + " --lang zh").out;
    EXPECT_NE(out.find(told), std::string::npos) << ask << "\n" << out;
  }
}

TEST(Faces, ListsUnitsInTheLanguageOfTheReader) {
  EXPECT_NE(program("knobs --lang zh").out.find("占缴费基数比例"), std::string::npos);
  EXPECT_EQ(program("knobs --lang zh").out.find("share of base"), std::string::npos);
  const std::string measures = program("measures --lang zh").out;
  for (const char* english : {"  person", "yuan/month", "  sum\n", "  ratio\n", "  none\n"})
    EXPECT_EQ(measures.find(english), std::string::npos) << english;
  EXPECT_NE(measures.find("元/月"), std::string::npos);
}

TEST(Faces, LeavesABlankBetweenAVerbAndWhatItDoes) {
  for (const std::string lang : {"zh", "en"}) {
    const std::string help = program("help --lang " + lang).out;
    const std::size_t longest = help.find("template DIR");
    ASSERT_NE(longest, std::string::npos);
    EXPECT_EQ(help.substr(longest + std::string("template DIR").size(), 2), "  ") << lang;
  }
}

}  // namespace
}  // namespace ballast
