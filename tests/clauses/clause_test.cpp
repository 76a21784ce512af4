// Runs every case of every clause file through the fiscal step. An official can read, and write, the files beside this.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/engine/fiscal.hpp"
#include "tests/clauses/budget_case.hpp"
#include "tests/toml.hpp"

namespace ballast {
namespace {

using Numbers = std::map<std::string, double>;
using Setter = std::function<void(const toml::node&)>;
using Setters = std::map<std::string, Setter>;

double number(const toml::node& node) {
  const auto value = node.value<double>();
  if (!value) throw std::runtime_error("a number is expected");
  return *value;
}

Fen money(const toml::node& node) { return fen_from_yuan(number(node)); }

/// Feeds a table to its setters; a key nobody reads is a mistake of the file.
void feed(const toml::table& table, const Setters& setters) {
  for (const auto& [key, node] : table) {
    const auto found = setters.find(std::string(key.str()));
    if (found == setters.end()) throw std::runtime_error("unknown key '" + std::string(key.str()) + "'");
    found->second(node);
  }
}

template <class Money>
Setter into(Money& target) {
  return [&target](const toml::node& n) { target = money(n); };
}
Setter into(double& target) {
  return [&target](const toml::node& n) { target = number(n); };
}

template <class Enum>
Setter choice(Enum& target, const std::map<std::string, Enum>& words) {
  return [&target, words](const toml::node& n) {
    const auto found = words.find(n.value_or(std::string{}));
    if (found == words.end()) throw std::runtime_error("unknown word '" + n.value_or(std::string{}) + "'");
    target = found->second;
  };
}

const toml::table& as_table(const toml::node& node) {
  if (!node.is_table()) throw std::runtime_error("a table { } is expected");
  return *node.as_table();
}

std::vector<Tier> read_tiers(const toml::node& node) {
  std::vector<Tier> tiers;
  if (!node.is_array()) throw std::runtime_error("an array [ ] is expected");
  for (const toml::node& item : *node.as_array()) {
    Tier tier;
    feed(as_table(item), {{"from", into(tier.from)}, {"share", into(tier.share)}});
    tiers.push_back(tier);
  }
  return tiers;
}

Setters settle_setters(FiscalRules& r) {
  SettleRules& s = r.settle;
  return {
      {"short_rule", choice(s.gap.short_rule, {{"full", ShortRule::full},
                                               {"within_short_first", ShortRule::within_short_first},
                                               {"within_over_first", ShortRule::within_over_first},
                                               {"within_pro_rata", ShortRule::within_pro_rata}})},
      {"short_tolerance", into(s.gap.short_tolerance)},
      {"over_tolerance", into(s.gap.over_tolerance)},
      {"pool_topup", choice(s.topup, {{"none", PoolTopup::none}, {"residual", PoolTopup::residual}})},
      {"limited_pool", choice(s.limited_pool, {{"pro_rata", PoolMode::pro_rata}, {"priority", PoolMode::priority}})},
      {"unpaid", choice(r.unpaid, {{"lapse", UnpaidMode::lapse}, {"carry", UnpaidMode::carry}})},
      {"interest_rate", into(s.interest_rate)}};
}

Setters subsidy_setters(FiscalRules& r) {
  return {{"rule", choice(r.rule, {{"share_of_gap", SubsidyRule::share_of_gap},
                                   {"fixed_adjustment_special", SubsidyRule::fixed_adjustment_special}})},
          {"gap_share", into(r.gap_share)},
          {"fixed_growth", into(r.fixed_growth)},
          {"adjustment_basis", choice(r.adjustment_basis, {{"surviving_stock", AdjustmentBasis::surviving_stock},
                                                           {"first_year_flow", AdjustmentBasis::first_year_flow},
                                                           {"rolled", AdjustmentBasis::rolled}})},
          {"ratio_basis", choice(r.ratio_basis, {{"insured", RatioBasis::insured}, {"payers", RatioBasis::payers}})},
          {"tier_reading", choice(r.tier_reading, {{"steps", TierReading::steps}, {"linear", TierReading::linear}})},
          {"tiers", [&r](const toml::node& n) { r.tiers = read_tiers(n); }},
          {"special_weight_extra", into(r.special.weight_extra)},
          {"special_weight_saved", into(r.special.weight_saved)},
          {"special_weight_own", into(r.special.weight_own)},
          {"special_cap", into(r.special.cap)},
          {"special_lag", [&r](const toml::node& n) { r.special_lag = static_cast<int>(number(n)); }}};
}

/// Rules; true when the file asks for a plan method, so that no approved budget replaces it.
bool read_rules(const toml::table& table, FiscalInput& input) {
  FiscalRules& r = input.rules.front();
  bool planned = false;
  Setters setters = settle_setters(r);
  setters.merge(subsidy_setters(r));
  setters["base_gap_share"] = into(input.base_gap_share);
  setters["plan_stretch"] = into(r.plan.stretch);
  setters["plan_growth"] = into(r.plan.growth);
  const std::map<std::string, PlanMethod> methods{{"projection", PlanMethod::projection},
                                                  {"growth", PlanMethod::growth},
                                                  {"trend", PlanMethod::trend},
                                                  {"capacity", PlanMethod::capacity}};
  setters["plan_method"] = [&](const toml::node& n) {
    choice(r.plan.method, methods)(n);
    planned = true;
  };
  feed(table, setters);
  return planned;
}

/// What may be said of the year before: `last = { … }` of a unit.
Setters last_year(UnitOpening& o) {
  return {{"plan_income", into(o.plan_income)},
          {"income", into(o.income)},
          {"plan_other_income", into(o.plan_other_income)},
          {"other_income", into(o.other_income)},
          {"budget_expenditure", into(o.budget_expenditure)},
          {"expenditure", into(o.expenditure)},
          {"treasury_on_time", into(o.treasury_on_time)},
          {"contributors", into(o.contributors)},
          {"payers", into(o.payers)},
          {"retirees", into(o.retirees)}};
}

/// One unit's year, as a file describes it.
struct UnitGiven {
  UnitOpening opening;
  UnitRules rules;
  FiscalFlows flows;
  Budget budget;
  Subsidies granted;
  bool decided = false;  ///< subsidies are given, not computed
};

Setters unit_setters(UnitGiven& g) {
  const auto decide = [&g](Fen& target) {
    return [&g, &target](const toml::node& n) {
      target = money(n);
      g.decided = true;
    };
  };
  return {{"plan_income", into(g.budget.income)},
          {"plan_other_income", into(g.budget.other)},
          {"budget_expenditure", into(g.budget.expenditure)},
          {"plan_levy", into(g.budget.levy)},
          {"income", into(g.flows.at(Flow::contributions_unit))},
          {"other_income", into(g.flows.at(Flow::transfers_in))},
          {"expenditure", into(g.flows.at(Flow::pension_basic))},
          {"contributions_due", into(g.flows.at(Flow::contributions_due))},
          {"increase_surviving", into(g.flows.at(Flow::increase_surviving))},
          {"increase_first_year", into(g.flows.at(Flow::increase_first_year))},
          {"share_of_gap", decide(g.granted.share_of_gap)},
          {"fixed", decide(g.granted.fixed)},
          {"adjustment", decide(g.granted.adjustment)},
          {"special", decide(g.granted.special)},
          {"last", [&g](const toml::node& n) { feed(as_table(n), last_year(g.opening)); }}};
}

Setters unit_rule_setters(UnitGiven& g) {
  return {{"balance", into(g.opening.balance)},
          {"receivable_brought_forward", into(g.opening.receivable)},
          {"arrears_outstanding", into(g.opening.arrears)},
          {"advances_outstanding", into(g.opening.advances)},
          {"execution_factor", into(g.rules.execution_factor)},
          {"levy_rate", into(g.rules.levy_rate)},
          {"ontime_share", into(g.rules.ontime_share)},
          {"settlement", into(g.rules.settlement)},
          {"balance_share", into(g.rules.balance_share)},
          {"reserve_floor", into(g.rules.reserve_floor)},
          {"reserve_months", into(g.rules.reserve_months)},
          {"treasury_cap", into(g.rules.treasury_cap)},
          {"excluded", into(g.rules.excluded)}};
}

void add_unit(const toml::table& table, bool planned, FiscalInput& input) {
  UnitGiven g;
  Setters setters = unit_setters(g);
  setters.merge(unit_rule_setters(g));
  feed(table, setters);
  if (!planned) g.rules.approved_budget = g.budget;
  if (g.decided) g.rules.granted = g.granted;
  input.units.push_back("unit " + std::to_string(input.units.size()));
  input.opening.push_back(g.opening);
  input.unit_rules.front().push_back(g.rules);
  input.flows.front().push_back(g.flows);
}

/// `given` holds rules, pool, and either units = [ … ] or the keys of one unit.
FiscalInput read_given(toml::table given) {
  FiscalInput input{
      .first_year = 2016, .years = 1, .rules = std::vector<FiscalRules>(1), .unit_rules = {{}}, .flows = {{}}};
  input.external.resize(1);
  input.pool_opening = fen_from_yuan(1e9);  // ample unless the case says what the pool holds
  bool planned = false;
  if (const toml::table* rules = given["rules"].as_table()) planned = read_rules(*rules, input);
  if (const toml::table* pool = given["pool"].as_table()) {
    feed(*pool, {{"available", into(input.pool_opening)}, {"external", into(input.external.front())}});
  }
  given.erase("rules");
  given.erase("pool");
  const toml::array* units = given["units"].as_array();
  if (!units) {
    add_unit(given, planned, input);
    return input;
  }
  if (given.size() != 1) throw std::runtime_error("keys of a unit stand beside 'units'");
  for (const toml::node& unit : *units) add_unit(as_table(unit), planned, input);
  return input;
}

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
          {"support_ratio_last", u.support_ratio_last}};
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
  return results;
}

