/// `ballast budget` as an office uses it: draft, notify, review, approve, execute; and every move that is not allowed.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/apps/program.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::program;

std::string bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::int64_t fen(const json& yuan) { return std::llround(yuan.get<double>() * 100); }

/// A fresh folder with a balanced draft of 2026.
class BudgetCli : public testing::Test {
 protected:
  void SetUp() override {
    dir_ = test::scratch() + "budget-" + testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(dir_);
    file_ = dir_ + "/budget-2026.json";
    ASSERT_EQ(draft().code, 0);
  }

  test::Outcome draft(const std::string& more = {}) {
    return program("budget draft baseline --year 2026 --solve --on 2025-10-15 --out " + dir_ + " " + more);
  }
  int act(const std::string& what) { return program("budget " + what).code; }
  int notify() { return act("notify " + file_ + " --by 市级经办机构 --on 2025-10-20"); }
  int review(const std::string& by, const std::string& on = "2025-11-20") {
    return act("review " + file_ + " --by " + by + " --on " + on);
  }
  int approve() { return act("approve " + file_ + " --by 市政府 --on 2025-12-20"); }
  void approve_all() {
    ASSERT_EQ(notify(), 0);
    ASSERT_EQ(review("人社局"), 0);
    ASSERT_EQ(review("财政局"), 0);
    ASSERT_EQ(approve(), 0);
  }
  json status() { return json::parse(program("budget status " + file_ + " --json").out); }
  std::string told_by(const std::string& what) { return program("budget " + what, true).out; }

  std::string dir_, file_;
};

TEST_F(BudgetCli, LeadsFromDraftToApprovalWithOfficeAndDayOnRecord) {
  EXPECT_EQ(status()["state"], "draft");
  EXPECT_EQ(notify(), 0);
  EXPECT_EQ(status()["state"], "notified");
  EXPECT_EQ(review("财政局"), 0);
  EXPECT_EQ(status()["state"], "notified");
  EXPECT_EQ(review("人社局"), 0);
  EXPECT_EQ(status()["state"], "reviewed");
  EXPECT_EQ(approve(), 0);
  const json last = status();
  EXPECT_EQ(last["state"], "approved");
  ASSERT_EQ(last["records"].size(), 5u);
  EXPECT_EQ(last["records"][1]["units"].size(), 10u);
  EXPECT_EQ(last["records"][4]["office"], "市政府");
  EXPECT_EQ(last["records"][4]["on"], "2025-12-20");
  for (const json& record : last["records"]) EXPECT_EQ(record["budget_sha256"], last["sha256"]);
  EXPECT_EQ(act("verify " + file_), 0);
  EXPECT_EQ(act("verify " + file_ + " --head " + last["head"].get<std::string>()), 0);
  EXPECT_EQ(act("verify " + file_ + " --head 00"), 1);
  EXPECT_EQ(act("verify " + file_ + " --head ''"), 64) << "a head that a script failed to set passes nothing";
}

TEST_F(BudgetCli, KeepsEveryRecordOfOfficesThatActAtOnce) {
  std::string all;
  for (const char* unit : {"范县", "台前县", "南乐县", "清丰县"})
    all += std::string("'") + BALLAST_PROGRAM + "' budget notify " + file_ +
           " --by 市级经办机构 --on 2025-10-20 --unit " + unit + " >/dev/null 2>&1 & ";
  for (int round = 0; round < 5; ++round) {
    test::shell(all + "wait");
    EXPECT_EQ(status()["records"].size(), 5u);
    EXPECT_EQ(act("verify " + file_), 0);
    std::filesystem::remove_all(dir_);
    ASSERT_EQ(draft().code, 0);
  }
}

TEST_F(BudgetCli, RefusesMovesOutOfOrderAndLeavesTheRecordsAlone) {
  const std::string before = bytes(file_ + ".records");
  EXPECT_EQ(approve(), 65);
  EXPECT_EQ(review("财政局"), 65);
  EXPECT_EQ(bytes(file_ + ".records"), before);
  ASSERT_EQ(notify(), 0);
  EXPECT_EQ(approve(), 65);
  ASSERT_EQ(review("财政局"), 0);
  EXPECT_EQ(approve(), 65);
  EXPECT_NE(told_by("approve " + file_ + " --by 市政府 --on 2025-12-20").find("人社"), std::string::npos);
  EXPECT_EQ(review("市政府"), 65);
  EXPECT_EQ(review("濮阳县财政局"), 65);
  EXPECT_EQ(review("人社局", "2025-10-01"), 65);  // before the last record
  EXPECT_EQ(review("人社局", "2025-02-30"), 64);
  EXPECT_EQ(act("review " + file_ + " --by 人社局"), 64);
  EXPECT_EQ(act("notify " + file_ + " --by 市级经办机构 --on 2025-11-20 --unit 台北市"), 65);
}

