/// One year of the members of one age: die → leave the region → suspend and return → enter → contribute → retire
/// (model §4, steps 1–5). Each step acts on what the previous left. In place, from the top service bucket down.
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

#include <array>
#include <limits>

#include "models/base/real.hpp"
#include "models/membership/members.hpp"

namespace ballast {

/// Ways into a pension. 正常退休 · 弹性提前 · 弹性延迟 · 特殊工种 · 病退 · 违规提前 · 延缴期满; from 2025 illness leads
/// to the benefit 病残津贴: as a pension (illness), the basic part only (illness_partial), for some months
/// (illness_limited).
enum class Way {
  early,
  statutory,
  late,
  special,
  illness,
  irregular,
  extended,
  illness_partial,
  illness_limited,
  limited_months  ///< nobody's way: adds up months of illness_limited, one for each twelve of them
};
inline constexpr int kWays = 10;
inline constexpr int kLimitedTwelves = 4;  ///< months of illness_limited by twelves; the last takes what is above
inline constexpr int kMostExits = 16;      ///< ways open to one age in one year, several minimum years counted apart

/// One way out of membership for one category, age and year. The same for every lane.
struct Exit {
  Way way = Way::statutory;
  double share = 0;         ///< p_o: of those alive, after the ways that come first
  double asked = 0;         ///< of those alive and short of years: asked for the first time whether to leave or buy
  double asked_before = 0;  ///< share of the cohort asked in earlier years
  double gained = 0;        ///< Ψ_o
  const double* here = nullptr;  ///< e(s): share of bucket s with the minimum years, by bucket
  const double* next = nullptr;  ///< e(s+1), by bucket s; only e(s+1) − e(s) and here 0 while others wait by choice
  double minimum_years = 0;      ///< M / 12 [years]
  double leave = 0;              ///< of the short: leave with their account on 31 December
  double buy = 0;                ///< of the short: buy the missing years on 31 December
  double loan = 0;               ///< of the short of bucket loan_from and above: buy them with a loan 助保贷款
  int loan_from = std::numeric_limits<int>::max();

  double buying(int s) const { return s >= loan_from ? buy + loan : buy; }
  double leaving(int s) const { return s >= loan_from ? leave * (1.0 - loan) : leave; }
  /// Of the short of bucket s, those asked this year; who left or bought when asked before is no longer among them.
  double asks(int s) const { return asked / (1.0 - (leaving(s) + buying(s)) * asked_before); }
  /// Of the short of bucket s, those who end their membership because they were asked.
  double ending(int s) const { return asks(s) * (leaving(s) + buying(s)); }
  bool only_adds_up() const { return way == Way::limited_months; }
  /// Buckets below it have nobody who could go: not one retires, leaves or buys.
  int first_bucket = 0;
};

/// Months of the survivor grant above the last class: there + further·(years − after), at most cap (grants.hpp).
struct OpenSurvivorRule {
  double after = 0, there = 0, further = 0, cap = 0;

  /// Σ months of a group: its mean years decide.
  template <class Real>
  Real of_top(const Members<Real>& m) const {
    const Real months = there * m.heads + further * (m.paid + m.deemed - after * m.heads);
    return lesser(greater(Real{}, months), Real(cap * m.heads));
  }
};

/// The rates of one row: category, cohort type and age in one year.
template <class Coef>
struct alignas(sizeof(Coef)) RowRates {
  Coef death{}, transfer{}, suspend{}, resume{};
  Coef reclassify{};                        ///< r: of those who contribute all year, found employed elsewhere
  Coef gain{};                              ///< φ
  Coef part_year{};                         ///< ½: the part of the year of the dying, stopping, returning, entering
  Coef index{};                             ///< expected index of the year at level 1
  Coef credit{};                            ///< account credit of a full year at level 1 [yuan a head]
  Coef interest{};                          ///< bookkeeping rate i [a year]
  Coef credit_interest{};                   ///< interest on the year's credits, i·6.5/12
  const double* survivor_months = nullptr;  ///< [bucket] months of the survivor grant, below the top bucket
  OpenSurvivorRule survivor;                ///< of the top bucket, by its mean years
  const double* stay_flat = nullptr;        ///< A(s); null where nobody can leave
  const double* stay_up = nullptr;          ///< B(s)
  const Exit* exits = nullptr;
  int exit_count = 0;
};

/// Those who join a row during the year.
template <class Real>
struct alignas(sizeof(Real)) Arrivals {
  Members<Real> joining, dropping;  ///< entrants, bucket 0: go on contributing; are suspended by 31 December
  Members<Real> returning;          ///< home-comers with their record, half a year like entrants
  int returning_bucket = 0;
  const Members<Real>* reclassified = nullptr;  ///< [bucket] from another category: contribute all year
  double reclassified_share = 0;                ///< of them, to this row
  double reclassified_level = 1;                ///< their level here
};

/// Those who leave by one exit: Σ p·e(s)·H, Σ p·(e(s+1) − e(s))·φf·H and the heads that may gain the year,
/// to be combined with the award moments (see award_moments.hpp).
template <class Real>
struct alignas(sizeof(Real)) Leavers {
  Members<Real> eligible, shift;
  Gain<Real> gaining;

