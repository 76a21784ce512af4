#include "models/membership/retirement_age.hpp"

#include <algorithm>

namespace ballast {

FlexibleRule flexible_rule(Window early, Window late, YearMonth first, YearMonth last) {
  constexpr int kNever = 100 * kMonthsAYear;  // months past the last
  FlexibleRule rule{.early = {}, .late = {}, .in_force = last + kNever};
  for (YearMonth month = last; month >= first; month = month + -1) {
    if (early(month) > 0 || late(month) > 0) rule.in_force = month;
    rule.longest_early = std::max(rule.longest_early, early(month));
  }
  const auto known = [last](Window window) {
    return [last, window = std::move(window)](YearMonth month) { return window(std::min(month, last)); };
  };
  rule.early = known(std::move(early)), rule.late = known(std::move(late));
  return rule;
}

int delay_months(const StatutoryRule& rule, YearMonth birth) {
  const int born_after = birth - rule.first_birth;
  return born_after < 0 ? 0 : std::min(rule.cap_months, born_after / rule.step_months + 1);
}

YearMonth statutory_month(const StatutoryRule& rule, YearMonth birth) {
  return birth + rule.original_months + delay_months(rule, birth);
}

YearMonth earliest_month(const StatutoryRule& rule, const FlexibleRule& flexible, YearMonth birth) {
  const YearMonth statutory = statutory_month(rule, birth);
  if (statutory < flexible.in_force) return statutory;
  const int longest = static_cast<int>(flexible.longest_early);
  YearMonth month = std::max({birth + rule.original_months, statutory + -longest, flexible.in_force});
  while (month < statutory && statutory - month > flexible.early(month)) month = month + 1;
  return month;
}

YearMonth latest_month(const StatutoryRule& rule, const FlexibleRule& flexible, YearMonth birth) {
  const YearMonth statutory = statutory_month(rule, birth);
  return statutory < flexible.in_force ? statutory : statutory + static_cast<int>(flexible.late(statutory));
}

namespace {

double share_at(const TakeUp& take_up, YearMonth decision) {
  return take_up ? std::clamp(take_up(decision), 0.0, 1.0) : 0.0;
}

/// Appends the points of one birth month; an option that changes nothing falls together with the statutory month.
void append_points(std::vector<RetirementPoint>& points, const CohortRule& rule, YearMonth birth) {
  constexpr double kBorn = 1.0 / kMonthsAYear;
  const YearMonth statutory = statutory_month(rule.statutory, birth);
  const YearMonth earliest = earliest_month(rule.statutory, rule.flexible, birth);
  const YearMonth latest = latest_month(rule.statutory, rule.flexible, birth);
  const double early = earliest < statutory ? share_at(rule.early_share, earliest) : 0.0;
  const double late = statutory < latest ? std::min(share_at(rule.late_share, statutory), 1.0 - early) : 0.0;
  const auto append = [&](YearMonth month, double share, Option option) {
    if (share > 0.0) points.push_back({month, month - birth, kBorn * share, statutory, option});
  };
  append(earliest, early, Option::early);
  append(statutory, 1.0 - early - late, Option::statutory);
  if (rule.late_by_months.empty()) append(latest, late, Option::late);
  for (const auto& [months, share] : rule.late_by_months)
    append(std::min(statutory + months, latest), late * share, Option::late);
}

}  // namespace

std::vector<RetirementPoint> retirement_points(const CohortRule& rule, Year birth_year) {
  std::vector<RetirementPoint> points;
  for (int month = 1; month <= kMonthsAYear; ++month) append_points(points, rule, year_month(birth_year, month));
  return points;
}

}  // namespace ballast
