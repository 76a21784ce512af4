/// One year of the members of one age: die → leave the region → suspend and return → enter → contribute → retire
/// (equations M1.2, M3.10, M2, M3.5, M4.5, M5.3). Each step acts on what the previous left; all are shares of the
/// opening cells, so a row needs two looks at its cells: who is due, and who moves where. Where somebody can leave, the
/// cells are counted as they stand there on 31 December; where nobody can, every cell gives the same shares, and the
/// row's sums move like a cell.
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

#include <algorithm>

#include "models/base/real.hpp"
#include "models/membership/row_year.hpp"

namespace ballast {

/// `People`: Members, or Record of a new cohort.
template <class People, class Coef>
struct RowStep {
  using Real = typename People::Number;
  using Cell = CellOf<People>;
  const RowRates<Coef>& r;
  const Arrivals<Real>& joins;
  RowState<People>& state;  ///< as the year found it until the cells move, then who is there on 31 December
  RowOutcome<Real>& out;
  YearSums<Real>& sums;
  const Shares<Coef> share;
  const Coef credited;  ///< credit of a full year with the year's interest on it
  const Coef growth;    ///< 1 + i
  Gain<Real> gained;    ///< of those who are there on 31 December, who gained the year

  RowStep(const RowRates<Coef>& rates, const Arrivals<Real>& arrivals, RowState<People>& row, RowOutcome<Real>& into,
          YearSums<Real>& year)
      : r(rates),
        joins(arrivals),
        state(row),
        out(into),
        sums(year),
        share(rates),
        credited(rates.credit + rates.credit * rates.credit_interest),
        growth(1.0 + rates.interest) {}

  // ---- 1 deaths, transfers, re-enrolment elsewhere

  /// The dying accrue their half year before the refund; so do those who move to another region.
  void part() const {
    const People everyone = state.total.contributing + state.total.suspended;
    const Gain<Real> paying = share.half * whole_year(state.total.contributing);
    sums.dead += r.death * everyone, sums.dead_gained += r.death * paying;
    sums.survivor_months += r.death * state.grant_months;
    if (!any_positive(r.transfer)) return;
    const Coef gone = (1.0 - r.death) * r.transfer;
    sums.transferred += gone * everyone, sums.transferred_gained += gone * paying;
  }

  void depart(const Cell* row, const BucketSpan& span, Members<Real>* departing) const {
    for (int s = span.first; s < span.last; ++s) {
      departing[s] = as_members(share.reclassified * row[s].contributing);
      sums.reclassified += departing[s];
    }
  }

  // ---- 3 entry: who comes during the year

  /// Whether anybody with a record comes into bucket s.
  bool somebody_comes(int s) const {
    return joins.reclassified || (s == joins.returning_bucket && any_positive(joins.returning.heads));
  }
  /// Those with a record: half a year of those who return, all of it of those from another category.
  Split<Real> coming(int s) const {
    Split<Real> who;
    if (joins.reclassified) {
      Members<Real> come = joins.reclassified_share * joins.reclassified[s];
      come.level = joins.reclassified_level * come.heads;
      who.up = share.gain * come, who.flat = (1.0 - share.gain) * come;
    }
    if (s == joins.returning_bucket)
      who.up += share.half * joins.returning, who.flat += (1.0 - share.half) * joins.returning;
    return who;
  }
  bool somebody_is_new() const { return any_positive(joins.joining.heads + joins.dropping.heads); }

  // ---- 5 retirement: from the opening cells, as shares of those who are there when they are due

  People gaining(const Cell& m) const { return share.gaining_c * m.contributing + share.gaining_u * m.suspended; }

  /// Everyone who passes one test of years: as they stand, and with the year's gain alone.
  void pass(const YearsTest& test, const Cell* row, const BucketSpan& span, Leavers<Real>& due) const {
    Cell already, newly;
    const int last = test.last < span.last ? test.last : span.last;
    for (int s = test.first > span.first ? test.first : span.first; s < last; ++s) {
      const double here = test.here[s], next = test.next[s];
      if (here == 1.0)
        already += row[s];
      else if (here > 0)
        already += here * row[s];
      if (next != here) newly += (next - here) * row[s];
    }
    const People shift = gaining(newly);
    due.eligible = as_members(share.all_c * already.contributing + share.all_u * already.suspended);
    due.shift = as_members(shift);
    due.gaining = whole_year(gaining(already)) + whole_year(shift);
  }

