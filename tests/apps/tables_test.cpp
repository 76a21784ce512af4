/// Tables for a spreadsheet: what `--csv` writes has the bytes Excel and WPS need, adds up, and can be read back.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "tests/apps/program.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::program;

constexpr std::string_view kBom = "\xEF\xBB\xBF";

/// Rows of a table without quoted cells; the byte order mark and the line ends are taken off after they were checked.
std::vector<std::vector<std::string>> rows_of(const std::string& text) {
  EXPECT_TRUE(text.starts_with(kBom));
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(text.substr(kBom.size()));
  for (std::string line; std::getline(lines, line);) {
    EXPECT_TRUE(line.ends_with('\r')) << line;
    line.pop_back();
    std::vector<std::string> cells;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
    if (line.ends_with(',')) cells.emplace_back();
    rows.push_back(std::move(cells));
  }
  return rows;
}

std::vector<std::vector<std::string>> without_remarks(std::vector<std::vector<std::string>> rows) {
  std::erase_if(rows, [](const auto& row) { return row.front().starts_with('#'); });
  return rows;
}

std::int64_t fen(const std::string& yuan) { return std::llround(std::stod(yuan) * 100); }

std::string bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const std::string kSettle = "settle " BALLAST_ROOT "/docs/examples/settle-2026.csv --year 2026";

TEST(Tables, OfASettlementSayWhatItsJsonSays) {
  const auto rows = without_remarks(rows_of(program(kSettle + " --csv --lang en").out));
  const json answer = json::parse(program(kSettle + " --json").out);
  ASSERT_EQ(rows.size(), 1 + 10 + 1u);  // header, units, 全市; the pool has no limit here
  std::vector<std::int64_t> sums(rows[0].size());
  for (std::size_t c = 0; c < 10; ++c)
    for (std::size_t i = 1; i < rows[0].size(); ++i) {
      EXPECT_EQ(fen(rows[c + 1][i]), std::llround(answer["units"][c][rows[0][i]].get<double>() * 100)) << rows[0][i];
      sums[i] += fen(rows[c + 1][i]);
    }
  EXPECT_EQ(rows[11][0], "全市");
  for (std::size_t i = 1; i < rows[0].size(); ++i) EXPECT_EQ(fen(rows[11][i]), sums[i]) << rows[0][i];
}

/// The shipped figures carry the remark “演示数据，非官方 illustrative, not official”; figures without one are left
/// alone.
TEST(Tables, OfASettlementOfIllustrativeFiguresAreMarked) {
  EXPECT_EQ(program(kSettle + " --lang zh").out.find("演示数据，非官方：settle-2026.csv"), 0u);
  EXPECT_EQ(json::parse(program(kSettle + " --json").out)["illustrative"], true);
  EXPECT_NE(program(kSettle + " --csv").out.find("\n# 演示 illustrative,"), std::string::npos);
  const std::string own = test::written(test::scratch() + "own.csv", "# 决算\n单位,保险费收入\n范县,100\n");
  const json said = json::parse(program("settle " + own + " --year 2026 --json").out);
  EXPECT_FALSE(said.contains("illustrative"));
}

/// A spreadsheet quotes a remark that holds a comma; it stays a remark.
TEST(Tables, MayHoldRemarksThatASpreadsheetQuoted) {
  const std::string own =
      test::written(test::scratch() + "quoted.csv", "单位,保险费收入\n\"# Illustrative, not official\",\n范县,100\n");
  const auto said = program("settle " + own + " --year 2026 --json");
  ASSERT_EQ(said.code, 0);
  EXPECT_EQ(json::parse(said.out)["illustrative"], true);
}

TEST(Tables, HaveChineseHeadingsForChineseReaders) {
  const auto rows = rows_of(program(kSettle + " --csv --lang zh").out);
  EXPECT_EQ(rows[0][0], "单位");
  EXPECT_EQ(rows[0][1], "当年基金缺口");  // as the measure is called
  EXPECT_EQ(program(kSettle + " --csv --json").code, 64);
}

