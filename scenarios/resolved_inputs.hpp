/// Resolved inputs: what a scenario asks of every knob, as readable lines for the record.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/scenario.hpp"

namespace ballast {

/// Every knob of every unit, named `knob[unit]`: its value from each year in which it changes, by name where it is a
/// choice.
std::vector<std::pair<std::string, std::string>> resolved_inputs(const Scenario& scenario);

/// The first year in which two such lines say something else, and what either says of it; nothing where none is.
struct Parting {
  Year year = 0;
  std::string one, other;
};
std::optional<Parting> parting(std::string_view one, std::string_view other);

}  // namespace ballast
