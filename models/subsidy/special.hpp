/// Special subsidy 专项补助: for income raised, spending saved and the unit's own money (44-2.14; F11).
///   Z = min(cap, w₁·extra + w₂·saved + w₃·own)
/// extra = max(0, R − R̂) · saved = max(0, Ê − E) · own = treasury money paid on time, without what was withheld [fen];
/// w weights [1] · cap an amount [fen] and/or a share of extra + saved + own [1]. Of the year before (lag 1), or of the
/// same year (lag 0): then own itself falls as Z rises and the two are solved together.
#pragma once

#include <functional>
#include <optional>

#include "models/base/quantity.hpp"

namespace ballast {

struct SpecialRule {
  double weight_extra = 0.0;
  double weight_saved = 0.0;
  double weight_own = 0.0;
  std::optional<Fen> cap{};           ///< none: no cap by amount
  std::optional<double> cap_share{};  ///< none: no cap by share
};

/// What a unit achieved. [fen]
struct Merit {
  Fen extra{};
  Fen saved{};
  Fen own{};
};

Merit merit(Fen income_above_plan, Fen spending_below_budget, Fen own);

Fen special_subsidy(const SpecialRule& rule, const Merit& merit);

/// Lag 0: the one Z with Z = special(own(Z)), own non-increasing in Z; found on whole fen.
Fen special_same_year(const SpecialRule& rule, Merit merit, const std::function<Fen(Fen)>& own_given_z);

}  // namespace ballast
