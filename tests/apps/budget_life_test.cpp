/// `ballast budget` as an office uses it: draft, notify, review, approve; and every move that is not allowed.
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/apps/budget_cli.hpp"
#include "tests/apps/program.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::bytes;
using test::fen;
using test::program;
using BudgetCli = test::BudgetCli;

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

TEST_F(BudgetCli, RecordsANotificationOnlyWithItsSheets) {
  const std::string asked = "notify " + file_ + " --by 市级经办机构 --on 2025-10-20 --out ", sheets = dir_ + "/sheets";
  EXPECT_EQ(act(asked + "/proc/none"), 73);
  EXPECT_EQ(status()["state"], "draft");
  const auto full =
      test::shell("ulimit -f 1; '" + std::string(BALLAST_PROGRAM) + "' budget " + asked + sheets + " 2>&1");
  EXPECT_EQ(full.code, 74) << full.out;
  EXPECT_TRUE(std::filesystem::is_empty(sheets));
  EXPECT_EQ(status()["state"], "draft");
  EXPECT_EQ(act(asked + sheets), 0);
  EXPECT_EQ(status()["state"], "notified");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(sheets), {}), 10);
  std::filesystem::remove_all(sheets);
  EXPECT_EQ(act(asked + sheets), 0) << "said again, the sheets are written again";
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(sheets), {}), 10);
  EXPECT_EQ(status()["records"].size(), 2u);
}

// A draft whose record cannot be written is not there either: a budget without its record is taken for a forgery.
TEST_F(BudgetCli, WritesADraftOnlyWithItsRecord) {
  std::string records;
  for (const auto& file : std::filesystem::directory_iterator(dir_))
    if (file.path() != file_) records = file.path();
  ASSERT_FALSE(records.empty());
  std::filesystem::remove(file_), std::filesystem::remove(records);
  std::filesystem::create_symlink("/dev/null", records);
  EXPECT_EQ(draft().code, 73);
  EXPECT_FALSE(std::filesystem::exists(file_));
  std::filesystem::remove(records);
  EXPECT_EQ(draft().code, 0);
  EXPECT_EQ(status()["records"].size(), 1u);
}

TEST_F(BudgetCli, NotifiesNobodyForAnEmptyListOfUnits) {
  EXPECT_EQ(act("notify " + file_ + " --by 市级经办机构 --on 2025-10-20 --unit ,"), 64);
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
  EXPECT_NE(told_by("approve " + file_ + " --by 市政府 --on 2025-12-20").find("human resources bureau"),
            std::string::npos);
  EXPECT_EQ(review("市政府"), 65);
  EXPECT_EQ(review("濮阳县财政局"), 65);
  EXPECT_EQ(review("人社局", "2025-10-01"), 65);  // before the last record
  EXPECT_EQ(review("人社局", "2025-02-30"), 64);
  EXPECT_EQ(act("review " + file_ + " --by 人社局"), 64);
  EXPECT_EQ(act("notify " + file_ + " --by 市级经办机构 --on 2025-11-20 --unit 台北市"), 64);
}

// Tables show 万元, actual figures are asked in yuan: a ten-thousandth of the budget charges treasuries with all of it.
TEST_F(BudgetCli, RefusesActualFiguresInTenThousands) {
  approve_all();
  std::istringstream lines(bytes(BALLAST_ROOT "/docs/examples/actual-2026.csv"));
  std::string small, line;
  while (std::getline(lines, line)) {
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');) {
      const bool number = !cell.empty() && cell.find_first_not_of("0123456789") == std::string::npos;
      small += (number ? std::to_string(std::stod(cell) / 1e4) : cell) + ",";
    }
    small.back() = '\n';
  }
  const auto said =
      program("budget execute " + file_ + " " + test::written(dir_ + "/small.csv", small) + " --lang zh", true);
  EXPECT_EQ(said.code, 65);
  for (const char* told : {"范县：保险费收入 (income) 约为 征缴计划 (plan_income) 的万分之一",
                           "台前县：基金支出 (expenditure) 约为 预算支出 (budget_expenditure) 的万分之一"})
    EXPECT_NE(said.out.find(told), std::string::npos) << said.out;
}

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

using FigureOf = std::function<double(const json& unit)>;

/// The example's actual figures with a column more, of which each unit of the budget has its figure.
std::string actual_with(const json& budget, const std::string& heading, const FigureOf& figure) {
  std::istringstream table(bytes(BALLAST_ROOT "/docs/examples/actual-2026.csv"));
  std::string line, wider;
  for (std::size_t c = 0; std::getline(table, line); wider += line + "\n")
    if (wider.empty())
      line += "," + heading;
    else if (line[0] != '#')
      line += "," + json(figure(budget["units"][c++])).dump();
  return wider;
}