/// A unit under national pooling, by hand: 100 + 20 handed out − 30 uploaded − 150 leaves a need of 60. The balance of
/// 10 gives 10, of the other 50 two tenths are the treasury's: 10, the pool's 40. Nothing is left to go up.
TEST(Tables, SettleAUnitUnderNationalPooling) {
  const std::string path =
      test::written(test::scratch() + "national.csv",
                    "单位,征缴计划,保险费收入,预算支出,基金支出,上年末结余,地方分担比例,中央调剂拨付,中央调剂上解\r\n"
                    "范县,100,100,150,150,10,0.2,20,30\r\n");
  const json d = json::parse(program("settle " + path + " --year 2030 --json --set fiscal.regime=national").out);
  const json& unit = d["units"][0];
  EXPECT_EQ(d["rules"]["regime"], "national");
  EXPECT_EQ(unit["need"], 60.0);
  EXPECT_EQ(unit["from_balance"], 10.0);
  EXPECT_EQ(unit["treasury_structural"], 10.0);
  EXPECT_EQ(unit["pool_topup"], 40.0);
  EXPECT_EQ(unit["unified_surplus"], 0.0);
  EXPECT_EQ(unit["closing_balance"], 0.0);
}

class FormTable : public testing::Test {
 protected:
  void SetUp() override {
    dir_ = test::scratch() + "form";
    std::filesystem::remove_all(dir_);
    form_ = program("budget baseline --year 2026 --solve --csv").out;
  }
  void TearDown() override {
    std::filesystem::remove_all(dir_);
    std::filesystem::remove(form_file());
  }
  std::string form_file() const { return dir_ + "-form.csv"; }
  test::Outcome draft(const std::string& form, const std::string& more = {}) {
    const std::string path = test::written(form_file(), form);
    return program("budget draft " + path + " --year 2026 --on 2025-10-15 --out " + dir_ + " " + more, true);
  }
  /// The form with one cell replaced.
  std::string with(const std::string& line, const std::string& column, const std::string& value) {
    auto rows = rows_of(form_);
    std::string out(kBom);
    const auto at = std::find(rows[0].begin(), rows[0].end(), column) - rows[0].begin();
    for (auto& row : rows) {
      if (row[0] == line) row[static_cast<std::size_t>(at)] = value;
      for (std::size_t i = 0; i < row.size(); ++i) out += (i ? "," : "") + row[i];
      out += "\r\n";
    }
    return out;
  }
  std::string dir_, form_;
};

TEST_F(FormTable, ComesBackFromTheSpreadsheetToTheFen) {
  ASSERT_EQ(draft(form_).code, 0);
  const json back = json::parse(bytes(dir_ + "/budget-2026.json"));
  const json own = json::parse(program("budget baseline --year 2026 --solve --json").out);
  for (std::size_t r = 0; r < 13; ++r)
    for (const char* side : {"income", "expenditure"}) EXPECT_EQ(back["units"][r][side], own["units"][r][side]) << r;
  EXPECT_EQ(back["transfers"], own["transfers"]);
  EXPECT_EQ(program("budget verify " + dir_ + "/budget-2026.json").code, 0);
}

TEST_F(FormTable, HoldsTheBasicDataOfAnnexOneBelowTheForm) {
  const auto rows = rows_of(form_);
  const json own = json::parse(program("budget baseline --year 2026 --solve --json").out);
  const auto annex = std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row[0] == "# 附01"; });
  ASSERT_EQ(rows.end() - annex, 1 + 12);
  for (auto row = annex + 1; row != rows.end(); ++row)
    for (const std::size_t c : {0u, 5u, 12u}) {  // 市本级, 濮阳县, 全市
      const json& figure = own["units"][c]["basic"][(*row)[0]];
      if (figure.is_null())
        EXPECT_EQ((*row)[3 + c], "") << (*row)[0];
      else
        EXPECT_EQ(std::stod((*row)[3 + c]), figure.get<double>()) << (*row)[0];
    }
  EXPECT_EQ(draft(with("payers", "范县", "many")).code, 65);
}

