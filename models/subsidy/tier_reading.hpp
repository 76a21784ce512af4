/// How the table of tiers of the adjustment subsidy is read (44-2.13): by steps, or on straight lines between knots.
///   τ = tier_share or linear_share of models/subsidy/adjustment        τ share of the new spending [1]
#pragma once

#include "models/subsidy/adjustment.hpp"

namespace ballast {

enum class TierReading { steps, linear };

/// τ of the heads; `tiers` ascend and are one at least.
double share_read(TierReading reading, std::span<const Tier> tiers, const Heads& heads);

}  // namespace ballast
