/// The sheet a unit is notified of (44-2.3): its budget in the lines of the form, as a table a spreadsheet opens
/// (UTF-8 with BOM, CRLF). Columns: line, 项目, item, yuan.
#pragma once

#include <string>

#include "models/budget/form.hpp"

namespace ballast {

std::string budget_sheet_csv(const std::string& unit, Year year, const BudgetSheet& sheet);

}  // namespace ballast
