/// The exit table: for every category, year and age, the ways into a pension with their award moments.
/// It depends on the law and the take-up of options, not on who the members are nor on money, so units whose
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
  int moments = 0;            ///< of the table's
  bool operator==(const ExitTemplate&) const = default;
};

/// All ways of one age in one year; cohorts due alike share them.
struct AgeExits {
  std::vector<ExitTemplate> scheduled{};              ///< early, statutory, late; or the one way of those past due
  ExitTemplate special{}, illness{}, irregular{};     ///< share 0 where the way is closed
  ExitTemplate illness_partial{}, illness_limited{};  ///< illness benefit (b), (c): no account pension yet
  ExitTemplate made_up{};     ///< short in the month they chose, the minimum reached by 31 December
  double waiting = 0;         ///< share of the cohort that chose a later year
  double asked_before = 0;    ///< share of the cohort's short asked to leave in earlier years
  double minimum_before = 0;  ///< minimum months of the year before
  bool past_due = false;
  int after_statutory = 0, after_last = 0;  ///< years since the statutory, since the last one of the cohort's calendar
  double convert = 0;                       ///< share of illness-benefit recipients who reach the statutory age
  bool operator==(const AgeExits&) const = default;
};

/// What the ways that take people before their month depend on, for one age, besides the year.
struct EarlyTerms {
  std::array<int, 12> months_left{};     ///< from January to the statutory month, by birth month
  std::array<int, 12> divisors_there{};  ///< the divisor table in force in that month
  DivisorsOfYear divisors;               ///< of the year
  double window = 0, minimum = 0;
  bool benefit = false;
  bool operator==(const EarlyTerms&) const = default;
};

/// Those ways of one age. Where the next cohort is due as many months ahead, on the same terms, its ways are the same.
struct EarlyTemplates {
  EarlyTerms terms;
  bool known = false;  ///< for another year on the same terms
  ExitTemplate illness, irregular, illness_partial, illness_limited;
};

/// Points of one way and age, and where their moments stand: cohorts due alike have the same.
struct KnownMoments {
  AwardPoints points;
  int moments = -1;
};

/// What the last cohort to pass an age was given there.
struct LastOfAge {
  EarlyTemplates early;
  KnownMoments special, made_up;
  std::vector<KnownMoments> scheduled;  ///< in the order of the calendar
};

class ExitTable {
 public:
  ExitTable(const Scenario& scenario, int unit);

  const AgeExits& at(Category g, Year year, Age x) const;
  /// Award moments of a way of this table; they stay where they are.
  const AwardMoments& moments(const ExitTemplate& way) const { return moments_[static_cast<std::size_t>(way.moments)]; }

 private:
  static constexpr int kAges = MemberTable<double>::kAges;
  using ByAge = std::array<LastOfAge, kAges>;
  bool early_open(Category g, Year year, Age x) const;
  bool no_way_yet(const RetirementCalendar& calendar, Category g, Year year, Age x) const;
  AgeExits build(const RetirementCalendar& calendar, Category g, Year year, Age x, LastOfAge& last);
  const EarlyTemplates& early_ways(const RetirementCalendar& calendar, Category g, Year year, Age x,
                                   EarlyTemplates& known);
  int keep(const AwardPoints& points);
  int keep(AwardPoints points, KnownMoments& last);
  ExitTemplate hazard_way(Way way, AwardPoints points, double minimum_months, KnownMoments& last);
  AgeExits past_due(const RetirementCalendar& calendar, const CohortCalendar& cohort, Year year, Age x);

  const Scenario& scenario_;
  int unit_;
  std::array<int, kCategories> class_of_{};  ///< categories of one sex and one statutory rule share their rows
  std::vector<int> places_;                  ///< [class][year][age] in `rows_`
  std::vector<AgeExits> rows_;               ///< the first is that of all ages without a way
  std::vector<AwardMoments> moments_;        ///< each once, close together: the kernel reads them every year
  struct PastDue {
    DivisorsOfYear divisors;
    int moments = -1;
  };
  std::array<PastDue, kAges> past_due_{};  ///< the last ones, by age: the same for every category
};

}  // namespace ballast
