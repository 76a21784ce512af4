/// Answers about one person and the catalogue of knobs as JSON: what `--json` prints and the Python package reads.
#pragma once

#include <vector>

#include "output/json/json.hpp"
#include "sim/planner.hpp"

namespace ballast::cli {

Json award_json(const Award& award);
Json retirement_json(const RetirementAnswer& answer);
Json knobs_json(const std::vector<KnobInfo>& knobs);

}  // namespace ballast::cli
