#include "sim/engine/exit_table.hpp"

#include <algorithm>

namespace ballast {
namespace {

double weight_of(const AwardPoints& points) {
  double total = 0;
  for (const AwardPoint& p : points) total += p.weight;
  return total;
}

/// An account that bears no pension yet.
AwardPoints not_paid_yet(AwardPoints points) {
  for (AwardPoint& p : points) p.inverse_divisor = p.divisor_effect = 0;
  return points;
}

}  // namespace

int ExitTable::keep(const AwardPoints& points) {
  moments_.push_back(award_moments(points));
  return static_cast<int>(moments_.size()) - 1;
}

int ExitTable::keep(AwardPoints points, KnownMoments& last) {
  if (last.moments >= 0 && points == last.points) return last.moments;
  last.moments = keep(points);
  last.points = std::move(points);
  return last.moments;
}

/// A way whose points weigh less than one acts only in that part of the year; its moments are those of who it takes.
ExitTemplate ExitTable::hazard_way(Way way, AwardPoints points, double minimum_months, KnownMoments& last) {
  const double part = weight_of(points);
  if (!(part > 0)) return {.way = way};
  for (AwardPoint& p : points) p.weight /= part;
  return {.way = way, .share = part, .minimum_months = minimum_months, .moments = keep(std::move(points), last)};
}

ExitTable::ExitTable(const Scenario& scenario, int unit) : scenario_(scenario), unit_(unit) {
  const RetirementCalendar calendar(scenario, unit);
  std::vector<Category> classes;
  for (Category g : kAllCategories) {
    const auto alike = std::find_if(classes.begin(), classes.end(), [&](Category other) {
      return sex_of(g) == sex_of(other) && calendar.like(g) == calendar.like(other);
    });
    class_of_[static_cast<std::size_t>(g)] = static_cast<int>(alike - classes.begin());
    if (alike == classes.end()) classes.push_back(g);
  }
  places_.reserve(classes.size() * static_cast<std::size_t>((scenario.last_year - scenario.base_year) * kAges));
  rows_.push_back({.after_statutory = -1, .after_last = -1});  // of ages at which no way is open yet
  for (Category g : classes) {
    ByAge last;
    for (Year t = scenario.base_year + 1; t <= scenario.last_year; ++t) {
      const bool as_before = t > scenario.base_year + 1 && calendar.year_as_before(t);
      for (Age x = MemberTable<double>::kFirstAge; x <= MemberTable<double>::kLastAge; ++x) {
        const int before = as_before ? places_[places_.size() - kAges] : 0;
        if (before > 0 && calendar.cohort_as_before(g, t - x)) {
          places_.push_back(before);
          continue;
        }
        const bool young = no_way_yet(calendar, g, t, x);
        places_.push_back(young ? 0 : static_cast<int>(rows_.size()));
        if (!young)
          rows_.push_back(build(calendar, g, t, x, last[static_cast<std::size_t>(x - MemberTable<double>::kFirstAge)]));
      }
    }
  }
}

const AgeExits& ExitTable::at(Category g, Year year, Age x) const {
  const int years = scenario_.last_year - scenario_.base_year;
  const int row = (class_of_[static_cast<std::size_t>(g)] * years + year - scenario_.base_year - 1) * kAges;
  const int place = places_[static_cast<std::size_t>(row + x - MemberTable<double>::kFirstAge)];
  return rows_[static_cast<std::size_t>(place)];
}

/// Whether illness and irregular approvals may take people of age x.
bool ExitTable::early_open(Category g, Year t, Age x) const {
  return x >= scenario_.knobs.year(sex_of(g) == Sex::male ? Knob::early_from_male : Knob::early_from_female, unit_, t);
}

bool ExitTable::no_way_yet(const RetirementCalendar& calendar, Category g, Year t, Age x) const {
  return t < calendar.cohort(g, t - x).groups.front().year && !early_open(g, t, x) &&
         calendar.special_points(g, t - x, t).empty();
}

AgeExits ExitTable::past_due(const RetirementCalendar& calendar, const CohortCalendar& cohort, Year t, Age x) {
  AgeExits exits{
      .past_due = true, .after_statutory = t - cohort.statutory_year, .after_last = t - cohort.last_year, .convert = 1};
  PastDue& last = past_due_[static_cast<std::size_t>(x - MemberTable<double>::kFirstAge)];
  const DivisorsOfYear divisors = calendar.divisors_of(t);
  if (last.moments < 0 || !divisors.one() || divisors != last.divisors)
    last = {divisors, keep(calendar.past_due_points(x, t))};
  exits.scheduled.push_back({.way = Way::extended,
                             .share = 1.0,
                             .minimum_months = calendar.minimum_months(cohort.statutory_year),
                             .asked = 1.0,
                             .moments = last.moments});
  return exits;
}

/// The ways of a hazard, spread evenly over the months before the statutory one.
const EarlyTemplates& ExitTable::early_ways(const RetirementCalendar& calendar, Category g, Year t, Age x,
                                            EarlyTemplates& known) {
  const CohortCalendar& cohort = calendar.cohort(g, t - x);
  EarlyTerms terms{.divisors = calendar.divisors_of(t),
                   .window = scenario_.knobs.year(Knob::illness_window, unit_, t),
                   .minimum = calendar.minimum_months(t),
                   .benefit = scenario_.knobs.year(Knob::illness_benefit, unit_, t) >= 0.5};
  for (std::size_t j = 0; j < terms.months_left.size(); ++j) {
    terms.months_left[j] = cohort.statutory[j] - year_month(t, 1);
    terms.divisors_there[j] = calendar.divisor_table(cohort.statutory[j]);
  }
  if (known.known && known.terms == terms) return known;
  const auto even = calendar.even_points(g, x, t, terms.window);
  KnownMoments last;
  known.irregular = hazard_way(Way::irregular, even.all, terms.minimum, last);
  known.illness = known.irregular, known.illness.way = Way::illness;
  known.illness_partial = known.illness_limited = {};
  if (terms.benefit) {
    known.illness = hazard_way(Way::illness, even.near, terms.minimum, last);
    known.illness_partial = hazard_way(Way::illness_partial, not_paid_yet(even.far), terms.minimum, last);
    known.illness_limited = hazard_way(Way::illness_limited, not_paid_yet(even.all), terms.minimum, last);
  }
  known.terms = terms, known.known = terms.divisors.one();
  return known;
}

AgeExits ExitTable::build(const RetirementCalendar& calendar, Category g, Year t, Age x, LastOfAge& last) {
  const CohortCalendar& cohort = calendar.cohort(g, t - x);
  if (t > cohort.last_year) return past_due(calendar, cohort, t, x);
  const double minimum = calendar.minimum_months(t);
  AgeExits exits{.after_statutory = t - cohort.statutory_year,
                 .after_last = t - cohort.last_year,
                 .convert = cohort.share_reaching(t)};
  exits.special = hazard_way(Way::special, calendar.special_points(g, t - x, t), minimum, last.special);
  if (early_open(g, t, x)) {
    const EarlyTemplates& ways = early_ways(calendar, g, t, x, last.early);
    exits.irregular = ways.irregular, exits.illness = ways.illness;
    exits.illness_partial = ways.illness_partial, exits.illness_limited = ways.illness_limited;
  }
  for (const DueGroup& due : cohort.groups) {
    if (due.year < t) exits.asked_before += due.asked_of_cohort;
    if (due.year > t) exits.waiting += due.share_of_cohort;
    if (due.year != t) continue;
    const std::size_t place = exits.scheduled.size();
    if (last.scheduled.size() == place) last.scheduled.emplace_back();
    exits.scheduled.push_back({.way = due.way,
                               .share = due.share_of_remaining,
                               .minimum_months = due.minimum_months,
                               .asked = due.asked_of_cohort,
                               .moments = keep(due.points, last.scheduled[place])});
  }
  if (cohort.groups.front().year <= t)
    exits.made_up = {.way = t < cohort.statutory_year ? Way::early : Way::extended,
                     .share = 1.0,
                     .minimum_months = calendar.minimum_months(std::min(t, cohort.statutory_year)),
                     .moments = keep(calendar.december_points(g, x, t), last.made_up)};
  exits.minimum_before = calendar.minimum_months(std::min(t - 1, cohort.statutory_year));
  return exits;
}

}  // namespace ballast
