/// Ensembles on the terminal: the middle of the futures and where most of them lie, what may happen to each unit, and
/// how far chance alone may have moved the figures.
#pragma once

#include <string>
#include <vector>

#include "output/table/figures.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast {

/// One case: a row's path with its spread, then every unit's risks.
std::string ensemble_table(const Ensemble& ensemble, int row, const TableStyle& style);

/// Which tables a legend stands below; apart: differences of means alone.
enum class EnsembleTables { all, differences, apart };

/// What the lines mean, once below all tables.
std::string ensemble_legend(const std::vector<const Ensemble*>& ensembles, const TableStyle& style,
                            EnsembleTables tables = EnsembleTables::all);

}  // namespace ballast
