/// A clause file as the runner reads it: rules, pool and units of one year, every unknown key a mistake of the file.
#pragma once

#include <cmath>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/engine/fiscal.hpp"
#include "tests/toml.hpp"

namespace ballast::clauses {

using Numbers = std::map<std::string, double>;
using Setter = std::function<void(const toml::node&)>;
using Setters = std::map<std::string, Setter>;

inline double number(const toml::node& node) {
  const auto value = node.value<double>();
  if (!value) throw std::runtime_error("a number is expected");
  return *value;
}

inline Fen money(const toml::node& node) { return fen_from_yuan(number(node)); }

/// Feeds a table to its setters; a key nobody reads is a mistake of the file.
inline void feed(const toml::table& table, const Setters& setters) {
  for (const auto& [key, node] : table) {
    const auto found = setters.find(std::string(key.str()));
    if (found == setters.end()) throw std::runtime_error("unknown key '" + std::string(key.str()) + "'");
    found->second(node);
  }
}

template <class Money>
inline Setter into(Money& target) {
  return [&target](const toml::node& n) { target = money(n); };
}
inline Setter into(double& target) {
  return [&target](const toml::node& n) { target = number(n); };
}

template <class Enum>
inline Setter choice(Enum& target, const std::map<std::string, Enum>& words) {
  return [&target, words](const toml::node& n) {
    const auto found = words.find(n.value_or(std::string{}));
    if (found == words.end()) throw std::runtime_error("unknown word '" + n.value_or(std::string{}) + "'");
    target = found->second;
  };
}

inline const toml::table& as_table(const toml::node& node) {
  if (!node.is_table()) throw std::runtime_error("a table { } is expected");
  return *node.as_table();
}

inline std::vector<Tier> read_tiers(const toml::node& node) {
  std::vector<Tier> tiers;
  if (!node.is_array()) throw std::runtime_error("an array [ ] is expected");
  for (const toml::node& item : *node.as_array()) {
    Tier tier;
    feed(as_table(item), {{"from", into(tier.from)}, {"share", into(tier.share)}});
    tiers.push_back(tier);
  }
  return tiers;
}

inline Date day(const toml::node& node) {
  const auto date = parse_date(node.value_or(std::string{}));
  if (!date) throw std::runtime_error("a day \"YYYY-MM-DD\" is expected");
  return *date;
}

inline std::vector<Payment> read_payments(const toml::node& node) {
  std::vector<Payment> payments;
  if (!node.is_array()) throw std::runtime_error("an array [ ] is expected");
  for (const toml::node& item : *node.as_array()) {
    Payment payment;
    feed(as_table(item),
         {{"date", [&payment](const toml::node& n) { payment.date = day(n); }}, {"amount", into(payment.amount)}});
    payments.push_back(payment);
  }
  return payments;
}

inline Setters settle_setters(FiscalRules& r) {
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
      {"deadline", [&s](const toml::node& n) { s.deadline = day(n); }},
      {"unpaid", choice(r.unpaid, {{"lapse", UnpaidMode::lapse}, {"carry", UnpaidMode::carry}})},
      {"interest_rate", into(s.interest_rate)}};
}

/// Who collects and pays above the city, and what the national fund moves.
inline Setters regime_setters(FiscalRules& r) {
  return {{"regime", choice(r.settle.regime, {{"city_2016", Regime::city_2016},
                                              {"provincial", Regime::provincial},
                                              {"national", Regime::national}})},
          {"upload_rate", into(r.central.upload_rate)},
          {"upload_wage_share", into(r.central.wage_share)},
          {"mean_wage", into(r.central.mean_wage)},
          {"handout", into(r.central.handout)},
          {"national_transfer", into(r.central.transfer)}};
}

inline Setters reward_setters(FiscalRules& r) {
  return {{"reward_city_pool", into(r.reward.city_pool)},
          {"reward_weight_completion", into(r.reward.weight_completion)},
          {"reward_weight_execution", into(r.reward.weight_execution)},
          {"reward_weight_coverage", into(r.reward.weight_coverage)},
          {"reward_execution_tolerance", into(r.reward.execution_tolerance)},
          {"reward_coverage_target", into(r.reward.coverage_target)},
          {"reward_on_time_least", into(r.reward.on_time_least)}};
}

