/// The door between the stages: a unit's yearly flows of stage 1 in yuan become whole fen here, once, line by line.
///   R = Σ contribution lines        O = Σ other income lines        E = Σ expenditure lines   [fen]
/// Every sum is taken after rounding, so lines and totals agree to the fen.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "models/base/quantity.hpp"
#include "models/budget/form.hpp"
#include "models/fund/ledger.hpp"
#include "models/measures/flows.hpp"

namespace ballast {

/// A flow that moves the fund's money: every line of the three arrays below is one entry of a unit's year.
struct FiscalLine {
  Flow flow;
  Holder other;               ///< who pays it to the fund, or whom the fund pays
  FormLine form;              ///< where the official form has it
  bool monthly = false;       ///< pensions and benefits that go on month after month
  std::string_view clause{};  ///< what it rests on, where that is not what contributions, income, expenditure do
};

inline constexpr std::array kContributionLines{
    FiscalLine{Flow::contributions_unit, Holder::employers, FormLine::contributions_unit},
    FiscalLine{Flow::contributions_individual, Holder::contributors, FormLine::contributions_individual},
    FiscalLine{Flow::contributions_flexible, Holder::contributors, FormLine::contributions_flexible},
    FiscalLine{Flow::contributions_arrears, Holder::employers, FormLine::contributions_arrears, false, "44-3.9"},
    FiscalLine{Flow::contributions_makeup, Holder::contributors, FormLine::contributions_makeup}};
inline constexpr std::array kOtherIncomeLines{
    FiscalLine{Flow::late_fees, Holder::employers, FormLine::other_income, false, "44-3.9"},
    FiscalLine{Flow::transfers_in, Holder::outside, FormLine::transfers_in},
    FiscalLine{Flow::false_claims_recovered, Holder::pensioners, FormLine::other_income, false, "44-4.3"}};
inline constexpr std::array kExpenditureLines{
    FiscalLine{Flow::pension_basic, Holder::pensioners, FormLine::pension_basic, true},
    FiscalLine{Flow::pension_transitional, Holder::pensioners, FormLine::pension_transitional, true},
    FiscalLine{Flow::pension_increases, Holder::pensioners, FormLine::pension_increases, true},
    FiscalLine{Flow::pension_account, Holder::pensioners, FormLine::pension_account, true},
    FiscalLine{Flow::pension_account_from_pool, Holder::pensioners, FormLine::pension_account, true},
    FiscalLine{Flow::illness_benefit, Holder::pensioners, FormLine::illness_benefit, true},
    FiscalLine{Flow::funeral_grants, Holder::pensioners, FormLine::death_grants},
    FiscalLine{Flow::survivor_grants, Holder::pensioners, FormLine::death_grants},
    FiscalLine{Flow::account_refunds, Holder::pensioners, FormLine::other_expenditure},
    FiscalLine{Flow::transfers_out, Holder::outside, FormLine::transfers_out},
    FiscalLine{Flow::false_claims_paid, Holder::pensioners, FormLine::other_expenditure, false, "44-4.3"}};
inline constexpr std::array<std::span<const FiscalLine>, 3> kFiscalLines{kContributionLines, kOtherIncomeLines,
                                                                         kExpenditureLines};
/// Read by plans and subsidies, not part of income or expenditure.
inline constexpr std::array kMemoLines{Flow::contributions_due, Flow::increase_first_year, Flow::increase_surviving};

/// What the catalogue calls a flow; the line of the ledger that books it is called the same.
inline std::string_view key_of(Flow flow) { return kFlowCatalogue[static_cast<std::size_t>(flow)].key; }

/// Every flow whose money stage 2 reads, in one row.
inline constexpr auto kRounded = [] {
  std::array<Flow, kContributionLines.size() + kOtherIncomeLines.size() + kExpenditureLines.size() + kMemoLines.size()>
      flows{};
  auto* to = flows.data();
  for (const auto lines : kFiscalLines)
    for (const FiscalLine& line : lines) *to++ = line.flow;
  for (const Flow flow : kMemoLines) *to++ = flow;
  return flows;
}();
/// Where in that row a flow stands: five times the room would be taken by all flows, in every unit and year of every
/// future.
inline constexpr auto kPlaceOfRounded = [] {
  std::array<std::uint8_t, kFlows> places{};
  places.fill(kRounded.size());  // of no other flow: outside
  for (std::size_t place = 0; place < kRounded.size(); ++place)
    places[static_cast<std::size_t>(kRounded[place])] = static_cast<std::uint8_t>(place);
  return places;
}();

/// One unit's flows of one year, as stage 2 reads them.
struct FiscalFlows {
  std::array<Fen, kRounded.size()> money{};  ///< in the order of kRounded
  double contributors = 0.0;                 ///< insured active members incl. suspended, 31 December [persons]
  double payers = 0.0;                       ///< contributing members, 31 December [persons]
  double retirees = 0.0;                     ///< 31 December [persons]
  double should_be_insured = 0.0;            ///< 31 December [persons]

  /// Precondition: the flow is one of kRounded.
  Fen at(Flow f) const { return money[kPlaceOfRounded[static_cast<std::size_t>(f)]]; }
  Fen& at(Flow f) { return money[kPlaceOfRounded[static_cast<std::size_t>(f)]]; }
  Fen income() const;        ///< R, contributions of every kind
  Fen other_income() const;  ///< O, without interest
  Fen expenditure() const;   ///< E
};

/// Rounds one year of a unit's flows (F1).
FiscalFlows fiscal_flows(const UnitFlows& flows, int year_index);

}  // namespace ballast
