/// One year of the members of one age: die → suspend and return → enter → contribute → retire (model §4, steps 1–5).
/// Each step acts on what the previous left. In place, from the top service bucket down.
///
///   stay    = (1 − q)(1 − p_s)·cc    back = (1 − q)·p_r·uc    stop = (1 − q)·p_s·cc    idle = (1 − q)(1 − p_r)·uc
///   up      = φ·stay + h·back        flat = (1 − φ)·stay + (1 − h)·back                 h = ½·φ
///   cc'(s)  = A(s)·flat              cc'(s+1) += B(s)·up, one paid year, its index and its credit on every head of up
///   uc'(s)  = A(s)·((1 − h)·stop + idle)      uc'(s+1) += B(s)·h·stop
///
/// cc, uc contributing and suspended members of bucket s; q death, p_s suspension, p_r return; φ share of a full
/// year's payers who gain the year. Of those due by way o, share p_o, in month m with share m/12 of the year gained:
///   leave   = p_o·e(s)   of those without the year's gain when they retire, tested in bucket s
///           + p_o·e(s+1) of those with it: retirees first accrue, then are tested, then awarded
///   A(s)    = 1 − Σ p_o·(e(s) + (1 − e(s))·gone_o)
///   B(s)    = 1 − Σ p_o·(1 − (1 − gone_o)·((1 − e(s))(1 − Ψ_o) + (1 − e(s+1))·Ψ_o))
/// e(s) share of bucket s with the minimum years; Ψ_o mean of m/12; gone_o share of those short of years who leave with
/// their account or buy the missing years on 31 December, the others keep paying.
#pragma once

#include <array>

#include "models/base/real.hpp"
#include "models/membership/members.hpp"

namespace ballast {

/// Ways into a pension. 正常退休 · 弹性提前 · 弹性延迟 · 特殊工种 · 病退 · 违规提前 · 延缴期满
enum class Way { early, statutory, late, special, illness, irregular, extended };
inline constexpr int kMostExits = 9;  ///< ways open to one age in one year, several minimum years counted apart

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
  int group = 0;                 ///< index of the award moments that go with this exit
};

/// The rates of one row: category, cohort type and age in one year.
template <class Coef>
struct RowRates {
  Coef death{}, suspend{}, resume{};
  Coef gain{};                              ///< φ
  Coef part_year{};                         ///< ½: the part of the year of the dying, stopping, returning, entering
  Coef index{};                             ///< expected index of the year
  Coef credit{};                            ///< account credit of a full year [yuan a head]
  Coef interest{};                          ///< bookkeeping rate i [a year]
  Coef credit_interest{};                   ///< interest on the year's credits, i·6.5/12
  const double* survivor_months = nullptr;  ///< [bucket] months of the survivor grant
  const Coef* stay_flat = nullptr;          ///< A(s); null where nobody can leave
  const Coef* stay_up = nullptr;            ///< B(s)
  const Exit<Coef>* exits = nullptr;
  int exit_count = 0;
};

/// Those who leave by one exit: Σ p·e(s)·H, Σ p·(e(s+1) − e(s))·φf·H and the heads that may gain the year,
/// to be combined with the award moments (see award_moments.hpp).
template <class Real>
struct Leavers {
  Members<Real> eligible, shift;
  Real gaining{};
};

/// What one row's year leaves behind besides the row itself.
template <class Real>
struct RowOutcome {
  Members<Real> dead;                     ///< opening sums of the dead
  Members<Real> dead_top;                 ///< of the dead, those of the top service bucket (its years are open)
  Real dead_gained{}, survivor_months{};  ///< heads who gained before death; Σ heads × months of the grant below top
  Real gained{};                          ///< heads who gained the year: members on 31 December, the dead, the short
  Real interest_on_stayers{};             ///< account interest of those who did not retire or die [yuan]
  Members<Real> refunded, bought;         ///< the short on 31 December: gone with their account; bought in, retired
  Real missing_years{};                   ///< years bought [person-years]
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
  RowOutcome<Real>& out;
  Coef alive, half;

