/// One row's path over the futures: the middle, and where nineteen of twenty lie.
#pragma once

#include <string>

#include "output/table/figures.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast {

/// Of every measure shown that the row has: median and outer quantiles, each figure beside its standard error.
std::string spread_table(const Ensemble& ensemble, int row, const TableStyle& style);

}  // namespace ballast
