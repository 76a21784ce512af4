// Noise of small units, and cohorts of hardly anybody.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/sim/drawn_ensemble.hpp"

namespace ballast {
namespace {

using namespace test;

// Binomial: deaths of retirees vary by the root of their number, those retired for illness among them, who die by a
// selection of their own. Of ten units and 400 futures the mean ratio is known to 1.1 %.
TEST(EnsembleOfSmallUnits, NoiseOfSmallUnitsIsThatOfTheDeathsThatHappen) {
  EnsembleRequest request = of_paths(400);
  request.keep_flows = true;
  const Scenario s = puyang({"futures.small_units=on", "futures.mortality_sd=0"}, "baseline", 2026);
  const Ensemble e = drawn({s}, request).front();
  const int year = e.years() - 1, units = e.central.member_units();
  double ratios = 0;
  for (int unit = 0; unit < units; ++unit) {
    const double expected = e.central.flows[static_cast<std::size_t>(Flow::deaths_retired)](unit, year);
    double squares = 0;
    for (const StageOne& future : e.flows)
      squares += std::pow(future.flows[static_cast<std::size_t>(unit)].at(year, Flow::deaths_retired) - expected, 2);
    ratios += std::sqrt(squares / e.paths / expected);
  }
  EXPECT_NEAR(ratios / units, 1, 0.05);
}

// Poisson: entrants of a unit vary by the root of those its case expects (small_numbers.hpp), as long as take-up stays
// below its bound: the ratio of all ten units and 400 futures is known to 1.1 %.
TEST(EnsembleOfSmallUnits, NoiseOfSmallUnitsIsThatOfTheEntrantsThatCome) {
  EnsembleRequest request = of_paths(400);
  request.keep_flows = true;
  const Scenario s = puyang({"futures.small_units=on", "futures.entry_sd=0", "futures.entry_unit_sd=0",
                             "futures.mortality_sd=0", "futures.migration_sd=0", "futures.migration_unit_sd=0"},
                            "baseline", 2026);
  const Ensemble e = drawn({s}, request).front();
  const int year = e.years() - 1, units = e.central.member_units();
  double ratios = 0;
  for (int unit = 0; unit < units; ++unit) {
    const double expected = e.central.flows[static_cast<std::size_t>(Flow::entrants)](unit, year);
    double squares = 0;
    for (const StageOne& future : e.flows)
      squares += std::pow(future.flows[static_cast<std::size_t>(unit)].at(year, Flow::entrants) - expected, 2);
    ratios += std::sqrt(squares / e.paths / expected);
  }
  EXPECT_NEAR(ratios / units, 1, 0.05);
}

// Hardly anybody outlives the first years of some of these futures: what the dead were paid the year before is what
// rounding is of, not what the few who are left cost.
TEST(EnsembleOfSmallUnits, BalancesWhereACohortDiesOut) {
  const Scenario deadly = puyang({"futures.mortality_sd=50", "futures.spread=5"}, "baseline", 2032);
  EXPECT_TRUE(run_ensembles({deadly}, of_paths(64)));
}

}  // namespace
}  // namespace ballast
