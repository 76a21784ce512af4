/// Pensioners: sums over retirees of one age, and their accounts by age and award age; their year (model §4, steps
/// 0, 1 and 6).
///
///   Δ = F·n + k·y + q·pen + tilt·n·[age ≥ 70]     on 1 January, split between pooled and account part pro rata
///   paid = 12 months to survivors, the mean months of the year of death to the dying
///   account: a payment of month n forgoes (12 − n)/12 of the year's interest; without enough left the account pays
///   what is there and the pool the rest
#pragma once

#include <vector>

#include "models/base/quantity.hpp"
#include "models/base/real.hpp"
#include "models/contribution/account.hpp"

namespace ballast {

/// Sums over the retirees of one age. 离退休人员
template <class Real>
struct Pensioners {
  Real heads{};             ///< n [persons]
  Real pooled{};            ///< p: monthly pension without the account part, increases included [yuan a month]
  Real transitional{};      ///< of it, 过渡性养老金 as awarded [yuan a month]
  Real years{};             ///< y: credited years at award [person-years]
  Real increases{};         ///< h: increases since the base year still in payment [yuan a month]
  Real pooled_increases{};  ///< of them, in the pooled part [yuan a month]

  Pensioners& operator+=(const Pensioners& o) {
    heads += o.heads, pooled += o.pooled, transitional += o.transitional, years += o.years;
    increases += o.increases, pooled_increases += o.pooled_increases;
    return *this;
  }
  template <class Share>
  friend Pensioners operator*(Share share, const Pensioners& p) {
    return {share * p.heads, share * p.pooled,    share * p.transitional,
            share * p.years, share * p.increases, share * p.pooled_increases};
  }
};

/// Individual accounts of the retirees of one age and award age.
template <class Real>
struct RetiredAccount {
  Real pension{};  ///< k: monthly account pension, increases included [yuan a month]
  Real balance{};  ///< b: what is left [yuan]
};

/// Retirees of one category and kind, by age; accounts by age and award age (only exhaustion needs duration).
template <class Real>
class PensionerTable {
 public:
  static constexpr Age kFirstAge = 40, kLastAge = 105;  ///< bounds of the array; the last age is open
  static constexpr Age kFirstAward = 40, kLastAward = 77;
  static constexpr int kAges = kLastAge - kFirstAge + 1, kAwards = kLastAward - kFirstAward + 1;

  PensionerTable() : people_(kAges), accounts_(static_cast<std::size_t>(kAges * kAwards)) {}

  Pensioners<Real>& people(Age x) { return people_[static_cast<std::size_t>(x - kFirstAge)]; }
  const Pensioners<Real>& people(Age x) const { return people_[static_cast<std::size_t>(x - kFirstAge)]; }
  /// The accounts of one age: [award age − kFirstAward].
  RetiredAccount<Real>* accounts(Age x) { return &accounts_[static_cast<std::size_t>((x - kFirstAge) * kAwards)]; }
  const RetiredAccount<Real>* accounts(Age x) const {
    return &accounts_[static_cast<std::size_t>((x - kFirstAge) * kAwards)];
  }

  /// Everyone one year older; the last age keeps its survivors.
  void grow_older() {
    merge(kLastAge, kLastAge - 1);
    for (Age x = kLastAge - 1; x > kFirstAge; --x) {
      people(x) = people(x - 1);
      for (int r = 0; r < kAwards; ++r) accounts(x)[r] = accounts(x - 1)[r];
    }
    people(kFirstAge) = {};
    for (int r = 0; r < kAwards; ++r) accounts(kFirstAge)[r] = {};
  }

 private:
  void merge(Age into, Age from) {
    people(into) += people(from);
    for (int r = 0; r < kAwards; ++r) {
      accounts(into)[r].pension += accounts(from)[r].pension;
      accounts(into)[r].balance += accounts(from)[r].balance;
    }
  }

  std::vector<Pensioners<Real>> people_;
  std::vector<RetiredAccount<Real>> accounts_;
};

/// The rates of one age of retirees in one year.
template <class Coef>
struct PensionRates {
  Coef death{};
  Coef fixed{}, per_year{}, own_share{}, tilt{};  ///< s·F, s·k, s·q, s·tilt of the year [yuan a month; share]
  DrawTerms whole_year;                           ///< twelve payments
  DrawTerms of_dying;                             ///< the payments of the year of death
  bool pool_carries_increases = false;
};

/// What the year of retirees pays and leaves behind. Money in yuan a year unless noted.
template <class Real>
struct PensionOutcome {
  Real dead{}, refunded{};  ///< heads; account balances of the dead
  Real basic{}, transitional{}, increases{}, from_account{}, from_pool{};
  Real increase_first_year{}, increase_surviving{};
  Real interest{};          ///< on accounts
  Real monthly_increase{};  ///< Σ Δ of 1 January [yuan a month]
  Real monthly_ended{};     ///< pension of the dead, after the increase [yuan a month]
};

/// One year of the retirees of one age: increase, deaths, payments.
template <class Real, class Coef>
void retirees_year(Pensioners<Real>& people, RetiredAccount<Real>* accounts, int awards, const PensionRates<Coef>& r,
                   PensionOutcome<Real>& out) {
  Real account_pension{};
  for (int a = 0; a < awards; ++a) account_pension += accounts[a].pension;
  // 0 indexation of everyone on the books
  const Real pension = people.pooled + account_pension;
  const Real increase =
      r.fixed * people.heads + r.per_year * people.years + r.own_share * pension + r.tilt * people.heads;
  const Real growth = share_of(increase, pension);
  const Real pooled_increase = r.pool_carries_increases ? increase : growth * people.pooled;
  const Real account_growth = r.pool_carries_increases ? Real{} : growth;
  people.pooled += pooled_increase;
  people.increases += increase;
  people.pooled_increases += pooled_increase;
  // 1 deaths, 6 payments
  const Real alive = 1.0 - r.death + Real{};
  const Real months = r.whole_year.payments * alive + r.of_dying.payments * r.death;
  for (int a = 0; a < awards; ++a) {
    RetiredAccount<Real>& account = accounts[a];
    account.pension += account_growth * account.pension;
    const auto stays = draw_account<Real>(alive * account.balance, alive * account.pension, r.whole_year);
    const auto ends = draw_account<Real>(r.death * account.balance, r.death * account.pension, r.of_dying);
    out.from_account += stays.from_account + ends.from_account;
    out.from_pool += stays.from_pool + ends.from_pool;
    out.interest += stays.interest + ends.interest;
    out.refunded += ends.closing;
    account = {alive * account.pension, stays.closing};
  }
  out.monthly_increase += increase;
  out.monthly_ended += r.death * (pension + increase);
  out.basic += months * (people.pooled - people.transitional - people.pooled_increases);
  out.transitional += months * people.transitional;
  out.increases += months * people.pooled_increases;
  out.increase_first_year += months * increase;
  out.increase_surviving += months * people.increases;
  out.dead += r.death * people.heads;
  people = alive * people;
}

}  // namespace ballast
