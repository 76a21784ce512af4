/// `ballast explain` and `settle --explain`: ledgers that add up, needs that are paid to the last fen, texts in two
/// languages.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "output/explain/ledger_texts.hpp"
#include "output/prose/sentences.hpp"
#include "output/table/width.hpp"
#include "tests/apps/program.hpp"
#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::program;

std::int64_t fen(const json& yuan) { return std::llround(yuan.get<double>() * 100); }

json explained(const std::string& options) {
  const auto outcome = program("explain baseline --json " + options);
  EXPECT_EQ(outcome.code, 0) << options;
  return json::parse(outcome.out);
}

void expect_ledger_adds_up(const json& ledger) {
  std::int64_t received = 0, paid = 0;
  for (const json& line : ledger["lines"]) {
    EXPECT_TRUE(line["clause"].get<std::string>().starts_with("44-"));
    EXPECT_NE(line["from"], line["to"]);
    if (line["direction"] == "in") received += fen(line["amount"]);
    if (line["direction"] == "out") paid += fen(line["amount"]);
  }
  EXPECT_EQ(received, fen(ledger["received"]));
  EXPECT_EQ(paid, fen(ledger["paid"]));
  EXPECT_EQ(fen(ledger["opening_balance"]) + received - paid, fen(ledger["closing_balance"]));
}

void expect_need_is_paid(const json& need) {
  std::int64_t shares = 0;
  for (const json& share : need["shares"]) shares += fen(share["amount"]);
  EXPECT_EQ(shares, fen(need["need"]));
}

TEST(Explain, AddsUpToTheFenForEveryUnitThePoolAndTheWholeCity) {
  const Projection p = test::projection("baseline", {}, 2035);
  for (const std::string year : {"2016", "2031"})
    for (const Label& unit : p.units) {
      const json e = explained("--horizon 2035 --unit " + unit.zh + " --year " + year);
      expect_ledger_adds_up(e["ledger"]);
      if (e.contains("from_need_to_payer")) expect_need_is_paid(e["from_need_to_payer"]);
      const int row = unit_row(p, unit.zh);
      EXPECT_NEAR(e["ledger"]["closing_balance"].get<double>(), p.at(Measure::fund_balance, row, std::stoi(year)),
                  0.005)
          << unit.en;
    }
}

// All that a unit takes in and pays in a year is said: what is left over or lacks follows from the sentences (44-2.6).
TEST(Explain, SaysWhatCentralAdjustmentBringsAndTakes) {
  const std::string asked = "--horizon 2030 --unit 示范区 --year 2019 --set fiscal.regime=national";
  const json e = explained(asked);
  const auto booked = [&e](std::string_view line) {
    for (const json& one : e["ledger"]["lines"])
      if (one["line"] == line) return Fen{fen(one["amount"])};
    ADD_FAILURE() << "no line " << line;
    return Fen{};
  };
  EXPECT_NE(e["explanation"][0]["en"].get<std::string>().find("money of the national fund "), std::string::npos);
  std::string central, pool;
  for (const json& sentence : e["explanation"]) {
    if (sentence["clause"] == "国发〔2018〕18号") central = sentence["en"];
    if (sentence["clause"] == "44-2.6") pool += sentence["en"];
  }
  EXPECT_NE(central.find("brings " + yuan_text(booked("central_handout")) + " yuan and takes " +
                         yuan_text(booked("central_upload"))),
            std::string::npos)
      << central;
  EXPECT_EQ(pool.find("tops up"), std::string::npos) << "under unified payment the pool's share rests on 2019's rule";
  for (const json& share : e["from_need_to_payer"]["shares"])
    if (share["payer"] == "pool") EXPECT_EQ(share["clause"], "人社部发〔2019〕112号");
}

