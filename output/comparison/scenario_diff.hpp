/// What two cases set differently, once everything is resolved: law, assumptions, place, case and --set.
#pragma once

#include <string>
#include <vector>

#include "output/texts.hpp"
#include "sim/planner.hpp"

namespace ballast {

/// One knob, in the units where the two cases differ in the same way.
struct KnobDifference {
  std::string knob;
  std::vector<std::string> units;  ///< empty: all of them
  std::string first, second;       ///< `2016:0.19 2027:0.2`: from which year which value
};

/// In the order of the catalogue; empty when the cases set the same.
std::vector<KnobDifference> knob_differences(const ResolvedCase& first, const ResolvedCase& second);

std::string scenario_diff_table(const ResolvedCase& first, const std::vector<ResolvedCase>& others, Lang lang);
std::string scenario_diff_document(const ResolvedCase& first, const std::vector<ResolvedCase>& others);

}  // namespace ballast
