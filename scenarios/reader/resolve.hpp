/// From dated layers and changes to every knob's months: law ← assumptions ← place ← case ← --set (K1 – K5).
#pragma once

#include <span>

#include "scenarios/reader/cases.hpp"
#include "scenarios/reader/law.hpp"
#include "scenarios/reader/place.hpp"

namespace ballast {

struct ResolveRequest {
  Year base_year = 0, first_year = 0, last_year = 0;
  std::span<const Knob> only = {};  ///< the others are left without values; empty: all knobs
};

/// Every knob, unit and month from January of the base year to December of the last; a rule that begins with
/// the first projected year stands for the base year too, which only asks it for the opening. A month without a value,
/// a value that changes push out of range, and a change after the horizon are issues.
KnobValues resolve_knobs(const Law& law, const Place& place, const std::vector<Change>& changes,
                         const ResolveRequest& request, Issues& issues);

}  // namespace ballast