TEST(Explain, TracesEveryPartOfANeedToItsPayer) {
  const json e = explained("--unit 台前县 --year 2031 --set plan.method=growth --set plan.stretch=0.05 --measure gap");
  const json& need = e["from_need_to_payer"];
  EXPECT_GT(fen(need["need"]), 0);
  EXPECT_EQ(fen(need["need"]), -fen(need["balance_of_year"]));
  bool not_collected = false;
  for (const json& share : need["shares"])
    if (share["part"] == "short") {
      not_collected = true;
      EXPECT_EQ(share["payer"], "treasury");  // never the fund, never the pool
      EXPECT_EQ(share["clause"], "44-2.7");
    }
  EXPECT_TRUE(not_collected);
}

/// A surplus of one unit fills no need of another: the whole city's need is the sum of its units' needs, payer by
/// payer.
TEST(Explain, AddsUpTheNeedsOfTheUnitsForTheWholeCity) {
  const std::string asked = "--horizon 2031 --year 2031 --measure gap --unit ";
  std::int64_t needs = 0, balances = 0;
  std::map<std::pair<std::string, std::string>, std::int64_t> shares;
  const auto add = [&](const json& need, int sign) {
    needs += sign * fen(need["need"]), balances += sign * fen(need["balance_of_year"]);
    for (const json& share : need["shares"]) shares[{share["part"], share["payer"]}] += sign * fen(share["amount"]);
  };
  for (const Label& unit : test::projection("baseline", {}, 2016).units)
    if (unit.zh != "全市" && unit.zh != "市级统筹") add(explained(asked + unit.zh)["from_need_to_payer"], 1);
  const json city = explained(asked + "全市")["from_need_to_payer"];
  EXPECT_GT(needs, 0);
  expect_need_is_paid(city);
  add(city, -1);
  EXPECT_EQ(needs, 0);
  EXPECT_EQ(balances, 0);
  for (const auto& [who, rest] : shares) EXPECT_EQ(rest, 0) << who.first << " " << who.second;
}

// Late money of units passes through the city's settlement (44-2.9): without it the city would seem to pay what they
// owe.
TEST(Explain, ShowsForTheWholeCityWhatIsWithheldOfItsUnits) {
  const std::string asked = "--horizon 2031 --year 2031 --unit ";
  const auto withheld = [](const json& e) {
    std::int64_t sum = 0;
    for (const json& line : e["ledger"]["lines"])
      if (line["line"] == "settlement_deducted") sum += fen(line["amount"]);
    return sum;
  };
  std::int64_t of_units = 0;
  for (const Label& unit : test::projection("baseline", {}, 2016).units)
    if (unit.zh != "全市" && unit.zh != "市级统筹") of_units += withheld(explained(asked + unit.zh));
  EXPECT_GT(of_units, 0);
  EXPECT_EQ(withheld(explained(asked + "全市")), of_units);
}

// F25: what the balance leaves of a structural gap is split by the local share, 0.2 as shipped (pooling-regimes.toml).
TEST(Explain, BooksATreasurysShareUnderUnifiedPaymentByTheRuleAboveTheCity) {
  const json e = explained("--horizon 2031 --year 2031 --unit 范县 --set fiscal.regime=provincial");
  const std::string rule = "人社部发〔2019〕112号";
  const json& need = e["from_need_to_payer"];
  std::int64_t treasury = 0;
  for (const json& share : need["shares"])
    if (share["payer"] == "treasury") {
      treasury += fen(share["amount"]);
      EXPECT_EQ(share["clause"], rule);
    }
  EXPECT_GT(treasury, 0);
  EXPECT_NEAR(static_cast<double>(treasury), 0.2 * static_cast<double>(fen(need["need"])), 1) << "to the fen";
  for (const json& line : e["ledger"]["lines"])
    if (line["line"] == "treasury_structural") {
      EXPECT_EQ(line["clause"], rule);
    }
}

TEST(Explain, NamesThoseWhoAreMeantWhereAnAccountHoldsSeveral) {
  const json e = explained("--horizon 2031 --year 2031 --unit 范县");
  std::map<std::string, std::string> other;
  for (const json& line : e["ledger"]["lines"]) other[line["line"]] = line[line["direction"] == "in" ? "from" : "to"];
  EXPECT_EQ(other["funeral_grants"], "survivors");
  EXPECT_EQ(other["interest"], "banks");
  EXPECT_EQ(other["transfers_out"], "agencies elsewhere");
  EXPECT_EQ(other["pension_basic"], "pensioners");
}

