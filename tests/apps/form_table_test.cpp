// The budget form that an office fills in (44-2.1 … 44-2.5): it comes back from the spreadsheet to the fen, and every
// mistake is told at its cell of the form.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

#include "tests/apps/program.hpp"
#include "tests/apps/spreadsheet.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::bytes;
using test::kBom;
using test::program;
using test::rows_of;

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

TEST_F(FormTable, MayHaveColumnsAtItsEndThatHoldNothing) {
  std::string wider = form_;
  for (std::size_t end = wider.find("\r\n"); end != std::string::npos; end = wider.find("\r\n", end + 4))
    wider.insert(end, ",,");
  const auto drafted = draft(wider);
  EXPECT_EQ(drafted.code, 0) << drafted.out;
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

// 44-2.2: the whole city is the sum of its units, in the basic data too.
TEST_F(FormTable, KeepsTheBasicDataOfTheWholeCityAndHoldsThemAgainstTheUnits) {
  ASSERT_EQ(draft(form_).code, 0);
  const json city = json::parse(bytes(dir_ + "/budget-2026.json"))["units"][12],
             own = json::parse(program("budget baseline --year 2026 --solve --json").out)["units"][12];
  EXPECT_EQ(city["basic"], own["basic"]);
  double base = 0;
  const json units = json::parse(program("budget baseline --year 2026 --solve --json").out)["units"];
  for (std::size_t c = 0; c < 10; ++c) base += units[c]["basic"]["contribution_base"].get<double>();
  EXPECT_NEAR(base, own["basic"]["contribution_base"].get<double>(), 1e-4);  // to the fen
  for (const auto& [line, column, value] : std::vector<std::array<const char*, 3>>{
           {"retirees", "全市", "999999"}, {"contribution_base", "全市", "1.00"}, {"payers", "市级", "1"}}) {
    const auto said = draft(with(line, column, value));
    EXPECT_EQ(said.code, 65) << line;
    EXPECT_NE(said.out.find(line == std::string("payers") ? "has no basic data" : "its parts give"), std::string::npos)
        << said.out;
  }
}

// The column is in yuan; lines that are not say so themselves.
TEST_F(FormTable, HeadsEveryLineOfTheAnnexWithItsUnit) {
  for (const char* heading : {",在职参保人数（年末，人）,\"Active insured (31 December, persons)\",",
                              ",其中缴费人数（人）,of them paying (persons),", ",人均月缴费基数（按年均缴费人数，元）,",
                              ",单位缴费比例（小数）,Employer rate (fraction),"})
    EXPECT_NE(form_.find(heading), std::string::npos) << heading;
  const std::string en = program("budget baseline --year 2026 --solve --lang en").out,
                    zh = program("budget baseline --year 2026 --solve --lang zh").out;
  for (const char* heading : {"Retirees (31 December, persons)", "Employer rate (%)", "Contributions owed (yuan)"})
    EXPECT_NE(en.find(heading), std::string::npos) << heading;
  EXPECT_NE(zh.find("离退休人数（年末，人）"), std::string::npos) << zh;
}

// Forms printed without units, or with the unit in brackets of its own, lie in the folders of offices.
TEST_F(FormTable, KnowsTheLinesOfTheAnnexByEveryHeadingThatWasEverPrinted) {
  using Names = std::vector<std::pair<std::string, std::string>>;
  const Names without{
      {"contributors", "在职参保人数（年末）"}, {"retirees", "离退休人数（年末）"}, {"increase", "待遇调整幅度"}},
      of_their_own{{"contributors", "在职参保人数（年末）（人）"},
                   {"retirees", "Retirees (31 December) (persons)"},
                   {"base_per_head_month", "人均月缴费基数（按年均缴费人数）（元）"}},
      english{{"contributors", "\"Active insured (31 December, persons)\""}, {"payers", "of them paying (persons)"}};
  for (const Names& names : {Names{}, without, of_their_own, english}) {
    std::string by_name(kBom);
    for (auto row : rows_of(form_)) {
      for (const auto& [key, name] : names)
        if (row[0] == key) row[1] = name;
      if (!row[0].starts_with("#") && row[0] != "line") row[0].clear();
      for (std::size_t i = 0; i < row.size(); ++i) by_name += (i ? "," : "") + row[i];
      by_name += "\r\n";
    }
    std::filesystem::remove_all(dir_);
    const auto drafted = draft(by_name);
    EXPECT_EQ(drafted.code, 0) << drafted.out;
  }
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

/// A column of totals would be one unit more.
TEST_F(FormTable, TellsAColumnOfTotalsAmongTheUnits) {
  std::string form = form_;
  form.replace(form.find("全市"), std::string("全市").size(), "合计");
  const auto said = draft(form, "--lang en");
  EXPECT_EQ(said.code, 65);
  EXPECT_NE(said.out.find("column 合计 is no unit"), std::string::npos) << said.out;
  EXPECT_NE(said.out.find("leave out what adds units up"), std::string::npos) << said.out;
}

TEST_F(FormTable, SaysWhatToWriteForADashAndForANumberWithAnExponent) {
  EXPECT_NE(draft(with("interest", "范县", "-")).out.find("0 where there is none"), std::string::npos);
  EXPECT_NE(draft(with("interest", "范县", "5.66E+08")).out.find("all its digits"), std::string::npos);
  EXPECT_EQ(draft(with("interest", "范县", "many")).out.find("remedy"), std::string::npos);
}

TEST_F(FormTable, IsNotReadOutOfAWorkbook) {
  for (const std::string name : {"form.xlsx", "renamed.csv"}) {
    const std::string path = test::written(test::scratch() + name, "PK\x03\x04\xB7\xB6");
    const auto said = program("budget draft " + path + " --year 2026 --on 2025-10-15 --lang en --out " + dir_, true);
    EXPECT_EQ(said.code, 65);
    EXPECT_NE(said.out.find("is a workbook, which is not read"), std::string::npos) << said.out;
    EXPECT_NE(said.out.find("save its sheet as CSV UTF-8"), std::string::npos) << said.out;
  }
}

/// 范县 in the form: its treasury line struck out is a deficit; --solve puts it back, a limit below it names what
/// lacks.
TEST_F(FormTable, IsSolvedUpToTheLimitOfTheTreasury) {
  const std::string unsolved = program("budget baseline --year 2026 --csv").out;
  const auto said = draft(unsolved);
  EXPECT_EQ(said.code, 65);
  EXPECT_NE(said.out.find("Taiqian County: a deficit budget, "), std::string::npos) << said.out;
  EXPECT_EQ(draft(unsolved, "--solve --cap 台前县=1000").code, 65);
  ASSERT_EQ(draft(unsolved, "--solve").code, 0);
  const json back = json::parse(bytes(dir_ + "/budget-2026.json"));
  const json own = json::parse(program("budget baseline --year 2026 --solve --json").out);
  EXPECT_EQ(back["units"][9]["income"], own["units"][9]["income"]);
  EXPECT_TRUE(back["solved"].get<bool>());
  EXPECT_EQ(draft(form_, "--set plan.stretch=0.1").code, 64);
}

// What an English reader is told of may be typed as it was told.
TEST_F(FormTable, NamesWhoLacksMoneyInEnglishAndTakesTheNameBack) {
  const std::string unsolved = program("budget baseline --year 2026 --csv").out;
  const auto said = draft(unsolved, "--lang en"),
             capped = draft(unsolved, "--lang en --solve --cap 'Taiqian County=9'");
  for (const auto& no : {said, capped}) {
    EXPECT_EQ(no.code, 65);
    EXPECT_NE(no.out.find(": Taiqian County: a deficit budget, "), std::string::npos) << no.out;
    EXPECT_EQ(no.out.find("台前县"), std::string::npos) << no.out;
  }
  EXPECT_NE(draft(unsolved, "--lang zh").out.find("台前县"), std::string::npos);
}

TEST_F(FormTable, KeepsItsRegimeOnTheWayThroughASpreadsheet) {
  for (const std::string regime : {"city_2016", "provincial", "national"}) {
    const std::string asked = "budget baseline --year 2026 --solve --set fiscal.regime=" + regime;
    std::filesystem::remove_all(dir_);
    ASSERT_EQ(draft(program(asked + " --csv").out).code, 0) << regime;
    const json back = json::parse(bytes(dir_ + "/budget-2026.json")), own = json::parse(program(asked + " --json").out);
    EXPECT_EQ(back["regime"], regime);
    EXPECT_EQ(back["transfers"], own["transfers"]);
    for (std::size_t c = 0; c < 10; ++c)
      for (const char* key : {"unified_support", "unified_surplus", "budget_gap"})
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

struct Slip {
  std::string line, column, value, told;
};
class FormSlip : public FormTable, public testing::WithParamInterface<Slip> {};

// An office corrects its form, not the file that would have been made of it; nothing is left behind.
TEST_P(FormSlip, IsToldAtItsCellOfTheForm) {
  const Slip& slip = GetParam();
  const auto rows = rows_of(form_);
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r[0] == slip.line; });
  const auto said = draft(with(slip.line, slip.column, slip.value));
  EXPECT_EQ(said.code, 65);
  EXPECT_NE(said.out.find("form.csv:" + std::to_string(row - rows.begin() + 1) + ":"), std::string::npos) << said.out;
  EXPECT_NE(said.out.find(slip.told), std::string::npos) << said.out;
  EXPECT_FALSE(std::filesystem::exists(dir_));
}

INSTANTIATE_TEST_SUITE_P(
    Words, FormSlip,
    testing::Values(Slip{"interest", "范县", "-5.00", "interest is negative"},
                    Slip{"interest", "范县", "\"70,1\"", "interest is not a number"},
                    Slip{"interest", "范县", "\"7018688.48", "a quotation mark is not closed in its line"},
                    Slip{"interest", "范县", "7.02E+06", "interest is not a number"},
                    Slip{"interest", "范县", "1.005", "interest is not an amount"},
                    Slip{"usable_balance", "范县", "9e12", "usable_balance is not a number"},
                    Slip{"usable_balance", "范县", "9000000000000", "not a part of the opening balance"},
                    Slip{"superior_subsidy", "范县", "5.00", "by kind it gives"},
                    Slip{"subordinate_subsidy", "市级统筹", "5.00", "but the units have"},
                    Slip{"subordinate_levy", "范县", "5.00", "is a line of 市级统筹 alone"},
                    Slip{"unit_rate", "范县", "16", "unit_rate is no share"},
                    Slip{"contributors", "范县", "-5", "contributors is negative"},
                    Slip{"payers", "范县", "9999999999", "payers is more than the line above"},
                    Slip{"retirees", "市级统筹", "5", "市级统筹 has no basic data"},
                    Slip{"# 2026", "line", "# 2027", "is a form of 2027"},
                    Slip{"# 2026", "项目", "万元", "amounts in 万元"}));

TEST_F(FormTable, TakesThousandsGroupedByASpreadsheet) {
  const auto rows = rows_of(form_);
  const auto interest = std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row[0] == "interest"; });
  const auto at = std::find(rows[0].begin(), rows[0].end(), "范县") - rows[0].begin();
  std::string grouped = (*interest)[static_cast<std::size_t>(at)];
  for (auto comma = static_cast<int>(grouped.find('.')) - 3; comma > 0; comma -= 3)
    grouped.insert(static_cast<std::size_t>(comma), ",");
  ASSERT_NE(grouped.find(','), std::string::npos);
  EXPECT_EQ(draft(with("interest", "范县", "\"" + grouped + "\"")).code, 0);
}

// Figures of up to 1e13 yuan each: of more units than any city has their sums would pass what a fen can hold.
TEST_F(FormTable, HoldsNoMoreUnitsThanSumsInFenCanBear) {
  std::string header = "line", subsidies = "superior_subsidy";
  for (int unit = 0; unit <= 300; ++unit) header += ",county " + std::to_string(unit), subsidies += ",1e13";
  const auto said = draft(header + "\n" + subsidies + "\n");
  EXPECT_EQ(said.code, 65);
  EXPECT_NE(said.out.find("too many units\n"), std::string::npos) << said.out;
}

// The form of another city: its own level is the pool and the unit that says so by its name.
TEST_F(FormTable, KnowsTheCitysUnitOfAnotherCity) {
  std::string form = form_;
  form.replace(form.find("市本级"), std::string("市本级").size(), "云川市本级");
  const auto said = draft(form);
  EXPECT_EQ(said.code, 0) << said.out;
}

TEST_F(FormTable, IsNoBudgetWithoutALine) {
  const auto said = draft(form_.substr(0, form_.find('\n') + 1));
  EXPECT_EQ(said.code, 65);
  EXPECT_NE(said.out.find("has no line of the form"), std::string::npos) << said.out;
}

}  // namespace
}  // namespace ballast
