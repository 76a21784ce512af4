/// `ballast budget`: the year's draft, the form it prints, and the execution of an approved budget.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/apps/budget_cli.hpp"
#include "tests/apps/program.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::bytes;
using test::fen;
using test::program;
using BudgetCli = test::BudgetCli;

TEST(BudgetVerb, RefusesToDraftADeficitBudgetAndNamesWhoLacksWhat) {
  const std::string dir = test::scratch() + "deficit";
  std::filesystem::remove_all(dir);
  const std::string asked = "budget draft baseline --year 2026 --out " + dir;
  EXPECT_EQ(program(asked).code, 65);
  EXPECT_NE(program(asked, true).out.find("Taiqian County: a deficit budget, "), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(dir + "/budget-2026.json"));
  EXPECT_EQ(program(asked + " --solve --cap 台前县=1000").code, 65);
  EXPECT_EQ(program(asked + " --solve --cap 台前县=1000000000").code, 0);
}

TEST(BudgetVerb, AddsUpAtThreeLevelsInItsDocument) {
  for (const std::string method : {"projection", "growth", "trend", "capacity"}) {
    const json d = json::parse(
        program("budget baseline --year 2028 --solve --json --set pool.levy_rate=0.03 --set plan.method=" + method)
            .out);
    EXPECT_EQ(d["plan"]["method"], method);
    const json& rows = d["units"];
    ASSERT_EQ(rows.size(), 13u);
    EXPECT_EQ(rows[10]["unit"], "市级统筹");
    EXPECT_EQ(rows[11]["unit"], "市级");
    EXPECT_EQ(rows[12]["unit"], "全市");
    for (const char* side : {"income", "expenditure"}) {
      std::int64_t sum = 0;
      for (std::size_t r = 0; r <= 10; ++r) sum += fen(rows[r][side]["total"]);
      const std::int64_t between = fen(d["transfers"]["subsidies"]) + fen(d["transfers"]["levies"]);
      EXPECT_GT(fen(d["transfers"]["levies"]), 0);
      EXPECT_EQ(fen(rows[12][side]["total"]), sum - between) << method << side;
    }
    EXPECT_TRUE(d["balanced"].get<bool>());
  }
}

TEST(BudgetVerb, PlansByTheMethodOfTheCase) {
  const auto plan = [](const std::string& method) {
    return json::parse(program("budget baseline --year 2028 --json --set plan.method=" + method).out);
  };
  const json growth = plan("growth"), capacity = plan("capacity"), projection = plan("projection");
  const auto contributions = [](const json& d) { return fen(d["units"][8]["income"]["contributions"]); };
  EXPECT_GT(contributions(capacity), contributions(projection));  // everything due, not what will be collected
  EXPECT_NE(contributions(growth), contributions(projection));
}

// 44-2.5: with a limit of 100 yuan no entry of treasury money balances the county's budget.
TEST(BudgetVerb, NamesTheLimitThatKeepsABudgetFromBalancing) {
  const std::string asked = "budget baseline --year 2026 --horizon 2027 --cap 台前县=100 --lang zh";
  for (const char* solve : {"", " --solve"})
    EXPECT_NE(program(asked + solve).out.find("元（财政上限 100.00 元）"), std::string::npos)
        << program(asked + solve).out;
  EXPECT_EQ(program(asked).out.find("使收支平衡"), std::string::npos);
  EXPECT_NE(program(asked).out.find("--solve 在财政上限以内列入财政补贴"), std::string::npos);
  const auto drafted = [](const std::string& cap) {
    return program("budget draft baseline --year 2026 --horizon 2027 --lang zh --out " + test::scratch() +
                       "none --cap 台前县=" + cap,
                   true)
        .out;
  };
  EXPECT_NE(drafted("100").find("更高的上限"), std::string::npos) << drafted("100");
  EXPECT_EQ(drafted("90000000000").find("更高的上限"), std::string::npos) << "no limit is in the way";
}

TEST(BudgetVerb, SaysUnderThePrintedFormWhereItDiffersFromARun) {
  const std::string asked = "budget baseline --year 2026 --solve --unit 濮阳县 --lang ";
  EXPECT_NE(program(asked + "zh").out.find("注：计划利息不含补助资金当年的半年利息"), std::string::npos);
  EXPECT_NE(program(asked + "en").out.find("Note: planned interest leaves out the half year's interest on subsidies"),
            std::string::npos);
}

