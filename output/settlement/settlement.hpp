/// The settlement of one year as JSON and as a table: what each unit lacked, why, and who paid.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "output/notice.hpp"
#include "output/texts.hpp"
#include "sim/planner.hpp"

namespace ballast {

struct SettlementShown {
  const SettleRequest& asked;
  const Settlement& settled;
  bool explain = false;
  Notice notice{};             ///< of actual figures that are illustrative
  std::vector<Label> names{};  ///< of units in both languages, where the place is known; others stay as they are
};

/// A unit, the city's level or all of it, as a table calls it.
std::string_view shown_name(const SettlementShown& shown, std::string_view unit, Lang lang);

/// A figure of a unit's settlement, by its key in the document [yuan].
struct SettlementFigure {
  std::string_view key, zh, en;
};
std::vector<SettlementFigure> settlement_figures();

std::string settlement_document(const SettlementShown& shown);
/// One row a unit, then 全市 and, where its money is known, 市级统筹: for a spreadsheet.
std::string settlement_csv(const SettlementShown& shown, Lang lang);

std::string settlement_table(const SettlementShown& shown, Lang lang);

}  // namespace ballast
