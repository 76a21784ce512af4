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
  const double* const of_year =
      flows.values.row(year_index).data();  // in every future: not asked 22 times for its place
  for (std::size_t place = 0; place < kRounded.size(); ++place)
    f.money[place] = fen_from_yuan(of_year[static_cast<int>(kRounded[place])]);
  f.payers = flows.at(year_index, Flow::contributing_end);
  f.contributors = f.payers + flows.at(year_index, Flow::suspended_end);
  f.retirees = flows.at(year_index, Flow::retired_end);
  f.should_be_insured = flows.at(year_index, Flow::should_be_insured_end);
  return f;
}

}  // namespace ballast