// docs/equations.md, 6.10: without a levy, or with perfect foresight, both name the same treasury money.
TEST(BudgetVerb, SaysThatALevyMakesTheTreasuryMoneyDifferFromARun) {
  const auto noted = [](const std::string& options, const std::string& lang) {
    const std::string page = program("budget baseline --year 2027 --horizon 2030 " + options + " --lang " + lang).out;
    return page.find(lang == "zh" ? "注：预算按计划上解安排补助"
                                  : "Note: subsidies are planned on the levies planned") != std::string::npos;
  };
  for (const std::string lang : {"zh", "en"}) {
    EXPECT_TRUE(noted("--unit 市本级 --set pool.levy_rate=0.1@2027 --set plan.method=trend", lang));
    EXPECT_TRUE(noted("--set pool.levy_rate=0.1@2027 --set plan.method=trend", lang));
    EXPECT_FALSE(noted("--unit 市本级 --set pool.levy_rate=0.1@2027", lang));
    EXPECT_FALSE(noted("--unit 市本级 --set plan.method=trend", lang));
  }
}

TEST(BudgetVerb, NamesTheNearestActForAWordThatIsNone) {
  const auto said = program("budget notfy baseline --year 2026 --lang en", true);
  EXPECT_EQ(said.code, 64);
  EXPECT_NE(said.out.find("budget has no act 'notfy'"), std::string::npos) << said.out;
  EXPECT_NE(said.out.find("did you mean notify?"), std::string::npos) << said.out;
  EXPECT_EQ(program("budget nonsense baseline --year 2026 --lang en", true).out.find("needs one case"),
            std::string::npos);
}

// The file of a budget is no case: the act was forgotten.
TEST(BudgetVerb, AnswersTheFileOfABudgetAloneWithTheActs) {
  const auto said = program("budget d/budget-2026.json --lang en", true);
  EXPECT_EQ(said.code, 64);
  EXPECT_NE(said.out.find("draft | notify | review | approve | amend | status"), std::string::npos) << said.out;
}

TEST(BudgetVerb, RefusesWhatItCannotDo) {
  EXPECT_EQ(program("budget baseline").code, 64);
  EXPECT_EQ(program("budget baseline --year 1999").code, 65);
  EXPECT_EQ(program("budget no-such-case --year 2026").code, 66);
  EXPECT_EQ(program("budget baseline --year 2026 --unit 台北市").code, 64);
  EXPECT_EQ(program("budget baseline --year 2026 --unit 范县 --csv").code, 64) << "its columns are all units";
  EXPECT_EQ(program("budget baseline --year 2026 --cap 范县").code, 64);
  EXPECT_EQ(program("budget baseline --year 2026 --cap 范县=-1").code, 65);
  EXPECT_EQ(program("budget baseline --year 2026 --cap 范县=nan").code, 65);
  EXPECT_EQ(program("budget baseline --year 2026 --cap 范县=1 --cap 'Fan County=2'").code, 64);
  EXPECT_EQ(program("budget draft baseline --year 2026 --solve").code, 64);
  EXPECT_EQ(program("budget draft baseline --year 2026 --solve --out /proc/none").code, 73);
  EXPECT_EQ(program("budget verify /no/such/file.json").code, 66);
  EXPECT_EQ(program("budget notify").code, 64);
  EXPECT_EQ(program("budget baseline --year 2026 --by 财政局").code, 64);
  EXPECT_EQ(program("budget baseline --year 2026 --prices 2025").code, 64);
  EXPECT_EQ(program("budget verify " BALLAST_ROOT "/docs/examples/budget-2026.json --solve").code, 64);
  const std::string other = test::written(test::scratch() + "other.json", "{\"schema\": \"x\"}");
  test::written(other + ".records", "");
  EXPECT_EQ(program("budget notify " + other + " --by 市级经办机构 --on 2025-10-20").code, 65);
}

TEST(BudgetExample, IsApprovedAndIntact) {
  EXPECT_EQ(program("budget verify " BALLAST_ROOT "/docs/examples/budget-2026.json").code, 0);
  const json status = json::parse(program("budget status " BALLAST_ROOT "/docs/examples/budget-2026.json --json").out);
  EXPECT_EQ(status["state"], "approved");
}

/// Every name in a document, with those it stands below; lists by their first entry.
void add_names(const json& of, const std::string& below, std::set<std::string>& names) {
  if (of.is_array() && !of.empty()) add_names(of.front(), below + "[]", names);
  if (!of.is_object()) return;
  for (const auto& [name, value] : of.items()) names.insert(below + name), add_names(value, below + name + ".", names);
}

