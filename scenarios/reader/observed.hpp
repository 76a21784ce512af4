/// Past years as published: what a back-test is scored against and a calibration fits. A table
/// `year,unit,measure,value,status,source`; an empty unit is the whole place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/base/expected.hpp"
#include "models/measures/catalogue.hpp"
#include "scenarios/timeline.hpp"

namespace ballast {

struct Observation {
  Year year = 0;
  std::optional<int> unit;  ///< none: the whole place
  Measure measure = Measure::contributors;
  double value = 0;  ///< in the unit of the measure
  Status status = Status::estimated;
};

/// In order of time. Every issue at once, located; `units` are the place's.
Expected<std::vector<Observation>> read_observed(const std::string& path, const std::string& shown,
                                                 const std::vector<std::string>& units);

}  // namespace ballast
