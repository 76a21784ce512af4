/// Awards of a year, age by age and category by category.
#pragma once

#include "sim/engine/kernel/steps.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

/// What an age's rows leave. Nothing is set to begin with: a row's year writes whatever of it is read.
union RowOutcomes {
  std::array<RowOutcome<Lanes>, kCohorts> rows;
  RowOutcomes() {}
};

/// Sums of a group with the year's gain of those in it who gained.
inline Members<Lanes> with_gain(Members<Lanes> group, const Gain<Lanes>& gained, const Lanes& index) {
  group.paid += gained.heads, group.indexed += index * gained.level;
  return group;
}

/// Everyone of one age who leaves for a pension this year joins the pensioners; `by_way` adds up what is to be booked.
void award_age(Life& life, Category g, Age x, const std::array<RowOutcome<Lanes>, kCohorts>& rows,
               const MembershipYear& rules, AwardsByWay<Lanes>& by_way, YearBook& book);

/// The year's awards of one category, by way; and what the audit compares. Returns Σ ℓ of the retirees who gained.
Lanes book_awards(const AwardsByWay<Lanes>& by_way, Category g, const MembershipYear& rules, YearBook& book);

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