  Leavers& operator+=(const Leavers& o) {
    eligible += o.eligible, shift += o.shift, gaining += o.gaining;
    return *this;
  }
};

/// What happened in the year besides what the cells hold, added up over rows of one category.
template <class Real>
struct alignas(sizeof(Real)) YearSums {
  Members<Real> dead, transferred;  ///< opening sums of the dead and of those gone to another region
  Gain<Real> dead_gained, transferred_gained;
  Real survivor_months{};      ///< Σ heads × months of the grant
  Gain<Real> gained;           ///< who gained: members on 31 December, the dead, the transferred, the short
  Real interest_on_stayers{};  ///< account interest of those who did not retire, die or move [yuan]
  Members<Real> refunded;      ///< the short gone with their account on 31 December
  Members<Real> reclassified;  ///< opening sums of those enrolled in another category
};

/// Who leaves one row for a pension, and who is left.
template <class Real>
struct alignas(sizeof(Real)) RowOutcome {
  Real heads{}, paying_level{};     ///< of the row on 31 December: everybody; Σ ℓ of those who contribute
  Members<Real> bought;             ///< the short who bought in on 31 December and retire
  Real missing_years{};             ///< years bought [person-years]
  Real lent_heads{}, lent_years{};  ///< of them, with a loan
  std::array<Leavers<Real>, kMostExits> leavers;  ///< the first `exits` are meant
  int exits = 0;

  /// Ready for a row with so many ways out; what lies beyond them is left alone.
  void clear(int ways) {
    heads = paying_level = missing_years = lent_heads = lent_years = Real{};
    bought = {};
    exits = ways;
    for (int o = 0; o < ways; ++o) leavers[static_cast<std::size_t>(o)] = {};
  }
};

/// A bucket's people after deaths, split by what they do this year.
template <class Real>
struct Split {
  Members<Real> up, flat;            ///< contributing at the end: with and without the year's gain
  Members<Real> up_idle, flat_idle;  ///< suspended at the end
};

/// Shares of a bucket's contributing (c) and suspended (u) members by what they do: products of the rates, once a row.
template <class Coef>
struct Shares {
  Coef up_c, up_u, flat_c, flat_u, up_idle_c, flat_idle_c, flat_idle_u;
  Coef gain, half;    ///< φ; ½·φ
  Coef reclassified;  ///< of c

  explicit Shares(const RowRates<Coef>& r) : gain(r.gain), half(r.part_year * r.gain) {
    const Coef live = (1.0 - r.death) * (1.0 - r.transfer);
    const Coef pays = live * (1.0 - r.suspend), back = live * r.resume, stop = live * r.suspend;
    reclassified = r.reclassify * pays;
    const Coef stay = pays - reclassified;
    up_c = gain * stay, flat_c = (1.0 - gain) * stay;
    up_u = half * back, flat_u = (1.0 - half) * back;
    up_idle_c = half * stop, flat_idle_c = (1.0 - half) * stop;
    flat_idle_u = live * (1.0 - r.resume);
  }
};

template <class Real, class Coef>
struct RowStep {
  const RowRates<Coef>& r;
  const Arrivals<Real>& joins;
  Members<Real>* departing;  ///< [bucket] those enrolled in another category; null where nobody is
  RowOutcome<Real>& out;
  YearSums<Real>& sums;
  const Shares<Coef> share;