TEST(Explain, SaysOfWhichUnitsItTellsWhatThePoolAndTheWholeCityHaveNot) {
  for (const auto& [unit, measure] :
       {std::pair{"全市", "budget"}, std::pair{"市级统筹", "gap_short"}, std::pair{"市级统筹", "treasury"},
        std::pair{"市级统筹", "contributions"}, std::pair{"市级统筹", "expenditure"}}) {
    const std::string asked = std::string("--horizon 2016 --year 2016 --unit ") + unit + " --measure " + measure;
    const json e = explained(asked);
    EXPECT_NE(e["hint"].get<std::string>().find("; ask for a unit: --unit "), std::string::npos) << asked;
    for (const std::string lang : {"zh", "en"}) {
      const std::string hint = e[lang == "zh" ? "hint_zh" : "hint"];
      EXPECT_NE(program("explain baseline --lang " + lang + " " + asked).out.find(hint.substr(0, 20)),
                std::string::npos);
      EXPECT_NE(program("explain baseline --csv " + asked).out.find(hint), std::string::npos) << asked;
    }
  }
  EXPECT_FALSE(explained("--horizon 2016 --year 2016 --unit 市级统筹 --measure subsidy").contains("hint"));
  EXPECT_FALSE(explained("--horizon 2016 --year 2016 --unit 范县 --measure budget").contains("hint"));
}

TEST(Explain, NamesEveryLineOfTheLedgerInBothLanguages) {
  const Projection projection =
      test::projection("baseline", {"fiscal.pool_topup=residual", "pool.levy_rate=0.03"}, 2040);
  for (const std::string& line : projection.ledger.lines) EXPECT_TRUE(is_named(line)) << line;
}

TEST(Explain, SpeaksBothLanguagesAndShowsAccountsAndClauses) {
  const std::string zh = program("explain baseline --unit 台前县 --year 2031 --lang zh").out;
  const std::string en = program("explain baseline --unit 台前县 --year 2031 --lang en").out;
  for (const char* part : {"市级统筹 → 台前县基金", "结构性缺口", "→ 台前县财政", "[44-2.11]", "年末结余", "演示数据"})
    EXPECT_NE(zh.find(part), std::string::npos) << part << "\n" << zh;
  for (const char* part : {"city pool → Taiqian County fund", "structural gap", "→ Taiqian County treasury",
                           "[44-2.11]", "Closing balance", "Illustrative"})
    EXPECT_NE(en.find(part), std::string::npos) << part << "\n" << en;
}

// The longest names of the shipped place, in a year with need; tables of the terminal are at most 100 columns wide.
TEST(Explain, KeepsItsLedgerWithinTheWidthOfATerminal) {
  for (const std::string unit : {"开发区", "范县", "全市"})
    for (const std::string lang : {"zh", "en"}) {
      std::istringstream lines(program("explain baseline --unit " + unit + " --year 2060 --lang " + lang).out);
      for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 100) << line;
    }
}

