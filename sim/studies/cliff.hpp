/// The cliff report: what one person more does to a unit's adjustment subsidy (44-2.13; F35).
/// Tiers are steps (or, read linearly, knots whose distance is told), so near a bound one more contributor loses a
/// whole tier of the new spending, one more retiree wins it. Under a regime above the city no tiers hold: there the
/// amount is what the national fund gives a unit less what it takes (one retiree more brings a hand-out, one who should
/// be insured anyway costs nothing when he joins), and nothing under provincial payment alone; nothing either where the
/// subsidy is a share of the gap (44-2.10). Every figure is the difference of two evaluations of the rule itself, in
/// fen.
#pragma once

#include <limits>
#include <optional>

#include "sim/engine/fiscal.hpp"

namespace ballast {

struct Cliff {
  Heads heads;                                              ///< as the rule counts them
  double ratio = std::numeric_limits<double>::quiet_NaN();  ///< DR [1], NaN where nobody is retired
  double share = 0;                                         ///< τ [1]
  Fen amount{};                                             ///< A of the year, or net of the national fund [fen]
  Regime regime = Regime::city_2016;
  Fen one_more_contributor{};           ///< change of A [fen]
  Fen one_more_retiree{};               ///< change of A [fen]
  std::optional<double> to_next{};      ///< contributors more until the next tier [persons]; none in the last
  std::optional<double> to_previous{};  ///< retirees more until the tier before [persons]; none in the first
  Fen next_tier{};                      ///< change of A on reaching the next tier [fen]
  Fen previous_tier{};                  ///< change of A on falling back a tier [fen]
};

/// Of one unit in one year (indices).
Cliff cliff(const FiscalInput& input, const FiscalResult& result, int year, int unit);

}  // namespace ballast
