/// Rules side by side, as JSON and as tables: who pays over a period, what the next yuan costs, where the cliffs are.
#pragma once

#include <string>
#include <vector>

#include "output/texts.hpp"
#include "sim/studies/rule_comparison.hpp"

namespace ballast {

struct RulesShown {
  const FiscalCase& of;
  const RuleComparison& table;
  int unit = -1;              ///< index of the one unit shown; −1: every unit and the whole city
  bool year_by_rule = false;  ///< nobody asked for the year of marginal costs and cliffs

  bool shows(std::size_t c) const { return unit < 0 || unit == static_cast<int>(c); }
};

/// One case as an object of `cases`; all cases in one document of schema ballast.rules/1.
std::string rules_document(const std::vector<RulesShown>& cases);

/// Rules × units for a spreadsheet: who paid what over the period, and the cost of the next yuan.
std::string rules_csv(const std::vector<RulesShown>& cases, Lang lang);

std::string rules_table(const RulesShown& shown, Lang lang);

}  // namespace ballast
