/// Lanes: what one step of stage 1 moves together, side by side in one pack of numbers: units of one scenario, or
/// futures of one unit. Only units whose rules agree in everything but the knobs of `kLaneKnobs` share a block.
#pragma once

#include <array>

#include "models/base/real.hpp"

namespace ballast {

class KnobValues;

/// A number of each lane.
using Lanes = Pack4;
inline constexpr int kLanes = 4;

/// Lanes side by side. Those beyond `count` repeat the first and answer nobody.
struct Block {
  std::array<int, kLanes> units{};
  std::array<const KnobValues*, kLanes> knobs{};  ///< the scenario's, or a future's
  int count = 0;

  /// A number of each lane, from its knobs and its unit.
  template <class Of>
  Lanes gather(Of of_lane) const {
    Lanes all{};
    for (std::size_t lane = 0; lane < kLanes; ++lane) all[static_cast<int>(lane)] = of_lane(*knobs[lane], units[lane]);
    return all;
  }
};

}  // namespace ballast