TEST_F(FormTable, MayLeaveOutSumsAndUpperLevels) {
  const auto rows = rows_of(form_);
  std::string bare(kBom);
  for (const auto& row : rows) {
    const bool sum = row[0] == "income" || row[0] == "contributions" || row[0] == "expenditure" ||
                     row[0] == "pensions" || row[0] == "balance_of_year" || row[0] == "closing_balance";
    if (sum || row[0].starts_with("#")) continue;
    for (std::size_t i = 1; i + 2 < row.size(); ++i)
      bare += (i > 1 ? "," : "") + row[i];  // Chinese names, no 市级 全市
    bare += "\r\n";
  }
  EXPECT_EQ(draft(bare).code, 0);
}

TEST_F(FormTable, IsRefusedWithTheCellWhereASumIsWrong) {
  const auto said = draft(with("contributions", "范县", "1.00"));
  EXPECT_EQ(said.code, 65);
  EXPECT_NE(said.out.find("form.csv:5:"), std::string::npos) << said.out;
  EXPECT_NE(said.out.find("范县 contributions is 1.00, but its parts give"), std::string::npos) << said.out;
  EXPECT_FALSE(std::filesystem::exists(dir_ + "/budget-2026.json"));
}

TEST_F(FormTable, NamesWhatItDoesNotKnowWithTheNearestName) {
  std::string form = form_;
  form.replace(form.find("利息收入"), std::string("利息收入").size(), "利息收人");
  form.replace(form.find("interest,"), 9, "interst,");
  const auto said = draft(form);
  EXPECT_EQ(said.code, 65);
  EXPECT_NE(said.out.find("unknown line interst"), std::string::npos) << said.out;
  EXPECT_NE(said.out.find("interest"), std::string::npos);
  EXPECT_EQ(draft(with("interest", "范县", "many")).code, 65);
  EXPECT_EQ(draft(with("interest", "范县", "1e300")).code, 65);
  EXPECT_EQ(draft("line,范县,范县\nincome,1,1\n").code, 65);
  EXPECT_EQ(draft("").code, 65);
  EXPECT_EQ(draft("\xb5\xa5\xce\xbb,income\n").code, 65);
}

/// 范县 in the form: its treasury line struck out is a deficit; --solve puts it back, a limit below it names what
/// lacks.
TEST_F(FormTable, IsSolvedUpToTheLimitOfTheTreasury) {
  const std::string unsolved = program("budget baseline --year 2026 --csv").out;
  const auto said = draft(unsolved);
  EXPECT_EQ(said.code, 65);
  EXPECT_NE(said.out.find("台前县: a deficit budget, "), std::string::npos) << said.out;
  EXPECT_EQ(draft(unsolved, "--solve --cap 台前县=1000").code, 65);
  ASSERT_EQ(draft(unsolved, "--solve").code, 0);
  const json back = json::parse(bytes(dir_ + "/budget-2026.json"));
  const json own = json::parse(program("budget baseline --year 2026 --solve --json").out);
  EXPECT_EQ(back["units"][9]["income"], own["units"][9]["income"]);
  EXPECT_TRUE(back["solved"].get<bool>());
  EXPECT_EQ(draft(form_, "--set plan.stretch=0.1").code, 64);
}

TEST_F(FormTable, KeepsItsRegimeOnTheWayThroughASpreadsheet) {
  for (const std::string regime : {"provincial", "national"}) {
    const std::string asked = "budget baseline --year 2026 --solve --set fiscal.regime=" + regime;
    std::filesystem::remove_all(dir_);
    ASSERT_EQ(draft(program(asked + " --csv").out).code, 0) << regime;
    const json back = json::parse(bytes(dir_ + "/budget-2026.json")), own = json::parse(program(asked + " --json").out);
    EXPECT_EQ(back["regime"], regime);
    EXPECT_EQ(back["transfers"], own["transfers"]);
    for (std::size_t c = 0; c < 10; ++c)
      for (const char* key : {"unified_support", "unified_surplus"})
        EXPECT_EQ(back["units"][c]["check"][key], own["units"][c]["check"][key]) << regime << c;
  }
}

