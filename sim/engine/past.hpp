/// A unit's past: what the certain years have made of its life. They are the same in every future of a scenario, so
/// they are lived once, and each block of futures goes on from there with the same numbers in all lanes.
#pragma once

#include <vector>

#include "sim/engine/life_outline.hpp"
#include "sim/engine/membership_result.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

struct UnitPast {
  Year through = 0;             ///< the last year lived
  MembershipResult lived;       ///< flows up to it, and how well the books closed
  LifeOutline outline;          ///< of the life at its end
  std::vector<double> numbers;  ///< of the life at its end: sums, then tables in the order of the outline
};

/// What a life holds of one lane: `outline` and `numbers`.
UnitPast past_of(const Life& life, int lane);
/// Brings its sums into every lane of a life that is clear, and makes room in its tables. Returns where in its numbers
/// those of the tables begin, for Kernel::bring_back.
const double* recall_sums(const UnitPast& past, Life& life);

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
