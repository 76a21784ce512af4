/// A small invented city for tests of stage 2: two units, a few years, every figure round. Not data of any place.
#pragma once

#include <gtest/gtest.h>

#include "sim/engine/fiscal.hpp"

namespace ballast {

inline FiscalFlows year_of(double income, double expenditure, double increases = 0.0) {
  FiscalFlows f;
  f.at(Flow::contributions_unit) = fen_from_yuan(income * 0.7);
  f.at(Flow::contributions_individual) = fen_from_yuan(income) - fen_from_yuan(income * 0.7);
  f.at(Flow::pension_basic) = fen_from_yuan(expenditure - 1.0);
  f.at(Flow::funeral_grants) = fen_from_yuan(1.0);
  f.at(Flow::increase_surviving) = fen_from_yuan(increases);
  f.at(Flow::increase_first_year) = fen_from_yuan(increases / 2.0);
  f.contributors = 240.0;
  f.payers = 190.0;
  f.retirees = 100.0;
  return f;
}

/// Unit A misses money every year, unit B has plenty; the pool is fed by levies and provincial money.
inline FiscalInput small_city(int years = 3) {
  FiscalInput in;
  in.units = {"甲县", "乙区"};
  in.first_year = 2016;
  in.years = years;
  in.base_gap_share = 0.8;
  in.pool_opening = fen_from_yuan(100.0);
  in.opening = {{.balance = fen_from_yuan(80.0),
                 .income = fen_from_yuan(1000.0),
                 .plan_income = fen_from_yuan(1000.0),
                 .expenditure = fen_from_yuan(1100.0),
                 .budget_expenditure = fen_from_yuan(1100.0),
                 .contributors = 240.0,
                 .payers = 190.0,
                 .retirees = 100.0},
                {.balance = fen_from_yuan(900.0),
                 .income = fen_from_yuan(700.0),
                 .plan_income = fen_from_yuan(700.0),
                 .expenditure = fen_from_yuan(500.0),
                 .budget_expenditure = fen_from_yuan(500.0),
                 .contributors = 400.0,
                 .payers = 390.0,
                 .retirees = 100.0}};
  FiscalRules rules;
  rules.tiers = {{.from = 0.0, .share = 0.8}, {.from = 2.0, .share = 0.6}, {.from = 3.0, .share = 0.4}};
  rules.special = {.weight_extra = 0.2, .weight_saved = 0.2, .weight_own = 0.1, .cap = {}, .cap_share = {}};
  rules.settle.interest_rate = 0.02;
  UnitRules unit;
  unit.levy_rate = 0.03;
  unit.reserve_floor = fen_from_yuan(10.0);
  for (int y = 0; y < years; ++y) {
    in.rules.push_back(rules);
    in.unit_rules.push_back({unit, unit});
    in.flows.push_back({year_of(1040.0 + 40.0 * y, 1160.0 + 60.0 * y, 30.0 + 30.0 * y),
                        year_of(730.0 + 30.0 * y, 520.0 + 20.0 * y, 10.0 + 10.0 * y)});
    in.external.push_back(fen_from_yuan(60.0));
  }
  return in;
}

/// One unit that spends 1200 and takes in 1000 each year, holds nothing, and plans exactly what happens.
inline FiscalInput poor_unit(SubsidyRule rule) {
  FiscalInput in = small_city();
  in.units = {"甲县"};
  in.opening.resize(1);
  in.opening[0].balance = {};
  for (std::size_t y = 0; y < in.rules.size(); ++y) {
    in.rules[y].rule = rule;
    in.rules[y].gap_share = 0.8;
    in.rules[y].special = {};
    in.unit_rules[y] = {UnitRules{}};
    in.flows[y] = {year_of(1000.0, 1200.0, 30.0)};
    in.external[y] = fen_from_yuan(1e6);
  }
  return in;
}

/// Runs and holds the result; a run that is refused fails the test.
inline FiscalResult run(const FiscalInput& input) {
  const auto result = run_fiscal(input);
  EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().front().what);
  return result.value_or(FiscalResult{});
}

}  // namespace ballast
