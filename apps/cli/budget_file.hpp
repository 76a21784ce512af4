/// A budget as it stands in its file (schema ballast.budget/1): read, and held to its own sums before anybody acts on
/// it.
#pragma once

#include <string>
#include <vector>

#include "models/base/expected.hpp"
#include "models/budget/form.hpp"
#include "models/subsidy/limited_pool.hpp"

namespace ballast::cli {

/// One unit's figures that an execution needs.
struct BudgetFileUnit {
  BudgetSheet sheet;
  Subsidies paid;
  Fen usable{};

  Fen own_expenditure() const { return sheet.expenditure() - sheet.at(FormLine::superior_levy); }
};

struct BudgetFile {
  std::string path, bytes;
  Year year = 0;
  std::vector<std::string> units;
  std::vector<BudgetFileUnit> budgets;  ///< by unit
  BudgetSheet pool, city;
};

/// Every issue at once, located: keys, numbers, subtotals, totals, the sums of the levels, a deficit (44-2.2, 44-2.5).
Expected<BudgetFile> read_budget_file(const std::string& path);

/// The same of a text that is not yet a file.
Expected<BudgetFile> parse_budget(const std::string& path, std::string bytes);

}  // namespace ballast::cli
