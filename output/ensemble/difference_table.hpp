/// Two ensembles against one another on the terminal: what was compared and how, the figures of a row, what may happen
/// to each unit, and how much the same futures help.
#pragma once

#include <string>

#include "output/table/figures.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast {

/// The other case less the first, of one row: future by future, or mean less mean where the futures are not the same or
/// are not kept; it says which. Then the risks of every unit.
std::string difference_table(const Ensemble& base, const Ensemble& other, int row, const TableStyle& style);

}  // namespace ballast
