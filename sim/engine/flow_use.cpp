#include "sim/engine/flow_use.hpp"

#include <algorithm>

#include "sim/engine/fiscal_flows.hpp"
#include "sim/engine/indicators.hpp"

namespace ballast {

FlowUse use_of(Flow flow) {
  if (indicators_read(flow)) return FlowUse::as_is;
  bool settled = std::find(kMemoLines.begin(), kMemoLines.end(), flow) != kMemoLines.end();
  for (const auto lines : kFiscalLines)
    for (const FiscalLine& line : lines) settled = settled || line.flow == flow;
  return settled ? FlowUse::fen : FlowUse::none;
}

}  // namespace ballast
