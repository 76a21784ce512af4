#include "sim/engine/fiscal.hpp"

#include "models/fund/interest.hpp"
#include "models/fund/portion.hpp"
#include "models/subsidy/fixed.hpp"
#include "models/subsidy/share_of_gap.hpp"
#include "sim/engine/fiscal_ledger.hpp"

namespace ballast {
namespace {

/// What one unit carries from year to year.
struct UnitState {
  Fen balance{}, receivable{}, arrears{}, advances{};
  CentralPath last;         ///< actuals of the year before
  CentralPath before_last;  ///< actuals two years before; 0 when unknown
  CentralPath central_last;
  Merit merit_last;
  Heads insured, paying;  ///< 31 December of the year before
  Fen fixed_base;         ///< F₀
  Fen adjustment_last;    ///< entitled, for the rolled basis
  Subsidies carried;
};

/// One unit in one year: what every step below reads.
struct Scene {
  const FiscalRules& rules;
  const UnitRules& unit;
  const FiscalFlows& flows;
  CentralPath central;
  int years_since_base;
};

CentralPath actuals(const FiscalFlows& f) {
  return {.income = f.income(), .other_income = f.other_income(), .expenditure = f.expenditure()};
}

Scene scene(const FiscalInput& in, int y, std::size_t c) {
  const FiscalFlows& flows = in.flows[y][c];
  return {.rules = in.rules[y],
          .unit = in.unit_rules[y][c],
          .flows = flows,
          .central = in.central.empty() ? actuals(flows) : in.central[y][c],
          .years_since_base = y + 1};
}

UnitState opening_state(const UnitOpening& o, double gap_share) {
  const CentralPath base{.income = o.income, .other_income = o.other_income, .expenditure = o.expenditure};
  UnitState s;
  s.balance = o.balance;
  s.last = base;
  s.central_last = base;
  s.merit_last = merit(o.income - o.plan_income, o.budget_expenditure - o.expenditure, o.treasury_on_time);
  s.insured = {.contributors = o.contributors, .retirees = o.retirees};
  s.paying = {.contributors = o.payers, .retirees = o.retirees};
  s.fixed_base = base_year_subsidy(o, gap_share);
  return s;
}

PlanBasis basis(const UnitState& s, const Scene& at, Fen CentralPath::*line) {
  return {.last = s.last.*line,
          .before_last = s.before_last.*line,
          .central = at.central.*line,
          .central_last = s.central_last.*line};
}

/// The budget before the year begins. Ambition is asked of the collection alone: what is owed is not stretched.
void plan(UnitYear& u, const UnitState& s, const Scene& at) {
  PlanBasis income = basis(s, at, &CentralPath::income);
  income.capacity = at.flows.at(Flow::contributions_due);
  PlanRule unstretched = at.rules.plan;
  unstretched.stretch = 0.0;
  Budget& b = u.budget;
  b.income = plan_line(at.rules.plan, income);
  b.other = plan_line(unstretched, basis(s, at, &CentralPath::other_income));
  b.expenditure = plan_line(unstretched, basis(s, at, &CentralPath::expenditure));
  b.levy = portion(b.income, at.unit.levy_rate);
  u.plan_interest =
      fund_interest(s.balance, b.income + b.other - b.levy - b.expenditure, at.rules.settle.interest_rate);
  b.other += u.plan_interest;
  if (at.unit.approved_budget) {
    b = *at.unit.approved_budget;
    u.plan_interest = Fen{};
  }
}

UnitClaim claim(const UnitYear& u, const UnitState& s, const Scene& at) {
  return {.plan_income = u.budget.income,
          .income = u.income,
          .other_income = u.other_income,
          .budget_expenditure = u.budget.expenditure,
          .expenditure = u.expenditure,
          .excluded = at.unit.excluded,
          .levy = u.levy,
          .balance = s.balance,
          .balance_share = at.unit.balance_share,
          .reserve_floor = u.reserve_floor,
          .entitled = u.entitled + u.brought_forward,
          .ontime_share = at.unit.ontime_share,
          .settlement = at.unit.settlement,
          .receivable_brought_forward = s.receivable,
          .arrears_outstanding = s.arrears,
          .advances_outstanding = s.advances};
}

Fen fixed(const UnitState& s, const Scene& at) {
  return fixed_subsidy(s.fixed_base, {.execution_factor = at.unit.execution_factor,
                                      .growth = at.rules.fixed_growth,
                                      .years_since_base = at.years_since_base});
}

Fen adjustment(UnitYear& u, const UnitState& s, const Scene& at) {
  if (at.rules.tiers.empty()) return {};
  const Heads& heads = at.rules.ratio_basis == RatioBasis::insured ? s.insured : s.paying;
  const bool steps = at.rules.tier_reading == TierReading::steps;
  u.tier_share = steps ? tier_share(at.rules.tiers, heads) : linear_share(at.rules.tiers, heads);
  u.support_ratio_last = heads.retirees > 0 ? heads.contributors / heads.retirees : 0.0;
  return adjustment_subsidy(at.rules.adjustment_basis, u.tier_share,
                            {.surviving_stock = at.flows.at(Flow::increase_surviving),
                             .first_year_flow = at.flows.at(Flow::increase_first_year),
                             .entitled_last_year = s.adjustment_last});
}

/// What the unit would pay itself in time were Z paid: the fixed point of lag 0, taken at full payment of all claims.
Fen special_of_same_year(const UnitYear& u, const UnitState& s, const Scene& at) {
  UnitClaim c = claim(u, s, at);
  const Subsidies without = c.entitled;
  const auto own = [&](Fen z) {
    c.entitled.special = without.special + z;
    return settle(at.rules.settle, {&c, 1}, {}).units.front().arrival.on_time;
  };
  const Merit achieved = merit(u.income - u.budget.income, u.budget.expenditure - u.expenditure, Fen{});
  return special_same_year(at.rules.special, achieved, own);
}

void grant(UnitYear& u, const UnitState& s, const Scene& at) {
  u.brought_forward = s.carried;
  if (at.unit.granted) {
    u.entitled = *at.unit.granted;
  } else if (at.rules.rule == SubsidyRule::share_of_gap) {
    u.entitled.share_of_gap = share_of_gap(u.budget_gap, at.rules.gap_share);
  } else {
    u.entitled.fixed = fixed(s, at);
    u.entitled.adjustment = adjustment(u, s, at);
    u.entitled.special =
        at.rules.special_lag == 0 ? special_of_same_year(u, s, at) : special_subsidy(at.rules.special, s.merit_last);
  }
}

/// The unit's year before anything is paid.
UnitYear draft(const UnitState& s, const Scene& at) {
  UnitYear u;
  u.opening = s.balance;
  u.income = at.flows.income();
  u.other_income = at.flows.other_income();
  u.expenditure = at.flows.expenditure();
  u.levy = portion(u.income, at.unit.levy_rate);
  plan(u, s, at);
  u.budget_gap = budget_gap(u.budget);
  u.reserve_floor = at.unit.reserve_floor + portion(u.budget.expenditure, at.unit.reserve_months, 12);
  grant(u, s, at);
  return u;
}

ExAnte ex_ante(const UnitYear& u, std::optional<Fen> cap) {
  const Fen needed = max(Fen{}, u.budget_gap - u.settled.paid.total() - u.settled.usable);
  return {.treasury_needed = needed, .cap = cap, .lacking = cap ? max(Fen{}, needed - *cap) : Fen{}};
}

/// The pool before it pays. Its interest is that of a unit fund, on claims as if paid, so that nothing is circular.
PoolYear fill_pool(const FiscalInput& in, int y, Fen opening, const std::vector<UnitYear>& units) {
  PoolYear p{.opening = opening, .external = in.external[y]};
  Fen claimed;
  for (const UnitYear& u : units) {
    p.levy += u.levy;
    claimed += u.entitled.total() + u.brought_forward.total();
  }
  p.interest = fund_interest(opening, p.levy + p.external - claimed, in.rules[y].settle.interest_rate);
  p.available = p.opening + p.interest + p.levy + p.external;
  return p;
}

void take_settlement(FiscalYear& year, const FiscalInput& in, int y, const Settlement& s) {
  for (std::size_t c = 0; c < year.units.size(); ++c) {
    UnitYear& u = year.units[c];
    u.settled = s.units[c];
    u.ex_ante = ex_ante(u, in.unit_rules[y][c].treasury_cap);
    year.pool.paid = year.pool.paid + u.settled.paid;
    year.pool.topup += u.settled.cover.topup;
    year.pool.advances += u.settled.bridge.advance;
    year.pool.repaid += u.settled.bridge.advance_repaid;
  }
  year.pool.closing = s.pool_closing;
}

UnitState next_state(const UnitState& s, const UnitYear& u, const Scene& at) {
  UnitState n = s;
  n.balance = u.settled.bridge.closing;
  n.receivable = u.settled.arrival.receivable;
  n.arrears = u.settled.bridge.arrears_outstanding;
  n.advances = u.settled.bridge.advances_outstanding;
  n.before_last = s.last;
  n.last = actuals(at.flows);
  n.central_last = at.central;
  n.merit_last = merit(u.income - u.budget.income, u.budget.expenditure - u.expenditure, u.settled.arrival.on_time);
  n.insured = {.contributors = at.flows.contributors, .retirees = at.flows.retirees};
  n.paying = {.contributors = at.flows.payers, .retirees = at.flows.retirees};
  n.adjustment_last = u.entitled.adjustment;
  n.carried = carried_forward(at.rules.unpaid, u.entitled + u.brought_forward, u.settled.paid);
  return n;
}

/// The city's year. Draft = plan, budget gap, subsidies; settle = causes, waterfall, withholding, advance, close.
FiscalYear city_year(const FiscalInput& in, int y, Fen pool_opening, const std::vector<UnitState>& states) {
  FiscalYear year{.year = in.first_year + y, .units = {}, .pool = {}};
  std::vector<UnitClaim> claims;
  for (std::size_t c = 0; c < states.size(); ++c) {
    const Scene at = scene(in, y, c);
    year.units.push_back(draft(states[c], at));
    claims.push_back(claim(year.units[c], states[c], at));
  }
  year.pool = fill_pool(in, y, pool_opening, year.units);
  take_settlement(year, in, y, settle(in.rules[y].settle, claims, year.pool.available));
  return year;
}

FiscalResult project(const FiscalInput& in) {
  FiscalResult result;
  post_opening(result.ledger, in);
  std::vector<UnitState> states;
  for (const UnitOpening& o : in.opening) states.push_back(opening_state(o, in.base_gap_share));
  Fen pool = in.pool_opening;
  for (int y = 0; y < in.years; ++y) {
    result.years.push_back(city_year(in, y, pool, states));
    const FiscalYear& year = result.years.back();
    post_year(result.ledger, in, year);
    pool = year.pool.closing;
    for (std::size_t c = 0; c < states.size(); ++c) states[c] = next_state(states[c], year.units[c], scene(in, y, c));
  }
  return result;
}

bool table_is(std::size_t years, std::size_t units, const auto& table) {
  bool fits = table.size() == years;
  for (const auto& row : table) fits = fits && row.size() == units;
  return fits;
}

Issues shape_issues(const FiscalInput& in) {
  const auto years = static_cast<std::size_t>(in.years);
  const std::size_t units = in.units.size();
  const bool fits = in.years >= 0 && in.rules.size() == years && in.external.size() == years &&
                    in.opening.size() == units && table_is(years, units, in.unit_rules) &&
                    table_is(years, units, in.flows) && (in.central.empty() || table_is(years, units, in.central));
  if (fits) return {};
  Issue issue;
  issue.kind = IssueKind::internal;
  issue.what = "第二阶段的输入年份或单位不全 / the input of stage 2 lacks years or units";
  return {issue};
}

}  // namespace

Fen base_year_subsidy(const UnitOpening& o, double gap_share) {
  const Budget budget{
      .income = o.plan_income, .other = o.plan_other_income, .expenditure = o.budget_expenditure, .levy = {}};
  return share_of_gap(budget_gap(budget), gap_share);
}

Expected<FiscalResult> run_fiscal(const FiscalInput& input, const std::function<void(FiscalResult&)>& tamper) {
  if (Issues issues = shape_issues(input); !issues.empty()) return fail(std::move(issues));
  FiscalResult result = project(input);
  if (tamper) tamper(result);
  if (Issues issues = check_books(input, result); !issues.empty()) return fail(std::move(issues));
  return result;
}

Expected<FiscalResult> run_fiscal(const FiscalInput& input) { return run_fiscal(input, {}); }

}  // namespace ballast
