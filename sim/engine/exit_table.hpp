/// The exit table: for every category, year and age, the ways into a pension with their award moments.
/// It depends on the law, the take-up of options and the bookkeeping rate, not on who the members are, so units whose
/// rules agree share one table.
#pragma once

#include <array>
#include <vector>

#include "sim/engine/retirement_calendar.hpp"

namespace ballast {

/// One way as the calendar gives it.
struct ExitTemplate {
  Way way = Way::statutory;
  double share = 0;           ///< of those whom the ways before it left; for hazards, the part of the year they act
  double minimum_months = 0;  ///< minimum credited months to be tested
  double asked = 0;           ///< share of the cohort's short asked to leave
  AwardMoments moments{};
};

/// All ways of one age in one year.
struct AgeExits {
  std::vector<ExitTemplate> scheduled{};              ///< early, statutory, late; or the one way of those past due
  ExitTemplate special{}, illness{}, irregular{};     ///< share 0 where the way is closed
  ExitTemplate illness_partial{}, illness_limited{};  ///< illness benefit (b), (c): no account pension yet
  ExitTemplate made_up{};     ///< short in the month they chose, the minimum reached by 31 December
  double waiting = 0;         ///< share of the cohort that chose a later year
  double asked_before = 0;    ///< share of the cohort's short asked to leave in earlier years
  double minimum_before = 0;  ///< minimum months of the year before
  bool past_due = false;
  Year statutory_year = 0, last_year = 0;  ///< of the cohort's calendar
  double convert = 0;                      ///< share of illness-benefit recipients who reach the statutory age
};

class ExitTable {
 public:
  ExitTable(const Scenario& scenario, int unit);

  const AgeExits& at(Category g, Year year, Age x) const;

 private:
  static constexpr int kAges = MemberTable<double>::kAges;
  AgeExits build(const RetirementCalendar& calendar, Category g, Year year, Age x) const;
  AgeExits past_due(const RetirementCalendar& calendar, const CohortCalendar& cohort, Year year, Age x) const;

  const Scenario& scenario_;
  int unit_;
  std::array<int, kCategories> class_of_{};  ///< categories of one sex and one statutory rule share their rows
  std::vector<AgeExits> rows_;               ///< [class][year][age]
};

}  // namespace ballast