  /// Monthly basic pension of a group, for the months of a limited benefit.
  Real basic(const Members<Real>& m) const {
    return (m.paid + m.deemed) * r.basic_credited + (m.deemed + m.indexed) * r.basic_indexed;
  }
  Real basic(const Record<Real>& m) const { return m.paid * r.basic_credited + m.indexed * r.basic_indexed; }
  /// What the year's gain adds to it.
  Real basic_gained(const Gain<Real>& gain) const {
    return gain.heads * r.basic_credited + gain.level * (r.index * r.basic_indexed);
  }
  [[gnu::always_inline]] LimitedClaim<Real> claim(const Cell& m) const {
    const People &c = m.contributing, &u = m.suspended;
    const Real paying = basic(c), idle = basic(u);
    return {share.all_c * paying + share.all_u * idle, share.gaining_c * paying + share.gaining_u * idle,
            basic_gained(share.gaining_c * whole_year(c) + share.gaining_u * whole_year(u))};
  }

  /// The years of a limited benefit, the buckets where so many twelves hold anything: these, then those of one more.
  template <int kTwelves = 1>
  [[gnu::always_inline]] void limit(const YearsTest& test, const Cell* row, int from, int last,
                                    LimitedYears<Real>& years) const {
    const int until = kTwelves < kLimitedTwelves ? std::min(last, test.twelve_from[kTwelves]) : last;
    int s = from;
    for (; s < until; ++s) {
      const LimitedClaim<Real> who = claim(row[s]);
      for (std::size_t k = 0; k < kTwelves; ++k)
        years[k].add(test.years_of_benefit[s][k], test.years_of_benefit[s + 1][k], who);
    }
    if constexpr (kTwelves < kLimitedTwelves) limit<kTwelves + 1>(test, row, s, last, years);
  }
  void limit(const YearsTest& test, const Cell* row, const BucketSpan& span) const {
    LimitedYears<Real> years = out.limited;  // of this loop: kept in registers
    limit(test, row, std::max(span.first, test.twelve_from[0]), std::min(span.last, test.last), years);
    out.limited = years;
  }

  void retire(const Cell* row, const BucketSpan& span) const {
    for (int k = 0; k < r.test_count; ++k) {
      pass(r.tests[k], row, span, out.due[static_cast<std::size_t>(k)]);
      if (r.tests[k].is_limited()) limit(r.tests[k], row, span);
    }
    for (int o = 0; o < r.exit_count; ++o)
      if (r.exits[o].ends_some()) end_short(r.exits[o], row, span);
  }

