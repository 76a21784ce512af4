/// The door between the stages: a unit's yearly flows of stage 1 in yuan become whole fen here, once, line by line.
///   R = Σ contribution lines        O = Σ other income lines        E = Σ expenditure lines   [fen]
/// Every sum is taken after rounding, so lines and totals agree to the fen.
#pragma once

#include <array>
#include <span>

#include "models/base/quantity.hpp"
#include "models/measures/flows.hpp"

namespace ballast {

/// One unit's flows of one year, as stage 2 reads them.
struct FiscalFlows {
  std::array<Fen, kFlows> money{};  ///< rounded lines; zero where the flow is not money
  double contributors = 0.0;        ///< insured active members incl. suspended, 31 December [persons]
  double payers = 0.0;              ///< contributing members, 31 December [persons]
  double retirees = 0.0;            ///< 31 December [persons]
  double should_be_insured = 0.0;   ///< 31 December [persons]

  Fen at(Flow f) const { return money[static_cast<std::size_t>(f)]; }
  Fen& at(Flow f) { return money[static_cast<std::size_t>(f)]; }
  Fen income() const;        ///< R, contributions of every kind
  Fen other_income() const;  ///< O, without interest
  Fen expenditure() const;   ///< E
};

inline constexpr std::array kContributionLines{Flow::contributions_unit, Flow::contributions_individual,
                                               Flow::contributions_flexible, Flow::contributions_arrears,
                                               Flow::contributions_makeup};
inline constexpr std::array kOtherIncomeLines{Flow::late_fees, Flow::transfers_in, Flow::false_claims_recovered};
inline constexpr std::array kExpenditureLines{
    Flow::pension_basic,   Flow::pension_transitional,      Flow::pension_increases,
    Flow::pension_account, Flow::pension_account_from_pool, Flow::illness_benefit,
    Flow::funeral_grants,  Flow::survivor_grants,           Flow::account_refunds,
    Flow::transfers_out,   Flow::false_claims_paid};
/// Read by plans and subsidies, not part of income or expenditure.
inline constexpr std::array kMemoLines{Flow::contributions_due, Flow::increase_first_year, Flow::increase_surviving};

/// Rounds one year of a unit's flows.
FiscalFlows fiscal_flows(const UnitFlows& flows, int year_index);

}  // namespace ballast
