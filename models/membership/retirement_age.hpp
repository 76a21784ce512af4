/// Retirement months of a birth cohort, month-exact (国务院关于渐进式延迟法定退休年龄的办法, from 2025-01).
///
///   R1 delay(d) = 0 when d < 0, otherwise min(cap, ⌊d / step⌋ + 1),   d = birth − first_birth [months]
///   statutory = birth + original + delay
///   R2 earliest = first month m from max(birth + original, in_force) on with statutory − m ≤ early(m), or statutory
///      latest   = statutory + late(statutory)
///
/// original [months of age], step, cap, early, late [months]; every figure is dated data of the law.
/// A retirement month m still counts as a contribution month; the pension is payable from m + 1, so the retiree of
/// month m is paid 12 − m months and contributes m months in the year of retirement.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "models/base/quantity.hpp"

namespace ballast {

/// The statutory retirement age of one class (男60 · 女55 · 女50) and how it is delayed.
struct StatutoryRule {
  int original_months = 0;  ///< age before the delay [months]
  YearMonth first_birth;    ///< first month of birth that is delayed at all
  int step_months = 1;      ///< one month of delay for each started step of birth months [months]
  int cap_months = 0;       ///< the longest delay [months]
  bool operator==(const StatutoryRule&) const = default;
};

/// A window of the flexible rule by the month in which somebody decides [months].
using Window = std::function<double(YearMonth)>;

/// Flexible retirement (弹性退休): how far either side of the statutory month one may go.
struct FlexibleRule {
  Window early;              ///< at most this much before the statutory month, of who goes in the month asked for
  Window late;               ///< at most this much after it, of those whose statutory month it is
  YearMonth in_force;        ///< first month in which the choice exists
  double longest_early = 0;  ///< the longest early window of all months [months]
};

/// Of windows known in [first, last]; after it the last ones hold. The choice exists from the first month in which
/// either is above zero; if none is, the rule begins a century later.
FlexibleRule flexible_rule(Window early, Window late, YearMonth first, YearMonth last);

int delay_months(const StatutoryRule& rule, YearMonth birth);
YearMonth statutory_month(const StatutoryRule& rule, YearMonth birth);
/// Earliest month, minimum years not considered; the statutory month itself when that lies before `in_force`.
YearMonth earliest_month(const StatutoryRule& rule, const FlexibleRule& flexible, YearMonth birth);
YearMonth latest_month(const StatutoryRule& rule, const FlexibleRule& flexible, YearMonth birth);

enum class Option { early, statutory, late };

/// One way of retiring of one birth month of a cohort.
struct RetirementPoint {
  YearMonth month;      ///< the retirement month
  int age_months = 0;   ///< age in that month [months]
  double weight = 0;    ///< share of the birth year's cohort; all points sum to 1
  YearMonth statutory;  ///< the statutory month of the same birth month: its year sets the minimum years
  Option option = Option::statutory;
};

/// Share of those deciding in a month who take an option, as dated data [0 … 1].
using TakeUp = std::function<double(YearMonth)>;

/// Everything that turns a birth year into retirement months.
struct CohortRule {
  StatutoryRule statutory;
  FlexibleRule flexible;
  TakeUp early_share;  ///< asked at the earliest month: the day an early leaver decides; empty = nobody
  TakeUp late_share;   ///< asked at the statutory month: the day a late leaver decides; empty = nobody
  std::vector<std::pair<int, double>>
      late_by_months{};  ///< months after the statutory month and shares; empty: the latest
};

/// The cohort's points, births spread evenly over the year: birth months × options that differ from the statutory
/// month. Early leavers go as early as they are allowed to, late leavers as late, or spread over `late_by_months`.
/// Points of weight 0 are left out.
std::vector<RetirementPoint> retirement_points(const CohortRule& rule, Year birth_year);

}  // namespace ballast
