/// The places whose past is published, as tests of it use them.
#pragma once

#include <stdexcept>

#include "sim/planner.hpp"

namespace ballast::test {

inline Backtest backtest_of(const std::string& place, Year from, std::optional<Year> to = {}) {
  const auto planner = Planner::open(BALLAST_ROOT);
  auto test =
      planner->backtest({.place = place, .case_name = "baseline", .sets = {}, .from = from, .to = to, .observed = {}});
  if (!test) throw std::runtime_error(test.error().front().what);
  return std::move(*test);
}

inline const BacktestScore& score(const Backtest& test, Given given, Measure measure) {
  for (const BacktestScore& one : test.scores)
    if (one.given == given && one.measure == measure) return one;
  throw std::runtime_error("no such score");
}

}  // namespace ballast::test