  RowStep(const RowRates<Coef>& rates, const Arrivals<Real>& arrivals, Members<Real>* leaving, RowOutcome<Real>& into,
          YearSums<Real>& year)
      : r(rates), joins(arrivals), departing(leaving), out(into), sums(year), share(rates) {}

  [[gnu::always_inline]] Split<Real> split(const MemberCell<Real>& cell, int s) const {
    const Members<Real>&c = cell.contributing, &u = cell.suspended;
    Split<Real> who{share.up_c * c + share.up_u * u, share.flat_c * c + share.flat_u * u, share.up_idle_c * c,
                    share.flat_idle_c * c + share.flat_idle_u * u};
    if (departing || joins.reclassified || s == 0 || s == joins.returning_bucket) return join_and_part(who, c, s);
    return who;
  }

  /// Those who come into bucket s during the year, and those who leave it for another category.
  Split<Real> join_and_part(Split<Real> who, const Members<Real>& c, int s) const {
    const auto half_year = [&](const Members<Real>& m, Members<Real>& up, Members<Real>& flat) {
      up += share.half * m, flat += (1.0 - share.half) * m;
    };
    if (departing) {
      departing[s] = share.reclassified * c;
      sums.reclassified += departing[s];
    }
    if (joins.reclassified) {
      Members<Real> come = joins.reclassified_share * joins.reclassified[s];
      come.level = joins.reclassified_level * come.heads;
      who.up += share.gain * come, who.flat += (1.0 - share.gain) * come;
    }
    if (s == 0) half_year(joins.joining, who.up, who.flat), half_year(joins.dropping, who.up_idle, who.flat_idle);
    if (s == joins.returning_bucket) half_year(joins.returning, who.up, who.flat);
    return who;
  }

  /// Growth on 31 December of those without the year's gain, and of those with it.
  [[gnu::always_inline]] void grow(Members<Real>& group) const { group.account += r.interest * group.account; }
  [[gnu::always_inline]] void grow_with_gain(Members<Real>& group) const {
    group.account += r.interest * group.account + (r.credit + r.credit * r.credit_interest) * group.level;
    group.paid += group.heads;
    group.indexed += r.index * group.level;
  }

  /// Those who end their membership on 31 December: interest on all accounts, the gain on those who gained.
  void settle(Members<Real>& group, const Gain<Real>& gained) const {
    const Real credited = r.credit * gained.level;
    const Real interest = r.interest * group.account + r.credit_interest * credited;
    sums.interest_on_stayers += interest;
    sums.gained += gained;
    group.account += interest + credited;
    group.paid += gained.heads;
    group.indexed += r.index * gained.level;
  }

  /// Everyone of bucket s who is due, by way; and the short who do not keep paying.
  void retire(const Split<Real>& who, int s) const {
    const Members<Real> gaining = who.up + who.up_idle;
    const Members<Real> without = who.flat + who.flat_idle;
    const Members<Real> everyone = gaining + without;
    for (int o = 0; o < r.exit_count; ++o) {
      const Exit& exit = r.exits[o];
      if (s < exit.first_bucket) continue;
      const double here = exit.here[s], next = exit.next[s];
      Leavers<Real>& leavers = out.leavers[static_cast<std::size_t>(o)];
      leavers.eligible += (exit.share * here) * everyone;
      leavers.gaining += (exit.share * next) * whole_year(gaining);
      if (next != here) leavers.shift += (exit.share * (next - here)) * gaining;
      if (here >= 1.0 || !(exit.asked > 0)) continue;
      const double asks = exit.asks(s);
      const double with_gain = asks * ((1.0 - here) * (1.0 - exit.gained) + (1.0 - next) * exit.gained);
      end_short((asks * (1.0 - here)) * without + with_gain * gaining, with_gain * whole_year(gaining), exit, s);
    }
  }

  /// Of those due and short of years, the ones who do not keep paying: they leave or buy in on 31 December.
  void end_short(const Members<Real>& group, const Gain<Real>& gained, const Exit& exit, int s) const {
    const double leave = exit.leaving(s), buy = exit.buying(s);
    if (!(leave + buy > 0)) return;
    Members<Real> left = leave * group, bought = buy * group;
    settle(left, leave * gained);
    settle(bought, buy * gained);
    sums.refunded += left;
    out.bought += bought;
    const Real missing = greater(Real{}, exit.minimum_years * bought.heads - bought.paid - bought.deemed);
    out.missing_years += missing;
    if (s < exit.loan_from) return;
    out.lent_heads += bought.heads;
    out.lent_years += missing;
  }
};

/// Sums over a row's opening cells and over its people at the end of the year.
template <class Real>
struct RowCount {
  Members<Real> opening;
  Gain<Real> paying, gained;
  Real accounts{}, heads{}, paying_level{}, survivor_months{};