Numbers city_results(const FiscalYear& year) {
  Fen budget_gap;
  Fen treasury;
  for (const UnitYear& u : year.units) {
    budget_gap += u.budget_gap;
    treasury += u.settled.cover.treasury();
  }
  return {{"pool_closing", yuan(year.pool.closing)},
          {"pool_available", yuan(year.pool.available)},
          {"pool_paid", yuan(year.pool.paid.total())},
          {"city_budget_gap", yuan(budget_gap)},
          {"city_treasury", yuan(treasury)}};
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
    if (!(std::abs(found->second - wanted) < 0.0051)) {
      complaints +=
          "  " + name + ": expected " + std::to_string(wanted) + ", got " + std::to_string(found->second) + "\n";
    }
  }
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

/// The case's complaint, with file and name in front; empty when it agrees.
std::string judge(const std::string& file, const toml::table& item) {
  const std::string name = file + ", case \"" + item["name"].value_or(std::string("without a name")) + "\":\n";
  for (const auto& [key, node] : item) {
    const std::string_view word = key.str();
    if (word != "name" && word != "given" && word != "expect") return name + "  unknown key\n";
  }
  const toml::table* given = item["given"].as_table();
  const toml::table* expect = item["expect"].as_table();
  if (!given || !expect || expect->empty()) return name + "  needs given = { } and expect = { }\n";
  try {
    const bool acts = given->contains("acts");
    const std::string complaints = acts ? run_life_cycle(*given, *expect) : run_case(*given, *expect);
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