TEST_F(BudgetCli, FreezesAnApprovedBudget) {
  approve_all();
  const std::string budget = bytes(file_), records = bytes(file_ + ".records");
  EXPECT_EQ(draft("--set plan.stretch=0.1").code, 65);
  EXPECT_EQ(review("财政局", "2026-01-10"), 65);
  EXPECT_EQ(act("amend " + file_ + " --by 市级经办机构 --on 2026-01-10"), 65);
  EXPECT_NE(told_by("amend " + file_ + " --by 市级经办机构 --on 2026-01-10 --lang en").find("is frozen (44-2.4)"),
            std::string::npos);
  EXPECT_EQ(bytes(file_), budget);
  EXPECT_EQ(bytes(file_ + ".records"), records);
  EXPECT_EQ(draft().code, 0);  // the same bytes: nothing to do
  EXPECT_EQ(bytes(file_ + ".records"), records);
}

TEST_F(BudgetCli, SaysWhichChainOfBytesIsBroken) {
  approve_all();
  const std::string budget = bytes(file_), records = bytes(file_ + ".records");
  std::string changed = budget;
  const std::size_t digit = changed.find("\"contributions_unit\": ") + 22;
  changed[digit] = changed[digit] == '9' ? '8' : '9';
  test::written(file_, changed);
  EXPECT_EQ(act("verify " + file_), 1);
  EXPECT_NE(program("budget verify " + file_ + " --lang en").out.find("budget file was changed after record 5"),
            std::string::npos);
  EXPECT_EQ(act("execute " + file_ + " " BALLAST_ROOT "/docs/examples/actual-2026.csv"), 65);
  EXPECT_EQ(act("amend " + file_ + " --by 市级经办机构 --on 2026-01-10"), 65);
  test::written(file_, budget);
  test::written(file_ + ".records", std::string(records).replace(records.find("2025-11-20"), 10, "2025-11-19"));
  EXPECT_NE(program("budget verify " + file_ + " --lang en").out.find("record 3 was changed"), std::string::npos);
  std::filesystem::remove(file_ + ".records");
  EXPECT_EQ(act("verify " + file_), 66);
  EXPECT_EQ(draft("--set plan.stretch=0.1").code, 65);  // deleting the records frees nothing
}

TEST_F(BudgetCli, TakesAnAmendedDraftThatAddsUpAndNoOther) {
  ASSERT_EQ(notify(), 0);
  json document = json::parse(bytes(file_));
  document["units"][0]["income"]["interest"] = document["units"][0]["income"]["interest"].get<double>() + 1;
  test::written(file_, document.dump(2));
  EXPECT_EQ(review("财政局"), 65);  // not the bytes on record
  EXPECT_EQ(act("amend " + file_ + " --by 市级经办机构 --on 2025-11-01"), 65);
  EXPECT_NE(told_by("amend " + file_ + " --by 市级经办机构 --on 2025-11-01").find("its parts give"), std::string::npos);
  for (const std::size_t row : {0u, 11u, 12u}) {  // 市本级, 市级, 全市
    json& unit = document["units"][row];
    const double more = row == 0 ? 0 : 1;
    unit["income"]["interest"] = unit["income"]["interest"].get<double>() + more;
    unit["income"]["total"] = unit["income"]["total"].get<double>() + 1;
    for (const char* key : {"balance_of_year", "closing_balance"}) unit[key] = unit[key].get<double>() + 1;
  }
  test::written(file_, document.dump(2));
  EXPECT_EQ(act("amend " + file_ + " --by 市级经办机构 --on 2025-11-01"), 0) << told_by("status " + file_);
  EXPECT_EQ(status()["state"], "draft");  // to be notified again
  EXPECT_EQ(status()["records"].size(), 3u);
}

/// Adds yuan to a number of the file.
void add_to(json& number, double yuan) { number = number.get<double>() + yuan; }

