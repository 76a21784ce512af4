#include "sim/studies/marginal_cost.hpp"

#include "sim/engine/one_yuan.hpp"

namespace ballast {
namespace {

/// One yuan more of the cause, in place.
void add_yuan(FiscalInput& in, const VariedYear& at, GapCause cause) {
  const auto y = static_cast<std::size_t>(at.year), c = static_cast<std::size_t>(at.unit);
  FiscalFlows& flows = in.flows[y][c];
  UnitRules& rules = in.unit_rules[y][c];
  if (cause == GapCause::short_of_plan) return void(flows.at(Flow::contributions_unit) -= kOneYuan);
  if (cause == GapCause::budgeted) return foresee_one_yuan(in, y, c, *rules.approved_budget);
  flows.at(Flow::pension_basic) += kOneYuan;
  if (cause == GapCause::unbudgeted) rules.excluded += kOneYuan;
}

Fen pool_money(const UnitYear& u) { return u.subsidies() + u.settled.cover.topup; }

MarginalCost difference(const std::vector<FiscalYear>& before, const std::vector<FiscalYear>& after,
                        const VariedYear& at) {
  const auto y = static_cast<std::size_t>(at.year), c = static_cast<std::size_t>(at.unit);
  const UnitYear &was = before[y].units[c], &is = after[y].units[c];
  MarginalCost cost{.treasury = is.settled.cover.treasury() - was.settled.cover.treasury(),
                    .subsidies = pool_money(is) - pool_money(was),
                    .balance = was.closing() - is.closing()};
  const MoreTreasury more = more_treasury(before, after, at);
  cost.treasury_ever = more.ever, cost.treasury_pv = more.present_value;
  return cost;
}

}  // namespace

Fen more_treasury(const std::vector<FiscalYear>& before, const std::vector<FiscalYear>& after, int unit,
                  std::size_t year) {
  const auto of_year = [unit, year](const std::vector<FiscalYear>& years) {
    return years[year].units[static_cast<std::size_t>(unit)].settled.cover.treasury_of_year();
  };
  return of_year(after) - of_year(before);
}

MoreTreasury more_treasury(const std::vector<FiscalYear>& before, const std::vector<FiscalYear>& after,
                           const VariedYear& at) {
  MoreTreasury all;
  for (auto t = static_cast<std::size_t>(at.year); t < after.size(); ++t) {
    const Fen more = more_treasury(before, after, at.unit, t);
    all.ever += more;
    all.present_value += at.present_value[t] * yuan(more);
  }
  return all;
}

FiscalInput with_budgets_fixed(FiscalInput input, const std::vector<FiscalYear>& planned) {
  for (std::size_t y = 0; y < planned.size(); ++y)
    for (std::size_t c = 0; c < input.units.size(); ++c)
      input.unit_rules[y][c].approved_budget = planned[y].units[c].budget;
  return input;
}

std::array<MarginalCost, kGapCauses.size()> marginal_costs(const FiscalInput& fixed,
                                                           const std::vector<FiscalYear>& before,
                                                           const VariedYear& at) {
  std::array<MarginalCost, kGapCauses.size()> costs;
  for (std::size_t k = 0; k < kGapCauses.size(); ++k) {
    FiscalInput varied = fixed;
    add_yuan(varied, at, kGapCauses[k]);
    costs[k] = difference(before, fiscal_years(varied), at);
  }
  return costs;
}

}  // namespace ballast