/// An approved budget of 2026 and what its execution answers.
class Executed : public BudgetCli {
 protected:
  /// Drafted with `sets`, perhaps amended, and approved.
  void approved(const std::string& sets, const std::function<void(json&)>& amendment = {}) {
    std::filesystem::remove_all(dir_);
    ASSERT_EQ(draft(sets).code, 0);
    budget_ = json::parse(bytes(file_));
    if (amendment) {
      amendment(budget_);
      test::written(file_, budget_.dump(2));
      ASSERT_EQ(act("amend " + file_ + " --by 市级经办机构 --on 2025-10-16"), 0);
    }
    approve_all();
  }
  std::string answer(const std::string& table) const {
    const std::string actual = test::written(dir_ + "/actual.csv", table);
    return program("budget execute " + file_ + " " + actual + " --json").out;
  }
  std::string answer(const std::string& heading, const FigureOf& figure) const {
    return answer(actual_with(budget_, heading, figure));
  }
  std::string answer() const { return answer(bytes(BALLAST_ROOT "/docs/examples/actual-2026.csv")); }

  json budget_;
};

double opening(const json& unit) { return unit["opening_balance"]; }

// docs/equations.md, B6: what the actual figures leave open is the budget's, whatever else they say. Two months'
// expenditure is kept back of the balance; under unified payment the own stock may be less than the balance.
TEST_F(Executed, AnswersTheSameWhereTheFiguresSayTheApprovedOpeningBalance) {
  approved("--set fund.reserve_months=2");
  EXPECT_FALSE(answer().empty());
  EXPECT_TRUE(answer("上年末结余", opening) == answer());
  approved("--set fiscal.regime=provincial",
           [](json& budget) { budget["units"][2]["memo"]["own_stock"] = opening(budget["units"][2]) - 1000; });
  EXPECT_FALSE(answer().empty());
  EXPECT_TRUE(answer("上年末结余", opening) == answer());
}

// The same of one subsidy: the other three are the budget's.
TEST_F(Executed, AnswersTheSameWhereTheFiguresSayOneApprovedSubsidy) {
  approved("");
  for (const auto& [heading, key] : {std::pair{"按缺口比例补助", "share_of_gap"},
                                     {"定额补助", "fixed"},
                                     {"调标补助", "adjustment"},
                                     {"专项补助", "special"}}) {
    const FigureOf paid = [key = key](const json& unit) { return unit["check"][key].get<double>(); };
    EXPECT_TRUE(answer(heading, paid) == answer()) << heading;
  }
}

