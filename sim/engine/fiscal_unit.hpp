/// The steps of one unit's year before anything is paid, and what it carries to the next (44-2.1, 44-2.10 … 44-2.14).
///   plan → subsidies → claim on the settlement → state of the next year
/// Each step reads a Scene (rules, flows and central path of one unit and year) and the UnitState of the year before.
#pragma once

#include "sim/engine/fiscal.hpp"

namespace ballast {

/// What one unit carries from year to year.
struct UnitState {
  Fen balance{}, receivable{}, arrears{}, advances{};
  CentralPath last;         ///< actuals of the year before
  CentralPath before_last;  ///< actuals two years before; 0 when unknown
  CentralPath central_last;
  Merit merit_last;
  Heads insured, paying;                ///< 31 December of the year before
  Heads insured_before, paying_before;  ///< a year earlier; the same where unknown
  Fen fixed_base;                       ///< F₀
  Fen adjustment_last;                  ///< entitled, for the rolled basis
  Fen own_stock;                        ///< of the balance, what the unit held before unified payment began
  double should_be_insured = 0.0;       ///< 31 December of the year before
  Achievement achieved;                 ///< of the year before
  Subsidies carried;
};

/// One unit in one year: what every step below reads.
struct Scene {
  const FiscalRules& rules;
  const UnitRules& unit;
  const FiscalFlows& flows;
  CentralPath central;
};

CentralPath actuals(const FiscalFlows& flows);
/// Rules, flows and central path of unit `c` in year `y` (indices).
Scene scene(const FiscalInput& in, int y, std::size_t c);

UnitState opening_state(const UnitOpening& opening, double base_gap_share);

/// The unit's actuals of the year and the heads its tier is read from; nothing decided yet.
UnitYear actual_year(const UnitState& s, const Scene& at);

/// The budget before the year begins (F4 – F7): sets budget, plan_interest, plan_central, budget_gap and reserve_floor.
void plan(UnitYear& u, const UnitState& s, const Scene& at);

/// What the rule of the year entitles the unit to (F8 – F11): sets entitled, brought_forward and the tier.
void grant(UnitYear& u, const UnitState& s, const Scene& at);

/// What the year before earned: sets score and the unit's own reward; the city's is shared over all units later.
void reward(UnitYear& u, const UnitState& s, const Scene& at);

/// The unit's claim on the settlement.
UnitClaim claim(const UnitYear& u, const UnitState& s, const Scene& at);

/// Does the budget balance with the unit's own money? (44-2.5; F22, F28)
ExAnte ex_ante(const UnitYear& u, const Scene& at);

UnitState next_state(const UnitState& s, const UnitYear& u, const Scene& at);

}  // namespace ballast
