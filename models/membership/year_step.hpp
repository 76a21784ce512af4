/// One year of the members of one age: die → leave the region → suspend and return → enter → contribute → retire
/// (model §4, steps 1–5). Each step acts on what the previous left; all are shares of the opening cells, so a row needs
/// two looks at its cells: who is due, and who moves where, counted as it stands there on 31 December.
///
///   live    = (1 − q)(1 − o)
///   stay    = live·(1 − p_s)·cc·(1 − r)   back = live·p_r·uc + joining    stop = live·p_s·cc + dropping
///   idle    = live·(1 − p_r)·uc
///   up      = φ·stay + h·back        flat = (1 − φ)·stay + (1 − h)·back                 h = ½·φ
///   cc'(s)  = A(s)·flat              cc'(s+1) += B(s)·up, one paid year, its index and its credit on every head of up
///   uc'(s)  = A(s)·((1 − h)·stop + idle)      uc'(s+1) += B(s)·h·stop
///
/// cc, uc contributing and suspended members of bucket s; q death, o transfer to another region, p_s suspension,
/// p_r return, r re-enrolment in another category (those who come from one contribute all year: they join stay);
/// φ share of a full year's payers who gain the year. Of those due by way o, share p_o, in month m with share m/12 of
/// the year gained:
///   leave   = p_o·e(s)   of those without the year's gain when they retire, tested in bucket s
///           + p_o·e(s+1) of those with it: retirees first accrue, then are tested, then awarded
///   A(s)    = 1 − Σ (p_o·e(s) + gone_o·(1 − e(s)))
///   B(s)    = 1 − Σ (p_o·(e(s)(1 − Ψ_o) + e(s+1)·Ψ_o) + gone_o·((1 − e(s))(1 − Ψ_o) + (1 − e(s+1))·Ψ_o))
/// e(s) share of bucket s with the minimum years; Ψ_o mean of m/12; gone_o share of those short of years who are asked
/// and leave with their account or buy the missing years on 31 December, the others keep paying.
#pragma once

#include "models/base/real.hpp"
#include "models/membership/row_year.hpp"

namespace ballast {

/// Who is in a row on 31 December.
template <class Real>
struct Standing {
  MemberCell<Real> all;
  Gain<Real> gained;    ///< of them, who gained the year
  Real grant_months{};  ///< Σ months of the survivor grant below the top bucket

  /// Adds people of bucket s of a row of so many.
  [[gnu::always_inline]] void add(const MemberCell<Real>& people, int s, int buckets, const GrantMonths& grant) {
    all += people;
    if (s + 1 < buckets) grant_months += grant.below_top[s] * (people.contributing.heads + people.suspended.heads);
  }
};

template <class Real, class Coef>
struct RowStep {
  using Cell = MemberCell<Real>;
  const RowRates<Coef>& r;
  const Arrivals<Real>& joins;
  RowOutcome<Real>& out;
  YearSums<Real>& sums;
  const Shares<Coef> share;
  const Coef credited;  ///< credit of a full year with the year's interest on it
  const Coef growth;    ///< 1 + i
  Standing<Real> standing{};

  RowStep(const RowRates<Coef>& rates, const Arrivals<Real>& arrivals, RowOutcome<Real>& into, YearSums<Real>& year)
      : r(rates),
        joins(arrivals),
        out(into),
        sums(year),
        share(rates),
        credited(rates.credit + rates.credit * rates.credit_interest),
        growth(1.0 + rates.interest) {}

  // ---- 1 deaths, transfers, re-enrolment elsewhere

  /// The dying accrue their half year before the refund; so do those who move to another region.
  void part(const RowState<Real>& opening) const {
    const Members<Real> everyone = opening.total.contributing + opening.total.suspended;
    const Gain<Real> paying = share.half * whole_year(opening.total.contributing);
    const Coef gone = (1.0 - r.death) * r.transfer;
    const Gain<Real> dead = r.death * paying, transferred = gone * paying;
    sums.dead += r.death * everyone, sums.transferred += gone * everyone;
    sums.dead_gained += dead, sums.transferred_gained += transferred;
    sums.gained += dead, sums.gained += transferred;
    sums.survivor_months += r.death * opening.grant_months;
  }

