/// Lanes: the units that one step of stage 1 moves together, side by side in one pack of numbers.
/// Only units whose rules agree in everything but the knobs of `kLaneKnobs` share a block.
#pragma once

#include <array>

#include "models/base/real.hpp"

namespace ballast {

/// A number of several units.
using Lanes = Pack4;
inline constexpr int kLanes = 4;

/// Units side by side. Lanes beyond `count` repeat the first unit and answer nobody.
struct Block {
  std::array<int, kLanes> units{};
  int count = 0;

  /// A number of each unit.
  template <class Of>
  Lanes gather(Of of_unit) const {
    Lanes all{};
    for (int lane = 0; lane < kLanes; ++lane) all[lane] = of_unit(units[static_cast<std::size_t>(lane)]);
    return all;
  }
};

}  // namespace ballast
