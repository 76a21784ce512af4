/// Where a budget stands: its state, every record with office and day, and whether the bytes are those on record.
#pragma once

#include <string>
#include <vector>

#include "models/base/quantity.hpp"
#include "output/budget/records.hpp"
#include "output/notice.hpp"
#include "output/texts.hpp"

namespace ballast {

struct StatusShown {
  std::string file;
  Year year = 0;
  std::string sha256;  ///< of the budget file
  const std::vector<std::string>& units;
  const BudgetRecords& records;
  Notice notice{};
  std::vector<std::string> sets{};  ///< besides the case that it was drafted from
  std::vector<Label> names{};       ///< of units in both languages, where the place is known
};

std::string status_document(const StatusShown& shown);
std::string status_text(const StatusShown& shown, Lang lang);

}  // namespace ballast