  void depart(const Cell* row, const BucketSpan& span, Members<Real>* departing) const {
    for (int s = span.first; s < span.last; ++s) {
      departing[s] = share.reclassified * row[s].contributing;
      sums.reclassified += departing[s];
    }
  }

  // ---- 3 entry: who comes during the year

  bool somebody_comes(int s) const {
    return joins.reclassified || (s == 0 && any_positive(joins.joining.heads + joins.dropping.heads)) ||
           (s == joins.returning_bucket && any_positive(joins.returning.heads));
  }
  /// Those who come into bucket s: half a year of those who join and return, all of it of those from another category.
  Split<Real> coming(int s) const {
    Split<Real> who;
    const auto half_year = [&](const Members<Real>& m, Members<Real>& up, Members<Real>& flat) {
      up += share.half * m, flat += (1.0 - share.half) * m;
    };
    if (joins.reclassified) {
      Members<Real> come = joins.reclassified_share * joins.reclassified[s];
      come.level = joins.reclassified_level * come.heads;
      who.up = share.gain * come, who.flat = (1.0 - share.gain) * come;
    }
    if (s == 0) half_year(joins.joining, who.up, who.flat), half_year(joins.dropping, who.up_idle, who.flat_idle);
    if (s == joins.returning_bucket) half_year(joins.returning, who.up, who.flat);
    return who;
  }

  // ---- 5 retirement: from the opening cells, as shares of those who are there when they are due

  Members<Real> gaining(const Cell& m) const {
    return share.gaining_c * m.contributing + share.gaining_u * m.suspended;
  }

  /// Everyone who passes one test of years; of a limited benefit, its years as well.
  template <bool kLimited>
  Leavers<Real> passing(const YearsTest& test, const Cell* row, const BucketSpan& span) const {
    Cell eligible;
    Leavers<Real> due;
    Gain<Real> paying, idle;
    const int last = test.last < span.last ? test.last : span.last;
    for (int s = test.first > span.first ? test.first : span.first; s < last; ++s) {
      const double here = test.here[s], next = test.next[s];
      if (here == 1.0)
        eligible += row[s];
      else if (here > 0)
        eligible.contributing += here * row[s].contributing, eligible.suspended += here * row[s].suspended;
      paying += next * whole_year(row[s].contributing), idle += next * whole_year(row[s].suspended);
      if (next != here) due.shift += (next - here) * gaining(row[s]);
      if constexpr (kLimited) limit(test, row[s], s);
    }
    due.eligible = share.all_c * eligible.contributing + share.all_u * eligible.suspended;
    due.gaining = share.gaining_c * paying + share.gaining_u * idle;
    return due;
  }

  /// Monthly basic pension of a group, for the months of a limited benefit.
  Real basic(const Members<Real>& m) const {
    return (m.paid + m.deemed) * r.basic_credited + (m.deemed + m.indexed) * r.basic_indexed;
  }

  /// The years of a limited benefit of bucket s: of a group, and of those in it who may gain the year.
  void limit(const YearsTest& test, int s, const Real& everyone, const Real& gaining_now,
             const Gain<Real>& gain) const {
    Members<Real> more_years;
    more_years.paid = gain.heads, more_years.indexed = r.index * gain.level;
    const Real more = basic(more_years);
    for (std::size_t k = 0; k < kLimitedTwelves; ++k) {
      const double here = test.years_of_benefit[k][s], next = test.years_of_benefit[k][s + 1];
      if (!(here + next > 0)) break;  // the twelves fill up in turn
      out.limited[k].all += here * everyone;
      out.limited[k].gained += (next - here) * gaining_now + next * more;
    }
  }
  void limit(const YearsTest& test, const Cell& m, int s) const {
    const Real c = basic(m.contributing), u = basic(m.suspended);
    limit(test, s, share.all_c * c + share.all_u * u, share.gaining_c * c + share.gaining_u * u,
          share.gaining_c * whole_year(m.contributing) + share.gaining_u * whole_year(m.suspended));
  }

