// The expected contribution index.
#include "sim/engine/kernel/steps.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

Lanes mean_index(const WageDistributionOf<Lanes>& wage, const BaseBounds& bounds) {
  return contribution_index<Lanes>(wage, bounds).mean;
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
