/// Random units, rules and cities for the properties of stage 2; money in fen, small enough to read when one fails.
#pragma once

#include <rapidcheck.h>

#include <vector>

#include "sim/engine/fiscal.hpp"

namespace ballast::random_city {

inline Fen some_money(std::int64_t most = 1'000'000) { return {*rc::gen::inRange<std::int64_t>(0, most + 1)}; }
inline double some_share() { return *rc::gen::inRange(0, 101) / 100.0; }

template <class Enum>
Enum any_of(std::initializer_list<Enum> values) {
  return *rc::gen::elementOf(std::vector<Enum>(values));
}

inline UnitClaim some_claim() {
  UnitClaim c;
  c.plan_income = some_money();
  c.income = some_money();
  c.other_income = some_money(50'000);
  c.budget_expenditure = some_money();
  c.expenditure = some_money();
  c.levy = some_money(20'000);
  c.balance = some_money();
  c.balance_share = some_share();
  c.reserve_floor = some_money(200'000);
  c.entitled = {.share_of_gap = some_money(10'000),
                .fixed = some_money(100'000),
                .adjustment = some_money(100'000),
                .special = some_money(50'000)};
  c.ontime_share = some_share();
  if (*rc::gen::arbitrary<bool>()) c.settlement = some_money(100'000);
  c.receivable_brought_forward = some_money(50'000);
  c.arrears_outstanding = some_money(20'000);
  c.advances_outstanding = some_money(20'000);
  c.local_share = some_share();
  c.own_stock = c.balance + some_money(10'000);
  return c;
}

inline std::vector<UnitClaim> some_claims() {
  std::vector<UnitClaim> claims(*rc::gen::inRange(1, 7));
  for (UnitClaim& c : claims) c = some_claim();
  return claims;
}

inline SettleRules some_rules() {
  SettleRules r;
  r.gap.short_rule = any_of(
      {ShortRule::full, ShortRule::within_short_first, ShortRule::within_over_first, ShortRule::within_pro_rata});
  r.gap.short_tolerance = *rc::gen::inRange(0, 5) / 100.0;
  r.gap.over_tolerance = *rc::gen::inRange(0, 5) / 100.0;
  r.topup = any_of({PoolTopup::none, PoolTopup::residual});
  r.limited_pool = any_of({PoolMode::pro_rata, PoolMode::priority});
  r.interest_rate = *rc::gen::inRange(0, 60) / 1000.0;
  return r;
}

/// The same under unified payment, where the city's subsidies do not exist.
inline SettleRules some_unified_rules() {
  SettleRules r = some_rules();
  r.regime = any_of({Regime::provincial, Regime::national});
  return r;
}

inline std::vector<UnitClaim> some_unified_claims() {
  std::vector<UnitClaim> claims = some_claims();
  for (UnitClaim& c : claims) {
    c.entitled = {}, c.levy = {};
    c.central = {.upload = some_money(40'000), .handout = some_money(40'000), .transfer = {}};
  }
  return claims;
}

inline Fen treasury_alone(const SettleRules& rules, const UnitClaim& claim) {
  return settle(rules, {&claim, 1}, {}).units.front().cover.treasury();
}

inline FiscalFlows some_flows() {
  FiscalFlows f;
  for (const FiscalLine& line : kContributionLines) f.at(line.flow) = some_money(200'000);
  for (const FiscalLine& line : kOtherIncomeLines) f.at(line.flow) = some_money(10'000);
  for (const FiscalLine& line : kExpenditureLines) f.at(line.flow) = some_money(100'000);
  f.at(Flow::increase_surviving) = some_money(50'000);
  f.at(Flow::increase_first_year) = some_money(20'000);
  f.contributors = *rc::gen::inRange(0, 500);
  f.retirees = *rc::gen::inRange(0, 200);
  f.should_be_insured = f.contributors + *rc::gen::inRange(0, 500);
  return f;
}

inline FiscalInput some_city() {
  FiscalInput in;
  in.first_year = 2016;
  in.years = *rc::gen::inRange(1, 6);
  in.units = {"a", "b", "c"};
  in.base_gap_share = some_share();
  in.pool_opening = some_money();
  for (std::size_t c = 0; c < in.units.size(); ++c) {
    const Fen income = some_money();
    in.opening.push_back({.balance = some_money(),
                          .income = income,
                          .plan_income = some_money(),
                          .expenditure = some_money(),
                          .budget_expenditure = some_money(),
                          .receivable = some_money(1'000),
                          .contributors = 100,
                          .payers = 90,
                          .retirees = 50});
  }
  FiscalRules rules;
  rules.rule = any_of({SubsidyRule::share_of_gap, SubsidyRule::fixed_adjustment_special});
  rules.gap_share = some_share();
  rules.tiers = {{.from = 0.0, .share = 0.8}, {.from = 2.0, .share = 0.4}};
  rules.special.weight_own = some_share();
  rules.special.weight_extra = some_share();
  rules.special_lag = *rc::gen::inRange(0, 2);
  rules.unpaid = any_of({UnpaidMode::lapse, UnpaidMode::carry});
  rules.plan = {.method = any_of({PlanMethod::projection, PlanMethod::growth, PlanMethod::trend}),
                .stretch = *rc::gen::inRange(-10, 11) / 100.0};
  rules.settle = some_rules();
  rules.tier_reading = any_of({TierReading::steps, TierReading::linear});
  rules.central = {.upload_rate = 0.03, .wage_share = 0.9, .mean_wage = 60.0, .handout = 3.0, .transfer = 0.5};
  rules.reward = {.city_pool = some_money(10'000), .weight_completion = 0.5, .weight_execution = 0.5};
  for (int y = 0; y < in.years; ++y) {
    rules.settle.regime = any_of({Regime::city_2016, Regime::provincial, Regime::national});
    in.rules.push_back(rules);
    in.external.push_back(some_money(200'000));
    in.unit_rules.emplace_back();
    in.flows.emplace_back();
    for (std::size_t c = 0; c < in.units.size(); ++c) {
      in.unit_rules[y].push_back({.levy_rate = 0.03,
                                  .local_share = some_share(),
                                  .ontime_share = some_share(),
                                  .settlement = some_money(50'000),
                                  .reward = {.county_rate = 0.002}});
      in.flows[y].push_back(some_flows());
    }
  }
  return in;
}

}  // namespace ballast::random_city
