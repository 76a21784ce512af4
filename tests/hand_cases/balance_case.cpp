// Hand case T09: the indicators of one unit's year, through the settlement and the measures of the program.
#include "sim/engine/fiscal.hpp"
#include "sim/engine/indicators.hpp"
#include "tests/hand_cases/membership_cases.hpp"

namespace ballast::hand_cases {

namespace {

constexpr Year kYear = 2024;

UnitFlows flows_of(const Inputs& inputs) {
  UnitFlows flows{Eigen::ArrayXXd::Zero(2, kFlows)};  // row 0 is the base year, before the year asked for
  flows.at(1, Flow::contributions_unit) = number_of(inputs, "income");
  flows.at(1, Flow::pension_basic) = number_of(inputs, "expenditure");
  flows.at(1, Flow::contributing_end) = number_of(inputs, "contributors");
  flows.at(1, Flow::retired_end) = number_of(inputs, "retirees");
  return flows;
}

/// One unit, one year, no subsidy and no interest; the opening follows from the closing and the year's money.
FiscalInput asked_of(const Inputs& inputs, const UnitFlows& flows) {
  FiscalInput input{.units = {"河南"}, .first_year = kYear, .years = 1};
  input.rules.resize(1);
  input.unit_rules = {{UnitRules{}}};
  input.flows = {{fiscal_flows(flows, 1)}};
  input.opening.resize(1);
  input.opening[0].balance =
      fen_from_yuan(number_of(inputs, "balance") + number_of(inputs, "expenditure") - number_of(inputs, "income"));
  input.external = {Fen{}};
  return input;
}

}  // namespace

Figures payable_months(const Inputs& inputs) {
  const std::vector<UnitFlows> flows{flows_of(inputs)};
  const FiscalInput asked = asked_of(inputs, flows[0]);
  const auto fiscal = run_fiscal(asked);
  if (!fiscal) return {};
  const auto measures = indicators({.flows = flows,
                                    .asked = asked,
                                    .settled = fiscal->years,
                                    .general_revenue = Eigen::ArrayXXd::Ones(1, 2),
                                    .market_wage = {1.0, 1.0},
                                    .reference_wage = {1.0, 1.0}});
  const auto of = [&](Measure measure, int column) { return measures[static_cast<std::size_t>(measure)](0, column); };
  return {{"payable_months", of(Measure::payable_months, 1)},
          {"support_ratio", of(Measure::support_ratio, 1)},
          {"dependency_ratio", of(Measure::dependency_ratio, 1)},
          {"average_expenditure_month", of(Measure::expenditure, 1) / of(Measure::retirees, 1) / 12.0},
          {"opening_balance", of(Measure::fund_balance, 0)},
          {"closing_balance", of(Measure::fund_balance, 1)}};
}

}  // namespace ballast::hand_cases