  void retire(const Cell* row, const BucketSpan& span) const {
    for (int k = 0; k < r.test_count; ++k) {
      const YearsTest& test = r.tests[k];
      out.due[static_cast<std::size_t>(k)] =
          test.is_limited() ? passing<true>(test, row, span) : passing<false>(test, row, span);
    }
    for (int o = 0; o < r.exit_count; ++o) {
      if (!r.exits[o].ends_some()) continue;
      for (int s = span.first; s < span.last; ++s) {
        if (!r.exits[o].ends_some(s)) continue;
        Members<Real> up = gaining(row[s]);
        Members<Real> without = share.all_c * row[s].contributing + share.all_u * row[s].suspended - up;
        if (somebody_comes(s)) {
          const Split<Real> come = coming(s);
          up += come.gaining(), without += come.without();
        }
        end_short(without, up, r.exits[o], s);
      }
    }
  }

  /// Those due and short of years who do not keep paying: they leave or buy in on 31 December.
  void end_short(const Members<Real>& without, const Members<Real>& up, const Exit& exit, int s) const {
    const double here = exit.here[s], next = exit.next[s];
    const double leave = exit.leaving(s), buy = exit.buying(s);
    const double asks = exit.asks(s);
    const double with_gain = asks * ((1.0 - here) * (1.0 - exit.gained) + (1.0 - next) * exit.gained);
    const Members<Real> group = (asks * (1.0 - here)) * without + with_gain * up;
    const Gain<Real> gain = with_gain * whole_year(up);
    Members<Real> left = leave * group, bought = buy * group;
    settle(left, leave * gain);
    settle(bought, buy * gain);
    sums.refunded += left;
    out.bought += bought;
    const Real missing = greater(Real{}, exit.minimum_years * bought.heads - bought.paid - bought.deemed);
    out.missing_years += missing;
    if (s < exit.loan_from) return;
    out.lent_heads += bought.heads;
    out.lent_years += missing;
  }

  /// Those who end their membership on 31 December: interest on all accounts, the gain on those who gained.
  void settle(Members<Real>& group, const Gain<Real>& gain) const {
    const Real credit = r.credit * gain.level;
    const Real interest = r.interest * group.account + r.credit_interest * credit;
    sums.interest_on_stayers += interest;
    sums.gained += gain;
    group.account += interest + credit;
    group.paid += gain.heads;
    group.indexed += r.index * gain.level;
  }

  // ---- 2 suspension and return, 4 contributions and accrual: what bucket s keeps, and what moves up from below

  template <bool kDeemed>
  [[gnu::always_inline]] Cell keeps(const Cell& m, double stay) const {
    Cell now{mixed<kDeemed>(stay * share.flat_c, m.contributing, stay * share.flat_u, m.suspended),
             mixed<kDeemed>(stay * share.flat_idle_c, m.contributing, stay * share.flat_idle_u, m.suspended)};
    now.contributing.account *= growth, now.suspended.account *= growth;
    return now;
  }
  [[gnu::always_inline]] void accrue(Members<Real>& group, Gain<Real>& gained) const {
    gained += whole_year(group);
    group.account = growth * group.account + credited * group.level;
    group.paid += group.heads;
    group.indexed += r.index * group.level;
  }
  template <bool kDeemed>
  [[gnu::always_inline]] Cell rises(const Cell& m, double stay, Gain<Real>& gained) const {
    Cell now{mixed<kDeemed>(stay * share.up_c, m.contributing, stay * share.up_u, m.suspended),
             scaled<kDeemed>(stay * share.up_idle_c, m.contributing)};
    accrue(now.contributing, gained), accrue(now.suspended, gained);
    return now;
  }

  /// In place, from the top bucket down. The top bucket is open: who gains there stays in it.
  template <bool kSomeLeave, bool kDeemed>
  void move(Cell* row, int buckets, const BucketSpan& span) {
    Standing<Real> now;  // of this loop: kept in registers
    const auto keep = [&](int s)
                          [[gnu::always_inline]] { return keeps<kDeemed>(row[s], kSomeLeave ? r.stay_flat[s] : 1.0); };
    const auto rise = [&](int s) [[gnu::always_inline]] {
      return rises<kDeemed>(row[s], kSomeLeave ? r.stay_up[s] : 1.0, now.gained);
    };
    const auto put = [&](int s, const Cell& people)
                         [[gnu::always_inline]] { row[s] = people, now.add(people, s, buckets, r.grant); };
    const int top = span.last - 1;
    if (span.last < buckets) {
      put(span.last, rise(top));
      put(top, top > span.first ? keep(top) + rise(top - 1) : keep(top));
    } else {
      const Cell stays = keep(top) + rise(top);
      put(top, top > span.first ? stays + rise(top - 1) : stays);
    }
    for (int s = top - 1; s > span.first; --s) put(s, keep(s) + rise(s - 1));
    if (top > span.first) put(span.first, keep(span.first));
    standing = now;
  }
  template <bool kDeemed>
  void move(Cell* row, int buckets, const BucketSpan& span) {
    r.stay_flat ? move<true, kDeemed>(row, buckets, span) : move<false, kDeemed>(row, buckets, span);
  }

