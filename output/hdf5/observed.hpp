/// Published years in a result: the group /observed, made from the text of the place's observed.csv among the inputs.
#pragma once

#include <string>
#include <vector>

#include "models/base/expected.hpp"
#include "models/measures/catalogue.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

/// What was published of one measure.
struct PublishedSeries {
  Measure measure = Measure::contributors;
  Eigen::ArrayXXd values;  ///< [unit x year] as the projection's measures; nominal; NaN where none was published
  std::string status,
      source;  ///< of each value in order of time: `2005:measured 2006:estimated`, of a unit `2005[unit]:…`
};

/// In the order of the catalogue; empty where the place has no observed.csv. Years outside the projection's are left
/// out: the text among the inputs keeps them.
Expected<std::vector<PublishedSeries>> published_series(const Projection& projection);

}  // namespace ballast
