/// A look at the kernel: as many futures of a case as a pack has lanes live on one core, every function of the kernel
/// timed.
#pragma once

#include "sim/engine/kernel.hpp"

namespace ballast {

/// As in bench/compare/counted/models/base/real.hpp, where another namespace of the kernel's classes sees it.
struct PackOperations {
  long long additions, products, quotients, extremes, choices;
};

/// What a look saw. Operations are counted by the class that counts them alone.
struct Look {
  double stage_seconds = 0, member_seconds = 0, other_seconds = 0;
  PackOperations member_operations{}, other_operations{};
  long long cells = 0;  ///< of the member step: what may hold anybody when the year begins, both statuses
};

inline namespace BALLAST_IN_LANES {

/// The quickest of several looks at one class of the kernel.
Look look_at(const Scenario& scenario, const KernelTable& table, int looks);

/// At the best class of this machine.
Look look_at_best(const Scenario& scenario, int looks);

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
