// The exact reduction of service: completed years are told apart up to the largest legal minimum, what is above it is
// kept together (docs/equations.md, 1.2).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/engine/stage_one.hpp"
#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

StageOne to_2075(std::optional<int> top_service) {
  const auto library = Library::open(BALLAST_ROOT, "puyang");
  const auto scenario = library->scenario(
      {.case_name = "baseline", .sets = {}, .first_year = {}, .last_year = 2075, .top_service = top_service});
  return *run_membership(*scenario, 1);
}

/// What a flow's rounding is of: its own largest year; of a difference of pensions, the pensions.
double scale_of(const UnitFlows& unit, Flow flow) {
  const bool difference = flow == Flow::recon_composition;
  const double most = unit.values.col(static_cast<int>(difference ? Flow::pension_annual_end : flow)).abs().maxCoeff();
  return std::max(most, 1e-3);  // a flow of nothing: a thousandth of a person, a yuan
}

// Sixty years of every unit: the reduced table adds the same numbers up in another order. Survivor grants go by
// completed years beyond the minimum, which the reduction takes at their mean.
TEST(Buckets, UpToTheLargestMinimumGiveTheFlowsOfFiftyOne) {
  const StageOne reduced = to_2075({}), full = to_2075(50);
  for (const FlowRow& row : kFlowCatalogue)
    for (std::size_t unit = 0; unit < full.flows.size(); ++unit) {
      const auto of = [&](const StageOne& stage) {
        return stage.flows[unit].values.col(static_cast<int>(row.id)).bottomRows(60).eval();
      };
      const double gap = (of(reduced) - of(full)).abs().maxCoeff() / scale_of(full.flows[unit], row.id);
      EXPECT_LE(gap, row.id == Flow::survivor_grants ? 2e-3 : 1e-14) << row.key << " of unit " << unit;
    }
}

}  // namespace
}  // namespace ballast
