#include "sim/studies/budget_draft.hpp"

#include <algorithm>

#include "models/fund/interest.hpp"
#include "models/fund/portion.hpp"
#include "sim/engine/indicators.hpp"

namespace ballast {
namespace {

/// The flows whose proportions the plan method looks at.
const FiscalFlows& looked_at(const FiscalInput& in, int y, std::size_t c) {
  const PlanMethod method = in.rules[static_cast<std::size_t>(y)].plan.method;
  const bool backward = method == PlanMethod::growth || method == PlanMethod::trend;
  return in.flows[static_cast<std::size_t>(backward && y > 0 ? y - 1 : y)][c];
}

/// The planned sum over its flows, each at its line of the form; all on the first where there are no proportions.
void enter(BudgetSheet& sheet, Fen planned, const FiscalFlows& flows, std::span<const FiscalLine> lines) {
  std::vector<Fen> claims;
  for (const FiscalLine& line : lines) claims.push_back(flows.at(line.flow));
  if (sum(claims) == Fen{}) claims.front() = Fen{1};
  const std::vector<Fen> parts = split(planned, claims);
  for (std::size_t i = 0; i < lines.size(); ++i) sheet.at(lines[i].form) += parts[i];
}

void enter_income(BudgetSheet& sheet, const UnitYear& u, const FiscalFlows& flows) {
  enter(sheet, u.budget.income, flows, kContributionLines);
  enter(sheet, u.budget.other - u.plan_interest - u.plan_central.received(), flows, kOtherIncomeLines);
  sheet.at(FormLine::interest) = u.plan_interest;
}

void enter_expenditure(BudgetSheet& sheet, const UnitYear& u, const FiscalFlows& flows) {
  enter(sheet, u.budget.expenditure, flows, kExpenditureLines);
  sheet.at(FormLine::superior_levy) = u.budget.levy - u.plan_central.upload;
  sheet.at(FormLine::central_adjustment_expenditure) = u.plan_central.upload;
}

/// What each unit is granted out of the pool as it is planned, and the pool's own sheet but for what it pays.
std::vector<Subsidies> plan_pool(const FiscalInput& in, const FiscalYear& year, int y, BudgetSheet& pool) {
  const SettleRules& rules = in.rules[static_cast<std::size_t>(y)].settle;
  std::vector<Subsidies> claims;
  Fen levies;
  for (const UnitYear& u : year.units) {
    claims.push_back(u.entitled + u.brought_forward);
    levies += u.budget.levy - u.plan_central.upload;
  }
  const Fen external = in.external[static_cast<std::size_t>(y)];
  pool.opening = year.pool.opening;
  pool.at(FormLine::interest) =
      fund_interest(year.pool.opening, levies + external - total(claims), rules.interest_rate);
  pool.at(FormLine::superior_subsidy) = external;
  pool.at(FormLine::subordinate_levy) = levies;
  return pay_from_pool(rules.limited_pool, claims, pool.opening + pool.income());
}

UnitBudget unit_budget(const UnitYear& u, const FiscalFlows& flows, const Subsidies& paid) {
  UnitBudget b;
  b.plan = u.budget, b.gap = u.budget_gap, b.paid = paid, b.usable = u.settled.usable;
  b.sheet.opening = u.opening;
  enter_income(b.sheet, u, flows);
  enter_expenditure(b.sheet, u, flows);
  b.sheet.at(FormLine::superior_subsidy) = paid.total();
  b.sheet.at(FormLine::central_adjustment_income) = u.plan_central.handout;
  b.sheet.at(FormLine::national_pooling_income) = u.plan_central.transfer;
  b.levy = u.budget.levy - u.plan_central.upload;
  b.own_stock = u.own_stock;
  b.receivable = u.settled.cover.receivable_brought_forward;
  b.arrears = u.settled.bridge.arrears_outstanding + u.settled.bridge.arrears_paid - u.settled.bridge.benefit_arrears;
  b.advances = u.settled.bridge.advances_outstanding + u.settled.bridge.advance_repaid - u.settled.bridge.advance;
  return b;
}

/// Does it balance, and with what of the treasury? (44-2.5)
void balance(UnitBudget& b, bool solve, std::optional<Fen> cap) {
  b.needed = max(Fen{}, b.gap - b.paid.total() - b.usable) - b.support;
  b.cap = cap;
  if (solve) b.treasury = cap ? min(b.needed, *cap) : b.needed;
  b.sheet.at(FormLine::treasury_subsidy) = b.treasury;
  b.lacking = b.needed - b.treasury;
}

/// Under unified payment the pool bears what balance and local share leave, and a planned surplus goes up: what the
/// unit would hold beyond its own stock (F26).
void share_with_province(UnitBudget& b, double local_share) {
  b.local_share = local_share;
  b.support = unified_support(b.gap, b.usable, local_share);
  b.sheet.at(FormLine::superior_subsidy) += b.support;
  const Fen over = max(Fen{}, b.plan.income + b.plan.other - b.plan.expenditure - b.plan.levy);
  b.surplus = max(Fen{}, b.sheet.opening - b.own_stock + over);
  b.sheet.at(FormLine::superior_levy) += b.surplus;
}

/// The pool's lines of unified payment: what the province brings, and what goes up of the year's net inflow.
void settle_with_province(BudgetDraft& d) {
  Fen support, surplus;
  for (const UnitBudget& u : d.units) support += u.support, surplus += u.surplus;
  BudgetSheet& pool = d.pool;
  pool.at(FormLine::subordinate_levy) += surplus;
  pool.at(FormLine::subordinate_subsidy) = support;
  const ProvinceFlows flows =
      province_flows(pool.opening + pool.income() - pool.expenditure(), pool.opening + pool.at(FormLine::interest));
  pool.at(FormLine::superior_subsidy) += flows.backing;
  pool.at(FormLine::superior_levy) = flows.passed_up;
}

/// City level and whole city out of the units and the pool.
void consolidate(BudgetDraft& d, int city_unit) {
  std::vector<BudgetSheet> city_level{d.pool}, all{d.pool};
  for (std::size_t c = 0; c < d.units.size(); ++c) {
    const UnitBudget& u = d.units[c];
    all.push_back(u.sheet);
    const BudgetTransfers passes{.subsidies = u.paid.total() + u.support, .levies = u.levy + u.surplus};
    d.between.subsidies += passes.subsidies;
    d.between.levies += passes.levies;
    if (static_cast<int>(c) != city_unit) continue;
    city_level.push_back(u.sheet);
    d.within_city_level = passes;
  }
  d.city_level = consolidated(city_level, d.within_city_level);
  d.city = consolidated(all, d.between);
}

std::optional<double> ratio(double above, double below) {
  return below > 0 ? std::optional(above / below) : std::nullopt;
}

/// An amount as forms have it, so that the whole city is what its units give to the fen. [yuan]
double whole_fen(double amount) { return yuan(fen_from_yuan(amount)); }

/// One unit's flows and rates of a year, before ratios are taken; adding two gives those of both.
struct Basis {
  BasicData data;
  double mean_payers = 0, pensions = 0, increase_weight = 0;
};

Basis basis(const FiscalCase& of, std::size_t c, int row) {
  const UnitFlows& f = of.flows[c];
  const ContributionRates& r = of.rates[c][static_cast<std::size_t>(row)];
  Basis b;
  BasicData& d = b.data;
  d.payers = f.at(row, Flow::contributing_end);
  d.contributors = d.payers + f.at(row, Flow::suspended_end);
  d.retirees = f.at(row, Flow::retired_end);
  for (Flow way : kRetirements) d.new_retirees += f.at(row, way);
  d.base_total = whole_fen(f.at(row, Flow::contribution_base) + f.at(row, Flow::contribution_base_flexible));
  d.unit_rate = r.unit, d.individual_rate = r.individual, d.flexible_rate = r.flexible;
  d.arrears = whole_fen(f.at(row, Flow::arrears_stock));
  d.increase = f.at(row, Flow::effective_increase);
  b.mean_payers = (f.at(row - 1, Flow::contributing_end) + d.payers) / 2;
  b.pensions = f.at(row, Flow::pension_annual_end) - f.at(row, Flow::illness_benefit_annual_end);
  b.increase_weight = f.at(row - 1, Flow::pension_annual_end);
  return b;
}

BasicData with_ratios(Basis b) {
  b.data.base_per_head = ratio(b.data.base_total, kMonthsAYear * b.mean_payers);
  b.data.mean_pension = ratio(b.pensions, kMonthsAYear * b.data.retirees);
  return b.data;
}

void add(Basis& whole, const Basis& part) {
  for (double BasicData::*line : {&BasicData::contributors, &BasicData::payers, &BasicData::retirees,
                                  &BasicData::new_retirees, &BasicData::base_total, &BasicData::arrears})
    whole.data.*line += part.data.*line;
  whole.data.increase += part.data.increase * part.increase_weight;
  for (double Basis::*line : {&Basis::mean_payers, &Basis::pensions, &Basis::increase_weight})
    whole.*line += part.*line;
}

}  // namespace

bool BudgetDraft::balanced() const {
  return std::all_of(units.begin(), units.end(), [](const UnitBudget& u) { return u.lacking == Fen{}; });
}

BudgetDraft draft_budget(const FiscalInput& in, const std::vector<FiscalYear>& years, int y, const BudgetAsked& asked) {
  const FiscalYear& year = years[static_cast<std::size_t>(y)];
  BudgetDraft d;
  d.year = year.year, d.rule = in.rules[static_cast<std::size_t>(y)].plan, d.solved = asked.solve;
  d.regime = in.rules[static_cast<std::size_t>(y)].settle.regime;
  const bool up = unified(d.regime);
  const std::vector<Subsidies> paid = plan_pool(in, year, y, d.pool);
  for (std::size_t c = 0; c < year.units.size(); ++c) {
    d.units.push_back(unit_budget(year.units[c], looked_at(in, y, c), paid[c]));
    if (up) share_with_province(d.units.back(), in.unit_rules[static_cast<std::size_t>(y)][c].local_share);
    const std::optional<Fen> own = asked.caps.empty() ? std::nullopt : asked.caps[c];
    balance(d.units.back(), asked.solve, own ? own : in.unit_rules[static_cast<std::size_t>(y)][c].treasury_cap);
  }
  d.pool.at(FormLine::subordinate_subsidy) = total(paid);
  if (up) settle_with_province(d);
  consolidate(d, in.city_unit);
  return d;
}

std::vector<BasicData> basic_data(const FiscalCase& of, Year year) {
  const int row = year - of.base_year;
  std::vector<BasicData> all;
  Basis city;
  for (std::size_t c = 0; c < of.units.size(); ++c) {
    const Basis unit = basis(of, c, row);
    add(city, unit);
    all.push_back(with_ratios(unit));
  }
  city.data.increase = ratio(city.data.increase, city.increase_weight).value_or(0.0);
  all.push_back(with_ratios(city));
  return all;
}

}  // namespace ballast
