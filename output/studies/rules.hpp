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
};

/// One case as an object of `cases`; all cases in one document of schema ballast.rules/1.
std::string rules_document(const std::vector<RulesShown>& cases);

/// Rules × units for a spreadsheet: who paid what over the period, and the cost of the next yuan.
std::string rules_csv(const std::vector<RulesShown>& cases, Lang lang);

/// `unit` −1: the whole city.
std::string rules_table(const RulesShown& shown, int unit, Lang lang);

}  // namespace ballast