  // ---- who comes lives the rest of the year as everybody does

  /// People who come into bucket s.
  void enter(const Split<Real>& who, int s, Cell* row, int buckets) {
    const Members<Real> up = who.gaining(), without = who.without(), everyone = up + without;
    for (int k = 0; k < r.test_count; ++k) {
      const YearsTest& test = r.tests[k];
      if (s < test.first || s >= test.last) continue;
      Leavers<Real>& due = out.due[static_cast<std::size_t>(k)];
      due.eligible += test.here[s] * everyone, due.shift += (test.next[s] - test.here[s]) * up;
      due.gaining += test.next[s] * whole_year(up);
      if (test.is_limited()) limit(test, s, basic(everyone), basic(up), whole_year(up));
    }
    const double flat = r.stay_flat ? r.stay_flat[s] : 1.0, rise = r.stay_up ? r.stay_up[s] : 1.0;
    Cell stay{flat * who.flat, flat * who.flat_idle}, higher{rise * who.up, rise * who.up_idle};
    stay.contributing.account *= growth, stay.suspended.account *= growth;
    accrue(higher.contributing, standing.gained), accrue(higher.suspended, standing.gained);
    const int above = s + 1 < buckets ? s + 1 : s;
    row[s] += stay, standing.add(stay, s, buckets, r.grant);
    row[above] += higher, standing.add(higher, above, buckets, r.grant);
  }

  void enter(Cell* row, int buckets, const BucketSpan& span) {
    const auto at = [&](int s) {
      if (s < span.last && somebody_comes(s)) enter(coming(s), s, row, buckets);
    };
    if (joins.reclassified) {
      for (int s = span.first; s < span.last; ++s) at(s);
      return;
    }
    if (span.first == 0) at(0);
    if (joins.returning_bucket > 0) at(joins.returning_bucket);
  }

  // ---- what the year leaves

  /// The row's sums; its top end asks for no work any more where nobody is left. The interest of those who stay follows
  /// from what stands in their accounts.
  void close(const Cell* row, int buckets, RowState<Real>& state) const {
    const Cell& total = standing.all;
    const Gain<Real>& gained = standing.gained;
    state.total = total, state.grant_months = standing.grant_months;
    if (state.span.last == buckets)
      state.grant_months += r.grant.top.of_top(row[buckets - 1].contributing + row[buckets - 1].suspended);
    state.span.trim(row);
    const Real stayers = total.contributing.account + total.suspended.account - credited * gained.level;
    sums.interest_on_stayers += r.interest / growth * stayers + r.credit * r.credit_interest * gained.level;
    sums.gained += gained;
    sums.closing += total;
  }
};

/// One year of one row. `departing`: room for those who are enrolled in another category, by bucket, or null.
/// `deemed`: whether anybody of the row can have deemed years.
template <class Real, class Coef>
void live_one_year(MemberCell<Real>* row, int buckets, RowState<Real>& state, const Arrivals<Real>& joins,
                   const RowRates<Coef>& r, RowOutcome<Real>& out, YearSums<Real>& sums,
                   Members<Real>* departing = nullptr, bool deemed = true) {
  out.clear(r.test_count);
  const BucketSpan opening = state.span;
  RowStep<Real, Coef> step(r, joins, out, sums);
  step.part(state);
  if (departing) step.depart(row, opening, departing);
  step.retire(row, opening);
  deemed ? step.template move<true>(row, buckets, opening) : step.template move<false>(row, buckets, opening);
  if (opening.last < buckets) ++state.span.last;
  step.enter(row, buckets, opening);
  step.close(row, buckets, state);
}

}  // namespace ballast
