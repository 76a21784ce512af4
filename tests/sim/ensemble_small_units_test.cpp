// Noise of small units, and cohorts of hardly anybody.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/sim/drawn_ensemble.hpp"

namespace ballast {
namespace {

using namespace test;

/// How widely events of a unit stray in the last year, over the root of those its case expects: the mean of all units,
/// which 400 futures of ten units know to 1.1 %.
double spread_over_root(Flow event, const std::vector<std::string>& sets) {
  constexpr int kPaths = 400;
  const Scenario s = puyang(sets, "baseline", 2026);
  const std::vector<StageOne> futures = lived(s, kPaths);
  const Projection central = *project(s, 1);
  const int year = central.years() - 1, units = central.member_units();
  double ratios = 0;
  for (int unit = 0; unit < units; ++unit) {
    const double expected = central.flows[static_cast<std::size_t>(event)](unit, year);
    double squares = 0;
    for (const StageOne& future : futures)
      squares += std::pow(future.flows[static_cast<std::size_t>(unit)].at(year, event) - expected, 2);
    ratios += std::sqrt(squares / kPaths / expected);
  }
  return ratios / units;
}

// Binomial: deaths of retirees vary by √(n(1 − q)), those retired for illness among them, who die by a selection of
// their own. One in twenty dies in the year: √0.95.
TEST(EnsembleOfSmallUnits, NoiseOfSmallUnitsIsThatOfTheDeathsThatHappen) {
  EXPECT_NEAR(spread_over_root(Flow::deaths_retired, {"futures.small_units=on", "futures.mortality_sd=0"}), 0.973,
              0.024);
}

// Poisson: entrants of a unit vary by the root of those its case expects (small_numbers.hpp), as long as take-up stays
// below its bound.
TEST(EnsembleOfSmallUnits, NoiseOfSmallUnitsIsThatOfTheEntrantsThatCome) {
  const std::vector<std::string> noise_alone{"futures.small_units=on",  "futures.entry_sd=0",
                                             "futures.entry_unit_sd=0", "futures.mortality_sd=0",
                                             "futures.migration_sd=0",  "futures.migration_unit_sd=0"};
  EXPECT_NEAR(spread_over_root(Flow::entrants, noise_alone), 1, 0.05);
}

// Hardly anybody outlives the first years of some of these futures: what the dead were paid the year before is what
// rounding is of, not what the few who are left cost.
TEST(EnsembleOfSmallUnits, BalancesWhereACohortDiesOut) {
  const Scenario deadly = puyang({"futures.mortality_sd=50", "futures.spread=5"}, "baseline", 2032);
  EXPECT_TRUE(run_ensembles({deadly}, of_paths(64)));
}

}  // namespace
}  // namespace ballast
