/// The target table of a year (44-5.3): asked and achieved by unit, as JSON, for a spreadsheet and on the terminal.
#pragma once

#include <string>

#include "output/texts.hpp"
#include "sim/studies/targets.hpp"

namespace ballast {

/// Schema ballast.targets/1. `unit` is the row of one unit, here and below; −1: all units.
std::string targets_document(const TargetsOfYear& targets, int unit);
std::string targets_csv(const TargetsOfYear& targets, int unit, Lang lang);
std::string targets_table(const TargetsOfYear& targets, int unit, Lang lang);

}  // namespace ballast