  Split<Real> split(const MemberCell<Real>& cell, Real entrants) const {
    const Members<Real> stay = (alive * (1.0 - r.suspend)) * cell.contributing;
    const Members<Real> stop = (alive * r.suspend) * cell.contributing;
    const Members<Real> idle = (alive * (1.0 - r.resume)) * cell.suspended;
    Members<Real> back = (alive * r.resume) * cell.suspended;
    back.heads += entrants;
    return {stay + stop + idle + back, r.gain * stay + half * back, (1.0 - r.gain) * stay + (1.0 - half) * back,
            half * stop, (1.0 - half) * stop + idle};
  }

  /// The year's growth of members on 31 December: interest on all accounts, the gain on `gained` heads.
  void settle(Members<Real>& group, Real gained) const {
    const Real interest = r.interest * group.account + r.credit_interest * (r.credit * gained);
    out.interest_on_stayers += interest;
    out.gained += gained;
    group.account += interest + r.credit * gained;
    group.paid += gained;
    group.indexed += r.index * gained;
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
      leavers.gaining += exit.share * next * gaining.heads;
      if (next != here) leavers.shift += (exit.share * (next - here)) * gaining;
      if (here >= 1.0) continue;
      const Coef with_gain = exit.share * ((1.0 - here) * (1.0 - exit.gained) + (1.0 - next) * exit.gained);
      end_short((exit.share * (1.0 - here)) * without + with_gain * gaining, with_gain * gaining.heads, exit);
    }
  }

  /// Of those due and short of years, the ones who do not keep paying: they leave or buy in on 31 December.
  void end_short(const Members<Real>& group, Real gained, const Exit<Coef>& exit) const {
    Members<Real> left = exit.leave * group, bought = exit.buy * group;
    settle(left, exit.leave * gained);
    settle(bought, exit.buy * gained);
    out.refunded += left;
    out.bought += bought;
    out.missing_years += greater(Real{}, exit.minimum_years * bought.heads - bought.paid - bought.deemed);
  }
};

/// One year of one row. `entrants`: heads who enter at bucket 0 (fresh cohorts), half a year paid. `filled` buckets can
/// hold somebody; one more can next year.
template <class Real, class Coef>
void live_one_year(MemberCell<Real>* row, int buckets, int& filled, Real entrants, const RowRates<Coef>& r,
                   RowOutcome<Real>& out) {
  const RowStep<Real, Coef> step{r, out, 1.0 - r.death, r.part_year * r.gain};
  out.exits = r.exit_count;
  filled = filled < 1 ? 1 : filled;
  Members<Real> opening;
  for (int s = filled - 1; s >= 0; --s) {
    const MemberCell<Real> cell = row[s];
    const Members<Real> before = cell.contributing + cell.suspended;
    // 1 deaths: the dying accrue their half year before the refund
    opening += before;
    out.dead_gained += cell.contributing.heads;
    if (s + 1 == buckets)
      out.dead_top = r.death * before;
    else
      out.survivor_months += r.survivor_months[s] * before.heads;
    // 2 suspension and return, 3 entry, 4 contributions and accrual
    Split<Real> who = step.split(cell, s == 0 ? entrants : Real{});
    // 5 retirement
    if (r.exit_count > 0) {
      step.retire(who, s);
      const Coef flat = r.stay_flat[s], up = r.stay_up[s];
      who.flat = flat * who.flat, who.flat_idle = flat * who.flat_idle;
      who.up = up * who.up, who.up_idle = up * who.up_idle;
    }
    step.settle(who.flat, Real{});
    step.settle(who.flat_idle, Real{});
    step.settle(who.up, who.up.heads);
    step.settle(who.up_idle, who.up_idle.heads);
    row[s] = {who.flat, who.flat_idle};
    MemberCell<Real>& above = row[s + 1 < buckets ? s + 1 : s];
    above.contributing += who.up;
    above.suspended += who.up_idle;
  }
  out.dead = r.death * opening;
  out.survivor_months = r.death * out.survivor_months;
  out.dead_gained = (step.half * r.death) * out.dead_gained;
  out.gained += out.dead_gained;
  if (filled < buckets) ++filled;
}

}  // namespace ballast
