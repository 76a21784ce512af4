/// A unit's life: the state that stage 1 carries from year to year, and how it begins.
#pragma once

#include <array>
#include <vector>

#include "models/benefit/deferred.hpp"
#include "models/benefit/pensioners.hpp"
#include "models/membership/members.hpp"
#include "scenarios/scenario.hpp"

namespace ballast {

/// Kinds of people who draw from the fund: retirees, illness retirees (own mortality), illness benefit (病残津贴).
enum class Pensioned { retired, ill, benefit };
inline constexpr int kPensionedKinds = 3;
inline constexpr std::array<Pensioned, kPensionedKinds> kAllPensioned{Pensioned::retired, Pensioned::ill,
                                                                      Pensioned::benefit};

/// Illness benefit without an account pension yet: minimum years met, or not (人社部发〔2024〕72号).
enum class Deferred { partial, limited };
inline constexpr int kDeferredKinds = 2;

/// What the audit compares: sums over a whole table.
struct LifeTotals {
  Members<double> members;  ///< contributing and suspended; account = their accounts
  double contributing = 0, suspended = 0;
  Pensioners<double> pensioned;     ///< all kinds
  double retired = 0, benefit = 0;  ///< heads: retirees of both kinds; illness benefit of every case
  double account_pension = 0;       ///< [yuan a month]
  double retired_accounts = 0;      ///< balances of pensioners [yuan]
};

struct Life {
  using Table = MemberTable<double>;

  std::array<Table, kCategories> members;
  std::array<std::array<PensionerTable<double>, kCategories>, kPensionedKinds> pensioned;
  std::array<std::array<DeferredTable<double>, kCategories>, kDeferredKinds> deferred;
  std::array<double, kCategories> arrears{};  ///< 欠费 [yuan]
  std::vector<double> loans;                  ///< granted by year since the base year [yuan]
  double loans_outstanding = 0;               ///< [yuan]
  double false_claims = 0;                    ///< paid in the year before [yuan]
  std::vector<double> hardship_entrants;      ///< by year since the base year [persons]

  Table& table(Category g) { return members[static_cast<std::size_t>(g)]; }
  PensionerTable<double>& table(Pensioned kind, Category g) {
    return pensioned[static_cast<std::size_t>(kind)][static_cast<std::size_t>(g)];
  }
  const PensionerTable<double>& table(Pensioned kind, Category g) const {
    return pensioned[static_cast<std::size_t>(kind)][static_cast<std::size_t>(g)];
  }

  DeferredTable<double>& table(Deferred kind, Category g) {
    return deferred[static_cast<std::size_t>(kind)][static_cast<std::size_t>(g)];
  }
  const DeferredTable<double>& table(Deferred kind, Category g) const {
    return deferred[static_cast<std::size_t>(kind)][static_cast<std::size_t>(g)];
  }

  /// Everyone one year older on 1 January.
  void grow_older();
  LifeTotals totals() const;
};

/// The opening position of a unit at 31 December of the base year, from the place's tables.
Life opening_life(const Scenario& scenario, int unit);

}  // namespace ballast
