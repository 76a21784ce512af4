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
///   A(s)    = 1 − Σ p_o·(e(s) + (1 − e(s))·gone_o)
///   B(s)    = 1 − Σ p_o·(1 − (1 − gone_o)·((1 − e(s))(1 − Ψ_o) + (1 − e(s+1))·Ψ_o))
/// e(s) share of bucket s with the minimum years; Ψ_o mean of m/12; gone_o share of those short of years who leave with
/// their account or buy the missing years on 31 December, the others keep paying.
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
  limited_months  ///< nobody's way: adds up the months of illness_limited
};
inline constexpr int kMostExits = 12;  ///< ways open to one age in one year, several minimum years counted apart

/// One way out of membership for one category, age and year.
template <class Coef>
struct Exit {
  Way way = Way::statutory;
  Coef share{};                  ///< p_o: of those alive, after the ways that come first
  double gained = 0;             ///< Ψ_o
  const double* here = nullptr;  ///< e(s): share of bucket s with the minimum years, by bucket
  const double* next = nullptr;  ///< e(s+1), by bucket s; only e(s+1) − e(s) and here 0 while others wait by choice
  double minimum_years = 0;      ///< M / 12 [years]
  Coef leave{};                  ///< of the short: leave with their account on 31 December
  Coef buy{};                    ///< of the short: buy the missing years on 31 December
  Coef loan{};                   ///< of the short of bucket loan_from and above: buy them with a loan 助保贷款
  int loan_from = std::numeric_limits<int>::max();

  Coef buying(int s) const { return s >= loan_from ? buy + loan : buy; }
  Coef leaving(int s) const { return s >= loan_from ? leave * (1.0 - loan) : leave; }
  /// Of the short of bucket s, those who keep paying.
  Coef kept(int s) const { return 1.0 - leaving(s) - buying(s); }
  bool only_adds_up() const { return way == Way::limited_months; }
};

/// The rates of one row: category, cohort type and age in one year.
template <class Coef>
struct RowRates {
  Coef death{}, transfer{}, suspend{}, resume{};
  Coef reclassify{};                        ///< r: of those who contribute all year, found employed elsewhere
  Coef gain{};                              ///< φ
  Coef part_year{};                         ///< ½: the part of the year of the dying, stopping, returning, entering
  Coef index{};                             ///< expected index of the year at level 1
  Coef credit{};                            ///< account credit of a full year at level 1 [yuan a head]
  Coef interest{};                          ///< bookkeeping rate i [a year]
  Coef credit_interest{};                   ///< interest on the year's credits, i·6.5/12
  const double* survivor_months = nullptr;  ///< [bucket] months of the survivor grant
  const Coef* stay_flat = nullptr;          ///< A(s); null where nobody can leave
  const Coef* stay_up = nullptr;            ///< B(s)
  const Exit<Coef>* exits = nullptr;
  int exit_count = 0;
};

/// Those who join a row during the year.
template <class Real>
struct Arrivals {
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
struct Leavers {
  Members<Real> eligible, shift;
  Gain<Real> gaining;
};

/// What one row's year leaves behind besides the row itself.
template <class Real>
struct RowOutcome {
  Members<Real> dead, transferred;  ///< opening sums of the dead and of those gone to another region
  Members<Real> dead_top;           ///< of the dead, those of the top service bucket (its years are open)
  Gain<Real> dead_gained, transferred_gained;
  Real survivor_months{};           ///< Σ heads × months of the grant below top
  Gain<Real> gained;                ///< who gained: members on 31 December, the dead, the transferred, the short
  Real interest_on_stayers{};       ///< account interest of those who did not retire, die or move [yuan]
  Members<Real> refunded, bought;   ///< the short on 31 December: gone with their account; bought in, retired
  Real missing_years{};             ///< years bought [person-years]
  Real lent_heads{}, lent_years{};  ///< of them, with a loan
  Members<Real> reclassified;       ///< opening sums of those enrolled in another category
  int exits = 0;
  std::array<Leavers<Real>, kMostExits> leavers;  ///< the first `exits` are meant
};

/// A bucket's people after deaths, split by what they do this year.
template <class Real>
struct Split {
  Members<Real> everyone;            ///< all who are alive
  Members<Real> up, flat;            ///< contributing at the end: with and without the year's gain
  Members<Real> up_idle, flat_idle;  ///< suspended at the end
};

template <class Real, class Coef>
struct RowStep {
  const RowRates<Coef>& r;
  const Arrivals<Real>& joins;
  Members<Real>* departing;  ///< [bucket] those enrolled in another category; null where nobody is
  RowOutcome<Real>& out;
  Coef live, half;

  Split<Real> split(const MemberCell<Real>& cell, int s) const {
    Members<Real> stay = (live * (1.0 - r.suspend)) * cell.contributing;
    Members<Real> stop = (live * r.suspend) * cell.contributing;
    const Members<Real> idle = (live * (1.0 - r.resume)) * cell.suspended;
    Members<Real> back = (live * r.resume) * cell.suspended;
    if (departing) {
      departing[s] = r.reclassify * stay;
      out.reclassified += departing[s];
      stay -= departing[s];
    }
    if (joins.reclassified) {
      Members<Real> come = joins.reclassified_share * joins.reclassified[s];
      come.level = joins.reclassified_level * come.heads;
      stay += come;
    }
    if (s == 0) back += joins.joining, stop += joins.dropping;
    if (s == joins.returning_bucket) back += joins.returning;
    return {stay + stop + idle + back, r.gain * stay + half * back, (1.0 - r.gain) * stay + (1.0 - half) * back,
            half * stop, (1.0 - half) * stop + idle};
  }

