#include "models/measures/catalogue.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "models/measures/flows.hpp"

namespace ballast {
namespace {

// The keys outside scripts rely on, as the contract on measures lists them.
constexpr std::string_view kPromised[] = {"contributors",
                                          "payers",
                                          "retirees",
                                          "new_retirees",
                                          "early_retirees",
                                          "early_retirement_share",
                                          "support_ratio",
                                          "dependency_ratio",
                                          "paying_share",
                                          "collection_rate",
                                          "plan_completion",
                                          "base_ratio",
                                          "replacement_rate",
                                          "replacement_rate_new",
                                          "average_pension",
                                          "payg_rate",
                                          "contributions",
                                          "income",
                                          "expenditure",
                                          "current_balance",
                                          "fund_balance",
                                          "payable_months",
                                          "budget_gap",
                                          "gap_short",
                                          "gap_over",
                                          "gap_structural",
                                          "subsidy_share_of_gap",
                                          "subsidy_fixed",
                                          "subsidy_adjustment",
                                          "subsidy_special",
                                          "treasury",
                                          "withheld",
                                          "benefit_arrears",
                                          "fiscal_burden",
                                          "old_age_ratio",
                                          "population"};

TEST(MeasureCatalogue, HoldsEveryKeyPromisedToScripts) {
  for (const std::string_view key : kPromised) EXPECT_TRUE(measure_from_key(key)) << key;
  EXPECT_FALSE(measure_from_key("contributor"));
}

/// 44-2.14 names income raised, spending saved and the unit's own money; what was withheld is no merit.
TEST(MeasureCatalogue, SaysWhatTheSpecialSubsidyRewards) {
  const MeasureRow& special = row(Measure::subsidy_special);
  EXPECT_NE(special.formula_zh.find("w₁·增收 + w₂·节支 + w₃·按时到位的同级财政资金"), std::string_view::npos);
  EXPECT_NE(special.formula.find("w₁·contributions above plan + w₂·spending below budget"), std::string_view::npos);
}

TEST(MeasureCatalogue, NamesEveryMeasureOnceAndSaysHowItAddsUp) {
  std::set<std::string_view> keys;
  const std::set<std::string_view> units{"person", "yuan", "yuan/month", "month", "1"};
  for (const MeasureRow& row : kMeasureCatalogue) {
    EXPECT_TRUE(keys.insert(row.key).second) << row.key;
    EXPECT_TRUE(units.contains(row.unit)) << row.key;
    EXPECT_FALSE(row.formula.empty()) << row.key;
    EXPECT_NE(row.zh, row.en);
    const bool labelled = row.exactness == "exact" || row.exactness == "exact in expectation" ||
                          row.exactness.starts_with("approximation ≤ ");
    EXPECT_TRUE(labelled) << row.key;
  }
}

TEST(MeasureCatalogue, NeverAddsUpARatio) {
  for (const MeasureRow& row : kMeasureCatalogue) {
    if (row.aggregation == Aggregation::none) continue;  // has no value for the whole city
    const bool share = row.unit == "1" || row.unit == "yuan/month" || row.key == "payable_months";
    EXPECT_EQ(row.aggregation == Aggregation::ratio, share) << row.key;
  }
}

TEST(FlowCatalogue, NamesEveryFlowOnceInBothLanguages) {
  std::set<std::string_view> keys;
  for (const FlowRow& row : kFlowCatalogue) {
    EXPECT_TRUE(keys.insert(row.key).second) << row.key;
    EXPECT_FALSE(row.unit.empty()) << row.key;
    EXPECT_NE(row.zh, row.en);
  }
  EXPECT_EQ(keys.size(), static_cast<std::size_t>(kFlows));
}

}  // namespace
}  // namespace ballast
