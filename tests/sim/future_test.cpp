#include "sim/futures/future.hpp"

#include <gtest/gtest.h>

#include "scenarios/reader/library.hpp"
#include "sim/futures/future_block.hpp"

namespace ballast {
namespace {

Scenario puyang(const std::vector<std::string>& sets, Year last_year = 2045) {
  auto library = Library::open(BALLAST_ROOT, "puyang");
  auto scenario = library->scenario(
      {.case_name = "baseline", .sets = sets, .first_year = {}, .last_year = last_year, .top_service = {}});
  if (!scenario) throw std::runtime_error(scenario.error().front().what);
  return std::move(*scenario);
}

Shocks shocks_of(const Scenario& s, int path) {
  const Year certain = first_uncertain_year(s) - 1;
  return draw_shocks(spreads_of(s),
                     {.seed = 44, .years = s.last_year - certain, .units = static_cast<int>(s.units.size())}, path);
}

Future future(const Scenario& s, int path) { return future_of(s, following_of(s), shocks_of(s, path), {}); }

double largest_departure(const StageOne& a, const StageOne& b) {
  double worst = 0;
  for (std::size_t c = 0; c < a.flows.size(); ++c) {
    const auto& x = a.flows[c].values;
    const auto& y = b.flows[c].values;
    worst = std::max(worst, ((x - y).abs() / (1.0 + y.abs().colwise().maxCoeff().replicate(y.rows(), 1))).maxCoeff());
  }
  return worst;
}

// The layout of futures side by side against the plain one, in which units stand side by side (issue: to 1e-9).
TEST(Futures, AreWhatTheCaseWithTheirKnobsIs) {
  const Scenario s = puyang({});
  const Groundwork groundwork(s, 1);
  std::vector<Future> futures;
  for (int path = 0; path < kLanes; ++path) futures.push_back(future(s, path));
  const auto together = live_futures(s, groundwork, futures);
  ASSERT_TRUE(together) << together.error().front().what;
  for (std::size_t f = 0; f < futures.size(); ++f) {
    const auto plain = run_membership(scenario_of(s, futures[f]), 1);
    ASSERT_TRUE(plain);
    EXPECT_LT(largest_departure((*together)[f], *plain), 1e-12) << f;
    EXPECT_GT(largest_departure((*together)[f], (*together)[(f + 1) % futures.size()]), 1e-3) << f;
  }
}

}  // namespace
}  // namespace ballast
