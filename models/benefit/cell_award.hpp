/// The award of a group of leavers, on totals (equations A2 – A5).
///
///   basic        = ½·r₁·(P·(a+v) + C·(v+z))              linear, exact on totals, the double base included
///   transitional = κ·r₂·C·(Z/A)·v                         Z/A over all middle-cohort leavers of the age together
///   account      = Σ b·(1 + i·m/12)/D + Σ c·(1 + i·(m+1)/24)/D   the mean of 1/D, not 1/D of the mean age
///   interest     = balance on 31 December + paid from the account − b − c   in the award year [yuan]
/// r₁, r₂: rates a credited and a deemed year [1]; a, v, z, b as in members.hpp;
/// P, C: province and city benefit base of the award year 计发基数 [yuan a month].
#pragma once

#include <array>

#include "models/base/real.hpp"
#include "models/benefit/award.hpp"
#include "models/benefit/award_moments.hpp"
#include "models/benefit/pensioners.hpp"
#include "models/membership/members.hpp"
#include "models/membership/year_step.hpp"

namespace ballast {

/// The terms of awards in one year.
template <class Coef>
struct alignas(sizeof(Coef)) AwardTerms {
  BenefitBasesOf<Coef> bases;  ///< P, C [yuan a month]
  Coef index{}, credit{};      ///< index and account credit of the year's gain at level 1
  Coef account_rate{};         ///< i [a year]
  AwardRates rates;            ///< r₁ a credited year, r₂ a deemed year
};

/// The ways out of one row, with the award moments of each.
struct WaysOut {
  const Exit* exits = nullptr;
  const AwardMoments* const* moments = nullptr;
  int count = 0;
};

/// κ of a birth year, and how it fades: 1 + (κ − 1)·min(1, ā₀/ā), ā₀ mean paid years of the base tables, ā now.
struct Kappa {
  double base = 1;   ///< κ of the base tables
  double years = 0;  ///< ā₀ [years]
};

/// Sums of leavers at a moment of the month: opening sums plus the year's gain.
template <class Real, class Coef>
Members<Real> sums_at(const Leavers<Real>& l, const Moment& u, const AwardTerms<Coef>& terms) {
  Members<Real> sums = u.all * l.eligible + u.gained * l.shift;
  sums.paid += u.gained * l.gaining.heads;
  sums.indexed += terms.index * (u.gained * l.gaining.level);
  return sums;
}

/// Monthly basic pension of a group.
template <class Real, class Coef>
Real basic_of(const Members<Real>& m, const AwardTerms<Coef>& terms) {
  return basic_pension<Real, Coef>({m.paid, m.deemed, m.indexed}, terms.bases, terms.rates.basic);
}

/// Monthly transitional pension of a group; `mean_index` is κ·Z/A of the middle-cohort leavers.
template <class Real, class Coef>
Real transitional_of(const Members<Real>& m, Real mean_index, const AwardTerms<Coef>& terms) {
  return transitional_pension(m.deemed, mean_index, terms.bases.city, terms.rates.transitional);
}

/// A group's award and what it means for the year.
template <class Real>
struct alignas(sizeof(Real)) CellAward {
  NewPensioners<Real> people;
  RetiredAccount<Real> account;                            ///< at 31 December
  Real basic_paid{}, transitional_paid{}, account_paid{};  ///< in the award year [yuan]
  Real account_interest{};                                 ///< of the award year [yuan]
  Gain<Real> gained;                                       ///< who gained the year
  Real deemed_cost{};          ///< of the new pensions, what deemed years cost [yuan a month]
  Real months_early{};         ///< Σ months before the statutory month
  Real paying_months_early{};  ///< the same of those who gain the year and have years enough without it, each with its
                               ///< level
  Real newly_months_early{};   ///< and of those who have them by it
  Members<Real> left;          ///< sums of the retirees when they retire, the year's gain included
  Real divisor_effect{};       ///< of the account pensions, what the earlier divisor makes [yuan a month]

  CellAward& operator+=(const CellAward& o) {
    people += o.people;
    account.pension += o.account.pension, account.balance += o.account.balance;
    basic_paid += o.basic_paid, transitional_paid += o.transitional_paid, account_paid += o.account_paid;
    account_interest += o.account_interest, gained += o.gained, deemed_cost += o.deemed_cost;
    months_early += o.months_early, paying_months_early += o.paying_months_early;
    newly_months_early += o.newly_months_early, divisor_effect += o.divisor_effect;
    left += o.left;
    return *this;
  }
};

/// Awards added up over ages, by Way.
template <class Real>
class alignas(sizeof(Real)) AwardsByWay {
 public:
  AwardsByWay() {}  // leaves the sums as they are: a way's first award fills its own
  void add(Way way, const CellAward<Real>& award) {
    const auto w = static_cast<std::size_t>(way);
    taken_[w] ? void(sums_[w] += award) : void(sums_[w] = award);
    taken_[w] = true;
  }
  /// Null of a way that nobody took.
  const CellAward<Real>* of(Way way) const {
    const auto w = static_cast<std::size_t>(way);
    return taken_[w] ? &sums_[w] : nullptr;
  }

