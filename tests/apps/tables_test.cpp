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
#include "tests/apps/spreadsheet.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::program;
using test::rows_of;

std::vector<std::vector<std::string>> without_remarks(std::vector<std::vector<std::string>> rows) {
  std::erase_if(rows, [](const auto& row) { return row.front().starts_with('#'); });
  return rows;
}

std::int64_t fen(const std::string& yuan) { return std::llround(std::stod(yuan) * 100); }

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
  const std::string own =
      test::written(test::scratch() + "own.csv",
                    "# 决算\n单位,征缴计划,保险费收入,预算支出,基金支出,上年末结余\n范县,100,100,90,90,0\n");
  const json said = json::parse(program("settle " + own + " --year 2026 --json").out);
  EXPECT_FALSE(said.contains("illustrative"));
}

/// A spreadsheet quotes a remark that holds a comma; it stays a remark.
TEST(Tables, MayHoldRemarksThatASpreadsheetQuoted) {
  const std::string own = test::written(test::scratch() + "quoted.csv",
                                        "单位,征缴计划,保险费收入,预算支出,基金支出,上年末结余\n"
                                        "\"# Illustrative, not official\",,,,,\n范县,100,100,90,90,0\n");
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
