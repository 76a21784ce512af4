/// The budget draft on paper: as the JSON document that is kept and approved (output/FORMAT.md), as a table, and as one
/// sheet a unit in the lines of the official form (社预02 with the basic data of 附01).
#pragma once

#include <string>
#include <vector>

#include "output/notice.hpp"
#include "output/texts.hpp"
#include "sim/studies/budget_draft.hpp"

namespace ballast {

struct BudgetShown {
  const FiscalCase& of;
  const BudgetDraft& draft;
  std::vector<BasicData> basic;  ///< units, then the whole city
  std::string place;

  Notice notice() const { return notice_of(of); }
};

/// Rows of a budget in their order: units, 市级统筹, 市级, 全市.
std::vector<Label> budget_rows(const FiscalCase& of);

std::string budget_document(const BudgetShown& shown);

/// All funds side by side in the lines of the form, for a spreadsheet; `ballast budget draft` reads it back.
std::string budget_csv(const BudgetShown& shown);

/// One row's sheet and whether the budget balances; with the units' overview when it is the whole city's.
std::string budget_table(const BudgetShown& shown, int row, Lang lang);

/// Whether every unit balances, and what is lacking where (44-2.5); one line each.
std::string deficit_lines(const BudgetShown& shown, Lang lang);

}  // namespace ballast
