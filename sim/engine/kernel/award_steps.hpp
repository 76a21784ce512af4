/// Awards of a year, age by age and category by category.
#pragma once

#include "sim/engine/kernel/steps.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

/// The awards of one category: of the age in hand, and added up by Way.
struct Awards {
  AgeAwards<Lanes> of_age;
  std::array<CellAward<Lanes>, kWays> by_way{};
};

/// Sums of a group with the year's gain of those in it who gained.
inline Members<Lanes> with_gain(Members<Lanes> group, const Gain<Lanes>& gained, const Lanes& index) {
  group.paid += gained.heads, group.indexed += index * gained.level;
  return group;
}

/// Everyone of one age who leaves for a pension this year joins the pensioners; `awards` adds up what is to be booked.
void award_age(Life& life, Category g, Age x, const std::array<RowOutcome<Lanes>, kCohorts>& rows,
               const MembershipYear& rules, Awards& awards, YearBook& book);

/// The year's awards of one category, by way; and what the audit compares. Returns Σ ℓ of the retirees who gained.
Lanes book_awards(const std::array<CellAward<Lanes>, kWays>& by_way, const MembershipYear& rules,
                  const CategoryRules& category, YearBook& book);

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
