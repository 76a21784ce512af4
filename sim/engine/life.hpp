/// A block's life: the state that stage 1 carries from year to year for units side by side, and how it begins (T1 –
/// T3).
#pragma once

#include <array>
#include <memory_resource>
#include <vector>

#include "models/benefit/deferred.hpp"
#include "models/benefit/pensioners.hpp"
#include "models/membership/members.hpp"
#include "scenarios/scenario.hpp"
#include "sim/engine/lanes.hpp"
#include "sim/engine/opening_pattern.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

/// Kinds of people who draw from the fund: retirees, illness retirees (own mortality), illness benefit (病残津贴).
enum class Pensioned { retired, ill, benefit };
inline constexpr int kPensionedKinds = 3;
inline constexpr std::array<Pensioned, kPensionedKinds> kAllPensioned{Pensioned::retired, Pensioned::ill,
                                                                      Pensioned::benefit};

/// Illness benefit without an account pension yet: minimum years met, or not (人社部发〔2024〕72号).
enum class Deferred { partial, limited };
inline constexpr int kDeferredKinds = 2;

/// What the audit compares: sums over a whole table.
struct alignas(sizeof(Lanes)) LifeTotals {
  std::array<Members<Lanes>, kCategories> by_category;  ///< members, contributing and suspended
  Members<Lanes> members;                               ///< of all categories
  Lanes contributing{}, suspended{};
  Pensioners<Lanes> pensioned;  ///< all kinds
  Lanes retired{}, benefit{};   ///< heads: retirees of both kinds; illness benefit of every case
  Lanes account_pension{};      ///< [yuan a month]
  Lanes benefit_pension{};      ///< of both, illness benefits but those of some months [yuan a month]
  Lanes retired_accounts{};     ///< balances of pensioners [yuan]
};

struct alignas(sizeof(Lanes)) Life {
  using Table = MemberTable<Lanes>;

  /// Nobody is there; the tables stand in `room`.
  Life(int top_service, std::pmr::memory_resource* room);

  std::array<Table, kCategories> members;
  std::array<MemberCell<Lanes>, kCategories> closing{};  ///< sums over each table as the year left it
  std::array<std::array<PensionerTable<Lanes>, kCategories>, kPensionedKinds> pensioned;
  std::array<PensionerSums<Lanes>, kPensionedKinds> drawing{};  ///< sums over the tables of a kind, carried along
  std::array<std::array<DeferredTable<Lanes>, kCategories>, kDeferredKinds> deferred;
  std::array<Lanes, kCategories> arrears{};  ///< 欠费 [yuan]
  std::vector<Lanes> loans;                  ///< granted by year since the base year [yuan]
  Lanes loans_outstanding{};                 ///< [yuan]
  Lanes false_claims{};                      ///< paid in the year before [yuan]
  std::vector<Lanes> hardship_entrants;      ///< by year since the base year [persons]

  Table& table(Category g) { return members[static_cast<std::size_t>(g)]; }
  PensionerSums<Lanes>& sums(Pensioned kind) { return drawing[static_cast<std::size_t>(kind)]; }
  const PensionerSums<Lanes>& sums(Pensioned kind) const { return drawing[static_cast<std::size_t>(kind)]; }
  PensionerTable<Lanes>& table(Pensioned kind, Category g) {
    return pensioned[static_cast<std::size_t>(kind)][static_cast<std::size_t>(g)];
  }
  const PensionerTable<Lanes>& table(Pensioned kind, Category g) const {
    return pensioned[static_cast<std::size_t>(kind)][static_cast<std::size_t>(g)];
  }

  DeferredTable<Lanes>& table(Deferred kind, Category g) {
    return deferred[static_cast<std::size_t>(kind)][static_cast<std::size_t>(g)];
  }
  const DeferredTable<Lanes>& table(Deferred kind, Category g) const {
    return deferred[static_cast<std::size_t>(kind)][static_cast<std::size_t>(g)];
  }

  /// Comes to the pensioners of an age.
  template <class People>
  void join(Pensioned kind, Category g, Age x, const People& people, const RetiredAccount<Lanes>& account) {
    PensionerRow<Lanes>& row = table(kind, g).open(x);
    row.people += people;
    RetiredAccount<Lanes>& its = row.account(x);
    its.pension += account.pension, its.balance += account.balance;
    PensionerSums<Lanes>& all = sums(kind);
    all.people += people, all.account_pension += account.pension, all.account_balance += account.balance;
  }

  /// Room for a run of so many years. Nobody is there any more once the kernel has cleared the tables too.
  void make_room(int years);
};

/// The members of the opening position: a pattern common to all lanes, and the heads it is multiplied with.
struct alignas(sizeof(Lanes)) OpeningMembers {
  const OpeningCell* pattern = nullptr;
  int cells = 0;
  GrantMonths grant;
  std::array<std::array<Lanes, Life::Table::kAges>, kCategories> heads{};  ///< by category and age [persons]
  Lanes index_scale{};                                                     ///< of the pattern's indices and accounts
};
OpeningMembers opening_members(const Scenario& scenario, const Block& block, const OpeningPattern& pattern,
                               const GrantMonths& grant);

/// Brings the opening retirees of a block's units at 31 December of the base year into a life where nobody is.
void open_life(const Scenario& scenario, const Block& block, Life& life);

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
