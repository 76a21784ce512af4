/// What may happen to each unit: its fund used up, its treasury called on.
#pragma once

#include <string>

#include "output/table/figures.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast {

std::string risk_table(const Ensemble& ensemble, const TableStyle& style);

}  // namespace ballast
