/// A unit's past: what the certain years have made of its life. They are the same in every future of a scenario, so
/// they are lived once, and each block of futures goes on from there with the same numbers in all lanes.
#pragma once

#include <vector>

#include "sim/engine/life.hpp"
#include "sim/engine/membership_result.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

/// Where somebody stands in the tables of a life.
struct LifeOutline {
  struct MemberRow {
    Category category;
    Cohort cohort;
    Age age;
    BucketSpan span;
  };
  struct PensionerRow {
    Pensioned kind;
    Category category;
    Age age;
    int first, last;  ///< accounts in use, by award age
  };
  struct DeferredRow {
    Deferred kind;
    Category category;
    Age age;
  };
  std::vector<MemberRow> members;
  std::vector<PensionerRow> pensioned;
  std::vector<DeferredRow> deferred;
  std::size_t years = 0;  ///< of loans and of hardship entrants
};

struct UnitPast {
  Year through = 0;             ///< the last year lived
  MembershipResult lived;       ///< flows up to it, and how well the books closed
  LifeOutline outline;          ///< of the life at its end
  std::vector<double> numbers;  ///< of the life at its end, in the order of the outline
};

/// What a life holds of one lane: `outline` and `numbers`.
UnitPast past_of(const Life& life, int lane);
/// Brings it into every lane of a life that is clear.
void recall(const UnitPast& past, Life& life);

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
