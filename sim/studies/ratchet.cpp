#include "sim/studies/ratchet.hpp"

#include "models/fund/portion.hpp"

namespace ballast {
namespace {

constexpr std::array kMethods{PlanMethod::projection, PlanMethod::growth, PlanMethod::trend, PlanMethod::capacity};

/// The input planned by one method, on a forecast that knows of no good year.
FiscalInput planned_by(PlanMethod method, FiscalInput in) {
  for (FiscalRules& rules : in.rules) rules.plan.method = method;
  for (auto& year : in.unit_rules)
    for (UnitRules& unit : year) unit.approved_budget.reset();
  if (in.central.empty()) in.central = central_paths(in.flows);
  return in;
}

}  // namespace

std::vector<Ratchet> ratchets(const FiscalInput& input, const VariedYear& at, double share) {
  const auto y = static_cast<std::size_t>(at.year), c = static_cast<std::size_t>(at.unit);
  std::vector<Ratchet> rows;
  for (const PlanMethod method : kMethods) {
    FiscalInput in = planned_by(method, input);
    const std::vector<FiscalYear> before = fiscal_years(in);
    Ratchet row{.method = method, .good = portion(in.flows[y][c].income(), share)};
    in.flows[y][c].at(Flow::contributions_unit) += row.good;
    const std::vector<FiscalYear> after = fiscal_years(in);
    row.treasury = more_treasury(before, after, at.unit, y);
    const MoreTreasury all = more_treasury(before, after, at);
    row.treasury_ever = all.ever, row.treasury_pv = all.present_value;
    if (y + 1 < after.size()) {
      row.next_plan = after[y + 1].units[c].budget.income - before[y + 1].units[c].budget.income;
      row.treasury_next = more_treasury(before, after, at.unit, y + 1);
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace ballast
