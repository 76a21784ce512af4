/// `ballast rules compare`: what its tables say they hold, and of whom.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "output/table/width.hpp"
#include "tests/apps/program.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::program;

const std::string kShort = "rules compare baseline --rules as_case --horizon 2030 ";

/// The cells of the line that begins with `name`.
std::vector<double> cells_after(const std::string& name, const std::string& text) {
  std::istringstream lines(text);
  std::vector<double> cells;
  for (std::string line; std::getline(lines, line) && cells.empty();) {
    if (!line.starts_with(name)) continue;
    std::istringstream rest(line.substr(name.size()));
    for (double cell = 0; rest >> cell;) cells.push_back(cell);
  }
  return cells;
}

TEST(RulesVerb, KeepsMoneyInThePricesOfItsYearsAndSaysSo) {
  EXPECT_EQ(program(kShort + "--prices 2025").code, 64);
  EXPECT_EQ(program("help rules").out.find("--prices"), std::string::npos);
  EXPECT_NE(program(kShort + "--lang zh").out.find("金额为当年价格（名义值）。"), std::string::npos);
  EXPECT_NE(program(kShort + "--lang en").out.find("Money in prices of each year (nominal)."), std::string::npos);
  EXPECT_EQ(json::parse(program(kShort + "--json").out)["cases"][0]["prices"], "nominal");
}

TEST(RulesVerb, CutsNoNameAndIsNoWiderThanAHundredColumns) {
  std::istringstream lines(program(kShort + "--lang en").out);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(display_width(line), 100) << line;
    EXPECT_EQ(line.find("… "), std::string::npos) << line;
  }
  for (const char* word : {"Nanle", "Demonstration", "Technological"})
    EXPECT_NE(lines.str().find(word), std::string::npos) << word;
}

TEST(RulesVerb, ShowsOneUnitInEveryForm) {
  const std::string asked = kShort + "--unit 范县 --lang zh ";
  for (const char* form : {"", "--csv", "--json"}) {
    const auto said = program(asked + form);
    EXPECT_EQ(said.code, 0) << form;
    EXPECT_NE(said.out.find("范县"), std::string::npos) << form;
    for (const char* other : {"台前县", "全市"}) EXPECT_EQ(said.out.find(other), std::string::npos) << form << other;
  }
  const json d = json::parse(program(asked + "--json").out)["cases"][0];
  EXPECT_EQ(d["rules"][0]["units"].size(), 1u);
  EXPECT_EQ(d["cliffs"].size(), 1u);
  EXPECT_EQ(d["ratchets"].size(), 4u) << "one for each plan method";
}

TEST(RulesVerb, OffersNoUnitThatItThenRefuses) {
  const auto refused = program("rules compare baseline --unit 市级", true);
  EXPECT_EQ(refused.code, 64);
  EXPECT_EQ(refused.out.find("市级统筹"), std::string::npos) << refused.out;
  EXPECT_EQ(program("rules compare baseline --rules ,").code, 64) << "an empty list is not all of them";
}

TEST(RulesVerb, NamesTheOptionThatIsWrong) {
  const auto told = [](const std::string& options, int code) {
    const auto refused = program("rules compare baseline --horizon 2030 --lang en " + options, true);
    EXPECT_EQ(refused.code, code) << options;
    return refused.out;
  };
  for (const auto& [options, code, what] :
       {std::tuple{"--period 2030-2026", 65, "--period 2030-2026 ends before it begins"},
        std::tuple{"--period 2026-2080", 65, "--period: 2080 is no year of the case"},
        std::tuple{"--year 2080", 65, "--year 2080 is no year of the case"},
        std::tuple{"--rules none,none", 64, "--rules: 'none' stands twice"},
        std::tuple{"--rules none,as_cas", 64, "--rules: no rule 'as_cas'"}})
    EXPECT_NE(told(options, code).find(what), std::string::npos) << told(options, code);
  EXPECT_NE(told("--rules none,as_cas", 64).find("did you mean as_case?"), std::string::npos);
}

