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

/// The other case less the first, of one row: future by future, or mean less mean where they are not the same futures;
/// it says which.
std::string difference_table(const Ensemble& base, const Ensemble& other, int row, const TableStyle& style);

/// Which tables a legend stands below; apart: differences of futures that are not the same.
enum class EnsembleTables { all, differences, apart };

/// What the lines mean, once below all tables.
std::string ensemble_legend(const Ensemble& ensemble, const TableStyle& style,
                            EnsembleTables tables = EnsembleTables::all);

}  // namespace ballast
