/// A budget as it stands in its file (schema ballast.budget/1): read, and held to its own sums before anybody acts on
/// it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/base/expected.hpp"
#include "models/base/label.hpp"
#include "models/budget/form.hpp"
#include "models/budget/regime.hpp"
#include "output/budget/form_csv.hpp"

namespace ballast::cli {

/// One unit's figures that an execution needs.
struct BudgetFileUnit : FormFigures {
  double local_share = 0.0;                 ///< of a structural gap, under unified payment [1]
  Fen receivable{}, arrears{}, advances{};  ///< carried over from last year, outside the form
  std::optional<Fen> own_stock{};           ///< of the balance, from before unified payment; none: all of it
  std::optional<Annex> annex{};             ///< basic data, of a budget that has them

  Fen levy() const { return sheet.at(FormLine::superior_levy) - surplus; }
  Fen own_expenditure() const {
    return sheet.expenditure() - sheet.at(FormLine::superior_levy) - sheet.at(FormLine::central_adjustment_expenditure);
  }
};

struct BudgetFile {
  std::string path, bytes, place;  ///< place: as the document names it, perhaps not at all
  Year year = 0;
  Regime regime = Regime::city_2016;
  Notice notice{};                  ///< of a budget whose inputs are illustrative
  std::vector<std::string> sets{};  ///< what was set besides the case that it was drafted from
  std::vector<std::string> units;
  std::vector<Label> names{};           ///< of the units, where the document says them in English too; or none
  std::vector<BudgetFileUnit> budgets;  ///< by unit
  BudgetSheet pool, city;
};

/// Every issue at once, located: keys, numbers, subtotals, totals, the sums of the levels, a deficit (44-2.2, 44-2.5).
Expected<BudgetFile> parse_budget(const std::string& path, std::string bytes);

}  // namespace ballast::cli
