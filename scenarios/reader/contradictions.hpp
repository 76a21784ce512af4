/// Knobs that contradict one another: shares of one whole that add to more, a least value above the most.
#pragma once

#include <vector>

#include "scenarios/reader/cases.hpp"
#include "scenarios/reader/law.hpp"
#include "scenarios/reader/place.hpp"

namespace ballast {

/// What the knobs of a scenario were resolved from.
struct KnobSources {
  const Law& law;
  const Place& place;
  const std::vector<Change>& changes;
};

/// Each contradiction once: of the first year and unit that have it, where one of its knobs was given last.
void check_contradictions(const Scenario& scenario, const KnobSources& sources, Issues& issues);

}  // namespace ballast
