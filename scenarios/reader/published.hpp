/// Published years with their sources, from a text that was read before: what a result file keeps.
#pragma once

#include <string>
#include <vector>

#include "scenarios/reader/observed.hpp"

namespace ballast {

struct Publication : Observation {
  std::string source;  ///< an id of the place's sources.csv
};

/// As `read_observed`, of a text.
Expected<std::vector<Publication>> publications(std::string text, const std::string& shown,
                                                const std::vector<std::string>& units);

}  // namespace ballast
