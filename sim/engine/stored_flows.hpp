/// Flows of stage 1 taken from an earlier result instead of computed (ballast run --reuse-flows): stage 2 on stored
/// flows is the full run, bit for bit, because flows are stored as they were handed over. Flows that another place,
/// horizon or input of stage 1 made are refused.
#pragma once

#include <string>
#include <vector>

#include "models/base/expected.hpp"
#include "sim/engine/fiscal_reach.hpp"
#include "sim/engine/projection.hpp"
#include "sim/engine/stage_one.hpp"

namespace ballast {

/// What a result file says of its stage 1.
struct StoredFlows {
  std::string file;  ///< as messages name it
  std::string place, fingerprint;
  Year base_year = 0, last_year = 0;
  std::vector<std::string> units;      ///< rows of `flows`: the units, then pool and whole city
  std::vector<Eigen::ArrayXXd> flows;  ///< by flow in catalogue order [row × year from base_year]
  Diagnostics diagnostics;
  std::vector<ResolvedInput> inputs{};  ///< every number as it was resolved
};

/// A digest of everything stage 1 of the scenario reads: tables of the place, law, knobs but those of stage 2. Two
/// scenarios with the same fingerprint have the same flows. In sixteen hexadecimal digits; "reacting" where stage 1
/// follows stage 2.
std::string stage_one_fingerprint(const Scenario& scenario);

/// What a flow of one unit in one year may be at most, either way of zero.
inline constexpr double kMostOfAFlow = kMostOfAYear;

/// Whether stage 2 can take a flow: a finite number within kMostOfAFlow, of what the fund receives or pays nothing
/// below zero. In the base year, which has no events, it may be missing.
bool can_be_settled(Flow flow, double value, bool base_year);

/// The same for messages.
std::string flow_expected();

/// Flows of units that cannot be settled: the first few, and how many more.
Issues flow_issues(const StoredFlows& stored);

/// Why the flows are not those of the scenario, or cannot be settled; empty when they are and can.
Issues reuse_issues(const StoredFlows& stored, const Scenario& scenario);

/// Stage 1 as it was. Precondition: no reuse_issues.
StageOne reused(const StoredFlows& stored, const Scenario& scenario);

}  // namespace ballast
