/// The budget form as a table: a row for each line of the official form (社预02), a column for each fund, so that an
/// office can print it, fill it in with a spreadsheet and hand it back (44-2.1 … 44-2.3). Columns `line`, `项目`,
/// `item`, then the funds; money in yuan. Below the form stand what the check for a deficit needs: the subsidies by
/// kind and the balance that may be used (44-2.5); below that the basic data (附01), where they are known.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/budget/form.hpp"
#include "models/subsidy/limited_pool.hpp"
#include "output/budget/annex.hpp"
#include "output/notice.hpp"

namespace ballast {

/// One fund's column: its sheet and, of a unit, what the check needs. [fen]
struct FormFigures {
  BudgetSheet sheet;
  Subsidies paid;
  Fen support{};  ///< what pool and province bear under unified payment, in superior_subsidy
  Fen surplus{};  ///< what goes up under unified payment, in superior_levy
  Fen usable{};   ///< of the opening balance

  /// What the year lacks before subsidies, treasury and balance: max(0, Ê + levŷ − R̂ − Ô), as `budget_gap`.
  Fen gap() const {
    const Fen brought = sheet.at(FormLine::treasury_subsidy) + sheet.at(FormLine::superior_subsidy) - surplus;
    return max(Fen{}, brought - sheet.balance_of_year());
  }
  /// C₀, the treasury money that balances (44-2.5).
  Fen needed() const { return max(Fen{}, sheet.at(FormLine::treasury_subsidy) - sheet.balance_of_year() - usable); }
  Fen lacking() const { return max(Fen{}, -sheet.balance_of_year() - usable); }
};

struct FormCsvRow {
  std::string_view key, zh, en;
  std::function<Fen(const FormFigures&)> value;
  std::function<Fen&(FormFigures&)> entry;  ///< empty: a sum, which follows from the entries
  bool of_units = false;                    ///< stands in the columns of units alone
};

/// Every row in its order.
const std::vector<FormCsvRow>& form_csv_rows();

struct FormColumn {
  std::string name;
  FormFigures figures;
  bool is_unit = true;
  std::optional<Annex> annex{};  ///< basic data, below the form
};

/// `remark`: a further row that begins with #, below the notice; empty: none.
std::string budget_form_csv(Year year, std::span<const FormColumn> columns, const Notice& notice,
                            std::vector<std::string> remark);

/// The sheet the unit of a column is notified of, which is called yuan in it; `remark` as above.
std::string budget_sheet_csv(const FormColumn& column, Year year, const Notice& notice,
                             std::vector<std::string> remark);

}  // namespace ballast