 private:
  std::array<bool, kWays> taken_{};
  union {
    std::array<CellAward<Real>, kWays> sums_;
  };
};

template <class Real, class Coef>
[[gnu::always_inline]] inline CellAward<Real> award_cell(const Leavers<Real>& l, const AwardMoments& m,
                                                         const Real& mean_index, const AwardTerms<Coef>& terms) {
  const Members<Real> sums = sums_at(l, m.heads, terms), paid = sums_at(l, m.months_paid, terms);
  const AccountMoments<Coef> at = m.at(terms.account_rate);
  const Real credit = terms.credit * l.gaining.level;
  const auto of_account = [&](const AccountMean<Coef>& mean) {
    return mean.of(l.eligible.account, l.shift.account, credit);
  };
  const Real transitional = transitional_of(sums, mean_index, terms);
  const Real left = of_account(at.left), account_paid = of_account(at.paid);
  const Real deemed_basic = basic_pension<Real, Coef>({Real{}, sums.deemed, Real{}}, terms.bases, terms.rates.basic);
  return {.people = {.heads = sums.heads,
                     .pooled = basic_of(sums, terms) + transitional,
                     .transitional = transitional,
                     .years = sums.paid + sums.deemed},
          .account = {of_account(at.pension), left},
          .basic_paid = basic_of(paid, terms),
          .transitional_paid = transitional_of(paid, mean_index, terms),
          .account_paid = account_paid,
          .account_interest = left + account_paid - sums.account - m.heads.gained * credit,
          .gained = m.heads.gained * l.gaining,
          .deemed_cost = deemed_basic + transitional,
          .months_early = m.months_early.all * l.eligible.heads + m.months_early.gained * l.shift.heads,
          .paying_months_early = m.months_early.all * (l.gaining.level - l.shift.level),
          .newly_months_early = m.months_early.gained * l.shift.level,
          .left = sums,
          .divisor_effect = of_account(at.divisor_effect)};
}

/// The months of a limited benefit by twelves: a twelve awarded in month m is paid 12 − m months of it in its own year,
/// m in the next.
template <class Real>
struct alignas(sizeof(Real)) Twelve {
  Real whole{}, first{};  ///< Σ of a twelve's monthly benefit; Σ of it times 12 − m
};

template <class Real>
std::array<Twelve<Real>, kLimitedTwelves> limited_months(double share, const AwardMoments& m,
                                                         const RowOutcome<Real>& middle,
                                                         const RowOutcome<Real>& fresh) {
  std::array<Twelve<Real>, kLimitedTwelves> twelves;
  for (std::size_t k = 0; k < kLimitedTwelves; ++k) {
    LimitedBasic<Real> years;
    for (const RowOutcome<Real>* row : {&middle, &fresh})
      if (!row->nobody()) years.all += row->limited[k].all, years.gained += row->limited[k].gained;
    twelves[k] = {share * (m.heads.all * years.all + m.heads.gained * years.gained),
                  share * (m.months_paid.all * years.all + m.months_paid.gained * years.gained)};
  }
  return twelves;
}

/// Those of both cohort types who leave by one way.
template <class Real>
[[gnu::always_inline]] inline Leavers<Real> leavers_of(const RowOutcome<Real>& middle, const RowOutcome<Real>& fresh,
                                                       const Exit& exit) {
  if (middle.nobody()) return fresh.leavers(exit);
  if (fresh.nobody()) return middle.leavers(exit);
  Leavers<Real> both = middle.leavers(exit);
  return both += fresh.leavers(exit);
}

/// κ·Z/A of the middle-cohort leavers of one age.
template <class Real, class Coef>
Real mean_index_of(const RowOutcome<Real>& middle, const WaysOut& ways, const Kappa& kappa,
                   const AwardTerms<Coef>& terms) {
  if (middle.nobody()) return Real{};
  Members<Real> leaving = middle.bought;
  for (int o = 0; o < ways.count; ++o) leaving += sums_at(middle.leavers(ways.exits[o]), ways.moments[o]->heads, terms);
  const Real faded = lesser(broadcast<Real>(1.0), share_of(Real(kappa.years * leaving.heads), leaving.paid));
  return (1.0 + (kappa.base - 1.0) * faded) * share_of(leaving.indexed, leaving.paid);
}

/// The awards of everyone who leaves one age, both cohort types together: the same terms and the same Z/A serve both.
/// `join(o, award)` takes those of way o to the pensioners; `by_way` adds them up over ages. Returns κ·Z/A.
template <class Real, class Coef, class Join>
Real award_age(const RowOutcome<Real>& middle, const RowOutcome<Real>& fresh, const WaysOut& ways, const Kappa& kappa,
               const AwardTerms<Coef>& terms, AwardsByWay<Real>& by_way, const Join& join) {
  const Real mean_index = mean_index_of(middle, ways, kappa, terms);
  for (int o = 0; o < ways.count; ++o) {
    const Exit& exit = ways.exits[o];
    const Leavers<Real> leavers = leavers_of(middle, fresh, exit);
    if (!any_positive(leavers.eligible.heads + leavers.gaining.heads)) continue;
    const CellAward<Real> award = award_cell(leavers, *ways.moments[o], mean_index, terms);
    by_way.add(exit.way, award);
    if (any_positive(award.people.heads)) join(o, award);
  }
  return mean_index;
}

}  // namespace ballast
