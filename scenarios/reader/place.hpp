/// A place as read from its tables: the parts of a Scenario that no case changes, and its dated parameters.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/base/expected.hpp"
#include "scenarios/scenario.hpp"

namespace ballast {

struct Place {
  Scenario base;                                 ///< place fields, demography, openings; knobs empty
  std::map<Knob, std::vector<Timeline>> values;  ///< by unit; layered over the law
  std::vector<std::string> unit_names;
};

/// Reads `directory`; files are shown as `shown_directory/…` in messages.
Expected<Place> read_place(const std::string& directory, const std::string& shown_directory);

// The parts, one reader a subject. Each adds its issues and returns nothing half-checked to a run: the whole place is
// refused when any issue stands.
class PlaceReader;
void read_demography(PlaceReader& reader);
void read_catchment(PlaceReader& reader);
void read_scheme(PlaceReader& reader);
void read_money(PlaceReader& reader);

}  // namespace ballast
