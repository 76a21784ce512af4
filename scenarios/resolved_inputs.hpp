/// Resolved inputs: what a scenario asks of every knob, as readable lines for the record.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scenarios/scenario.hpp"

namespace ballast {

/// Every knob of every unit, named `knob[unit]`: its value from each year in which it changes, by name where it is a
/// choice.
std::vector<std::pair<std::string, std::string>> resolved_inputs(const Scenario& scenario);

}  // namespace ballast