// The baseline lives under the rule of 2016, cut pro rata: fixed_adjustment_special is its own rule once more.
TEST(RulesVerb, ShowsRulesOfTheSameFiguresOnce) {
  const std::string told =
      program("rules compare baseline --rules as_case,fixed_adjustment_special,none --horizon 2030 --lang en").out;
  EXPECT_TRUE(cells_after("F + A + Z, cut pro rata", told).empty()) << told;
  EXPECT_NE(told.find("as \"as the case has it\", not shown again: F + A + Z, cut pro rata."), std::string::npos)
      << told;
  EXPECT_EQ(cells_after("no subsidy", told).size(), 9u) << "another rule has its line";
  EXPECT_NE(told.find("fixed_adjustment_special (F + A + Z, cut pro rata)"), std::string::npos) << "every name is told";
}

TEST(RulesVerb, ShowsSpreadsBetweenUnitsInColumns) {
  const std::string asked = "rules compare baseline --rules none ";  // to 2075, when every treasury pays
  const json spread = json::parse(program(asked + "--json").out)["cases"][0]["rules"][0]["dispersion"];
  const std::string told = program(asked + "--lang en").out;
  const auto cells = cells_after("no subsidy", told.substr(told.find("Between the units")));
  ASSERT_EQ(cells.size(), 4u) << told;
  EXPECT_NEAR(cells[0], spread["fiscal_burden"]["gini"].get<double>(), 5e-4);
  EXPECT_NEAR(cells[1], spread["fiscal_burden"]["max_over_min"].get<double>(), 5e-4);
  EXPECT_NEAR(cells[2], spread["treasury_per_retiree"]["gini"].get<double>(), 5e-4);
  EXPECT_NEAR(cells[3], spread["gap_per_retiree"]["gini"].get<double>(), 5e-4);
}

TEST(RulesVerb, TakesTheNameOfACaseForNoFormula) {
  const std::string path = test::written(test::scratch() + "=1+1.toml", "base = \"baseline\"\n");
  const auto table = program("rules compare '" + path + "' --rules as_case --horizon 2030 --csv");
  EXPECT_EQ(table.code, 0);
  EXPECT_NE(table.out.find("\n'=1+1,"), std::string::npos) << table.out;
}

TEST(RulesVerb, SaysWhichYearItTookAndWhyUnlessOneWasAskedFor) {
  const json d = json::parse(program(kShort + "--json").out)["cases"][0];
  const std::string sentence = "以下各表取" + std::to_string(d["year"].get<int>()) + "年：多数单位财政有应付款的首年";
  EXPECT_NE(program(kShort + "--lang zh").out.find(sentence), std::string::npos);
  EXPECT_EQ(program(kShort + "--lang zh --year 2028").out.find("以下各表取"), std::string::npos);
  EXPECT_NE(program("help rules --lang zh").out.find("默认为多数单位财政有应付款的首年"), std::string::npos);
}

/// Printed in 亿元 with two decimals, three parts may miss their sum by two units of the last.
TEST(RulesVerb, ShowsThatTopUpBalanceAndTreasuryBearTheNeed) {
  const std::string text =
      program("rules compare baseline --lang en --rules share_of_gap,residual_topup,provincial --horizon 2040").out;
  for (const char* name : {"share of the gap", "F + A + Z, then an", "provincial unified"}) {
    const auto cells = cells_after(name, text);
    ASSERT_EQ(cells.size(), 9u) << name << "\n" << text;
    const double need = cells[1], top_up = cells[2], balance = cells[3], treasury = cells[4];
    EXPECT_NEAR(need, top_up + balance + treasury, 0.021) << name;
  }
  EXPECT_EQ(cells_after("provincial unified", text)[0], 0.0) << "there are no subsidies";
  EXPECT_GT(cells_after("provincial unified", text)[2], 0.0) << "but the pool's support";
  EXPECT_NE(text.find("Need: what is short after subsidies"), std::string::npos);
}

}  // namespace
}  // namespace ballast
