// Figures: own arithmetic, written out where they are used.
#include "models/budget/regime.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

// 100 missing, 30 usable: 70 left, a fifth of it 14 for the unit, 56 for pool and province.
TEST(UnifiedSupport, LeavesTheBalanceFirstAndTheLocalShareOfTheRest) {
  EXPECT_EQ(unified_support(Fen{100}, Fen{30}, 0.2), Fen{56});
  EXPECT_EQ(unified_support(Fen{100}, Fen{30}, 0.0), Fen{70});
  EXPECT_EQ(unified_support(Fen{100}, Fen{30}, 1.0), Fen{});
  EXPECT_EQ(unified_support(Fen{100}, Fen{200}, 0.2), Fen{});
  EXPECT_EQ(unified_support(Fen{}, Fen{200}, 0.2), Fen{});
}

// 35 % of so many fen in whole numbers, half a fen up.
TEST(UnifiedSupport, AddsUpToTheFenWithTheLocalShare) {
  for (std::int64_t gap = 0; gap < 50; ++gap) {
    const Fen support = unified_support(Fen{gap}, Fen{7}, 0.35);
    const Fen rest = max(Fen{}, Fen{gap} - Fen{7});
    EXPECT_EQ(rest - support, Fen{(35 * rest.count + 50) / 100}) << gap;
  }
}

// 国发〔2018〕18号 with 2019's rate: 0.035 · 0.9 · 54,900 · 1,000 = 1,729,350 yuan; 300 retirees · 5,305 = 1,591,500.
TEST(CentralFlows, UploadByWhoShouldBeInsuredAndHandOutByRetiree) {
  const CentralTerms terms{
      .upload_rate = 0.035, .wage_share = 0.9, .mean_wage = 54'900, .handout = 5'305, .transfer = 0};
  const CentralFlows flows = central_flows(terms, {.should_be_insured = 1'000, .retirees = 300});
  EXPECT_EQ(flows.upload, fen_from_yuan(1'729'350));
  EXPECT_EQ(flows.handout, fen_from_yuan(1'591'500));
  EXPECT_EQ(flows.net(), fen_from_yuan(-137'850));
}

TEST(CentralFlows, GrowWithRetireesAndNotWithThoseWhoJoinAmongTheKnown) {
  const CentralTerms terms{
      .upload_rate = 0.03, .wage_share = 0.9, .mean_wage = 60'000, .handout = 4'000, .transfer = 500};
  const Fen one_more = central_flows(terms, {10, 6}).net() - central_flows(terms, {10, 5}).net();
  EXPECT_EQ(one_more, fen_from_yuan(4'500));
}

}  // namespace
}  // namespace ballast
