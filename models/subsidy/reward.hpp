/// Rewards 考核奖励 for collecting and for keeping the budget, paid by treasuries outside the fund: the fund may not
/// bear running costs (Social Insurance Law art. 69; 44-5.5 … 44-5.7). Scored on what was achieved in the year before.
///   F29 score = 0 where treasury money on time < λ₀ · due (veto), else
///           w₁·min(1, R/R̂) + w₂·max(0, 1 − |E − Ê|/(τ·Ê)) + w₃·clamp((n/n₋₁ − 1)/g, 0, 1)
///   F30 city reward = pool · score_c·w_c / Σ score·w, by largest remainder (44-5.6)
///   county reward = round( r · R ) where R ≥ c · R̂ (44-5.7), by the unit's own treasury
/// R, E contributions and expenditure [fen] · hats: planned · n contributors at 31 December [persons] · w weights [1] ·
/// τ deviation that earns nothing [1] · g growth that earns all [1/a] · w_c unit weight [1] · r [1] · c completion [1].
#pragma once

#include <span>
#include <vector>

#include "models/base/quantity.hpp"

namespace ballast {

/// The rule of a year, common to all units.
struct RewardRule {
  Fen city_pool{};                 ///< the city's money for all units [fen]
  double weight_completion = 0.0;  ///< w₁ [1]
  double weight_execution = 0.0;   ///< w₂ [1]
  double weight_coverage = 0.0;    ///< w₃ [1]
  double execution_tolerance = 1.0;
  double coverage_target = 1.0;
  double on_time_least = 1.0;  ///< λ₀ [1]
};

/// What differs by unit.
struct RewardTerms {
  double unit_weight = 1.0;        ///< w_c [1]
  double county_rate = 0.0;        ///< r [1]
  double county_completion = 1.0;  ///< c [1]
};

/// One unit's year, as it turned out.
struct Achievement {
  Fen plan_income{}, income{}, budget_expenditure{}, expenditure{};  ///< [fen]
  Fen treasury_due{}, treasury_on_time{};                            ///< [fen]
  double contributors = 0.0, contributors_before = 0.0;              ///< 31 December of the year, and before [persons]
};

/// What the treasuries pay one unit's agency. [fen]
struct Reward {
  double score = 0.0;  ///< [1]
  Fen city{};
  Fen county{};
};

/// In [0, Σ weights]; without a plan, a budget or last year's heads that part earns nothing.
double reward_score(const RewardRule& rule, const Achievement& achieved);

/// The unit's own reward.
Fen county_reward(const RewardTerms& terms, const Achievement& achieved);

/// The city's money over the units; nothing where nobody scores.
std::vector<Fen> city_rewards(Fen pool, std::span<const double> scores, std::span<const double> weights);

}  // namespace ballast