// A file that is changed by hand is held to what the order asks, not to what it says of itself (44-2.2, 44-2.5).
TEST_F(BudgetCli, RefusesAnAmendmentThatHidesADeficitOrMovesMoneyFromNowhere) {
  const json draft = json::parse(bytes(file_));
  const auto told_of = [&](const std::function<void(json&)>& change) {
    json document = draft;
    change(document);
    test::written(file_, document.dump(2));
    const std::string amend = "amend " + file_ + " --by 市级经办机构 --on 2025-11-01 --lang en";
    EXPECT_EQ(act(amend), 65);
    return told_by(amend);
  };
  const auto expect_told = [&](const std::string& what, const std::function<void(json&)>& change) {
    const std::string told = told_of(change);
    EXPECT_NE(told.find(what), std::string::npos) << told;
  };
  expect_told("usable_balance is not a part of the opening balance",
              [](json& d) { d["units"][1]["check"]["usable_balance"] = 1e9; });
  expect_told("closes below zero", [](json& d) {
    json& unit = d["units"][1];
    const double opening = unit["opening_balance"];
    for (const char* key : {"balance_of_year", "closing_balance"}) add_to(unit[key], -opening - 1e9);
    add_to(unit["expenditure"]["other_expenditure"], opening + 1e9),
        add_to(unit["expenditure"]["total"], opening + 1e9);
  });
  expect_told("subsidies: ", [](json& d) {
    for (const std::size_t row : {1u, 12u}) {
      add_to(d["units"][row]["income"]["treasury_subsidy"], -100);
      add_to(d["units"][row]["income"]["superior_subsidy"], 100);
    }
    add_to(d["units"][1]["check"]["fixed"], 100), add_to(d["units"][1]["check"]["treasury"], -100);
  });
  expect_told("pension_basic is negative", [](json& d) { d["units"][1]["expenditure"]["pension_basic"] = -1; });
  expect_told("balanced is not what the lines say", [](json& d) { d["units"][1]["check"]["balanced"] = false; });
  expect_told("lacking is 777.00, but its parts give 0.00", [](json& d) { d["units"][1]["check"]["lacking"] = 777; });
  expect_told("receivable_brought_forward is negative",
              [](json& d) { d["units"][1]["memo"]["receivable_brought_forward"] = -5e6; });
  expect_told("special is negative", [](json& d) {
    add_to(d["units"][1]["check"]["fixed"], 1e9), add_to(d["units"][1]["check"]["special"], -1e9);
  });
  expect_told("holds the budget of 2027: the year of a budget stays", [](json& d) { d["year"] = 2027; });
  expect_told("names other units than the draft on record", [](json& d) { d["units"][1]["unit"] = "华龙新区"; });
  test::written(file_, draft.dump(2));
}

// An editor may take the last line end away: the next record begins a line of its own.
TEST_F(BudgetCli, GoesOnAfterRecordsWithoutALastLineEnd) {
  ASSERT_EQ(notify(), 0);
  std::string records = bytes(file_ + ".records");
  while (records.ends_with('\n')) records.pop_back();
  test::written(file_ + ".records", records);
  EXPECT_EQ(review("财政局"), 0);
  EXPECT_EQ(status()["records"].size(), 3u);
  EXPECT_EQ(act("verify " + file_), 0);
}

