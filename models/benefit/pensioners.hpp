/// Pensioners: sums over retirees of one age, and their accounts by age and award age; their year
/// (equations M0.3, M1.1, M6.1, M6.2).
///
///   Δ = F·n + k·y + q·pen + tilt·n·[age ≥ tilt age]  on 1 January, split between pooled and account part pro rata
///   paid = 12 months to survivors, the mean months of the year of death to the dying
///   account: a payment of month n forgoes (12 − n)/12 of the year's interest; without enough left the account pays
///   what is there and the pool the rest
#pragma once

#include <array>
#include <limits>
#include <memory_resource>
#include <vector>

#include "models/base/ahead.hpp"
#include "models/base/quantity.hpp"
#include "models/base/real.hpp"
#include "models/benefit/ages_in_use.hpp"
#include "models/benefit/increase.hpp"
#include "models/contribution/account.hpp"

namespace ballast {

/// Sums over people whose pension is new: nothing has been increased yet.
template <class Real>
struct alignas(sizeof(Real)) NewPensioners {
  Real heads{};         ///< n [persons]
  Real pooled{};        ///< p [yuan a month]
  Real transitional{};  ///< of it, 过渡性养老金 [yuan a month]
  Real years{};         ///< y: credited years [person-years]

  NewPensioners& operator+=(const NewPensioners& o) {
    heads += o.heads, pooled += o.pooled, transitional += o.transitional, years += o.years;
    return *this;
  }
};

/// Sums over the retirees of one age. 离退休人员
template <class Real>
struct alignas(sizeof(Real)) Pensioners {
  Real heads{};             ///< n [persons]
  Real pooled{};            ///< p: monthly pension without the account part, increases included [yuan a month]
  Real transitional{};      ///< of it, 过渡性养老金 as awarded [yuan a month]
  Real years{};             ///< y: credited years at award [person-years]
  Real increases{};         ///< h: increases since the subsidies’ base year still in payment [yuan a month]
  Real pooled_increases{};  ///< of them, in the pooled part [yuan a month]

