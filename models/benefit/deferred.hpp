/// Illness benefit (病残津贴) of those who draw no account pension yet (人社部发〔2024〕72号; equations M6.4, M6.5).
///
///   (b) minimum years met, further from the statutory age: the basic part, increased like a pension
///       a year: Δ into p and h; pays W·p; account b·(1 + i); at the statutory age p + p_tr + b/D
///   (c) below the minimum: the basic part for some months, so many yuan s_k in the k-th year from now
///       a year: pays (1 − q)·s₁ + q·s₁·d/12, then s_k ← s_{k+1}·(1 − q); at the statutory age the account is paid out
///
/// p basic part and its increases, p_tr transitional part not yet paid [yuan a month]; W = 12(1 − q) + d·q months;
/// d months paid in the year of death; i bookkeeping rate.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "models/base/quantity.hpp"
#include "models/benefit/cell_award.hpp"
#include "models/benefit/pensioners.hpp"

namespace ballast {

/// Yuan still to be paid to the living, by years from now.
template <class Real>
using DueYears = std::array<Real, kLimitedTwelves>;

/// What a limited benefit leaves to be paid, from its months by twelves.
template <class Real>
DueYears<Real> due_years(const std::array<Twelve<Real>, kLimitedTwelves>& twelves) {
  DueYears<Real> due{};
  for (std::size_t k = 0; k < due.size(); ++k) {
    due[k] = 12.0 * twelves[k].whole - twelves[k].first;
    if (k + 1 < due.size()) due[k] += twelves[k + 1].first;
  }
  return due;
}

/// Sums over the recipients of one age.
template <class Real>
struct alignas(sizeof(Real)) DeferredBenefits {
  Real heads{};          ///< n [persons]
  Real basic{};          ///< p [yuan a month]
  Real transitional{};   ///< p_tr [yuan a month]
  Real years{};          ///< y [person-years]
  Real increases{};      ///< h: of p [yuan a month]
  Real account{};        ///< b [yuan]
  DueYears<Real> due{};  ///< (c) only [yuan]

  DeferredBenefits& operator+=(const DeferredBenefits& o) {
    heads += o.heads, basic += o.basic, transitional += o.transitional, years += o.years;
    increases += o.increases, account += o.account;
    for (std::size_t k = 0; k < due.size(); ++k) due[k] += o.due[k];
    return *this;
  }
  template <class Share>
  friend DeferredBenefits operator*(Share share, const DeferredBenefits& d) {
    DeferredBenefits part{share * d.heads, share * d.basic,     share * d.transitional,
                          share * d.years, share * d.increases, share * d.account};
    for (std::size_t k = 0; k < d.due.size(); ++k) part.due[k] = share * d.due[k];
    return part;
  }
};

/// Recipients of one category, by birth year.
template <class Real>
class DeferredTable {
 public:
  static constexpr Age kFirstAge = 40, kLastAge = 77;  ///< bounds of the array, not of the law

  DeferredTable() = default;
  explicit DeferredTable(int years) { clear(years); }
  DeferredBenefits<Real>& row(Age x) { return rows_[static_cast<std::size_t>(kLastAge - x + years_passed_)]; }
  const DeferredBenefits<Real>& row(Age x) const {
    return rows_[static_cast<std::size_t>(kLastAge - x + years_passed_)];
  }
  /// The row of an age that somebody joins.
  DeferredBenefits<Real>& open(Age x) {
    ages_.include(x);
    return row(x);
  }
  const AgesInUse& ages() const { return ages_; }
  /// Nobody is in the table any more: room for so many years.
  void clear(int years) {
    ages_ = {};
    years_passed_ = 0;
    rows_.assign(static_cast<std::size_t>(kLastAge - kFirstAge + 1 + years), {});
  }
  void grow_older() {
    ++years_passed_;
    ages_.grow_older(kLastAge);
    ages_.trim([this](Age x) { return any_positive(row(x).heads); });
  }

 private:
  int years_passed_ = 0;
  AgesInUse ages_;  ///< of rows that were opened
  std::vector<DeferredBenefits<Real>> rows_;
};

/// What a year of recipients pays and leaves behind [yuan a year unless noted].
template <class Real>
struct alignas(sizeof(Real)) DeferredOutcome {
  Real dead{}, refunded{}, interest{};               ///< heads; accounts of the dead; on accounts
  Real paid{}, limited_paid{};                       ///< (b); (c)
  Real monthly_increase{}, monthly_ended{};          ///< (b) [yuan a month]
  Real increase_first_year{}, increase_surviving{};  ///< (b)
};

/// The living of one row keep their account with interest, the dying have theirs refunded. What is due to the living is
/// left to case (c).
template <class Real, class Coef>
void keep_account(DeferredBenefits<Real>& row, const PensionRates<Coef>& r, DeferredOutcome<Real>& out) {
  const Real refund = r.death * row.account * r.of_dying.growth;
  const Real kept = (1.0 - r.death) * row.account * r.whole_year.growth;
  out.refunded += refund;
  out.interest += refund + kept - row.account;
  out.dead += r.death * row.heads;
  const Coef alive = 1.0 - r.death;
  row.heads = alive * row.heads, row.basic = alive * row.basic, row.transitional = alive * row.transitional;
  row.years = alive * row.years, row.increases = alive * row.increases;
  row.account = kept;
}

/// One year of case (b).
template <class Real, class Coef>
void partial_year(DeferredBenefits<Real>& row, const PensionRates<Coef>& r, DeferredOutcome<Real>& out) {
  const Real increase = increase_month(r, row.heads, row.years, row.basic);
  const Coef months = r.whole_year.payments * (1.0 - r.death) + r.of_dying.payments * r.death;
  row.basic += increase;
  row.increases += increase;
  out.paid += months * row.basic;
  out.monthly_increase += increase;
  out.monthly_ended += r.death * row.basic;
  out.increase_first_year += months * increase;
  out.increase_surviving += months * row.increases;
  keep_account(row, r, out);
}

/// One year of case (c).
template <class Real, class Coef>
void limited_year(DeferredBenefits<Real>& row, const PensionRates<Coef>& r, DeferredOutcome<Real>& out) {
  const Coef paid = (1.0 - r.death) + r.death * (r.of_dying.payments / r.whole_year.payments);
  out.limited_paid += paid * row.due.front();
  for (std::size_t k = 0; k + 1 < row.due.size(); ++k) row.due[k] = (1.0 - r.death) * row.due[k + 1];
  row.due.back() = Real{};
  keep_account(row, r, out);
}

}  // namespace ballast