/// Its figures may be older than the program's, its form may not: who writes a reader of budgets goes by it. It is made
/// by `ballast budget draft baseline --year 2026 --solve --on 2025-10-15 --out docs/examples`, then notified, reviewed
/// twice and approved on the days of its records.
TEST(BudgetExample, HasTheFormOfABudgetThatIsDraftedToday) {
  const std::string dir = test::scratch() + "today";
  ASSERT_EQ(program("budget draft baseline --year 2026 --solve --on 2025-10-15 --out " + dir).code, 0);
  std::set<std::string> today, example;
  add_names(json::parse(bytes(dir + "/budget-2026.json")), {}, today);
  add_names(json::parse(bytes(BALLAST_ROOT "/docs/examples/budget-2026.json")), {}, example);
  std::filesystem::remove_all(dir);
  EXPECT_EQ(example, today);
}

TEST(BudgetExecution, HoldsActualFiguresAgainstTheApprovedBudget) {
  const std::string budget = BALLAST_ROOT "/docs/examples/budget-2026.json";
  const auto outcome = program("budget execute " + budget + " " BALLAST_ROOT "/docs/examples/actual-2026.csv --json");
  ASSERT_EQ(outcome.code, 0);
  const json d = json::parse(outcome.out), approved = json::parse(bytes(budget));
  ASSERT_EQ(d["units"].size(), 11u);
  std::int64_t short_all = 0, over_all = 0;
  for (std::size_t c = 0; c < 10; ++c) {
    const json& row = d["units"][c];
    EXPECT_EQ(row["plan_income"], approved["units"][c]["income"]["contributions"]);
    EXPECT_NEAR(row["plan_completion"].get<double>(), row["income"].get<double>() / row["plan_income"].get<double>(),
                1e-9);
    EXPECT_EQ(fen(row["short"]), std::max<std::int64_t>(0, fen(row["plan_income"]) - fen(row["income"])));
    EXPECT_EQ(fen(row["over"]), std::max<std::int64_t>(0, fen(row["expenditure"]) - fen(row["budget_expenditure"])));
    EXPECT_EQ(fen(d["settlement"]["units"][c]["treasury_short"]), fen(row["short"]));  // owed in full
    short_all += fen(row["short"]), over_all += fen(row["over"]);
  }
  EXPECT_EQ(d["units"][10]["unit"], "全市");
  EXPECT_EQ(fen(d["units"][10]["short"]), short_all);
  EXPECT_EQ(fen(d["units"][10]["over"]), over_all);
  EXPECT_GT(short_all, 0);
  EXPECT_GT(over_all, 0);
}

TEST(BudgetExecution, SaysThatAnIllustrativeBudgetIsIllustrative) {
  const std::string asked =
      "budget execute " BALLAST_ROOT "/docs/examples/budget-2026.json " BALLAST_ROOT "/docs/examples/actual-2026.csv ";
  const json approved = json::parse(bytes(BALLAST_ROOT "/docs/examples/budget-2026.json"));
  const std::string text = program(asked + "--lang zh").out, mark = "演示数据，非官方：";
  EXPECT_EQ(text.find(mark), 0u);
  EXPECT_EQ(text.rfind(mark), 0u) << "once";
  const json said = json::parse(program(asked + "--json").out);
  for (const char* key : {"illustrative", "notice", "notice_zh"}) EXPECT_EQ(said[key], approved[key]);
  EXPECT_NE(program(asked + "--csv").out.find("\n# 演示 illustrative," + mark), std::string::npos);
}

TEST(BudgetExecution, SettlesByTheRulesItIsGiven) {
  const std::string asked = "budget execute " BALLAST_ROOT "/docs/examples/budget-2026.json " BALLAST_ROOT
                            "/docs/examples/settle-2026.csv --json --set fiscal.short_rule=within_short_first";
  const json d = json::parse(program(asked).out);
  EXPECT_EQ(d["settlement"]["rules"]["short_rule"], "within_short_first");
  EXPECT_EQ(d["settled_with"], json::array({"fiscal.short_rule=within_short_first"}));
  EXPECT_EQ(fen(d["settlement"]["units"][5]["treasury"]), 0);  // 濮阳县 missed its plan and lacks nothing
  EXPECT_EQ(program(asked + " --set plan.stretch=0.1").code, 64);
}

/// The table with a first column more that holds one amount; remarks stay.
std::string with_column(std::string table, const std::string& name, const std::string& amount) {
  table.insert(0, name + ",");
  for (std::size_t at = table.find("\n"); at != std::string::npos && at + 1 < table.size();
       at = table.find("\n", at + 1))
    if (table[at + 1] != '#') table.insert(at + 1, amount);
  return table;
}

