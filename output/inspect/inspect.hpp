/// What is in a result file, in words and numbers a person reads.
#pragma once

#include <optional>
#include <string>

#include "output/hdf5/read_ensemble.hpp"
#include "output/texts.hpp"

namespace ballast {

struct InspectRequest {
  int unit = -1;                     ///< row of one unit; −1: the whole city, of a measure every unit
  std::optional<Measure> measure{};  ///< one measure, year by year
};

/// The case, its place and years, what was asked, which program made it, what the groups hold, and the headline; or the
/// one measure asked for. Of an ensemble: how the futures were drawn, their spread and every unit's risks.
std::string inspection_table(const AnyResult& result, const InspectRequest& request, Lang lang);
std::string inspection_document(const AnyResult& result, const InspectRequest& request);

}  // namespace ballast
