/// The bridge at the end of the year: who lends when a unit's fund would close below zero (44-4.1, 44-5.1; F20).
///   missing_c  = max(0, −c2_c)
///   advance_c  = missing_c · min(1, pool / Σ missing)        the city pool lends, shares by largest remainder
///   arrears_c  = missing_c − advance_c                       pensions not paid in time
///   from c2_c > 0: arrears of earlier years are paid first, then advances are repaid; the rest is the closing balance
/// c2 cash position before the bridge [fen] · pool money left in the city pool [fen].
#pragma once

#include <span>
#include <vector>

#include "models/base/quantity.hpp"

namespace ballast {

/// What one unit brings to the end of the year. [fen]
struct Position {
  Fen cash{};                  ///< c2: balance after all income, expenditure, treasury and withheld money
  Fen arrears_outstanding{};   ///< pensions of earlier years not yet paid
  Fen advances_outstanding{};  ///< lent by the pool and not yet repaid
};

/// How one unit's year closes. [fen]
struct Bridge {
  Fen advance{};               ///< lent by the pool this year
  Fen benefit_arrears{};       ///< this year's pensions left unpaid
  Fen arrears_paid{};          ///< of earlier years, first charge
  Fen advance_repaid{};        ///< second charge
  Fen arrears_outstanding{};   ///< at 31 December
  Fen advances_outstanding{};  ///< at 31 December
  Fen closing{};               ///< balance at 31 December, never negative
};

/// Closes all units at once, so that their order decides nothing but a tied fen. `pool` ≥ 0.
std::vector<Bridge> bridge(std::span<const Position> positions, Fen pool);

}  // namespace ballast
