/// From a scenario to its answers: stage 1 unit by unit, stage 2 all together, then the measures.
#pragma once

#include "models/base/expected.hpp"
#include "scenarios/scenario.hpp"
#include "sim/engine/indicators.hpp"
#include "sim/engine/projection.hpp"
#include "sim/engine/response.hpp"
#include "sim/engine/stored_flows.hpp"

namespace ballast {

/// `threads` 0: as many as the machine has; `reuse`: flows of an earlier result in place of stage 1, or none.
Expected<Projection> project(const Scenario& scenario, int threads, const StoredFlows* reuse = nullptr);

/// The measures of a case that went through both stages.
Projection projection_of(const Scenario& scenario, const BothStages& both);

/// What the measures are computed from, under the scenario's knobs or a future's.
IndicatorInput indicator_input(const Scenario& scenario, const KnobValues& knobs, const std::vector<UnitFlows>& flows,
                               const FiscalInput& asked, const std::vector<FiscalYear>& settled);

/// The largest difference between what a fund holds by its bookings and what its settlement says, at any year's end.
Fen ledger_residual(const BothStages& both);

/// The largest residuals of any unit.
Diagnostics worst_of(const std::vector<MembershipAudit>& audits);

/// Prices of 2025 and the like (K6): an index from inflation, 1 in the scenario's price year.
std::vector<double> price_index(const Scenario& scenario, const KnobValues& knobs);

}  // namespace ballast