inline Setters subsidy_setters(FiscalRules& r) {
  return {
      {"rule", choice(r.rule, {{"share_of_gap", SubsidyRule::share_of_gap},
                               {"fixed_adjustment_special", SubsidyRule::fixed_adjustment_special}})},
      {"gap_share", into(r.gap_share)},
      {"fixed_level", into(r.fixed_level)},
      {"adjustment_basis", choice(r.adjustment_basis, {{"surviving_stock", AdjustmentBasis::surviving_stock},
                                                       {"first_year_flow", AdjustmentBasis::first_year_flow},
                                                       {"rolled", AdjustmentBasis::rolled}})},
      {"ratio_basis", choice(r.ratio_basis, {{"insured", RatioBasis::insured}, {"payers", RatioBasis::payers}})},
      {"ratio_date", choice(r.ratio_date, {{"year_end", RatioDate::year_end}, {"year_mean", RatioDate::year_mean}})},
      {"ratio_lag", [&r](const toml::node& n) { r.ratio_lag = static_cast<int>(number(n)); }},
      {"over_excludes",
       choice(r.over_excludes, {{"none", OverExcludes::none}, {"increases", OverExcludes::increases}})},
      {"tier_reading", choice(r.tier_reading, {{"steps", TierReading::steps}, {"linear", TierReading::linear}})},
      {"tiers", [&r](const toml::node& n) { r.tiers = read_tiers(n); }},
      {"special_weight_extra", into(r.special.weight_extra)},
      {"special_weight_saved", into(r.special.weight_saved)},
      {"special_weight_own", into(r.special.weight_own)},
      {"special_cap", into(r.special.cap)},
      {"special_lag", [&r](const toml::node& n) { r.special_lag = static_cast<int>(number(n)); }}};
}

/// Rules; true when the file asks for a plan method, so that no approved budget replaces it.
inline bool read_rules(const toml::table& table, FiscalInput& input) {
  FiscalRules& r = input.rules.front();
  bool planned = false;
  Setters setters = settle_setters(r);
  setters.merge(subsidy_setters(r));
  setters.merge(regime_setters(r));
  setters.merge(reward_setters(r));
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
inline Setters last_year(UnitOpening& o) {
  return {{"plan_income", into(o.plan_income)},
          {"income", into(o.income)},
          {"plan_other_income", into(o.plan_other_income)},
          {"other_income", into(o.other_income)},
          {"budget_expenditure", into(o.budget_expenditure)},
          {"expenditure", into(o.expenditure)},
          {"treasury_on_time", into(o.treasury_on_time)},
          {"treasury_owed", into(o.receivable)},
          {"contributors", into(o.contributors)},
          {"contributors_before", into(o.contributors_before)},
          {"should_be_insured", into(o.should_be_insured)},
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

inline Setters unit_setters(UnitGiven& g) {
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
          {"contributors", into(g.flows.contributors)},
          {"payers", into(g.flows.payers)},
          {"retirees", into(g.flows.retirees)},
          {"share_of_gap", decide(g.granted.share_of_gap)},
          {"fixed", decide(g.granted.fixed)},
          {"adjustment", decide(g.granted.adjustment)},
          {"special", decide(g.granted.special)},
          {"last", [&g](const toml::node& n) { feed(as_table(n), last_year(g.opening)); }}};
}

inline Setters unit_rule_setters(UnitGiven& g) {
  return {{"balance", into(g.opening.balance)},
          {"receivable_brought_forward", into(g.opening.receivable)},
          {"arrears_outstanding", into(g.opening.arrears)},
          {"advances_outstanding", into(g.opening.advances)},
          {"execution_factor", into(g.rules.execution_factor)},
          {"levy_rate", into(g.rules.levy_rate)},
          {"ontime_share", into(g.rules.ontime_share)},
          {"payments", [&g](const toml::node& n) { g.rules.payments = read_payments(n); }},
          {"settlement", into(g.rules.settlement)},
          {"balance_share", into(g.rules.balance_share)},
          {"reserve_floor", into(g.rules.reserve_floor)},
          {"reserve_months", into(g.rules.reserve_months)},
          {"treasury_cap", into(g.rules.treasury_cap)},
          {"local_share", into(g.rules.local_share)},
          {"reward_unit_weight", into(g.rules.reward.unit_weight)},
          {"reward_county_rate", into(g.rules.reward.county_rate)},
          {"reward_county_completion", into(g.rules.reward.county_completion)},
          {"excluded", into(g.rules.excluded)}};
}

inline void add_unit(const toml::table& table, bool planned, FiscalInput& input) {
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
inline FiscalInput read_given(toml::table given) {
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

}  // namespace ballast::clauses
