/// What budgets and pensions lack over the years of a run (44-2.5, 44-1.4), in sentences.
#pragma once

#include <string>
#include <vector>

#include "output/texts.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

/// Whether budgets have gaps, and treasuries can bear all of each.
bool budgets_balance(const Projection& projection);

/// Of one unit, or of all in the row of the whole city: budgets that treasuries cannot balance, then pensions that are
/// not paid; of each who and since when, and the year in which most is lacking. None where nothing is.
std::vector<std::string> lacks(const Projection& projection, int row, Lang lang);

}  // namespace ballast
