/// A budget file changed by hand: what an amendment may say, and every byte that is not as it was written (44-2.4).
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include <functional>

#include "output/budget/records.hpp"
#include "output/hash/sha256.hpp"
#include "tests/apps/budget_cli.hpp"
#include "tests/apps/program.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::bytes;
using test::program;
using BudgetCli = test::BudgetCli;

TEST_F(BudgetCli, FreezesAnApprovedBudget) {
  approve_all();
  const std::string budget = bytes(file_), records = bytes(file_ + ".records");
  EXPECT_EQ(draft("--set plan.stretch=0.1").code, 65);
  EXPECT_EQ(review("财政局", "2026-01-10"), 65);
  EXPECT_EQ(act("amend " + file_ + " --by 市级经办机构 --on 2026-01-10"), 65);
  EXPECT_NE(told_by("amend " + file_ + " --by 市级经办机构 --on 2026-01-10 --lang en").find("is frozen here"),
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
  const std::string said = program("budget verify " + file_ + " --lang en").out;
  EXPECT_NE(said.find("budget file was changed after record 5"), std::string::npos) << said;
  EXPECT_TRUE(said.find("Budget of 2026 ") != std::string::npos && said.find(": approved") == std::string::npos)
      << said;
  EXPECT_EQ(act("execute " + file_ + " " BALLAST_ROOT "/docs/examples/actual-2026.csv"), 65);
  EXPECT_EQ(act("amend " + file_ + " --by 市级经办机构 --on 2026-01-10"), 65);
  test::written(file_, budget);
  test::written(file_ + ".records", std::string(records).replace(records.find("2025-11-20"), 10, "2025-11-19"));
  EXPECT_NE(program("budget verify " + file_ + " --lang en").out.find("record 3 was changed"), std::string::npos);
  std::filesystem::remove(file_ + ".records");
  EXPECT_EQ(act("verify " + file_), 66);
  EXPECT_EQ(draft("--set plan.stretch=0.1").code, 65);  // deleting the records frees nothing
}

TEST_F(BudgetCli, TakesNoPartsOfAFen) {
  std::string parted = bytes(file_);
  const std::size_t after = parted.find_first_of(",\n", parted.find("\"contributions_unit\": "));
  parted.insert(after, parted.rfind('.', after) > parted.rfind(' ', after) ? "4999" : ".004");
  test::written(file_, parted);
  const std::string said = told_by("amend " + file_ + " --by 市级经办机构 --on 2025-10-25 --lang en");
  EXPECT_NE(said.find("yuan, with at most two decimals"), std::string::npos) << said;
}

/// A record may be sealed and yet against the order of steps; who is not told yet is named to each reader in his
/// language.
TEST_F(BudgetCli, TellsTheUnitsOfAForgedRecordInTheLanguageOfTheReader) {
  const std::string records = bytes(file_ + ".records");
  const BudgetStep review{.act = BudgetAct::review, .office = "财政局", .on = parse_date("2025-11-20"), .units = {}};
  test::written(file_ + ".records",
                records + record_line(read_records(records, {"范县", "市本级"}), review, sha256(bytes(file_))));
  const std::string en = program("budget verify " + file_ + " --lang en").out,
                    zh = program("budget verify " + file_ + " --lang zh").out,
                    refused = told_by("review " + file_ + " --by finance --on 2025-11-21 --lang en");
  for (const std::string& told : {en, refused}) {
    EXPECT_NE(told.find("is notified: City level, Hualong District, "), std::string::npos) << told;
    for (const char* chinese : {"县", "区", "市"}) EXPECT_EQ(told.find(chinese), std::string::npos) << told;
  }
  EXPECT_NE(zh.find("市本级 华龙区"), std::string::npos) << zh;
  const json broken = json::parse(program("budget verify " + file_ + " --json").out)["broken"][0];
  EXPECT_NE(broken["en"].get<std::string>().find("Fan County"), std::string::npos) << broken;
  EXPECT_NE(broken["zh"].get<std::string>().find("范县"), std::string::npos) << broken;
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
  json& check = document["units"][0]["check"];
  for (const char* key : {"budget_gap", "treasury_needed"})
    if (check[key].get<double>() > 0) check[key] = check[key].get<double>() - 1;
  test::written(file_, document.dump(2));
  EXPECT_EQ(act("amend " + file_ + " --by 市级经办机构 --on 2025-11-01"), 0)
      << told_by("amend " + file_ + " --by 市级经办机构 --on 2025-11-01");
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
  expect_told("but the units have", [](json& d) {
    for (const std::size_t row : {1u, 12u}) {
      add_to(d["units"][row]["income"]["treasury_subsidy"], -100);
      add_to(d["units"][row]["income"]["superior_subsidy"], 100);
    }
    json& check = d["units"][1]["check"];
    add_to(check["fixed"], 100), add_to(check["treasury"], -100), add_to(check["treasury_needed"], -100);
  });
  expect_told("subordinate_levy is a line of 市级统筹 alone", [](json& d) {
    for (const char* key : {"subordinate_levy", "total"}) add_to(d["units"][1]["income"][key], 100);
    for (const char* key : {"balance_of_year", "closing_balance"}) add_to(d["units"][1][key], 100);
  });
  expect_told("pension_basic is negative", [](json& d) { d["units"][1]["expenditure"]["pension_basic"] = -1; });
  expect_told("balanced is not what the lines say", [](json& d) { d["units"][1]["check"]["balanced"] = false; });
  expect_told("lacking is 777.00, but its parts give 0.00", [](json& d) { d["units"][1]["check"]["lacking"] = 777; });
  expect_told("budget_gap is 777.00, but its parts give", [](json& d) { d["units"][1]["check"]["budget_gap"] = 777; });
  expect_told("treasury_needed is 777.00, but its parts give",
              [](json& d) { d["units"][1]["check"]["treasury_needed"] = 777; });
  expect_told("beyond treasury_cap 0.00", [](json& d) {
    for (json& unit : d["units"])
      if (unit.contains("check") && unit["check"]["treasury"] > 0) unit["check"]["treasury_cap"] = 0;
  });
  expect_told("retirees is 777, but its parts give", [](json& d) { d["units"][12]["basic"]["retirees"] = 777; });
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

/// A budget with its records as an earlier version wrote them: old files stay readable.
TEST(OldBudgets, StayIntactAndMayBeExecuted) {
  const std::string old = BALLAST_ROOT "/tests/output/old_files/budget-1.json";
  EXPECT_EQ(program("budget verify " + old).code, 0);
  EXPECT_EQ(json::parse(program("budget status " + old + " --json").out)["state"], "approved");
  EXPECT_EQ(program("budget execute " + old + " " BALLAST_ROOT "/docs/examples/actual-2026.csv").code, 0);
}

}  // namespace
}  // namespace ballast
