#include "models/budget/regime.hpp"

#include "models/fund/portion.hpp"

namespace ballast {

Fen unified_support(Fen structural, Fen usable, double local_share) {
  const Fen rest = structural - min(usable, structural);
  return rest - portion(rest, local_share);
}

ProvinceFlows province_flows(Fen open, Fen stock) {
  return {.backing = max(Fen{}, -open), .passed_up = max(Fen{}, open - stock)};
}

CentralFlows central_flows(const CentralTerms& terms, const CentralHeads& heads) {
  const double per_head = terms.upload_rate * terms.wage_share * terms.mean_wage;
  return {.upload = fen_from_yuan(per_head * heads.should_be_insured),
          .handout = fen_from_yuan(terms.handout * heads.retirees),
          .transfer = fen_from_yuan(terms.transfer * heads.retirees)};
}

}  // namespace ballast