  /// The short of one way out, those of buckets that are asked alike together.
  void end_short(const Exit& exit, const Cell* row, const BucketSpan& span) const {
    for (int s = span.first, next; s < span.last; s = next) {
      next = s + 1;
      if (!exit.ends_some(s)) continue;
      Cell there;
      Members<Real> up, without;
      there += row[s], come_to(s, up, without);
      for (; next < span.last && exit.asks_alike(s, next); ++next) there += row[next], come_to(next, up, without);
      const People gain = gaining(there);
      up += gain;
      without += share.all_c * there.contributing + share.all_u * there.suspended - gain;
      end_short(without, up, exit, s);
    }
  }
  /// Who comes into bucket s, with and without the year's gain.
  void come_to(int s, Members<Real>& up, Members<Real>& without) const {
    if (somebody_comes(s)) {
      const Split<Real> come = coming(s);
      up += come.up, without += come.flat;
    }
    if (s == 0 && somebody_is_new()) {
      const Newcomers<Real> come = joins.joining + joins.dropping;
      up += without_record(share.half * come), without += without_record((1.0 - share.half) * come);
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
    sums.interest_on_ended += interest;
    sums.ended_gained += gain;
    group.account += interest + credit;
    group.paid += gain.heads;
    group.indexed += r.index * gain.level;
  }

  // ---- 2 suspension and return, 4 contributions and accrual: what bucket s keeps, and what moves up from below

  [[gnu::always_inline]] Cell keeps(const Cell& m, double stay) const {
    return {(stay * share.flat_c) * m.contributing + (stay * share.flat_u) * m.suspended,
            (stay * share.flat_idle_c) * m.contributing + (stay * share.flat_idle_u) * m.suspended};
  }
  [[gnu::always_inline]] Cell rises(const Cell& m, double stay) const {
    return {(stay * share.up_c) * m.contributing + (stay * share.up_u) * m.suspended,
            (stay * share.up_idle_c) * m.contributing};
  }
  /// A group on 31 December: those who kept their bucket, and those who rose into it by the year they gained.
  [[gnu::always_inline]] People accrued(const People& kept, const People& risen) const {
    People now = kept + risen;
    now.paid += risen.heads;
    now.indexed += r.index * risen.level;
    now.account = growth * now.account + credited * risen.level;
    return now;
  }
  [[gnu::always_inline]] Cell accrued(const Cell& kept, const Cell& risen, Gain<Real>& gains) const {
    gains += whole_year(risen.contributing) + whole_year(risen.suspended);
    return {accrued(kept.contributing, risen.contributing), accrued(kept.suspended, risen.suspended)};
  }

  /// Σ months of the survivor grant of a bucket below the open one.
  [[gnu::always_inline]] Real months_of(const Cell& people, int s) const {
    return r.grant.below_top[s] * (people.contributing.heads + people.suspended.heads);
  }

  /// In place, from the top bucket down. The top bucket is open: who gains there stays in it.
  /// Where nobody can leave, all cells give the same shares, and so does their sum.
  template <bool kSomeLeave>
  void move(Cell* row, int buckets, const BucketSpan& span) {
    Cell all;  // of this loop, like the next two: kept in registers
    Gain<Real> gains;
    Real months{};
    const auto keep = [&](int s) [[gnu::always_inline]] { return keeps(row[s], kSomeLeave ? r.stay_flat[s] : 1.0); };
    const auto rise = [&](int s) [[gnu::always_inline]] { return rises(row[s], kSomeLeave ? r.stay_up[s] : 1.0); };
    const auto put = [&](int s, const Cell& people, bool open = false) [[gnu::always_inline]] {
      ask_for(row + s + buckets);  // of the row whose year is next
      row[s] = people;
      if (!open) months += months_of(people, s);
      if constexpr (kSomeLeave) all += people;
    };
    if constexpr (!kSomeLeave) {
      state.total = accrued(keeps(state.total, 1.0), rises(state.total, 1.0), gains), gained = gains;
    }
    const int top = span.last - 1;
    const Cell from_below = top > span.first ? rise(top - 1) : Cell{};
    if (span.last < buckets) {
      put(span.last, accrued({}, rise(top), gains), span.last + 1 == buckets);
      put(top, accrued(keep(top), from_below, gains));
    } else {
      put(top, accrued(keep(top), rise(top) + from_below, gains), true);
    }
    for (int s = top - 1; s > span.first; --s) put(s, accrued(keep(s), rise(s - 1), gains));
    if (top > span.first) put(span.first, accrued(keep(span.first), {}, gains));
    if constexpr (kSomeLeave) state.total = all, gained = gains;
    state.grant_months = months;
  }
  void move(Cell* row, int buckets, const BucketSpan& span) {
    r.stay_flat ? move<true>(row, buckets, span) : move<false>(row, buckets, span);
  }

  // ---- who comes lives the rest of the year as everybody does

  /// People who come into bucket s and the tests of years.
  void pass_tests(const Members<Real>& up, const Members<Real>& without, int s) const {
    const Members<Real> everyone = up + without;
    for (int k = 0; k < r.test_count; ++k) {
      const YearsTest& test = r.tests[k];
      if (s < test.first || s >= test.last) continue;
      Leavers<Real>& due = out.due[static_cast<std::size_t>(k)];
      due.eligible += test.here[s] * everyone, due.shift += (test.next[s] - test.here[s]) * up;
      due.gaining += test.next[s] * whole_year(up);
      if (!test.is_limited()) continue;
      const LimitedClaim<Real> who{basic(everyone), basic(up), basic_gained(whole_year(up))};
      for (std::size_t m = 0; m < kLimitedTwelves && test.twelve_from[m] <= s; ++m)
        out.limited[m].add(test.years_of_benefit[s][m], test.years_of_benefit[s + 1][m], who);
    }
  }
  /// They stand in bucket s on 31 December.
  void place(const Cell& people, int s, Cell* row, int buckets) {
    row[s] += people, state.total += people;
    if (s + 1 < buckets) state.grant_months += months_of(people, s);
  }
  /// New members without a year yet, contributing and suspended: heads and levels are all they bring.
  void place_new(const Newcomers<Real>& paying, const Newcomers<Real>& idle, int s, Cell* row, int buckets) {
    for (Cell* to : {row + s, &state.total}) join(to->contributing, paying), join(to->suspended, idle);
    if (s + 1 < buckets) state.grant_months += r.grant.below_top[s] * (paying.heads + idle.heads);
  }

  void enter(const Split<Real>& who, int s, Cell* row, int buckets) {
    pass_tests(who.up, who.flat, s);
    Cell stay, higher;
    const People risen = (r.stay_up ? r.stay_up[s] : 1.0) * who.up;
    stay.contributing = accrued((r.stay_flat ? r.stay_flat[s] : 1.0) * who.flat, {});
    higher.contributing = accrued({}, risen), gained += whole_year(risen);
    place(stay, s, row, buckets);
    place(higher, s + 1 < buckets ? s + 1 : s, row, buckets);
  }
  /// New members come into bucket 0 and pay half a year; those of them who drop out are suspended on 31 December.
  void enrol(Cell* row, int buckets) {
    const Newcomers<Real> everyone = joins.joining + joins.dropping;
    if (r.test_count > 0)
      pass_tests(without_record(share.half * everyone), without_record((1.0 - share.half) * everyone), 0);
    const Coef flat = (1.0 - share.half) * (r.stay_flat ? r.stay_flat[0] : 1.0);
    const Coef up = share.half * (r.stay_up ? r.stay_up[0] : 1.0);
    place_new(flat * joins.joining, flat * joins.dropping, 0, row, buckets);
    place({first_year(up * joins.joining), first_year(up * joins.dropping)}, buckets > 1 ? 1 : 0, row, buckets);
  }
  /// New members who gained their first year.
  People first_year(const Newcomers<Real>& who) {
    gained += who;
    return {who.heads, who.heads, r.index * who.level, credited * who.level, who.level};
  }

  void enter(Cell* row, int buckets, const BucketSpan& span) {
    if (span.first == 0 && somebody_is_new()) enrol(row, buckets);
    const auto at = [&](int s) {
      if (s < span.last && somebody_comes(s)) enter(coming(s), s, row, buckets);
    };
    if (!joins.reclassified) return at(joins.returning_bucket);
    for (int s = span.first; s < span.last; ++s) at(s);
  }

  // ---- what the year leaves

  /// The row's sums; its top end asks for no work any more where nobody is left.
  void close(const Cell* row, int buckets) {
    if (state.span.last == buckets)
      state.grant_months += r.grant.top.of_top(row[buckets - 1].contributing + row[buckets - 1].suspended);
    state.span.trim(row);
    sums.closing += state.total, sums.closing_gained += gained;
  }
};

/// One year of one row. `departing`: room for those who are enrolled in another category, by bucket, or null.
template <class People, class Real, class Coef>
void live_one_year(CellOf<People>* row, int buckets, RowState<People>& state, const Arrivals<Real>& joins,
                   const RowRates<Coef>& r, RowOutcome<Real>& out, YearSums<Real>& sums,
                   Members<Real>* departing = nullptr) {
  out.clear(r.test_count);
  const BucketSpan opening = state.span;
  RowStep<People, Coef> step(r, joins, state, out, sums);
  step.part();
  if (departing) step.depart(row, opening, departing);
  step.retire(row, opening);
  step.move(row, buckets, opening);
  if (opening.last < buckets) ++state.span.last;
  step.enter(row, buckets, opening);
  step.close(row, buckets);
}

}  // namespace ballast
