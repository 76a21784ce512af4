/// What may happen to each unit: its fund used up, its treasury called on.
#pragma once

#include <string>

#include "output/table/figures.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast {

/// Below it: how much of the calls, of the whole city and of the row's unit, is certain.
std::string risk_table(const Ensemble& ensemble, int row, const TableStyle& style);

}  // namespace ballast
