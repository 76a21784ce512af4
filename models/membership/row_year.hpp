/// What a row's year starts from and what it leaves: rates, arrivals, shares, leavers, sums (symbols of year_step.hpp).
#pragma once

#include <array>

#include "models/membership/members.hpp"
#include "models/membership/ways_out.hpp"

namespace ballast {

/// The rates of one row: category, cohort type and age in one year.
template <class Coef>
struct alignas(sizeof(Coef)) RowRates {
  Coef death{}, transfer{}, suspend{}, resume{};
  Coef reclassify{};                  ///< r: of those who contribute all year, found employed elsewhere
  Coef gain{};                        ///< φ
  Coef part_year{};                   ///< ½: the part of the year of the dying, stopping, returning, entering
  Coef index{};                       ///< expected index of the year at level 1
  Coef credit{};                      ///< account credit of a full year at level 1 [yuan a head]
  Coef interest{};                    ///< bookkeeping rate i [a year]
  Coef credit_interest{};             ///< interest on the year's credits, i·6.5/12
  GrantMonths grant;                  ///< of the survivors of those who die
  const double* stay_flat = nullptr;  ///< A(s); null where nobody can leave
  const double* stay_up = nullptr;    ///< B(s)
  const Exit* exits = nullptr;  ///< of which some short of years may end their membership; others may be among them
  int exit_count = 0;
  const YearsTest* tests = nullptr;  ///< what the exits ask for
  int test_count = 0;
  Coef basic_credited{},
      basic_indexed{};  ///< ½·r·P, ½·r·C: monthly basic pension of a credited, an indexed year [yuan]
};

/// Those who join a row during the year.
template <class Real>
struct alignas(sizeof(Real)) Arrivals {
  Newcomers<Real> joining, dropping;  ///< into bucket 0: go on contributing; are suspended by 31 December
  Members<Real> returning;            ///< home-comers with their record, half a year like entrants
  int returning_bucket = 0;
  const Members<Real>* reclassified = nullptr;  ///< [bucket] from another category: contribute all year
  double reclassified_share = 0;                ///< of them, to this row
  double reclassified_level = 1;                ///< their level here
};

/// Those of a row who pass a test of years, had all of them left: Σ e(s)·H, Σ (e(s+1) − e(s))·φf·H and the heads that
/// may gain the year, to be combined with the award moments (see award_moments.hpp). Of them an exit takes its share.
template <class Real>
struct alignas(sizeof(Real)) Leavers {
  Members<Real> eligible, shift;
  Gain<Real> gaining;

  Leavers& operator+=(const Leavers& o) {
    eligible += o.eligible, shift += o.shift, gaining += o.gaining;
    return *this;
  }
  friend Leavers operator*(double share, const Leavers& l) {
    return {share * l.eligible, share * l.shift, share * l.gaining};
  }
};

/// Monthly basic pension of a group that may claim a limited benefit. [yuan a month]
template <class Real>
struct LimitedClaim {
  Real everyone, gaining;  ///< as they stand: of everybody, of those who may gain the year
  Real more;               ///< what the year's gain adds
};

/// Monthly basic pension of a group times years of a limited benefit: of everybody, and what the year's gain adds.
template <class Real>
struct alignas(sizeof(Real)) LimitedBasic {
  Real all{}, gained{};  ///< [yuan a month × years]

  /// A bucket of which so many years are claimed as they stand, so many with the year's gain.
  [[gnu::always_inline]] void add(double here, double next, const LimitedClaim<Real>& who) {
    all += here * who.everyone;
    gained += next * who.more + (next - here) * who.gaining;
  }
};

template <class Real>
using LimitedYears = std::array<LimitedBasic<Real>, kLimitedTwelves>;  ///< by twelves

/// What happened in the year besides what the cells hold, added up over rows of one category.
template <class Real>
struct alignas(sizeof(Real)) YearSums {
  Members<Real> dead, transferred;  ///< opening sums of the dead and of those gone to another region
  /// Who of each group gained the year; `ended`: the short whose membership ends on 31 December.
  Gain<Real> dead_gained, transferred_gained, ended_gained, closing_gained;

  Real survivor_months{};      ///< Σ heads × months of the grant
  Real interest_on_ended{};    ///< account interest of the short whose membership ends [yuan]
  Members<Real> refunded;      ///< of them, those gone with their account
  Members<Real> reclassified;  ///< opening sums of those enrolled in another category
  MemberCell<Real> closing;    ///< who is there on 31 December

  /// Everyone who gained the year but those who retire.
  Gain<Real> gained() const { return dead_gained + transferred_gained + ended_gained + closing_gained; }
};

/// Account interest of those who did not retire, die or move; of members on 31 December it follows from what stands in
/// their accounts, b' = b(1 + i) + c(1 + i·w/12). [yuan]
template <class Real, class Coef>
Real interest_on_stayers(const YearSums<Real>& sums, const RowRates<Coef>& r) {
  const Real credit = r.credit * sums.closing_gained.level, its_interest = r.credit_interest * credit;
  const Real accounts = sums.closing.contributing.account + sums.closing.suspended.account;
  return sums.interest_on_ended + r.interest / (1.0 + r.interest) * (accounts - credit - its_interest) + its_interest;
}

/// Who is due in one row, and who bought in.
template <class Real>
struct alignas(sizeof(Real)) RowOutcome {
  Members<Real> bought;                       ///< the short who bought in on 31 December and retire
  Real missing_years{};                       ///< years bought [person-years]
  Real lent_heads{}, lent_years{};            ///< of them, with a loan
  std::array<Leavers<Real>, kMostTests> due;  ///< by test; the first `tests` are meant
  LimitedYears<Real> limited;
  int tests = 0;

  /// Ready for a row with so many tests; `due` is left to them. Without tests nobody leaves: nothing is read.
  void clear(int count) {
    tests = count;
    if (count == 0) return;
    missing_years = lent_heads = lent_years = Real{};
    bought = {}, limited = {};
  }
  bool nobody() const { return tests == 0; }
  Leavers<Real> leavers(const Exit& exit) const { return exit.share * due[static_cast<std::size_t>(exit.test)]; }
};

/// Contributors who come into a bucket, with and without the year's gain.
template <class Real>
struct Split {
  Members<Real> up, flat;
};

/// Shares of a bucket's contributing (c) and suspended (u) members by what they do: products of the rates, once a row.
template <class Coef>
struct Shares {
  Coef up_c, up_u, flat_c, flat_u, up_idle_c, flat_idle_c, flat_idle_u;
  Coef gain, half;                          ///< φ; ½·φ
  Coef reclassified;                        ///< of c
  Coef all_c, all_u, gaining_c, gaining_u;  ///< everybody who is there to retire; of them who may gain the year

  explicit Shares(const RowRates<Coef>& r) : gain(r.gain), half(r.part_year * r.gain) {
    const Coef live = (1.0 - r.death) * (1.0 - r.transfer);
    const Coef pays = live * (1.0 - r.suspend), back = live * r.resume, stop = live * r.suspend;
    reclassified = r.reclassify * pays;
    const Coef stay = pays - reclassified;
    up_c = gain * stay, flat_c = (1.0 - gain) * stay;
    up_u = half * back, flat_u = (1.0 - half) * back;
    up_idle_c = half * stop, flat_idle_c = (1.0 - half) * stop;
    flat_idle_u = live * (1.0 - r.resume);
    all_c = live - reclassified, all_u = live;
    gaining_c = up_c + up_idle_c, gaining_u = up_u;
  }
};

}  // namespace ballast
