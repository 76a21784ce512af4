/// An approved budget against what came of it: plan completion, what was not collected, what was overspent, and what
/// the unit's treasury owes beyond what the budget foresaw (44-2.6 … 44-2.8, 44-5.5).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "output/settlement/settlement.hpp"

namespace ballast {

/// One unit's budget as approved, beside its settled year. [fen]
struct ExecutionRow {
  std::string unit;
  Fen plan_income{}, income{}, budget_expenditure{}, expenditure{};
  Fen missed{};            ///< plan less collected, ≥ 0
  Fen over{};              ///< spent beyond the budget, ≥ 0
  Fen treasury_planned{};  ///< the budget's treasury line
  Fen treasury_due{};      ///< by the settlement

  std::optional<double> completion() const;  ///< collected over plan 计划完成率
  std::optional<double> execution() const;   ///< spent over budget 预算执行率
};

struct ExecutionShown {
  std::string file, budget_sha256;
  std::vector<ExecutionRow> rows;  ///< units
  SettlementShown settlement;
  std::vector<std::string> sets{};          ///< besides the case that the budget was drafted from
  std::vector<std::string> settled_with{};  ///< rules set for the settlement
};

std::string execution_document(const ExecutionShown& shown);
std::string execution_csv(const ExecutionShown& shown, Lang lang);
std::string execution_table(const ExecutionShown& shown, Lang lang);

}  // namespace ballast
