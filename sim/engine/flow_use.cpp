#include "sim/engine/flow_use.hpp"

#include <algorithm>

#include "sim/engine/fiscal_flows.hpp"
#include "sim/engine/indicators.hpp"

namespace ballast {

FlowUse use_of(Flow flow) {
  const auto in = [flow](const auto& lines) { return std::find(lines.begin(), lines.end(), flow) != lines.end(); };
  if (indicators_read(flow)) return FlowUse::as_is;
  const bool settled = in(kContributionLines) || in(kOtherIncomeLines) || in(kExpenditureLines) || in(kMemoLines);
  return settled ? FlowUse::fen : FlowUse::none;
}

}  // namespace ballast