// They may be settled without the illustrative budget, and stay illustrative.
TEST(BudgetExecution, HasExampleFiguresThatCallThemselvesIllustrative) {
  std::string table = bytes(BALLAST_ROOT "/docs/examples/actual-2026.csv");
  for (const char* column : {"plan_income", "budget_expenditure", "balance"}) table = with_column(table, column, "0,");
  const std::string alone = test::written(test::scratch() + "alone.csv", table);
  EXPECT_EQ(json::parse(program("settle " + alone + " --year 2026 --json").out)["illustrative"], true);
}

// The budget plans no levy: what a unit then passes up is there for the pool to pay with, to the fen (44-2.2).
TEST(BudgetExecution, PutsTheLeviesThatCameIntoThePool) {
  std::string table = bytes(BALLAST_ROOT "/docs/examples/actual-2026.csv");
  const auto available = [&] {
    const std::string actual = test::written(test::scratch() + "levied.csv", table);
    const json d = json::parse(
        program("budget execute " BALLAST_ROOT "/docs/examples/budget-2026.json " + actual + " --json").out);
    return fen(d["settlement"]["pool"]["available"]);
  };
  const std::int64_t without = available();
  table = with_column(table, "levy", "0,");
  table.replace(table.find("\n0,") + 1, 2, "5000000.01,");
  EXPECT_EQ(available() - without, 500'000'001);
}

// Refusals tell an English reader the English names: he may write them.
TEST(BudgetExecution, TakesUnitsByTheNamesThatItTells) {
  const std::string budget = BALLAST_ROOT "/docs/examples/budget-2026.json",
                    actual = BALLAST_ROOT "/docs/examples/actual-2026.csv";
  std::string table = bytes(actual);
  for (const auto& [zh, en] : {std::pair<std::string, std::string>{"范县", "Fan County"}, {"市本级", "City level"}})
    table.replace(table.find("\n" + zh) + 1, zh.size(), en);
  const std::string path = test::written(test::scratch() + "actual.csv", table);
  for (const std::string form : {" --json", " --lang en", " --lang zh"})
    EXPECT_EQ(program("budget execute " + budget + " " + path + form).out,
              program("budget execute " + budget + " " + actual + form).out);
  const std::size_t figures = table.find(',', table.find("\nFan County")), end = table.find('\n', figures);
  test::written(path, table + "范县" + table.substr(figures, end - figures) + "\n");
  const auto twice = program("budget execute " + budget + " " + path + " --lang en", true);
  EXPECT_EQ(twice.code, 65);
  EXPECT_NE(twice.out.find("unit Fan County stands twice"), std::string::npos) << twice.out;
}

TEST(BudgetExecution, RefusesFiguresThatContradictTheBudgetOrLackAUnit) {
  const std::string budget = BALLAST_ROOT "/docs/examples/budget-2026.json";
  const auto told = [&](const std::string& table) {
    return program("budget execute " + budget + " " + test::written(test::scratch() + "actual.csv", table), true);
  };
  const auto lacking = told("unit,income,expenditure\n范县,1,1\n台北市,2,2\n");
  EXPECT_EQ(lacking.code, 65);
  EXPECT_NE(lacking.out.find("台北市: is no unit"), std::string::npos);
  EXPECT_NE(lacking.out.find("Qingfeng County: is missing"), std::string::npos);
  const auto half = told("unit,income\n范县,1\n");
  EXPECT_EQ(half.code, 65);
  EXPECT_NE(half.out.find("has no column expenditure"), std::string::npos) << half.out;
  const auto contradicting =
      told(with_column(bytes(BALLAST_ROOT "/docs/examples/actual-2026.csv"), "plan_income", "5,"));
  EXPECT_EQ(contradicting.code, 65);
  EXPECT_NE(contradicting.out.find("the approved budget says"), std::string::npos);
}

TEST(BudgetExecution, IsUnderTheRegimeThatWasApproved) {
  const std::string asked = "budget execute '" BALLAST_ROOT "/docs/examples/budget-2026.json' '" BALLAST_ROOT
                            "/docs/examples/actual-2026.csv' --set fiscal.regime=";
  EXPECT_EQ(program(asked + "city_2016").code, 0);
  const auto another = program(asked + "provincial", true);
  EXPECT_EQ(another.code, 65);
  EXPECT_NE(another.out.find("fiscal.regime is provincial, the approved budget says city_2016"), std::string::npos)
      << another.out;
}

}  // namespace
}  // namespace ballast
