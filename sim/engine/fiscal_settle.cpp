#include "sim/engine/fiscal_settle.hpp"

#include <limits>

#include "models/fund/interest.hpp"
#include "models/fund/portion.hpp"

namespace ballast {
namespace {

/// Stands for a pool without limit; far enough from the largest number that sums do not overflow.
constexpr Fen kUnlimited{std::numeric_limits<std::int64_t>::max() / 4};

/// One projection of every unit's record, e.g. all gaps.
template <class Member>
auto column(const std::vector<UnitSettlement>& units, Member member) {
  std::vector<std::decay_t<decltype(units.front().*member)>> values;
  values.reserve(units.size());
  for (const UnitSettlement& u : units) values.push_back(u.*member);
  return values;
}

std::vector<Subsidies> entitlements(std::span<const UnitClaim> claims) {
  std::vector<Subsidies> entitled;
  entitled.reserve(claims.size());
  for (const UnitClaim& c : claims) entitled.push_back(c.entitled);
  return entitled;
}

/// The year before anybody fills a gap, and why there is one (F14 – F16).
UnitSettlement result_of_year(const SettleRules& rules, const UnitClaim& c, const Subsidies& paid) {
  UnitSettlement u{.regime = rules.regime, .deadline = rules.deadline, .paid = paid};
  const Fen flow = c.income + c.other_income + paid.total() + c.central.net() - c.levy - c.expenditure;
  u.interest = fund_interest(c.balance, flow, rules.interest_rate);
  u.balance_of_year = flow + u.interest;
  u.gap = gap_by_cause(rules.gap, {.plan_income = c.plan_income,
                                   .income = c.income,
                                   .budget_expenditure = c.budget_expenditure,
                                   .expenditure = c.expenditure,
                                   .excluded = c.excluded,
                                   .balance_of_year = u.balance_of_year});
  u.usable = usable_balance(c.balance, c.balance_share, c.reserve_floor);
  return u;
}

/// Who pays, and how much of it arrives (F17 – F19).
void fill_gap(UnitSettlement& u, const UnitClaim& c, Fen topup) {
  u.cover =
      cover(u.gap, {.topup = topup, .usable = u.usable, .receivable_brought_forward = c.receivable_brought_forward});
  const Fen due = u.cover.treasury();
  u.arrival =
      c.payments ? arrive(due, *c.payments, u.deadline, c.settlement) : arrive(due, c.ontime_share, c.settlement);
}

Position position(const UnitSettlement& u, const UnitClaim& c) {
  const Fen cash = c.balance + u.balance_of_year + u.cover.topup + u.arrival.on_time + u.arrival.withheld;
  return {.cash = cash, .arrears_outstanding = c.arrears_outstanding, .advances_outstanding = c.advances_outstanding};
}

/// X of every unit (F18, F25). Under unified payment the province stands behind the pool, so no unit waits for another.
std::vector<Fen> topups_of(const SettleRules& rules, const std::vector<UnitSettlement>& units,
                           std::span<const UnitClaim> claims, Fen pool) {
  if (!unified(rules.regime)) return pool_topups(rules.topup, column(units, &UnitSettlement::gap), pool);
  std::vector<Fen> topups;
  for (std::size_t c = 0; c < units.size(); ++c)
    topups.push_back(unified_support(units[c].gap.gap_structural, units[c].usable, claims[c].local_share));
  return topups;
}

/// Under unified payment a unit keeps (F26) what it held before, less what it used of it; all else goes up.
void remit_surplus(UnitSettlement& u, const UnitClaim& c) {
  u.remitted = max(Fen{}, u.bridge.closing - (c.own_stock - u.cover.from_balance()));
  u.bridge.closing -= u.remitted;
}

}  // namespace

Settlement settle(const SettleRules& rules, std::span<const UnitClaim> claims, std::optional<Fen> available) {
  Settlement s;
  Fen pool = available.value_or(kUnlimited);
  const std::vector<Subsidies> paid = pay_from_pool(rules.limited_pool, entitlements(claims), pool);
  pool -= total(paid);
  s.units.reserve(claims.size());
  for (std::size_t c = 0; c < claims.size(); ++c) s.units.push_back(result_of_year(rules, claims[c], paid[c]));

  const std::vector<Fen> topups = topups_of(rules, s.units, claims, pool);
  pool -= sum(topups);
  std::vector<Position> positions;
  positions.reserve(claims.size());
  for (std::size_t c = 0; c < claims.size(); ++c) {
    fill_gap(s.units[c], claims[c], topups[c]);
    positions.push_back(position(s.units[c], claims[c]));
  }

  const bool backed = unified(rules.regime);
  const std::vector<Bridge> closed = bridge(positions, backed ? kUnlimited : pool);
  for (std::size_t c = 0; c < claims.size(); ++c) {
    s.units[c].bridge = closed[c];
    if (backed) remit_surplus(s.units[c], claims[c]);
    pool += closed[c].advance_repaid - closed[c].advance + s.units[c].remitted;
  }
  s.pool_closing = pool;
  return s;
}

}  // namespace ballast
