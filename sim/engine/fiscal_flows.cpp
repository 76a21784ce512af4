#include "sim/engine/fiscal_flows.hpp"

namespace ballast {
namespace {

Fen sum_lines(const FiscalFlows& flows, std::span<const Flow> lines) {
  Fen total;
  for (Flow f : lines) total += flows.at(f);
  return total;
}

}  // namespace

Fen FiscalFlows::income() const { return sum_lines(*this, kContributionLines); }
Fen FiscalFlows::other_income() const { return sum_lines(*this, kOtherIncomeLines); }
Fen FiscalFlows::expenditure() const { return sum_lines(*this, kExpenditureLines); }

FiscalFlows fiscal_flows(const UnitFlows& flows, int year_index) {
  FiscalFlows f;
  for (std::span<const Flow> lines :
       {std::span<const Flow>{kContributionLines}, std::span<const Flow>{kOtherIncomeLines},
        std::span<const Flow>{kExpenditureLines}, std::span<const Flow>{kMemoLines}}) {
    for (Flow line : lines) f.at(line) = fen_from_yuan(flows.at(year_index, line));
  }
  f.payers = flows.at(year_index, Flow::contributing_end);
  f.contributors = f.payers + flows.at(year_index, Flow::suspended_end);
  f.retirees = flows.at(year_index, Flow::retired_end);
  f.should_be_insured = flows.at(year_index, Flow::should_be_insured_end);
  return f;
}

}  // namespace ballast