// What is kept back is an amount: all that is on hand beyond it may fill a gap (F17), and 市本级 has one to fill.
TEST_F(Executed, KeepsBackOfAnotherOpeningBalanceWhatTheBudgetKeptBack) {
  approved("--set fund.reserve_months=2");
  const auto from_balance = [this](const FigureOf& balance) {
    return fen(json::parse(answer("上年末结余", balance))["settlement"]["units"][0]["from_balance"]);
  };
  const auto kept_back = [](const json& unit) { return opening(unit) - unit["check"]["usable_balance"].get<double>(); };
  const std::int64_t usable = fen(budget_["units"][0]["check"]["usable_balance"]);
  ASSERT_GT(kept_back(budget_["units"][0]), 0);
  EXPECT_EQ(from_balance(kept_back), 0);
  EXPECT_EQ(from_balance([&](const json& unit) { return kept_back(unit) + 1000; }), 100'000);
  EXPECT_EQ(from_balance([](const json& unit) { return opening(unit) + 1000; }), usable + 100'000);
}

TEST_F(BudgetCli, ExecutesWithTheUnitsOfItsPlaceInEnglishWhereAsked) {
  approve_all();
  const std::string told =
      program("budget execute " + file_ + " " BALLAST_ROOT "/docs/examples/actual-2026.csv --explain --lang en").out;
  for (const char* name : {"City level", "Fan County", "Economic and Technological", "The treasury of Nanle County"})
    EXPECT_NE(told.find(name), std::string::npos) << name << "\n" << told;
  for (const char* name : {"市本级", "南乐县"}) EXPECT_EQ(told.find(name), std::string::npos) << name;
}

// A folder of tables need not be at hand later: the draft itself says what its units are called.
TEST_F(BudgetCli, NamesTheUnitsOfAPlaceOfOnesOwnInEnglishWhereAsked) {
  const std::string place = dir_ + "/city", own = dir_ + "/own";
  std::filesystem::copy(BALLAST_ROOT "/scenarios/places/puyang", place, std::filesystem::copy_options::recursive);
  ASSERT_EQ(
      program("budget draft baseline --year 2026 --solve --on 2025-10-15 --place " + place + " --out " + own).code, 0);
  std::filesystem::remove_all(place);
  const std::string told = program("budget status " + own + "/budget-2026.json --lang en").out;
  EXPECT_NE(told.find("Next: notify City level, Hualong District"), std::string::npos) << told;
}

TEST_F(BudgetCli, NamesTheOfficeOfTheActWhereNoneIsGiven) {
  for (const auto& [verb, office] :
       {std::pair{"notify", "市级经办机构"}, {"review", "人社局"}, {"approve", "市政府"}}) {
    const std::string asked = std::string(verb) + " " + file_ + " --on 2025-10-20 --lang zh";
    EXPECT_NE(told_by(asked).find(std::string("应为：--by ") + office + "\n"), std::string::npos) << told_by(asked);
  }
}

// Records keep what was typed; readers are told offices and units in their language.
TEST_F(BudgetCli, TellsOfficesAndUnitsInTheLanguageOfTheReader) {
  const std::string draft = program("budget status " + file_ + " --lang en").out;
  EXPECT_NE(draft.find("city agency"), std::string::npos) << draft;
  EXPECT_NE(draft.find("Next: notify City level, Hualong District"), std::string::npos) << draft;
  ASSERT_EQ(notify(), 0);
  const std::string told = program("budget status " + file_ + " --lang en").out;
  EXPECT_NE(told.find("Next: review by human resources bureau, finance bureau"), std::string::npos) << told;
  ASSERT_EQ(review("finance"), 0);
  EXPECT_EQ(status()["records"][2]["office"], "finance");
  EXPECT_NE(program("budget status " + file_ + " --lang zh").out.find("财政局"), std::string::npos);
  EXPECT_EQ(program("budget verify " + file_ + " --lang zh").out.find("finance"), std::string::npos);
  ASSERT_EQ(review("濮阳市人社局"), 0);
  EXPECT_NE(program("budget status " + file_ + " --lang zh").out.find("濮阳市人社局"), std::string::npos);
  const std::string en = program("budget verify " + file_ + " --lang en").out;
  for (const char* chinese : {"局", "机构"}) EXPECT_EQ(en.find(chinese), std::string::npos) << en;
}

// An English reader is told no name in Chinese that has an English one, whatever he did in the wrong order.
TEST_F(BudgetCli, RefusesInEnglishWithTheNamesOfOfficesAndUnits) {
  const auto told = [this](const std::string& step) { return told_by(step + " --on 2025-11-20 --lang en " + file_); };
  const std::string early = told("review --by finance"), wrong = told("review --by agency"),
                    stranger = told("notify --by agency --unit Nowhere"), nobody = told("notify");
  EXPECT_NE(early.find("every unit is notified: City level, Hualong District, "), std::string::npos) << early;
  EXPECT_NE(wrong.find("is for the human resources and finance bureaus"), std::string::npos) << wrong;
  EXPECT_NE(stranger.find("no unit 'Nowhere'"), std::string::npos) << stranger;
  ASSERT_EQ(notify(), 0);
  const std::string unseen = told("approve --by government"), other = told("review --by 清丰财政局");
  EXPECT_NE(unseen.find("comes before the review by the human resources and finance bureaus"), std::string::npos);
  EXPECT_NE(other.find("an office of Qingfeng County, not of the city"), std::string::npos) << other;
  for (const std::string& text : {early, wrong, stranger, nobody, unseen})
    for (const char* chinese : {"县", "区", "局", "市", "机构"})
      EXPECT_EQ(text.find(chinese), std::string::npos) << text;
}

TEST_F(BudgetCli, TellsTheUnitsOfAFormByTheNamesOfThePlaceThatHasThem) {
  const std::string form = test::written(dir_ + "/form.csv", program("budget baseline --year 2026 --solve --csv").out);
  const std::string back = dir_ + "/back/budget-2026.json";
  const auto drafted = program("budget draft " + form + " --year 2026 --lang en --out " + dir_ + "/back");
  EXPECT_NE(drafted.out.find("Next: notify City level, Hualong District"), std::string::npos) << drafted.out;
  const auto one = program("budget notify " + back + " --by agency --on 2025-10-20 --lang en --unit 'Fan County'");
  EXPECT_NE(one.out.find("Fan County\n"), std::string::npos) << one.out;
  EXPECT_EQ(json::parse(program("budget status " + back + " --json").out)["records"][1]["units"],
            json::array({"范县"}));
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

TEST_F(BudgetCli, NamesTheNearestUnitForOneThatIsNone) {
  const auto said = program("budget notify " + file_ + " --by agency --on 2025-10-20 --unit 范线 --lang zh", true);
  EXPECT_EQ(said.code, 64);
  EXPECT_NE(said.out.find("是否指 范县？"), std::string::npos) << said.out;
  EXPECT_EQ(status()["state"], "draft");
}

TEST_F(BudgetCli, WritesASheetForEveryNotifiedUnit) {
  ASSERT_EQ(act("notify " + file_ + " --by 市级经办机构 --on 2025-10-20 --unit 范县,濮阳县 --out " + dir_ + "/sheets"),
            0);
  EXPECT_TRUE(bytes(dir_ + "/sheets/budget-2026-范县.csv").starts_with("\xEF\xBB\xBFline,"));
  EXPECT_FALSE(bytes(dir_ + "/sheets/budget-2026-濮阳县.csv").empty());
  EXPECT_FALSE(std::filesystem::exists(dir_ + "/sheets/budget-2026-清丰县.csv"));
  EXPECT_NE(bytes(dir_ + "/sheets/budget-2026-范县.csv").find("contributors,在职参保人数（年末，人）,"),
            std::string::npos);
}

}  // namespace
}  // namespace ballast
