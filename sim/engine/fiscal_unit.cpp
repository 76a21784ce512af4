#include "sim/engine/fiscal_unit.hpp"

#include "models/fund/interest.hpp"
#include "models/fund/portion.hpp"
#include "models/subsidy/fixed.hpp"
#include "models/subsidy/share_of_gap.hpp"
#include "sim/engine/fiscal_reach.hpp"

namespace ballast {
namespace {

PlanBasis basis(const UnitState& s, const Scene& at, Fen CentralPath::*line) {
  return {.last = s.last.*line,
          .before_last = s.before_last.*line,
          .central = at.central.*line,
          .central_last = s.central_last.*line};
}

Fen fixed(const UnitState& s, const Scene& at) {
  return fixed_subsidy(s.fixed_base, {.execution_factor = at.unit.execution_factor, .level = at.rules.fixed_level});
}

Heads mean(const Heads& a, const Heads& b) {
  return {.contributors = (a.contributors + b.contributors) / 2, .retirees = (a.retirees + b.retirees) / 2};
}

/// The heads whose ratio chooses the tier (44-2.13, F10): whose, of which year and of which date, as the rules say.
Heads tier_heads(const UnitState& s, const Scene& at) {
  const bool insured = at.rules.ratio_basis == RatioBasis::insured, same_year = at.rules.ratio_lag == 0;
  const Heads now{.contributors = insured ? at.flows.contributors : at.flows.payers, .retirees = at.flows.retirees};
  const Heads last = insured ? s.insured : s.paying, before = insured ? s.insured_before : s.paying_before;
  const Heads end = same_year ? now : last;
  return at.rules.ratio_date == RatioDate::year_end ? end : mean(end, same_year ? last : before);
}

/// Spending that is no overspending.
Fen excluded(const Scene& at) {
  const bool increases = at.rules.over_excludes == OverExcludes::increases;
  return at.unit.excluded + (increases ? at.flows.at(Flow::increase_first_year) : Fen{});
}

Fen adjustment(UnitYear& u, const UnitState& s, const Scene& at) {
  if (at.rules.tiers.empty()) return {};
  u.tier_share = share_read(at.rules.tier_reading, at.rules.tiers, u.tier_heads);
  return adjustment_subsidy(at.rules.adjustment_basis, u.tier_share,
                            {.surviving_stock = at.flows.at(Flow::increase_surviving),
                             .first_year_flow = at.flows.at(Flow::increase_first_year),
                             .entitled_last_year = s.adjustment_last});
}

/// Under unified payment all income goes up anyway.
double levy_rate(const Scene& at) { return unified(at.rules.settle.regime) ? 0.0 : at.unit.levy_rate; }

/// Lag 0 of F11: the unit's own money in time falls as Z rises; solved on claims paid in full, before any top-up.
Fen special_of_same_year(const UnitYear& u, const UnitState& s, const Scene& at) {
  UnitClaim c = claim(u, s, at);
  const Subsidies without = c.entitled;
  SettleRules rules = at.rules.settle;
  rules.topup = PoolTopup::none;
  const auto own = [&](Fen z) {
    c.entitled.special = without.special + z;
    return settle(rules, {&c, 1}, {}).units.front().arrival.on_time;
  };
  const Merit achieved = merit(u.income - u.budget.income, u.budget.expenditure - u.expenditure, Fen{});
  return special_same_year(at.rules.special, achieved, own);
}

}  // namespace

CentralPath actuals(const FiscalFlows& f) {
  return {.income = f.income(),
          .other_income = f.other_income(),
          .expenditure = f.expenditure(),
          .due = f.at(Flow::contributions_due)};
}

Fen base_year_gap(const UnitOpening& o) {
  return budget_gap(
      {.income = o.plan_income, .other = o.plan_other_income, .expenditure = o.budget_expenditure, .levy = o.levy});
}

Fen base_year_subsidy(const UnitOpening& o, double gap_share) {
  return o.fixed_base ? *o.fixed_base : share_of_gap(base_year_gap(o), gap_share);
}

Scene scene(const FiscalInput& in, int y, std::size_t c) {
  const FiscalFlows& flows = in.flows[y][c];
  return {.rules = in.rules[y],
          .unit = in.unit_rules[y][c],
          .flows = flows,
          .central = in.central.empty() ? actuals(flows) : in.central[y][c]};
}

UnitState opening_state(const UnitOpening& o, double gap_share) {
  const CentralPath base{.income = o.income, .other_income = o.other_income, .expenditure = o.expenditure, .due = {}};
  UnitState s;
  s.balance = o.balance;
  s.receivable = o.receivable;
  s.arrears = o.arrears;
  s.advances = o.advances;
  s.last = base;
  s.central_last = base;
  s.merit_last = merit(o.income - o.plan_income, o.budget_expenditure - o.expenditure, o.treasury_on_time);
  s.insured = {.contributors = o.contributors, .retirees = o.retirees};
  s.paying = {.contributors = o.payers, .retirees = o.retirees};
  s.insured_before = s.insured, s.paying_before = s.paying;
  s.fixed_base = base_year_subsidy(o, gap_share);
  s.own_stock = o.balance;
  s.should_be_insured = o.should_be_insured;
  s.achieved = {.plan_income = o.plan_income,
                .income = o.income,
                .budget_expenditure = o.budget_expenditure,
                .expenditure = o.expenditure,
                .treasury_due = o.treasury_on_time + o.receivable,
                .treasury_on_time = o.treasury_on_time,
                .contributors = o.contributors,
                .contributors_before = o.contributors_before};
  return s;
}

UnitYear actual_year(const UnitState& s, const Scene& at) {
  UnitYear u;
  u.opening = s.balance, u.own_stock = s.own_stock;
  u.income = at.flows.income();
  u.other_income = at.flows.other_income();
  u.expenditure = at.flows.expenditure();
  u.levy = portion(u.income, levy_rate(at));
  u.tier_heads = tier_heads(s, at);
  if (at.rules.settle.regime == Regime::national)
    u.central = central_flows(at.rules.central, {s.should_be_insured, s.insured.retirees});
  return u;
}

/// A planned line as large as sums over lines can hold; one that has grown so far is refused (reach_issues).
Fen within_reach(Fen planned) {
  constexpr Fen kMost = fen_from_yuan(10 * kMostOfAYear);
  return max(-kMost, min(planned, kMost));
}

/// The budget before the year begins. Ambition is asked of the collection alone: what is owed is not stretched.
void plan(UnitYear& u, const UnitState& s, const Scene& at) {
  PlanBasis income = basis(s, at, &CentralPath::income);
  income.capacity = plan_line({}, basis(s, at, &CentralPath::due));  // as last year's due let expect it
  PlanRule unstretched = at.rules.plan;
  unstretched.stretch = 0.0;
  Budget& b = u.budget;
  b.income = within_reach(plan_line(at.rules.plan, income));
  b.other = within_reach(plan_line(unstretched, basis(s, at, &CentralPath::other_income)));
  b.expenditure = within_reach(plan_line(unstretched, basis(s, at, &CentralPath::expenditure)));
  u.plan_central = u.central;  // known beforehand: its heads are those of the year before
  b.other += u.central.received();
  b.levy = portion(b.income, levy_rate(at)) + u.central.upload;
  u.plan_interest = fund_interest(s.balance, b.income + b.other - b.levy - b.expenditure,
                                  at.rules.plan.interest.value_or(at.rules.settle.interest_rate));
  b.other += u.plan_interest;
  if (at.unit.approved_budget) {
    b = *at.unit.approved_budget;
    u.plan_interest = Fen{};
    u.plan_central = {};
  }
  u.budget_gap = budget_gap(b);
  u.reserve_floor = at.unit.reserve_floor + portion(b.expenditure, at.unit.reserve_months, 12);
}

void grant(UnitYear& u, const UnitState& s, const Scene& at) {
  if (unified(at.rules.settle.regime)) return;  // F24: the province pays what is lacking
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

void reward(UnitYear& u, const UnitState& s, const Scene& at) {
  u.reward.score = reward_score(at.rules.reward, s.achieved);
  u.reward.county = county_reward(at.unit.reward, s.achieved);
}

UnitClaim claim(const UnitYear& u, const UnitState& s, const Scene& at) {
  return {.plan_income = u.budget.income,
          .income = u.income,
          .other_income = u.other_income,
          .budget_expenditure = u.budget.expenditure,
          .expenditure = u.expenditure,
          .excluded = excluded(at),
          .levy = u.levy,
          .central = u.central,
          .balance = s.balance,
          .balance_share = at.unit.balance_share,
          .reserve_floor = u.reserve_floor,
          .entitled = u.entitled + u.brought_forward,
          .ontime_share = at.unit.ontime_share,
          .payments = at.unit.payments,
          .settlement = at.unit.settlement,
          .receivable_brought_forward = s.receivable,
          .arrears_outstanding = s.arrears,
          .advances_outstanding = s.advances,
          .local_share = at.unit.local_share,
          .own_stock = u.own_stock};
}

ExAnte ex_ante(const UnitYear& u, const Scene& at) {
  const Fen lacking = max(Fen{}, u.budget_gap - u.settled.paid.total() - u.settled.usable);
  const Fen needed = unified(at.rules.settle.regime) ? portion(lacking, at.unit.local_share) : lacking;
  const std::optional<Fen>& cap = at.unit.treasury_cap;
  return {.treasury_needed = needed, .cap = cap, .lacking = cap ? max(Fen{}, needed - *cap) : Fen{}};
}

UnitState next_state(const UnitState& s, const UnitYear& u, const Scene& at) {
  UnitState n = s;
  n.balance = u.settled.bridge.closing;
  n.receivable = u.settled.arrival.receivable;
  n.arrears = u.settled.bridge.arrears_outstanding;
  n.advances = u.settled.bridge.advances_outstanding;
  n.before_last = s.last;
  n.last = {.income = u.income,
            .other_income = u.other_income,
            .expenditure = u.expenditure,
            .due = at.flows.at(Flow::contributions_due)};
  n.central_last = at.central;
  n.merit_last = merit(u.income - u.budget.income, u.budget.expenditure - u.expenditure, u.settled.arrival.on_time);
  n.insured_before = s.insured, n.paying_before = s.paying;
  n.insured = {.contributors = at.flows.contributors, .retirees = at.flows.retirees};
  n.paying = {.contributors = at.flows.payers, .retirees = at.flows.retirees};
  n.adjustment_last = u.entitled.adjustment;
  n.own_stock = unified(at.rules.settle.regime) ? s.own_stock - u.settled.cover.from_balance() : n.balance;
  n.should_be_insured = at.flows.should_be_insured;
  n.achieved = {.plan_income = u.budget.income,
                .income = u.income,
                .budget_expenditure = u.budget.expenditure,
                .expenditure = u.expenditure,
                .treasury_due = u.settled.cover.treasury(),
                .treasury_on_time = u.settled.arrival.on_time,
                .contributors = at.flows.contributors,
                .contributors_before = s.insured.contributors};
  n.carried = carried_forward(at.rules.unpaid, u.entitled + u.brought_forward, u.settled.paid);
  return n;
}

}  // namespace ballast
