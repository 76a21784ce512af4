/// The no-deficit waterfall: who fills a unit's gap, cause by cause (44-2.5 … 44-2.8; F17, F18).
///   short      → unit treasury, always;
///   structural → [pool top-up] → balance → unit treasury;
///   over       → what the balance has left → unit treasury.
///   U = max(0, min(share·B, B − floor)) ;  b₁ = min(U, structural − X) ;  b₂ = min(U − b₁, over)
///   T = owed for short + (structural − X − b₁) + (over − b₂) + receivable brought forward
/// B balance at 31 December of the year before [fen] · share, floor what of it may be used [1], [fen] · X top-up [fen].
/// The parts add up by construction: the last payer takes the remainder. T never rises with B, X or a subsidy.
#pragma once

#include <span>
#include <vector>

#include "models/base/quantity.hpp"
#include "models/budget/gap.hpp"

namespace ballast {

/// Whether pool money left after the subsidies fills structural gaps. 统筹基金兜底
enum class PoolTopup { none, residual };

/// What of the opening balance may fill a gap. [fen]
Fen usable_balance(Fen balance, double share, Fen floor);

/// What stands before the treasury. [fen]
struct Reserves {
  Fen topup{};                       ///< X, decided for all units together
  Fen usable{};                      ///< U
  Fen receivable_brought_forward{};  ///< treasury money of earlier years that never came
};

/// Who pays. [fen]
struct Cover {
  Fen topup{};
  Fen from_balance_structural{};
  Fen from_balance_over{};
  Fen treasury_short{};
  Fen treasury_structural{};
  Fen treasury_over{};
  Fen receivable_brought_forward{};

  constexpr Fen from_balance() const { return from_balance_structural + from_balance_over; }
  /// What the year itself makes the treasury owe: over years, each yuan once.
  constexpr Fen treasury_of_year() const { return treasury_short + treasury_structural + treasury_over; }
  constexpr Fen treasury() const { return treasury_of_year() + receivable_brought_forward; }
};

Cover cover(const Gap& gap, const Reserves& reserves);

/// X of every unit: nothing, or the structural gaps as far as the pool goes, by largest remainder. [fen]
std::vector<Fen> pool_topups(PoolTopup mode, std::span<const Gap> gaps, Fen pool);

}  // namespace ballast
