/// Residents as JSON for programs and as a table for people.
#pragma once

#include <string>

#include "output/texts.hpp"
#include "sim/planner.hpp"

namespace ballast {

/// `{schema, place, unit, years, male, female, births, deaths, net_migrants, base}`: thousands, stocks at 31 December;
/// `years` are the projected ones, `base` the opening position `{year, male, female}`.
std::string population_document(const PopulationAnswer& answer);

/// Base year, first years and every fifth, in 万人 (10k persons), with the notice of an illustrative place.
std::string population_table(const PopulationAnswer& answer, Lang lang);

}  // namespace ballast
