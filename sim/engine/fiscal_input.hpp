/// From a scenario and the flows of stage 1 to what stage 2 reads.
#pragma once

#include <functional>
#include <vector>

#include "sim/engine/fiscal.hpp"
#include "sim/engine/membership.hpp"

namespace ballast {

FiscalInput fiscal_input(const Scenario& scenario, const std::vector<UnitFlows>& flows);
/// The same with the knobs of a future.
FiscalInput fiscal_input(const Scenario& scenario, const KnobValues& knobs, const std::vector<UnitFlows>& flows);

/// 一般公共预算收入 of each unit from the base year on [unit × year, yuan].
Eigen::ArrayXXd general_revenue(const Scenario& scenario, const KnobValues& knobs);

/// The rules of the yearly settlement in force in a year, by what each knob then is (a choice: its place among its
/// names). Interest and who collects and pays are not among them.
SettleRules rules_of_settlement(Year year, const std::function<double(Knob)>& value);

}  // namespace ballast
