/// Adjustment subsidy 调标补助: a share of the new spending on pension increases, by last year's support ratio
/// (44-2.13; F10).
///   A = round( τ(DR₋₁) · ΔE )        DR = contributors / retirees at 31 December
/// τ share of the tier [1] · ΔE new spending [fen] · DR 抚养比, insured members per retiree [1].
/// Tiers are closed below: a ratio on a bound belongs to the tier that begins there. The comparison is exact, on whole
/// millionths of a head, because one person more or less may move a unit across a bound.
#pragma once

#include <cstddef>
#include <span>

#include "models/base/quantity.hpp"

namespace ballast {

/// Heads at 31 December. [persons]
struct Heads {
  double contributors = 0.0;  ///< insured active members, or payers only, as the rule says
  double retirees = 0.0;
};

/// From this support ratio up, this share. [1], [1]
struct Tier {
  double from = 0.0;
  double share = 0.0;
};

/// Which new spending counts. 新增支出的口径
///   surviving_stock: increases since the subsidies’ base year still in payment
///   first_year_flow: increases of the year alone
///   rolled: increases of the year, and last year's entitlement is paid on
enum class AdjustmentBasis { surviving_stock, first_year_flow, rolled };

/// The tier the heads stand in; below the first, the first. Tiers ascend in `from`; nobody retired: the last.
std::size_t tier_index(std::span<const Tier> tiers, const Heads& heads);

/// τ by steps; tiers ascend in `from`; below the first tier its share holds. Nobody retired: the last tier.
double tier_share(std::span<const Tier> tiers, const Heads& heads);

/// τ on straight lines between given knots, flat outside them.
double linear_share(std::span<const Tier> knots, const Heads& heads);

/// ΔE spending on increases, by basis. [fen]
struct IncreaseSpending {
  Fen surviving_stock{};
  Fen first_year_flow{};
  Fen entitled_last_year{};  ///< the adjustment subsidy of last year, for `rolled`
};

Fen adjustment_subsidy(AdjustmentBasis basis, double share, const IncreaseSpending& spending);

}  // namespace ballast
