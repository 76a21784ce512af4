#include "models/subsidy/tier_reading.hpp"

namespace ballast {

double share_read(TierReading reading, std::span<const Tier> tiers, const Heads& heads) {
  return reading == TierReading::steps ? tier_share(tiers, heads) : linear_share(tiers, heads);
}

}  // namespace ballast
