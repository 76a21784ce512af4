/// What a file of actual figures asks the settlement: its units and claims under the law of its year.
#pragma once

#include "apps/cli/settle_file.hpp"
#include "sim/planner.hpp"

namespace ballast::cli {

/// The law of the year with the file's rules on top; issues when the law has nothing for the year, or the file states
/// money that there is not under its regime.
Expected<SettleRequest> settle_request(const Planner& planner, const SettleFile& file);

}  // namespace ballast::cli