// What the draft says is still owed from last year is called in the year's settlement (44-2.9).
TEST_F(BudgetCli, ExecutesWithTheDebtsThatItsMemorandumBringsForward) {
  const auto due = [&] {
    approve_all();
    const json d =
        json::parse(program("budget execute " + file_ + " " BALLAST_ROOT "/docs/examples/actual-2026.csv --json").out);
    return fen(d["units"][1]["treasury_due"]);
  };
  json document = json::parse(bytes(file_));
  ASSERT_EQ(document["units"][1]["memo"]["receivable_brought_forward"], 0.0);
  const std::int64_t nothing_owed = due();
  std::filesystem::remove_all(dir_);
  ASSERT_EQ(draft().code, 0);
  document["units"][1]["memo"]["receivable_brought_forward"] = 1000.0;
  test::written(file_, document.dump(2));
  ASSERT_EQ(act("amend " + file_ + " --by 市级经办机构 --on 2025-10-16"), 0);
  EXPECT_EQ(due() - nothing_owed, 100'000);
}

TEST_F(BudgetCli, AmendsNothingForAStrangerNorADraftThatDidNotChange) {
  const std::string records = bytes(file_ + ".records");
  EXPECT_EQ(act("amend " + file_ + " --by 财政局 --on 2025-11-01"), 65);
  EXPECT_NE(told_by("amend " + file_ + " --by 财政局 --on 2025-11-01 --lang en").find("is for the city agency"),
            std::string::npos);
  EXPECT_EQ(act("amend " + file_ + " --by 市级经办机构 --on 2025-11-01"), 65);
  EXPECT_NE(told_by("amend " + file_ + " --by 市级经办机构 --on 2025-11-01 --lang en").find("nothing to amend"),
            std::string::npos);
  EXPECT_EQ(bytes(file_ + ".records"), records);
}

TEST_F(BudgetCli, TakesNoStepAfterTheYearOfTheBudget) {
  EXPECT_EQ(act("notify " + file_ + " --by 市级经办机构 --on 2027-10-20"), 65);
  EXPECT_NE(told_by("notify " + file_ + " --by 市级经办机构 --on 2027-01-01 --lang en")
                .find("is dated after the year of the budget, 2026"),
            std::string::npos);
  EXPECT_EQ(status()["records"].size(), 1u);
  EXPECT_EQ(act("notify " + file_ + " --by 市级经办机构 --on 2026-12-31"), 0);
}

TEST_F(BudgetCli, SaysOnEveryAnswerThatItsInputsAreIllustrative) {
  ASSERT_EQ(act("notify " + file_ + " --by 市级经办机构 --on 2025-10-20 --out " + dir_ + "/sheets"), 0);
  const std::string zh = "演示数据，非官方：", en = "Illustrative, not official: ";
  for (const std::string verb : {"status ", "verify "}) {
    EXPECT_EQ(program("budget " + verb + file_ + " --lang zh").out.find(zh), 0u) << verb;
    EXPECT_EQ(program("budget " + verb + file_ + " --lang en").out.find(en), 0u) << verb;
  }
  const json draft = json::parse(bytes(file_));
  for (const char* key : {"illustrative", "notice", "notice_zh"}) EXPECT_EQ(status()[key], draft[key]);
  const std::string notice = zh + draft["notice_zh"].get<std::string>();
  EXPECT_NE(bytes(dir_ + "/sheets/budget-2026-华龙区.csv").find("# 演示 illustrative," + notice), std::string::npos);
  EXPECT_NE(program("budget baseline --year 2026 --csv").out.find("# 演示 illustrative," + notice), std::string::npos);
}

TEST_F(BudgetCli, SaysOfADraftFromAnIllustrativeFormThatItIsIllustrative) {
  const std::string form = test::written(dir_ + "/form.csv", program("budget baseline --year 2026 --solve --csv").out);
  ASSERT_EQ(program("budget draft " + form + " --year 2026 --out " + dir_ + "/back").code, 0);
  const json back = json::parse(bytes(dir_ + "/back/budget-2026.json")), own = json::parse(bytes(file_));
  for (const char* key : {"illustrative", "notice", "notice_zh"}) EXPECT_EQ(back[key], own[key]);
  for (std::size_t c = 0; c < 10; ++c) EXPECT_EQ(back["units"][c]["basic"], own["units"][c]["basic"]) << c;
}

TEST_F(BudgetCli, WritesASheetForEveryNotifiedUnit) {
  ASSERT_EQ(act("notify " + file_ + " --by 市级经办机构 --on 2025-10-20 --unit 范县,濮阳县 --out " + dir_ + "/sheets"),
            0);
  EXPECT_TRUE(bytes(dir_ + "/sheets/budget-2026-范县.csv").starts_with("\xEF\xBB\xBFline,"));
  EXPECT_FALSE(bytes(dir_ + "/sheets/budget-2026-濮阳县.csv").empty());
  EXPECT_FALSE(std::filesystem::exists(dir_ + "/sheets/budget-2026-清丰县.csv"));
  EXPECT_NE(bytes(dir_ + "/sheets/budget-2026-范县.csv").find("contributors,在职参保人数（年末）,"), std::string::npos);
}

TEST(BudgetVerb, RefusesToDraftADeficitBudgetAndNamesWhoLacksWhat) {
  const std::string dir = test::scratch() + "deficit";
  std::filesystem::remove_all(dir);
  const std::string asked = "budget draft baseline --year 2026 --out " + dir;
  EXPECT_EQ(program(asked).code, 65);
  EXPECT_NE(program(asked, true).out.find("台前县: a deficit budget, "), std::string::npos);
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
    return json::parse(program("budget baseline --year 2028 --unit 范县 --json --set plan.method=" + method).out);
  };
  const json growth = plan("growth"), capacity = plan("capacity"), projection = plan("projection");
  const auto contributions = [](const json& d) { return fen(d["units"][8]["income"]["contributions"]); };
  EXPECT_GT(contributions(capacity), contributions(projection));  // everything due, not what will be collected
  EXPECT_NE(contributions(growth), contributions(projection));
}

