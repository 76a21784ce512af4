/// Answers about one person and the catalogue of knobs as JSON: what `--json` prints and the Python package reads.
#pragma once

#include <vector>

#include "output/json/json.hpp"
#include "sim/planner.hpp"

namespace ballast::cli {

/// An award beside the years that give a right to it. [years]
struct AwardShown {
  const Award& award;
  double credited_years = 0;  ///< paid and deemed
  double minimum_years = 0;   ///< in force in the year of the award

  bool below_minimum() const;
};

Json award_json(const AwardShown& shown);
Json retirement_json(const RetirementAnswer& answer);
Json knobs_json(const std::vector<KnobInfo>& knobs);

}  // namespace ballast::cli
