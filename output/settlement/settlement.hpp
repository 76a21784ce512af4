/// The settlement of one year as JSON and as a table: what each unit lacked, why, and who paid.
#pragma once

#include <string>

#include "output/texts.hpp"
#include "sim/planner.hpp"

namespace ballast {

struct SettlementShown {
  const SettleRequest& asked;
  const Settlement& settled;
  bool explain = false;
};

std::string settlement_document(const SettlementShown& shown);
std::string settlement_table(const SettlementShown& shown, Lang lang);

}  // namespace ballast