/// Under the regimes above the city a budget can be drafted, kept and executed, and its central lines are the case's.
TEST(BudgetRegimes, AreDraftedKeptAndExecuted) {
  for (const std::string regime : {"provincial", "national"}) {
    const std::string dir = test::scratch() + "regime-" + regime;
    std::filesystem::remove_all(dir);
    const std::string file = dir + "/budget-2026.json";
    ASSERT_EQ(program("budget draft baseline --year 2026 --solve --on 2025-10-15 --set fiscal.regime=" + regime +
                      " --out " + dir)
                  .code,
              0)
        << regime;
    for (const std::string act :
         {"notify %s --by 市级经办机构 --on 2025-10-20", "review %s --by 人社局 --on 2025-11-20",
          "review %s --by 财政局 --on 2025-11-21", "approve %s --by 市政府 --on 2025-12-20"}) {
      const std::size_t at = act.find("%s");
      ASSERT_EQ(program("budget " + std::string(act).replace(at, 2, file)).code, 0) << act;
    }
    const json approved = json::parse(bytes(file));
    EXPECT_EQ(approved["regime"], regime);
    const double moved = approved["units"][12]["income"]["national_pooling_income"];
    EXPECT_EQ(moved > 0, regime == "national");
    const json d =
        json::parse(program("budget execute " + file + " " BALLAST_ROOT "/docs/examples/actual-2026.csv --json").out);
    EXPECT_EQ(d["settlement"]["rules"]["regime"], regime);
    EXPECT_GE(d["settlement"]["units"][0]["pool_topup"].get<double>(), 0.0);
  }
}

TEST(Tables, OfTheLedgerCarryAccountPairAmountYearUnitAndClause) {
  const auto rows = rows_of(program("explain baseline --unit 台前县 --year 2031 --csv").out);
  const std::vector<std::string> wanted{"year", "unit", "line", "项目",      "item", "from",
                                        "付方", "to",   "收方", "direction", "yuan", "clause"};
  EXPECT_EQ(rows[0], wanted);
  ASSERT_GT(rows.size(), 20u);
  std::int64_t in = 0, out = 0;
  for (std::size_t r = 2; r < rows.size(); ++r) {
    EXPECT_EQ(rows[r][0], "2031");
    EXPECT_EQ(rows[r][1], "台前县");
    EXPECT_FALSE(rows[r][5].empty() || rows[r][7].empty() || rows[r][11].empty()) << r;
    if (rows[r][9] == "in") in += fen(rows[r][10]);
    if (rows[r][9] == "out") out += fen(rows[r][10]);
  }
  const json books = json::parse(program("explain baseline --unit 台前县 --year 2031 --json").out)["ledger"];
  EXPECT_EQ(in, std::llround(books["received"].get<double>() * 100));
  EXPECT_EQ(out, std::llround(books["paid"].get<double>() * 100));
}

/// The heading stays the first line, so that a reader finds its columns.
TEST(Tables, SayBelowTheirHeadingThatTheyAreIllustrative) {
  for (const char* asked : {"targets baseline --year 2026", "explain baseline --unit 台前县 --year 2026",
                            "rules compare baseline --rules as_case --horizon 2030"}) {
    const auto rows = rows_of(program(std::string(asked) + " --csv").out);
    ASSERT_GT(rows.size(), 2u) << asked;
    EXPECT_FALSE(rows[0][0].starts_with("#")) << asked;
    EXPECT_EQ(rows[1][0], "# 演示 illustrative") << asked;
    EXPECT_TRUE(rows[1][1].starts_with("演示数据，非官方：")) << asked;
    EXPECT_NE(rows[1][2].find("Illustrative"), std::string::npos) << asked;
    EXPECT_FALSE(rows[2][0].starts_with("#")) << asked;
  }
}

TEST(Tables, OfRulesHaveARowForEachRuleAndUnit) {
  const std::string asked = "rules compare baseline --rules as_case,share_of_gap --period 2026-2030 ";
  const auto rows = rows_of(program(asked + "--csv --lang en").out);
  ASSERT_EQ(rows.size(), 2 + 2 * 11u) << "heading, remark, rows";
  const json d = json::parse(program(asked + "--json").out)["cases"][0]["rules"];
  EXPECT_EQ(rows[13][1], "share_of_gap");
  EXPECT_EQ(fen(rows[12][8]), std::llround(d[0]["units"][10]["treasury"].get<double>() * 100));
}

}  // namespace
}  // namespace ballast
