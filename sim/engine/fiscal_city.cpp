#include "sim/engine/fiscal_city.hpp"

#include "models/fund/interest.hpp"

namespace ballast {
namespace {

/// The pool before it pays (F12). Its interest is that of a unit fund, on claims as if paid: nothing is circular.
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

/// Under unified payment (F27); `open` is what the pool would close with.
void settle_with_province(PoolYear& p, Fen open) {
  const ProvinceFlows flows = province_flows(open, p.opening + p.interest);
  p.backing = flows.backing, p.passed_up = flows.passed_up;
  p.closing = open + p.backing - p.passed_up;
}

void take_settlement(FiscalYear& year, const FiscalInput& in, int y, const Settlement& s) {
  for (std::size_t c = 0; c < year.units.size(); ++c) {
    UnitYear& u = year.units[c];
    u.settled = s.units[c];
    u.ex_ante = ex_ante(u, scene(in, y, c));
    year.pool.paid = year.pool.paid + u.settled.paid;
    year.pool.topup += u.settled.cover.topup;
    year.pool.advances += u.settled.bridge.advance;
    year.pool.repaid += u.settled.bridge.advance_repaid;
    year.pool.surplus += u.settled.remitted;
  }
  if (in.ample_pool) return;
  year.pool.closing = s.pool_closing;
  if (unified(in.rules[y].settle.regime)) settle_with_province(year.pool, s.pool_closing);
}

/// What treasuries pay outside the fund for the year before (44-5.5 … 44-5.7; F29, F30).
void share_rewards(FiscalYear& year, const FiscalInput& in, int y) {
  std::vector<double> scores, weights;
  scores.reserve(year.units.size()), weights.reserve(year.units.size());
  for (std::size_t c = 0; c < year.units.size(); ++c) {
    scores.push_back(year.units[c].reward.score);
    weights.push_back(in.unit_rules[y][c].reward.unit_weight);
  }
  const std::vector<Fen> city = city_rewards(in.rules[y].reward.city_pool, scores, weights);
  for (std::size_t c = 0; c < year.units.size(); ++c) year.units[c].reward.city = city[c];
}

}  // namespace

CityState opening_city(const FiscalInput& in) {
  CityState state{.units = {}, .pool = in.pool_opening};
  for (const UnitOpening& o : in.opening) state.units.push_back(opening_state(o, in.base_gap_share));
  return state;
}

/// The city's year: plan, budget gap, subsidies for each unit; then gap by cause → waterfall → withholding → advance →
/// close for all units together (settle); then what the budget would have needed, known once the subsidies are paid.
FiscalYear city_year(const FiscalInput& in, int y, const CityState& before) {
  const std::vector<UnitState>& states = before.units;
  FiscalYear year{.year = in.first_year + y};
  std::vector<UnitClaim> claims;
  claims.reserve(states.size()), year.units.reserve(states.size());
  for (std::size_t c = 0; c < states.size(); ++c) {
    const Scene at = scene(in, y, c);
    UnitYear& u = year.units.emplace_back(actual_year(states[c], at));
    plan(u, states[c], at);
    grant(u, states[c], at);
    reward(u, states[c], at);
    claims.push_back(claim(u, states[c], at));
  }
  year.pool = fill_pool(in, y, before.pool, year.units);
  const std::optional<Fen> available = in.ample_pool ? std::nullopt : std::optional(year.pool.available);
  take_settlement(year, in, y, settle(in.rules[y].settle, claims, available));
  share_rewards(year, in, y);
  return year;
}

CityState next_city(const FiscalInput& in, int y, const CityState& before, const FiscalYear& year) {
  CityState state{.units = {}, .pool = year.pool.closing};
  state.units.reserve(before.units.size());
  for (std::size_t c = 0; c < before.units.size(); ++c)
    state.units.push_back(next_state(before.units[c], year.units[c], scene(in, y, c)));
  return state;
}

}  // namespace ballast
