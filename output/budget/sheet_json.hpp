/// One fund's sheet in the keys of the budget document.
#pragma once

#include <string>

#include "models/budget/form.hpp"
#include "output/json/json.hpp"

namespace ballast {

/// Lines of both sides with subtotals and totals, and the balances.
Json sheet_json(const std::string& unit, const BudgetSheet& sheet);

}  // namespace ballast
