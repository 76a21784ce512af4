#include "sim/engine/fiscal_flows.hpp"

namespace ballast {
namespace {

Fen sum_lines(const FiscalFlows& flows, std::span<const FiscalLine> lines) {
  Fen total;
  for (const FiscalLine& line : lines) total += flows.at(line.flow);
  return total;
}

}  // namespace

Fen FiscalFlows::income() const { return sum_lines(*this, kContributionLines); }
Fen FiscalFlows::other_income() const { return sum_lines(*this, kOtherIncomeLines); }
Fen FiscalFlows::expenditure() const { return sum_lines(*this, kExpenditureLines); }

FiscalFlows fiscal_flows(const UnitFlows& flows, int year_index) {
  FiscalFlows f;
  const auto round = [&](Flow flow) { f.at(flow) = fen_from_yuan(flows.at(year_index, flow)); };
  for (const auto lines : kFiscalLines)
    for (const FiscalLine& line : lines) round(line.flow);
  for (Flow flow : kMemoLines) round(flow);
  f.payers = flows.at(year_index, Flow::contributing_end);
  f.contributors = f.payers + flows.at(year_index, Flow::suspended_end);
  f.retirees = flows.at(year_index, Flow::retired_end);
  f.should_be_insured = flows.at(year_index, Flow::should_be_insured_end);
  return f;
}

}  // namespace ballast
