// Runs every case of every clause file through the fiscal step. An official can read, and write, the files beside this.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "sim/studies/dispersion.hpp"
#include "tests/clauses/budget_case.hpp"
#include "tests/clauses/clause_file.hpp"
#include "tests/clauses/person_case.hpp"

namespace ballast {
namespace {

using namespace clauses;

Numbers paid_results(const UnitYear& u) {
  const UnitSettlement& s = u.settled;
  return {{"share_of_gap_entitled", yuan(u.entitled.share_of_gap)},
          {"fixed_entitled", yuan(u.entitled.fixed)},
          {"adjustment_entitled", yuan(u.entitled.adjustment)},
          {"special_entitled", yuan(u.entitled.special)},
          {"share_of_gap_paid", yuan(s.paid.share_of_gap)},
          {"fixed_paid", yuan(s.paid.fixed)},
          {"adjustment_paid", yuan(s.paid.adjustment)},
          {"special_paid", yuan(s.paid.special)},
          {"pool_topup", yuan(s.cover.topup)},
          {"levy", yuan(u.levy)},
          {"interest", yuan(s.interest)},
          {"tier_share", u.tier_share},
          {"support_ratio", u.support_ratio()}};
}

Numbers plan_results(const UnitYear& u) {
  return {{"plan_income", yuan(u.budget.income)},
          {"plan_other_income", yuan(u.budget.other)},
          {"budget_expenditure", yuan(u.budget.expenditure)},
          {"budget_gap", yuan(u.budget_gap)},
          {"budget_valid", u.ex_ante.valid() ? 1.0 : 0.0},
          {"budget_lacking", yuan(u.ex_ante.lacking)},
          {"budget_treasury", yuan(u.ex_ante.treasury_needed)},
          {"reserve_floor", yuan(u.reserve_floor)}};
}

/// What passes between the unit and the funds above it, and what treasuries reward.
Numbers regime_results(const UnitYear& u) {
  return {{"central_upload", yuan(u.central.upload)},
          {"central_handout", yuan(u.central.handout)},
          {"national_transfer", yuan(u.central.transfer)},
          {"unified_surplus", yuan(u.settled.remitted)},
          {"reward_score", u.reward.score},
          {"reward_city", yuan(u.reward.city)},
          {"reward_county", yuan(u.reward.county)}};
}

Numbers unit_results(const UnitYear& u) {
  const UnitSettlement& s = u.settled;
  Numbers results{{"need", yuan(s.gap.need)},
                  {"gap_short", yuan(s.gap.gap_short)},
                  {"gap_over", yuan(s.gap.gap_over)},
                  {"gap_structural", yuan(s.gap.gap_structural)},
                  {"from_balance", yuan(s.cover.from_balance())},
                  {"from_balance_structural", yuan(s.cover.from_balance_structural)},
                  {"from_balance_over", yuan(s.cover.from_balance_over)},
                  {"treasury", yuan(s.cover.treasury())},
                  {"treasury_short", yuan(s.cover.treasury_short)},
                  {"treasury_structural", yuan(s.cover.treasury_structural)},
                  {"treasury_over", yuan(s.cover.treasury_over)},
                  {"on_time", yuan(s.arrival.on_time)},
                  {"withheld", yuan(s.arrival.withheld)},
                  {"receivable", yuan(s.arrival.receivable)},
                  {"advance", yuan(s.bridge.advance)},
                  {"advance_repaid", yuan(s.bridge.advance_repaid)},
                  {"benefit_arrears", yuan(s.bridge.benefit_arrears)},
                  {"arrears_paid", yuan(s.bridge.arrears_paid)},
                  {"closing_balance", yuan(s.bridge.closing)}};
  results.merge(paid_results(u));
  results.merge(plan_results(u));
  results.merge(regime_results(u));
  const double planned = yuan(u.budget.income), spends = yuan(u.expenditure);
  if (planned > 0) results["plan_completion"] = yuan(u.income) / planned;
  if (spends > 0) results["payable_months"] = 12 * yuan(u.closing()) / spends;
  return results;
}

Numbers city_results(const FiscalYear& year) {
  Fen budget_gap;
  Fen treasury;
  std::vector<double> ratios;
  for (const UnitYear& u : year.units) {
    budget_gap += u.budget_gap;
    treasury += u.settled.cover.treasury();
    ratios.push_back(u.support_ratio());
  }
  const Dispersion apart = dispersion(ratios);
  return {{"support_ratio_max_over_min", apart.max_over_min.value_or(0.0)},
          {"support_ratio_gini", apart.gini.value_or(0.0)},
          {"provincial_backing", yuan(year.pool.backing)},
          {"provincial_surplus", yuan(year.pool.passed_up)},
          {"pool_closing", yuan(year.pool.closing)},
          {"pool_available", yuan(year.pool.available)},
          {"pool_paid", yuan(year.pool.paid.total())},
          {"city_budget_gap", yuan(budget_gap)},
          {"city_treasury", yuan(treasury)}};
}

/// How near a result must be: amounts are whole fen, what is none is written with its digits.
double precision_of(std::string_view name) {
  constexpr std::array<std::string_view, 7> kNoAmounts{"tier_share",    "support_ratio",   "support_ratio_max_over_min",
                                                       "reward_score",  "plan_completion", "support_ratio_gini",
                                                       "payable_months"};
  return std::find(kNoAmounts.begin(), kNoAmounts.end(), name) == kNoAmounts.end() ? 0.0051 : 5e-7;
}

/// Compares a table of expectations with results; every mismatch and unknown key becomes a line.
void compare(const toml::table& expect, const Numbers& results, std::string& complaints) {
  for (const auto& [key, node] : expect) {
    const std::string name(key.str());
    const auto found = results.find(name);
    if (found == results.end()) {
      complaints += "  unknown expectation '" + name + "'\n";
      continue;
    }
    const double wanted = node.is_boolean() ? (node.value_or(false) ? 1.0 : 0.0) : number(node);
    if (!(std::abs(found->second - wanted) < precision_of(name))) {
      complaints +=
          "  " + name + ": expected " + std::to_string(wanted) + ", got " + std::to_string(found->second) + "\n";
    }
  }
}

/// `tamper = { line, fen }`: one entry of the books changed on the way; `expect.refused` is the line that is named.
std::string tampered_books(toml::table given, const toml::table& expect) {
  const toml::table tamper = as_table(*given.get("tamper"));
  only_keys(tamper, {"line", "fen"});
  only_keys(expect, {"refused"});
  const std::string line = tamper["line"].value_or(std::string{});
  const Fen by{tamper["fen"].value_or(std::int64_t{0})};
  given.erase("tamper");
  const auto result = run_fiscal(read_given(given), [&](FiscalResult& books) {
    for (Entry& e : books.ledger)
      if (e.line == line) return void(e.amount += by);
    throw std::runtime_error("no entry '" + line + "'");
  });
  const std::string refused = expect["refused"].value_or(std::string{});
  if (result) return refused.empty() ? "" : "  nothing was refused\n";
  const std::string& said = result.error().front().what;
  return !refused.empty() && said.find(refused) != std::string::npos ? "" : "  " + said + "\n";
}

std::string run_case(const toml::table& given, toml::table expect) {
  const FiscalInput input = read_given(given);
  const auto result = run_fiscal(input);
  if (!result) return "  " + result.error().front().what + "\n";
  const FiscalYear& year = result->years.front();
  std::string complaints = compare_forms(input, *result, expect);
  if (const toml::array* units = expect["units"].as_array()) {
    if (units->size() != year.units.size()) return "  expectations for another number of units\n";
    for (std::size_t c = 0; c < units->size(); ++c) {
      compare(as_table((*units)[c]), unit_results(year.units[c]), complaints);
    }
    expect.erase("units");
    compare(expect, city_results(year), complaints);
    return complaints;
  }
  Numbers results = unit_results(year.units.front());
  results.merge(city_results(year));
  compare(expect, results, complaints);
  return complaints;
}

/// Whom a case asks: the life of a budget, the law of a month, one person, the whole place, or a year's settlement.
std::string answer(const toml::table& given, const toml::table& expect) {
  using Ask = std::string (*)(const toml::table&, const toml::table&);
  static const std::map<std::string, Ask> kOfOne{
      {"person", retirement_of}, {"award", award_of}, {"wages", base_of}, {"loan", loan_of}, {"target", target_of}};
  for (const auto& [key, ask] : kOfOne)
    if (const toml::table* one = given[key].as_table()) return ask(*one, expect);
  if (given.contains("acts")) return run_life_cycle(given, expect);
  if (given.contains("targets")) return targets_of_place(given, expect);
  if (given.contains("law")) return law_of_a_month(given, expect);
  if (given.contains("tamper")) return tampered_books(given, expect);
  if (given.contains("set") || given.contains("case")) return WhatIf(given, expect).complaints();
  return run_case(given, expect);
}

/// The case's complaint, with file and name in front; empty when it agrees.
std::string judge(const std::string& file, const toml::table& item) {
  const std::string name = file + ", case \"" + item["name"].value_or(std::string("without a name")) + "\":\n";
  for (const auto& [key, node] : item) {
    const std::string_view word = key.str();
    if (word != "name" && word != "zh" && word != "given" && word != "expect") return name + "  unknown key\n";
  }
  const toml::table* given = item["given"].as_table();
  const toml::table* expect = item["expect"].as_table();
  if (!given || !expect || expect->empty()) return name + "  needs given = { } and expect = { }\n";
  try {
    const std::string complaints = answer(*given, *expect);
    return complaints.empty() ? "" : name + complaints;
  } catch (const std::exception& problem) {
    return name + "  " + problem.what() + "\n";
  }
}

std::vector<std::string> clause_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(BALLAST_ROOT "/tests/clauses")) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path().filename().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class Clause : public testing::TestWithParam<std::string> {};

TEST_P(Clause, HoldsInEveryCaseOfItsFile) {
  const toml::table file = toml::parse_file(std::string(BALLAST_ROOT "/tests/clauses/") + GetParam());
  const std::string id = file["clause"].value_or(std::string{});
  EXPECT_TRUE(!id.empty() && GetParam().starts_with(id + "-")) << GetParam() << " is not named after its clause";
  EXPECT_TRUE(file["zh"].is_string() && file["en"].is_string()) << GetParam() << " says its clause in two languages";
  const toml::array* cases = file["case"].as_array();
  ASSERT_TRUE(cases && !cases->empty()) << GetParam() << " has no [[case]]";
  for (const toml::node& item : *cases)
    EXPECT_TRUE(as_table(item)["name"].is_string() && as_table(item)["zh"].is_string())
        << "a case without a name in two "
           "languages";
  for (const toml::node& item : *cases) EXPECT_EQ(judge(GetParam(), as_table(item)), "");
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = std::filesystem::path(info.param).stem().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Policy44, Clause, testing::ValuesIn(clause_files()), test_name);

TEST(ClauseRunner, NamesFileCaseAndFigureWhenAnExpectationIsWrong) {
  const toml::table item = toml::parse(R"(name = "wrong on purpose"
    given = { plan_income = 100, income = 60, expenditure = 60, balance = 999 }
    expect = { treasury_short = 41 })");
  const std::string complaint = judge("44-2.7-x.toml", item);
  EXPECT_NE(complaint.find("44-2.7-x.toml, case \"wrong on purpose\""), std::string::npos);
  EXPECT_NE(complaint.find("treasury_short: expected 41"), std::string::npos);
}

TEST(ClauseRunner, RefusesKeysItDoesNotKnow) {
  const auto complaint = [](const char* text) { return judge("f", toml::parse(text)); };
  EXPECT_NE(complaint("given = { incone = 1 }\nexpect = { need = 0 }").find("unknown key 'incone'"), std::string::npos);
  EXPECT_NE(complaint("given = { rules = { tiers = [{ form = 1 }] } }\nexpect = { need = 0 }").find("'form'"),
            std::string::npos);
  EXPECT_NE(complaint("given = { }\nexpect = { neeed = 0 }").find("unknown expectation 'neeed'"), std::string::npos);
  EXPECT_NE(complaint("given = { rules = { short_rule = \"ful\" } }\nexpect = { need = 0 }").find("unknown word 'ful'"),
            std::string::npos);
}

}  // namespace
}  // namespace ballast
