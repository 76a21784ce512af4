#include "sim/engine/flow_use.hpp"

#include "sim/engine/fiscal_flows.hpp"
#include "sim/engine/indicators.hpp"

namespace ballast {

FlowUse use_of(Flow flow) {
  if (indicators_read(flow)) return FlowUse::as_is;
  const bool rounded = kPlaceOfRounded[static_cast<std::size_t>(flow)] < kRounded.size();
  return rounded ? FlowUse::fen : FlowUse::none;
}

}  // namespace ballast
