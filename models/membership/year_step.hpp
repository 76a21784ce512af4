/// One year of the members of one age: die → suspend and return → enter → contribute → retire (model §4, steps 1–5).
/// Each step acts on what the previous left. In place, from the top service bucket down.
///
///   dead    = q·n                                        the dying pay half a year before the refund
///   stop    = p_s·(contributing)   return = p_r·(suspended)
///   gain    = φ·f heads gain one full year, its index and its credit; f = 1 staying, ½ for the dying, stopping,
///             returning and entering, f·m/12 for those who retire in month m
///   leave   = p_o·e(s)   of those due by way o and without the year's gain in bucket s
///           + p_o·e(s+1) of those with it: retirees first accrue, then are tested, then awarded
///   short   = those due and not eligible: keep paying, leave with their account, or buy the missing years
#pragma once

#include <array>

#include "models/base/real.hpp"
#include "models/membership/members.hpp"

namespace ballast {

/// Ways into a pension. 正常退休 · 弹性提前 · 弹性延迟 · 特殊工种 · 病退 · 违规提前 · 延缴期满
enum class Way { early, statutory, late, special, illness, irregular, extended };
inline constexpr int kWays = 7;

/// One way out of membership for one category, age and year.
template <class Coef>
struct Exit {
  Way way = Way::statutory;
  Coef share{};                      ///< p_o: of those alive, after the ways that come first
  double gained = 0;                 ///< Ψ[1]: mean part of the year contributed
  const double* eligible = nullptr;  ///< e(s): share of bucket s with the minimum years; bucket top + 1 readable
  double minimum_years = 0;          ///< M / 12 [years]
  Coef leave{};                      ///< of the short: leave with their account on 31 December
  Coef buy{};                        ///< of the short: buy the missing years on 31 December
  int group = 0;                     ///< index of the award moments that go with this exit
};

/// The rates of one row: category, cohort type and age in one year.
template <class Coef>
struct RowRates {
  Coef death{}, suspend{}, resume{};
  Coef gain{};                              ///< φ: share of a full year's payers who gain the year
  Coef part_year{};                         ///< f of the dying, stopping, returning and entering
  Coef index{};                             ///< expected index of the year
  Coef credit{};                            ///< account credit of a full year [yuan a head]
  Coef interest{};                          ///< bookkeeping rate i [a year]
  Coef credit_interest{};                   ///< interest on the year's credits, i·6.5/12
  const double* survivor_months = nullptr;  ///< [bucket] months of the survivor grant
  std::array<Exit<Coef>, kWays + 2> exits{};
  int exit_count = 0;
};

/// Those who leave by one exit: Σ p·e(s)·H, Σ p·φf·(e(s+1) − e(s))·H and the heads that may gain the year,
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
  Real gained{};                          ///< heads who gained the year, all fates [persons]
  Real interest_on_stayers{};             ///< account interest of those who did not retire or die [yuan]
  std::array<Leavers<Real>, kWays + 2> leavers{};
  Members<Real> refunded, bought;  ///< the short on 31 December: gone with their account; bought in and retired
  Real missing_years{};            ///< years bought [person-years]
};

/// Where a group's members end the year.
template <class Real>
struct Landing {
  Members<Real>& here;  ///< bucket s
  Members<Real>& next;  ///< bucket s + 1, or s at the top
};

template <class Real, class Coef>
struct RowStep {
  const RowRates<Coef>& r;
  RowOutcome<Real>& out;

  /// The year's growth of those who are members on 31 December: interest on all, the gain on `gained` heads.
  void settle(Members<Real>& group, Real gained) const {
    out.interest_on_stayers += r.interest * group.account + r.credit_interest * (r.credit * gained);
    group.account += r.interest * group.account + (1.0 + r.credit_interest) * (r.credit * gained);
    group.paid += gained;
    group.indexed += r.index * gained;
    out.gained += gained;
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

  /// Splits a group of bucket s whose share `gain` gains the year: stay here, move up, leave, fall short.
  void part(const Members<Real>& group, Coef gain, int s, Landing<Real> to) const {
    Coef stay_flat = 1.0 - gain, stay_up = gain;
    for (int o = 0; o < r.exit_count; ++o) {
      const Exit<Coef>& exit = r.exits[static_cast<std::size_t>(o)];
      const double here = exit.eligible[s], next = exit.eligible[s + 1];
      Leavers<Real>& leavers = out.leavers[static_cast<std::size_t>(o)];
      leavers.eligible += (exit.share * here) * group;
      leavers.shift += (exit.share * gain * (next - here)) * group;
      leavers.gaining += exit.share * gain * next * group.heads;
      const Coef short_flat = exit.share * (1.0 - here) * (1.0 - gain);
      const Coef short_up = exit.share * gain * ((1.0 - here) * (1.0 - exit.gained) + (1.0 - next) * exit.gained);
      const Coef gone = exit.leave + exit.buy;
      stay_flat -= exit.share * (1.0 - gain) - short_flat * (1.0 - gone);
      stay_up -= exit.share * gain - short_up * (1.0 - gone);
      if (here < 1.0) end_short((short_flat + short_up) * group, short_up * group.heads, exit);
    }
    Members<Real> flat = stay_flat * group, up = stay_up * group;
    settle(flat, Real{});
    settle(up, up.heads);
    to.here += flat;
    to.next += up;
  }
};

/// One year of one row. `entrants`: heads who enter at bucket 0 (fresh cohorts), half a year paid.
template <class Real, class Coef>
void live_one_year(Members<Real>* contributing, Members<Real>* suspended, int buckets, Real entrants,
                   const RowRates<Coef>& r, RowOutcome<Real>& out) {
  const RowStep<Real, Coef> step{r, out};
  const Coef half = r.part_year * r.gain;
  const Coef none{};
  for (int s = buckets - 1; s >= 0; --s) {
    const int up = s + 1 < buckets ? s + 1 : s;
    Members<Real> paying = contributing[s], idle = suspended[s];
    contributing[s] = suspended[s] = {};
    // 1 deaths: the dying accrue their half year before the refund
    const Members<Real> dead = r.death * paying, dead_idle = r.death * idle;
    paying -= dead, idle -= dead_idle;
    out.dead += dead + dead_idle;
    out.dead_gained += half * dead.heads;
    if (s + 1 == buckets)
      out.dead_top = dead + dead_idle;
    else
      out.survivor_months += r.survivor_months[s] * (dead.heads + dead_idle.heads);
    // 2 suspension and return
    const Members<Real> stopping = r.suspend * paying;
    Members<Real> arriving = r.resume * idle;
    paying -= stopping, idle -= arriving;
    // 3 entry
    if (s == 0) arriving.heads += entrants;
    // 4, 5 contributions, accrual, retirement
    step.part(paying, r.gain, s, {contributing[s], contributing[up]});
    step.part(arriving, half, s, {contributing[s], contributing[up]});
    step.part(stopping, half, s, {suspended[s], suspended[up]});
    step.part(idle, none, s, {suspended[s], suspended[up]});
  }
  out.gained += out.dead_gained;
}

}  // namespace ballast