TEST(BudgetVerb, SaysUnderThePrintedFormWhereItDiffersFromARun) {
  const std::string asked = "budget baseline --year 2026 --solve --unit 濮阳县 --lang ";
  EXPECT_NE(program(asked + "zh").out.find("注：计划利息不含补助资金当年的半年利息"), std::string::npos);
  EXPECT_NE(program(asked + "en").out.find("Note: planned interest leaves out the half year's interest on subsidies"),
            std::string::npos);
}

TEST(BudgetVerb, NamesTheNearestActForAWordThatIsNone) {
  const auto said = program("budget notfy baseline --year 2026 --lang en", true);
  EXPECT_EQ(said.code, 64);
  EXPECT_NE(said.out.find("budget has no act 'notfy'"), std::string::npos) << said.out;
  EXPECT_NE(said.out.find("did you mean notify?"), std::string::npos) << said.out;
  EXPECT_EQ(program("budget nonsense baseline --year 2026 --lang en", true).out.find("needs one case"),
            std::string::npos);
}

TEST(BudgetVerb, RefusesWhatItCannotDo) {
  EXPECT_EQ(program("budget baseline").code, 64);
  EXPECT_EQ(program("budget baseline --year 1999").code, 65);
  EXPECT_EQ(program("budget no-such-case --year 2026").code, 66);
  EXPECT_EQ(program("budget baseline --year 2026 --unit 台北市").code, 64);
  EXPECT_EQ(program("budget baseline --year 2026 --cap 范县").code, 64);
  EXPECT_EQ(program("budget baseline --year 2026 --cap 范县=-1").code, 65);
  EXPECT_EQ(program("budget baseline --year 2026 --cap 范县=nan").code, 65);
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

/// docs/examples holds a budget with its records as an earlier version wrote them: old files stay readable.
TEST(BudgetExample, IsApprovedAndIntact) {
  EXPECT_EQ(program("budget verify " BALLAST_ROOT "/docs/examples/budget-2026.json").code, 0);
  const json status = json::parse(program("budget status " BALLAST_ROOT "/docs/examples/budget-2026.json --json").out);
  EXPECT_EQ(status["state"], "approved");
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
  EXPECT_EQ(fen(d["settlement"]["units"][5]["treasury"]), 0);  // 濮阳县 missed its plan and lacks nothing
  EXPECT_EQ(program(asked + " --set plan.stretch=0.1").code, 64);
}

TEST(BudgetExecution, RefusesFiguresThatContradictTheBudgetOrLackAUnit) {
  const std::string budget = BALLAST_ROOT "/docs/examples/budget-2026.json";
  const auto told = [&](const std::string& table) {
    return program("budget execute " + budget + " " + test::written(test::scratch() + "actual.csv", table), true);
  };
  const auto lacking = told("unit,income\n范县,1\n台北市,2\n");
  EXPECT_EQ(lacking.code, 65);
  EXPECT_NE(lacking.out.find("台北市: is no unit"), std::string::npos);
  EXPECT_NE(lacking.out.find("清丰县: is missing"), std::string::npos);
  std::string table = bytes(BALLAST_ROOT "/docs/examples/actual-2026.csv");
  table.replace(table.find("单位"), 6, "plan_income,单位");
  for (std::size_t at = table.find("\n"); at != std::string::npos && at + 1 < table.size();
       at = table.find("\n", at + 1))
    table.insert(at + 1, "5,");
  const auto contradicting = told(table);
  EXPECT_EQ(contradicting.code, 65);
  EXPECT_NE(contradicting.out.find("the approved budget says"), std::string::npos);
}

}  // namespace
}  // namespace ballast
