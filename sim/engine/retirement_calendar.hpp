/// The retirement calendar of one unit (R3 … R10): for every birth cohort, who is due in which year, by which way, in
/// which month, under which minimum years. Independent of the paths of a run.
#pragma once

#include <array>
#include <vector>

#include "models/benefit/award_moments.hpp"
#include "models/membership/retirement_age.hpp"
#include "models/membership/year_step.hpp"
#include "scenarios/scenario.hpp"

namespace ballast {

/// Members of one cohort due together: same calendar year, way and minimum.
struct DueGroup {
  Year year = 0;
  Way way = Way::statutory;
  double share_of_cohort = 0;
  double asked_of_cohort = 0;  ///< whose statutory month lies here and who do not wait: asked then, if short of years
  double share_of_remaining = 0;  ///< of those whom earlier years of the calendar left
  double minimum_months = 0;      ///< of the statutory year; of the actual year for flexible early
  AwardPoints points;             ///< by month, weights sum to 1

  bool operator==(const DueGroup&) const = default;
};

/// The calendar of one category and birth year.
struct CohortCalendar {
  std::vector<DueGroup> groups;         ///< in order of year
  Year last_year = 0;                   ///< after it, everyone left is past due
  Year statutory_year = 0;              ///< year of the statutory month, mean birth month
  std::array<YearMonth, 12> statutory;  ///< by birth month
  bool as_before = false;               ///< all of it (special work apart) as for the cohort a year older, a year later

  /// Of those who have not reached the statutory month before `year`, who reach it in that year; 1 when nobody is left.
  double share_reaching(Year year) const;
};

/// The divisor tables in force in January and in December.
struct DivisorsOfYear {
  int first = 0, last = 0;
  bool one() const { return first == last; }
  bool operator==(const DivisorsOfYear&) const = default;
};

class RetirementCalendar {
 public:
  RetirementCalendar(const Scenario& scenario, int unit);

  const CohortCalendar& cohort(Category g, Year birth_year) const;
  /// Categories under one statutory schedule share a calendar: the first of them.
  Category like(Category g) const { return like_[static_cast<std::size_t>(g)]; }

  /// Months of special-work retirement of a cohort in `year` (empty in other years): every birth month at its age. Who
  /// is past an age that falls is asked in January of that year; nobody is asked twice.
  AwardPoints special_points(Category g, Year birth_year, Year year) const;

  /// Retirement spread evenly over birth and calendar months of age x before the statutory month: everybody, and split
  /// at `window` months before it. Weights sum to the share of the 144 months.
  struct EvenPoints {
    AwardPoints all, near, far;
  };
  EvenPoints even_points(Category g, Age x, Year year, double window) const;

  /// On 31 December, every birth month alike.
  AwardPoints december_points(Category g, Age x, Year year) const;

  /// As even_points, for those past due, whatever their statutory month.
  AwardPoints past_due_points(Age x, Year year) const;

  /// Whether a cohort is due in every way as the one a year older, a year later.
  bool cohort_as_before(Category g, Year birth_year) const;

  double minimum_months(Year year) const;
  /// Whether cohorts due as those before them find in a year what those found in the year before.
  bool year_as_before(Year year) const;

  /// The divisor table in force in a month: those of one table differ by months of age alone.
  int divisor_table(YearMonth month) const;
  DivisorsOfYear divisors_of(Year year) const {
    return {divisor_table(year_month(year, 1)), divisor_table(year_month(year, 12))};
  }

 private:
  CohortCalendar build(Category g, Year birth_year) const;
  struct DueByWay;
  DueByWay due_by_way(const std::vector<RetirementPoint>& points) const;
  std::vector<YearMonth> special_months(Knob age, Year last_birth) const;
  const YearMonth* special_of(Category g, Year birth_year) const;  ///< of its twelve birth months
  bool follows(const CohortCalendar& cohort, const CohortCalendar& before) const;
  double inverse_divisor_at(YearMonth month, int age_months) const;
  const std::vector<double>& inverse_divisors(YearMonth month) const;
  std::vector<std::pair<int, double>> late_by_months() const;

  const Scenario& scenario_;
  int unit_;
  FlexibleRule flexible_;
  Year first_birth_;
  std::array<std::vector<YearMonth>, 2> special_;  ///< by sex and birth month from the first birth year on: when asked
  std::vector<std::vector<double>> inverse_divisors_;  ///< [dated table][age in months] 1/D
  std::array<Category, kCategories> like_{};
  std::array<std::vector<CohortCalendar>, kCategories> cohorts_;  ///< of those that are like no other before
};

}  // namespace ballast