  /// The year's growth of members on 31 December: interest on all accounts, the gain on those who gained.
  void settle(Members<Real>& group, const Gain<Real>& gained) const {
    const Real credited = r.credit * gained.level;
    const Real interest = r.interest * group.account + r.credit_interest * credited;
    out.interest_on_stayers += interest;
    out.gained += gained;
    group.account += interest + credited;
    group.paid += gained.heads;
    group.indexed += r.index * gained.level;
  }

  /// Everyone of bucket s who is due, by way; and the short who do not keep paying.
  void retire(const Split<Real>& who, int s) const {
    const Members<Real> gaining = who.up + who.up_idle;
    const Members<Real> without = who.flat + who.flat_idle;
    for (int o = 0; o < r.exit_count; ++o) {
      const Exit<Coef>& exit = r.exits[o];
      const double here = exit.here[s], next = exit.next[s];
      Leavers<Real>& leavers = out.leavers[static_cast<std::size_t>(o)];
      leavers.eligible += (exit.share * here) * who.everyone;
      leavers.gaining += (exit.share * next) * whole_year(gaining);
      if (next != here) leavers.shift += (exit.share * (next - here)) * gaining;
      if (here >= 1.0 || exit.only_adds_up()) continue;
      const Coef with_gain = exit.share * ((1.0 - here) * (1.0 - exit.gained) + (1.0 - next) * exit.gained);
      end_short((exit.share * (1.0 - here)) * without + with_gain * gaining, with_gain * whole_year(gaining), exit, s);
    }
  }

  /// Of those due and short of years, the ones who do not keep paying: they leave or buy in on 31 December.
  void end_short(const Members<Real>& group, const Gain<Real>& gained, const Exit<Coef>& exit, int s) const {
    const Coef leave = exit.leaving(s), buy = exit.buying(s);
    Members<Real> left = leave * group, bought = buy * group;
    settle(left, leave * gained);
    settle(bought, buy * gained);
    out.refunded += left;
    out.bought += bought;
    const Real missing = greater(Real{}, exit.minimum_years * bought.heads - bought.paid - bought.deemed);
    out.missing_years += missing;
    if (s < exit.loan_from) return;
    out.lent_heads += bought.heads;
    out.lent_years += missing;
  }
};

/// One year of one row. `filled` buckets can hold somebody; one more can next year. `departing`: room for those who are
/// enrolled in another category, by bucket, or null.
template <class Real, class Coef>
void live_one_year(MemberCell<Real>* row, int buckets, int& filled, const Arrivals<Real>& joins,
                   const RowRates<Coef>& r, RowOutcome<Real>& out, Members<Real>* departing = nullptr) {
  const Coef alive = 1.0 - r.death;
  const RowStep<Real, Coef> step{r, joins, departing, out, alive * (1.0 - r.transfer), r.part_year * r.gain};
  out.exits = r.exit_count;
  filled = filled < 1 ? 1 : filled;
  if (filled <= joins.returning_bucket) filled = joins.returning_bucket + 1;
  Members<Real> opening;
  Gain<Real> paying;
  for (int s = filled - 1; s >= 0; --s) {
    const MemberCell<Real> cell = row[s];
    const Members<Real> before = cell.contributing + cell.suspended;
    // 1 deaths: the dying accrue their half year before the refund
    opening += before;
    paying += whole_year(cell.contributing);
    if (s + 1 == buckets)
      out.dead_top = r.death * before;
    else
      out.survivor_months += r.survivor_months[s] * before.heads;
    // 2 suspension and return, 3 entry, 4 contributions and accrual
    Split<Real> who = step.split(cell, s);
    // 5 retirement
    if (r.exit_count > 0) {
      step.retire(who, s);
      const Coef flat = r.stay_flat[s], up = r.stay_up[s];
      who.flat = flat * who.flat, who.flat_idle = flat * who.flat_idle;
      who.up = up * who.up, who.up_idle = up * who.up_idle;
    }
    step.settle(who.flat, {});
    step.settle(who.flat_idle, {});
    step.settle(who.up, whole_year(who.up));
    step.settle(who.up_idle, whole_year(who.up_idle));
    row[s] = {who.flat, who.flat_idle};
    MemberCell<Real>& above = row[s + 1 < buckets ? s + 1 : s];
    above.contributing += who.up;
    above.suspended += who.up_idle;
  }
  out.dead = r.death * opening;
  out.survivor_months = r.death * out.survivor_months;
  out.dead_gained = (step.half * r.death) * paying;
  out.transferred = (alive * r.transfer) * opening;
  out.transferred_gained = (step.half * alive * r.transfer) * paying;
  out.gained += out.dead_gained;
  out.gained += out.transferred_gained;
  if (filled < buckets) ++filled;
}

}  // namespace ballast