  [[gnu::always_inline]] void open(const MemberCell<Real>& cell) {
    opening += cell.contributing + cell.suspended;
    paying += whole_year(cell.contributing);
  }
  [[gnu::always_inline]] void close(const Split<Real>& who) {
    gained.heads += who.up.heads + who.up_idle.heads;
    gained.level += who.up.level + who.up_idle.level;
    accounts += who.up.account + who.up_idle.account + who.flat.account + who.flat_idle.account;
    heads += who.up.heads + who.up_idle.heads + who.flat.heads + who.flat_idle.heads;
    paying_level += who.up.level + who.flat.level;
  }
};

/// One year of one row. `span`: the buckets that can hold somebody; one more can next year. `departing`: room for those
/// who are enrolled in another category, by bucket, or null.
template <class Real, class Coef>
void live_one_year(MemberCell<Real>* row, int buckets, BucketSpan& span, const Arrivals<Real>& joins,
                   const RowRates<Coef>& r, RowOutcome<Real>& out, YearSums<Real>& sums,
                   Members<Real>* departing = nullptr) {
  out.clear(r.exit_count);
  const RowStep<Real, Coef> step(r, joins, departing, out, sums);
  int may_go = buckets;  // below it nobody can go
  for (int o = 0; o < r.exit_count; ++o) may_go = r.exits[o].first_bucket < may_go ? r.exits[o].first_bucket : may_go;
  RowCount<Real> count;
  MemberCell<Real> above;  // what bucket s + 1 keeps; completed by those who move up from s
  if (span.last < buckets) row[span.last] = {};
  for (int s = span.last - 1; s >= span.first; --s) {
    const MemberCell<Real> cell = row[s];
    // 1 deaths: the dying accrue their half year before the refund
    count.open(cell);
    count.survivor_months += s + 1 == buckets ? r.survivor.of_top(cell.contributing + cell.suspended)
                                              : r.survivor_months[s] * (cell.contributing.heads + cell.suspended.heads);
    // 2 suspension and return, 3 entry, 4 contributions and accrual
    Split<Real> who = step.split(cell, s);
    // 5 retirement
    if (s >= may_go) {
      const Split<Real> due = who;  // a copy: what stays then lives in registers
      step.retire(due, s);
      const double flat = r.stay_flat[s], up = r.stay_up[s];
      who.flat = flat * who.flat, who.flat_idle = flat * who.flat_idle;
      who.up = up * who.up, who.up_idle = up * who.up_idle;
    }
    count.close(who);
    step.grow(who.flat), step.grow(who.flat_idle);
    step.grow_with_gain(who.up), step.grow_with_gain(who.up_idle);
    if (s + 1 == buckets) {  // the top bucket is open: who gains stays in it
      above = {who.flat + who.up, who.flat_idle + who.up_idle};
      continue;
    }
    row[s + 1] = {above.contributing + who.up, above.suspended + who.up_idle};
    above = {who.flat, who.flat_idle};
  }
  if (span.first < span.last) row[span.first] = above;
  out.heads = count.heads, out.paying_level = count.paying_level;
  sums.interest_on_stayers += r.interest * count.accounts + r.credit * r.credit_interest * count.gained.level;
  sums.survivor_months += r.death * count.survivor_months;
  sums.dead += r.death * count.opening;
  const Gain<Real> dead_gained = (step.share.half * r.death) * count.paying;
  const Coef gone = (1.0 - r.death) * r.transfer;
  sums.transferred += gone * count.opening;
  const Gain<Real> transferred_gained = (step.share.half * gone) * count.paying;
  sums.dead_gained += dead_gained;
  sums.transferred_gained += transferred_gained;
  sums.gained += count.gained;
  sums.gained += dead_gained;
  sums.gained += transferred_gained;
  if (span.last < buckets) ++span.last;
}

}  // namespace ballast
