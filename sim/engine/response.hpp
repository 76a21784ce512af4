/// Both stages of a case, and the one link back from stage 2 to stage 1: collection effort that reacts to who pays,
/// with a lag of one year (44-1.4; off unless the case asks).
///   rate_t follows m_{t−1}, which follows from the flows of the years up to t − 1, which follow rate_{…, t−1}
/// The stages run over all years each, so the sequence is solved by passes: stage 1 with the rates of the pass before,
/// stage 2, the margins, the next rates. Because of the lag the first k years are final after pass k, so the rates stop
/// moving, to the bit, after at most as many passes as years; no tolerance is involved.
#pragma once

#include <vector>

#include "sim/engine/fiscal.hpp"
#include "sim/engine/stage_one.hpp"

namespace ballast {

/// A case through both stages.
struct BothStages {
  StageOne stage;
  FiscalInput asked;
  std::vector<FiscalYear> settled;  ///< held against its books
  int passes = 1;                   ///< of stage 1
};

/// F31: share of one more foreseen yuan of gap that each unit bears itself in each year [year][unit], in [0, 1]: the
/// difference of two evaluations of the year, treasury and balance together.
std::vector<std::vector<double>> own_shares(const FiscalInput& input, const std::vector<FiscalYear>& years);

/// Whether stage 1 of the scenario follows stage 2.
bool responds(const Scenario& scenario);

/// What budgets are made on where the year turns out otherwise: a case and its own path (F5, F6).
struct Planned {
  const Scenario& by;
  const CentralPaths& paths;
};

/// Stage 2 on given flows; plans foresee what then happens.
Expected<BothStages> settle_flows(const Scenario& scenario, StageOne stage);

/// Both stages; `threads` as for run_membership.
Expected<BothStages> run_both(const Scenario& scenario, int threads);
/// The same of a future, for which the budgets were not made.
Expected<BothStages> run_both(const Scenario& future, int threads, const Planned& planned);

}  // namespace ballast
