/// The ledger: every fen that moves, from one account to another, with the clause that moves it (44-4.1).
/// Double entry: an entry takes its amount from the credited account and gives it to the debited one, so all accounts
/// together always sum to zero; what a fund holds follows from the entries alone.
///   balance(a) = Σ amount[debit = a] − Σ amount[credit = a]   [fen]
#pragma once

#include <compare>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "models/base/quantity.hpp"

namespace ballast {

/// Who can hold or give money. Accounts of a unit carry its index, the others −1.
enum class Holder {
  contributors,        ///< insured persons 参保人员
  employers,           ///< 用人单位
  unit_fund,           ///< a unit's pension fund 各县区基金
  city_pool,           ///< retained provincial pooled money 留存统筹基金
  unit_treasury,       ///< a unit's budget 县区财政
  city_treasury,       ///< the city's budget 市级财政
  province_and_state,  ///< 中央和省级
  pensioners,          ///< 离退休人员
  outside,             ///< banks, other regions, and what stood before the first year
  provincial_fund,     ///< 省级统筹基金, under unified collection and payment
  national_fund,       ///< 中央调剂、全国统筹基金
  agencies,            ///< 经办机构, who get rewards outside the fund
  count_               ///< how many there are
};
inline constexpr std::size_t kHolders = static_cast<std::size_t>(Holder::count_);

struct Account {
  Holder holder = Holder::outside;
  int unit = -1;
  friend constexpr auto operator<=>(const Account&, const Account&) = default;
};

/// The treasury that pays for a unit: the city's own unit has no budget but the city's.
constexpr Account treasury_account(int unit, bool city_unit) {
  return city_unit ? Account{Holder::city_treasury, -1} : Account{Holder::unit_treasury, unit};
}

/// One movement of money. `clause` and `line` are static text: "44-2.11", "fixed".
struct Entry {
  Year year = 0;
  int unit = -1;     ///< the unit it concerns; −1 = the city as such
  Account debit{};   ///< receives
  Account credit{};  ///< gives
  Fen amount{};
  std::string_view clause{};
  std::string_view line{};
  friend bool operator==(const Entry&, const Entry&) = default;
};

using Ledger = std::vector<Entry>;

/// Posts an entry unless it moves nothing.
inline void post(Ledger& ledger, const Entry& entry) {
  if (entry.amount != Fen{}) ledger.push_back(entry);
}

/// What moved through the whole city's fund: unit funds and pool as one. [fen]
struct CityFlows {
  Fen received{};   ///< from outside it
  Fen paid{};       ///< to outside it
  Fen transfers{};  ///< between the pool and unit funds, either way: eliminated in the whole city
};

/// What the city's funds hold by the entries alone, carried forward. Every entry must be sound.
class FundBalances {
 public:
  explicit FundBalances(int units) : funds_(static_cast<std::size_t>(units) + 1) {}

  CityFlows take(std::span<const Entry> entries);
  Fen unit(std::size_t unit) const { return funds_[unit + 1]; }
  Fen pool() const { return funds_.front(); }
  Fen whole_city() const;

 private:
  Fen& fund(Account account);

  std::vector<Fen> funds_;  ///< the pool, whose account has unit −1, then the units
};

/// Whether an account is one of a city of so many units.
constexpr bool sound(Account a, int units) {
  const bool of_unit = a.holder == Holder::unit_fund || a.holder == Holder::unit_treasury;
  return of_unit ? a.unit >= 0 && a.unit < units : a.unit == -1;
}
/// Whether an entry is one: not negative, from one account to another, each of them sound.
constexpr bool sound(const Entry& e, int units) {
  return e.amount >= Fen{} && e.debit != e.credit && sound(e.debit, units) && sound(e.credit, units);
}
/// The first entry that is not sound; nullptr when all are.
const Entry* unsound(std::span<const Entry> entries, int units);

}  // namespace ballast