  Pensioners& operator+=(const Pensioners& o) {
    heads += o.heads, pooled += o.pooled, transitional += o.transitional, years += o.years;
    increases += o.increases, pooled_increases += o.pooled_increases;
    return *this;
  }
  Pensioners& operator+=(const NewPensioners<Real>& o) {
    heads += o.heads, pooled += o.pooled, transitional += o.transitional, years += o.years;
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
struct alignas(sizeof(Real)) RetiredAccount {
  Real pension{};  ///< k: monthly account pension, increases included [yuan a month]
  Real balance{};  ///< b: what is left [yuan]

  /// Number by number, where a whole account would be filled by a call.
  void clear() { pension = balance = Real{}; }
};

/// The retirees of one birth year: sums, the accounts that still bear their pension by award age (only exhaustion
/// needs duration), and the account pensions whose accounts are empty.
template <class Real>
struct alignas(sizeof(Real)) PensionerRow {
  static constexpr Age kFirstAward = 40, kLastAward = 77;  ///< bounds of the array, not of the law
  static constexpr int kAwards = kLastAward - kFirstAward + 1;

  Pensioners<Real> people;
  Real exhausted{};                                      ///< account pensions the pool pays [yuan a month]
  int first = 0, last = 0;                               ///< accounts in use: [first, last); nobody reads others
  std::array<RetiredAccount<Real>, kAwards> accounts{};  ///< by award age − kFirstAward

  RetiredAccount<Real>& account(Age award_age) {
    const int at = award_age - kFirstAward;
    if (first == last) first = last = at;
    while (at < first) accounts[static_cast<std::size_t>(--first)].clear();
    while (at >= last) accounts[static_cast<std::size_t>(last++)].clear();
    return accounts[static_cast<std::size_t>(at)];
  }
  /// Nobody is in the row any more.
  void clear() { people = {}, exhausted = Real{}, first = last = 0; }
  Real account_pension() const {
    Real sum = exhausted;
    for (int r = first; r < last; ++r) sum += accounts[static_cast<std::size_t>(r)].pension;
    return sum;
  }
  Real account_balance() const {
    Real sum{};
    for (int r = first; r < last; ++r) sum += accounts[static_cast<std::size_t>(r)].balance;
    return sum;
  }
  /// Moves a share of everyone and everything to another row.
  template <class Share>
  void move(Share share, PensionerRow& to) {
    to.people += share * people;
    people = (1.0 - share) * people;
    to.exhausted += share * exhausted;
    exhausted = (1.0 - share) * exhausted;
    for (int r = first; r < last; ++r) {
      RetiredAccount<Real>& from = accounts[static_cast<std::size_t>(r)];
      RetiredAccount<Real>& into = to.account(r + kFirstAward);
      into.pension += share * from.pension, into.balance += share * from.balance;
      from = {(1.0 - share) * from.pension, (1.0 - share) * from.balance};
    }
  }
};

/// Sums over the retirees of many ages.
template <class Real>
struct alignas(sizeof(Real)) PensionerSums {
  Pensioners<Real> people;
  Real account_pension{};  ///< whether accounts bear it or the pool [yuan a month]
  Real account_balance{};  ///< [yuan]

  PensionerSums& operator+=(const PensionerSums& o) {
    people += o.people, account_pension += o.account_pension, account_balance += o.account_balance;
    return *this;
  }
  friend PensionerSums operator*(double share, const PensionerSums& s) {
    return {share * s.people, share * s.account_pension, share * s.account_balance};
  }
};
template <class Real>
PensionerSums<Real> sums_of(const PensionerRow<Real>& row) {
  return {row.people, row.account_pension(), row.account_balance()};
}

/// Retirees of one category and kind, kept by birth year in a ring, so that growing older moves nobody but the oldest.
template <class Real>
class PensionerTable {
 public:
  static constexpr Age kFirstAge = 40, kLastAge = 105;  ///< bounds of the array; the last age is open
  static constexpr int kAges = kLastAge - kFirstAge + 1;

  explicit PensionerTable(std::pmr::memory_resource* room = std::pmr::get_default_resource()) : rows_(kRows, room) {}

  PensionerRow<Real>& row(Age x) { return rows_[index(x)]; }
  const PensionerRow<Real>& row(Age x) const { return rows_[index(x)]; }
  /// The row of an age that somebody joins.
  PensionerRow<Real>& open(Age x) {
    ages_.include(x);
    return row(x);
  }
  const AgesInUse& ages() const { return ages_; }
  /// Asks for what is known of an age, ahead of its year.
  [[gnu::always_inline]] void expect(Age x) const {
    const PensionerRow<Real>& its = row(x);
    ask_for(&its.people), ask_for(&its.exhausted), ask_for(&its.first);
  }
  /// Asks for an age's accounts, once what is known of it has come.
  [[gnu::always_inline]] void expect_accounts(Age x) const {
    const PensionerRow<Real>& its = row(x);
    ask_for(its.accounts.data() + its.first, its.last - its.first);
  }

  /// The same of who joins an age.
  [[gnu::always_inline]] void expect_joining(Age x) const {
    const PensionerRow<Real>& its = row(x);
    ask_for(&its.people), ask_for(&its.first), ask_for(its.accounts.data() + (x - its.kFirstAward));
  }

  void clear() {
    for (PensionerRow<Real>& row : rows_) row.clear();
    ages_ = {};
  }

  /// Everyone one year older; those past the last age join it.
  void grow_older() {
    row(kFirstAge - 1).clear();  // the cohort that comes in
    turn_ = turn_ + 1 == kRows ? 0 : turn_ + 1;
    row(kLastAge + 1).move(1.0, row(kLastAge));
    ages_.grow_older(kLastAge);
    ages_.trim([this](Age x) { return any_positive(row(x).people.heads); });
  }

 private:
  static constexpr int kRows = kAges + 1;  ///< one more, for those who pass the last age
  std::size_t index(Age x) const {
    const int at = kLastAge + 1 - x + turn_;  // of those who pass the last age no less than 0
    return static_cast<std::size_t>(at < kRows ? at : at - kRows);
  }

  int turn_ = 0;    ///< years passed, round the ring of rows
  AgesInUse ages_;  ///< of rows that were opened
  std::pmr::vector<PensionerRow<Real>> rows_;
};

/// The rates of one age of retirees in one year.
template <class Coef>
struct alignas(sizeof(Coef)) PensionRates {
  Coef death{};
  Coef fixed{}, per_year{}, own_share{}, tilt{};  ///< s·F, s·k, s·q, s·tilt of the year [yuan a month; share]
  DrawTerms<Coef> whole_year;                     ///< twelve payments
  DrawTerms<Coef> of_dying;                       ///< the payments of the year of death
  bool pool_carries_increases = false;
};

/// What the year of retirees pays and leaves behind. Money in yuan a year unless noted.
template <class Real>
struct alignas(sizeof(Real)) PensionOutcome {
  PensionerSums<Real> closing;  ///< who is there on 31 December
  Real dead{}, refunded{};      ///< heads; account balances of the dead
  Real basic{}, transitional{}, increases{}, from_account{}, from_pool{};
  Real increase_first_year{}, increase_surviving{};
  Real interest{};          ///< on accounts
  Real monthly_increase{};  ///< Σ Δ of 1 January [yuan a month]
  Real monthly_ended{};     ///< pension of the dead, after the increase [yuan a month]
};

/// Pensions whose account is empty on 31 December are the pool's from then on, lane by lane; an account that is empty
/// for every lane needs no year of its own any more.
template <class Real>
void retire_empty_accounts(PensionerRow<Real>& row) {
  const Real nothing{};
  int first = row.first, last = row.last;
  Real exhausted = row.exhausted;  // what the loop changes, at hand
  for (int a = last - 1; a >= first; --a) {
    RetiredAccount<Real>& account = row.accounts[static_cast<std::size_t>(a)];
    if (all_positive(account.balance)) continue;
    const Real borne = account.balance > nothing ? account.pension : nothing;
    exhausted += account.pension - borne;
    account.pension = borne;
    if (any_positive(account.balance)) continue;
    account.clear();
    if (a == last - 1) --last;
    if (a == first) ++first;
  }
  row.exhausted = exhausted;
  const bool none = first >= last;
  row.first = none ? 0 : first, row.last = none ? 0 : last;
}

/// A year of the accounts of one row, of which there are some: what they bear, pay and leave, and what the dying leave.
/// Returns whether one of them is empty in any lane.
template <class Real, class Coef>
[[gnu::always_inline]] inline bool accounts_year(PensionerRow<Real>& row, const Real& account_growth,
                                                 const PensionRates<Coef>& r, Real& borne, PensionOutcome<Real>& out) {
  const Coef death = r.death, alive = 1.0 - death;
  const DrawTerms<Coef> whole_year = r.whole_year,
                        of_dying = r.of_dying;  // copies: the loop keeps what follows of them
  Real opening{}, least = broadcast<Real>(std::numeric_limits<double>::infinity());
  Real paid{}, paid_dying{}, left{}, left_dying{};  // had everybody lived, had everybody died
  for (int a = row.first; a < row.last; ++a) {
    RetiredAccount<Real>& account = row.accounts[static_cast<std::size_t>(a)];
    account.pension += account_growth * account.pension;
    const auto stays = draw_account(account.balance, account.pension, whole_year);
    const auto ends = draw_account(account.balance, account.pension, of_dying);
    borne += account.pension, opening += account.balance;
    paid += stays.from_account, left += stays.closing;
    paid_dying += ends.from_account, left_dying += ends.closing;
    account = {alive * account.pension, alive * stays.closing};
    least = lesser(least, account.balance);
  }
  const Real from_account = alive * paid + death * paid_dying, refunded = death * left_dying;
  const Real months_borne = (whole_year.payments * alive + of_dying.payments * death) * borne;
  out.from_account += from_account, out.refunded += refunded;
  out.from_pool += months_borne - from_account;
  out.interest += alive * left + refunded + from_account - opening;
  out.closing.account_balance += alive * left;
  return !all_positive(least);
}

/// One year of the retirees of one age: increase, deaths, payments. Returns whether an account is empty in any lane.
template <class Real, class Coef>
[[gnu::always_inline]] inline bool retirees_year(PensionerRow<Real>& row, const PensionRates<Coef>& r,
                                                 PensionOutcome<Real>& out) {
  Pensioners<Real> people = row.people;  // of this year: written back once
  Real exhausted = row.exhausted;
  // 0 indexation of everyone on the books
  const Real pension = people.pooled + row.account_pension();
  const Real increase = increase_month(r, people.heads, people.years, pension);
  const Real growth = share_of(increase, pension);
  const Real account_growth = r.pool_carries_increases ? Real{} : growth;
  const Real pooled_increase = r.pool_carries_increases ? increase : growth * people.pooled;
  people.pooled += pooled_increase;
  people.increases += increase;
  people.pooled_increases += pooled_increase;
  // 1 deaths, 6 payments
  Real borne{};
  const bool some_empty = row.first < row.last && accounts_year(row, account_growth, r, borne, out);
  const Coef alive = 1.0 - r.death;
  const Coef months = r.whole_year.payments * alive + r.of_dying.payments * r.death;
  exhausted += account_growth * exhausted;
  out.from_pool += months * exhausted;
  exhausted = alive * exhausted;
  out.monthly_increase += increase;
  out.monthly_ended += r.death * (pension + increase);
  out.basic += months * (people.pooled - people.transitional - people.pooled_increases);
  out.transitional += months * people.transitional;
  out.increases += months * people.pooled_increases;
  out.increase_first_year += months * increase;
  out.increase_surviving += months * people.increases;
  out.dead += r.death * people.heads;
  people = alive * people;
  out.closing.people += people;
  out.closing.account_pension += alive * borne + exhausted;
  row.people = people, row.exhausted = exhausted;
  return some_empty;
}

}  // namespace ballast
