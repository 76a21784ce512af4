#include "models/subsidy/reward.hpp"

#include <algorithm>
#include <cmath>

#include "models/fund/portion.hpp"

namespace ballast {
namespace {

/// Scores become whole parts, so that shares are exact; finer than any fen of a pool can tell.
constexpr double kParts = 1e9;

double over(Fen a, Fen b) { return static_cast<double>(a.count) / static_cast<double>(b.count); }

double completion(const Achievement& a) {
  return a.plan_income > Fen{} ? std::clamp(over(a.income, a.plan_income), 0.0, 1.0) : 0.0;
}

double execution(const RewardRule& rule, const Achievement& a) {
  if (a.budget_expenditure <= Fen{}) return 0.0;
  const double deviation = std::abs(over(a.expenditure - a.budget_expenditure, a.budget_expenditure));
  return std::max(0.0, 1.0 - deviation / rule.execution_tolerance);
}

double coverage(const RewardRule& rule, const Achievement& a) {
  if (!(a.contributors_before > 0)) return 0.0;
  return std::clamp((a.contributors / a.contributors_before - 1.0) / rule.coverage_target, 0.0, 1.0);
}

}  // namespace

double reward_score(const RewardRule& rule, const Achievement& a) {
  if (a.treasury_on_time < portion(a.treasury_due, rule.on_time_least)) return 0.0;
  return rule.weight_completion * completion(a) + rule.weight_execution * execution(rule, a) +
         rule.weight_coverage * coverage(rule, a);
}

Fen county_reward(const RewardTerms& terms, const Achievement& a) {
  const bool earned = a.plan_income > Fen{} && a.income >= portion(a.plan_income, terms.county_completion);
  return earned ? portion(a.income, terms.county_rate) : Fen{};
}

std::vector<Fen> city_rewards(Fen pool, std::span<const double> scores, std::span<const double> weights) {
  std::vector<Fen> claims;
  claims.reserve(scores.size());
  for (std::size_t c = 0; c < scores.size(); ++c) claims.push_back({std::llround(kParts * scores[c] * weights[c])});
  return split(pool, claims);
}

}  // namespace ballast
