/// What is in a result file, in words and numbers a person reads.
#pragma once

#include <optional>
#include <string>

#include "output/texts.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

struct InspectRequest {
  int unit = -1;                     ///< row of one unit; −1: the whole city
  std::optional<Measure> measure{};  ///< one measure of every unit, year by year
};

/// The case, its place and years, what was asked, which program made it, what the groups hold, and the headline; or the
/// one measure asked for.
std::string inspection_table(const Projection& result, const InspectRequest& request, Lang lang);
std::string inspection_document(const Projection& result, const InspectRequest& request);

}  // namespace ballast
