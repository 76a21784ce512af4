#include "models/subsidy/special.hpp"

#include "models/fund/portion.hpp"

namespace ballast {

Merit merit(Fen income_above_plan, Fen spending_below_budget, Fen own) {
  return {.extra = max(Fen{}, income_above_plan), .saved = max(Fen{}, spending_below_budget), .own = max(Fen{}, own)};
}

Fen special_subsidy(const SpecialRule& rule, const Merit& m) {
  const Fen earned =
      portion(m.extra, rule.weight_extra) + portion(m.saved, rule.weight_saved) + portion(m.own, rule.weight_own);
  const Fen by_amount = rule.cap.value_or(earned);
  const Fen by_share = rule.cap_share ? portion(m.extra + m.saved + m.own, *rule.cap_share) : earned;
  return max(Fen{}, min(earned, min(by_amount, by_share)));
}

Fen special_same_year(const SpecialRule& rule, Merit m, const std::function<Fen(Fen)>& own_given_z) {
  const auto granted_at = [&](Fen z) {
    m.own = own_given_z(z);
    return special_subsidy(rule, m);
  };
  // granted_at falls as z rises, so "granted ≥ z" holds up to the root and fails beyond it.
  Fen low;
  Fen high = granted_at(low);
  while (low < high) {
    const Fen middle = high - Fen{(high - low).count / 2};
    if (granted_at(middle) >= middle) {
      low = middle;
    } else {
      high = middle - Fen{1};
    }
  }
  return low;
}

}  // namespace ballast