TEST(Explain, ShowsOnlyWhatIsAskedFor) {
  for (const auto& [measure, line] :
       {std::pair{"subsidy", "subsidy_fixed"}, std::pair{"treasury", "treasury_structural"},
        std::pair{"contributions", "contributions_unit"}, std::pair{"other_income", "late_fees"},
        std::pair{"expenditure", "pension_basic"}}) {
    const json lines = explained(std::string("--unit 台前县 --year 2031 --measure ") + measure)["ledger"]["lines"];
    int found = 0;
    for (const json& one : lines) found += one["line"] == line ? 1 : 0;
    EXPECT_EQ(found, 1) << measure;
    EXPECT_LT(lines.size(), 13u) << measure;
  }
  for (const json& one :
       explained("--unit 台前县 --year 2031 --measure contributions")["ledger"]["lines"])  // 保险费收入 alone
    EXPECT_TRUE(one["line"].get<std::string>().starts_with("contributions_")) << one;
  EXPECT_EQ(explained("--unit 台前县 --year 2031 --measure gap_short")["measure"], "gap");
  EXPECT_EQ(program("explain baseline --unit 台前县 --year 2031 --measure population").code, 64);
  EXPECT_EQ(program("explain baseline --unit 台北市 --year 2031").code, 64);
  EXPECT_EQ(program("explain baseline --unit 台前县").code, 64);
  EXPECT_EQ(program("explain baseline --unit 台前县 --year 1999").code, 65);
  EXPECT_EQ(program("explain no-such-case --unit 台前县 --year 2031").code, 66);
  EXPECT_EQ(program("explain").code, 64);
}

TEST(Explain, NamesEveryPartOfThePlannedIncome) {
  const std::string asked = "explain baseline --horizon 2031 --unit 濮阳县 --year 2031 --measure budget --lang ";
  EXPECT_NE(program(asked + "zh").out.find("计划收入（保险费、利息和其他收入）"), std::string::npos);
  EXPECT_NE(program(asked + "en").out.find("planned contributions, interest and other income"), std::string::npos);
}

// 44-2.15: what is granted and what the pool can pay are two sums; both belong to the need and to the subsidy.
TEST(Explain, SaysOfASubsidyWhatThePoolCouldPay) {
  for (const std::string aspect : {"subsidy", "gap"})
    EXPECT_NE(program("explain baseline --horizon 2035 --unit 台前县 --year 2031 --lang zh --measure " + aspect)
                  .out.find("只拨付"),
              std::string::npos)
        << aspect;
}

TEST(SettleExplain, KeepsTheBooksOfActualFigures) {
  const std::string path = test::written(test::scratch() + "books.json", R"({"year": 2026, "pool": {"available": 50},
    "units": [{"unit": "范县", "plan_income": 1000, "income": 900, "budget_expenditure": 1000, "expenditure": 1100,
               "other_income": 10, "levy": 20, "balance": 40, "fixed": 30, "ontime_share": 0.5, "settlement": 20},
              {"unit": "市本级", "income": 500, "expenditure": 600, "plan_income": 500, "budget_expenditure": 600}]})");
  const auto outcome = program("settle " + path + " --explain --json");
  ASSERT_EQ(outcome.code, 0);
  const json d = json::parse(outcome.out);
  for (const json& unit : d["units"]) {
    expect_ledger_adds_up(unit["ledger"]);
    expect_need_is_paid(unit["from_need_to_payer"]);
    EXPECT_EQ(fen(unit["ledger"]["closing_balance"]), fen(unit["closing_balance"]));
  }
  const auto& lines = d["units"][1]["ledger"]["lines"];
  EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [](const json& l) { return l["from_zh"] == "市级财政"; }));
}

/// Accounts are claims beside the fund: their own year closes to the fen, for a unit and for the whole city.
TEST(Explain, KeepsAccountClaimsAsAMemorandumThatCloses) {
  for (const std::string unit : {"台前县", "全市"}) {
    const json d = json::parse(program("explain baseline --unit " + unit + " --year 2031 --json").out);
    std::map<std::string, std::int64_t> memo;
    for (const json& line : d["memorandum"]) memo[line["key"]] = std::llround(line["amount"].get<double>() * 100);
    EXPECT_EQ(memo["account_opening"] + memo["account_credited"] + memo["account_interest"] - memo["account_paid"] -
                  memo["account_refunded"],
              memo["account_end"])
        << unit;
    EXPECT_GT(memo["account_end"], 0);
    EXPECT_GT(memo["arrears_stock"], 0);
  }
  EXPECT_FALSE(json::parse(program("explain baseline --unit 台前县 --year 2031 --measure gap --json").out)
                   .contains("memorandum"));
}

}  // namespace
}  // namespace ballast
