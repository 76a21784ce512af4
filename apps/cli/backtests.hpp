/// Several back-tests of one place: what `ballast backtest` and the Python package answer with.
#pragma once

#include <vector>

#include "sim/planner.hpp"

namespace ballast::cli {

/// The back-tests of one place from each of the years; none named: from every opening that has a published year after
/// it.
Expected<std::vector<Backtest>> backtests_of(const Planner& planner, PastRequest request, std::vector<Year> from);

}  // namespace ballast::cli
