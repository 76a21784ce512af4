// Figures: own arithmetic, written out where they are used.
#include "models/subsidy/reward.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ballast {
namespace {

const RewardRule kRule{.city_pool = Fen{1'000},
                       .weight_completion = 0.4,
                       .weight_execution = 0.3,
                       .weight_coverage = 0.3,
                       .execution_tolerance = 0.1,
                       .coverage_target = 0.05,
                       .on_time_least = 1.0};

const Achievement kGood{.plan_income = Fen{100},
                        .income = Fen{90},
                        .budget_expenditure = Fen{100},
                        .expenditure = Fen{105},
                        .contributors = 102,
                        .contributors_before = 100};

TEST(RewardScore, WeighsCompletionExecutionAndCoverage) {
  EXPECT_NEAR(reward_score(kRule, kGood), 0.4 * 0.9 + 0.3 * 0.5 + 0.3 * 0.4, 1e-12);
}

TEST(RewardScore, IsNothingWhenTreasuryMoneyCameLate) {
  Achievement late = kGood;
  late.treasury_due = Fen{10}, late.treasury_on_time = Fen{9};
  EXPECT_EQ(reward_score(kRule, late), 0.0);
  RewardRule lenient = kRule;
  lenient.on_time_least = 0.9;
  EXPECT_GT(reward_score(lenient, late), 0.0);
}

TEST(RewardScore, StaysWithinItsWeights) {
  Achievement best = kGood;
  best.income = Fen{500}, best.expenditure = Fen{100}, best.contributors = 900;
  EXPECT_NEAR(reward_score(kRule, best), 1.0, 1e-12);
  Achievement worst = kGood;
  worst.income = Fen{}, worst.expenditure = Fen{900}, worst.contributors = 1;
  EXPECT_EQ(reward_score(kRule, worst), 0.0);
  EXPECT_EQ(reward_score(kRule, {}), 0.0);
}

// Without a plan there is nothing to complete: who collects all the same has no merit of 44-5.5 by it.
TEST(RewardScore, IsNothingForCollectionThatNobodyPlanned) {
  Achievement unplanned = kGood;
  unplanned.plan_income = Fen{};
  EXPECT_NEAR(reward_score(kRule, unplanned), 0.3 * 0.5 + 0.3 * 0.4, 1e-12);
}

// 1,000 over scores 1 and ½ with equal weights: 666.67 and 333.33 to the whole fen.
TEST(CityRewards, ShareThePoolToTheFen) {
  const std::array scores{1.0, 0.5, 0.0}, weights{1.0, 1.0, 1.0};
  EXPECT_EQ(city_rewards(Fen{1'000}, scores, weights), (std::vector{Fen{667}, Fen{333}, Fen{0}}));
  const std::array nobody{0.0, 0.0, 0.0};
  EXPECT_EQ(city_rewards(Fen{1'000}, nobody, weights), (std::vector{Fen{}, Fen{}, Fen{}}));
}

TEST(CountyReward, IsKeyedToCompletingThePlan) {
  const RewardTerms terms{.county_rate = 0.01, .county_completion = 1.0};
  Achievement a{.plan_income = Fen{10'000}, .income = Fen{9'999}};
  EXPECT_EQ(county_reward(terms, a), Fen{});
  a.income = Fen{12'000};
  EXPECT_EQ(county_reward(terms, a), Fen{120});
}

}  // namespace
}  // namespace ballast
