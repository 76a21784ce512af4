/// From a scenario and the flows of stage 1 to what stage 2 reads.
#pragma once

#include <vector>

#include "sim/engine/fiscal.hpp"
#include "sim/engine/membership.hpp"

namespace ballast {

FiscalInput fiscal_input(const Scenario& scenario, const std::vector<UnitFlows>& flows);

}  // namespace ballast
