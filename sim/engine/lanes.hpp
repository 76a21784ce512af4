/// Lanes: what one step of stage 1 moves together, side by side in one pack of numbers: units of one scenario, or
/// futures of one unit. Only units whose rules agree in all that `must_agree` of groundwork.cpp asks for share a block.
///
/// The files of stage 1 that hold packs are compiled for packs of four and, for machines with registers of 512 bits, of
/// two and of eight: BALLAST_LANES says which, and each stands in an inline namespace of its own
/// (docs/decisions/0009).
#pragma once

#include <array>

#include "models/base/real.hpp"

#ifndef BALLAST_LANES
#define BALLAST_LANES 4
#endif
#if BALLAST_LANES == 8
#define BALLAST_IN_LANES eight_lanes
#define BALLAST_PACK Pack8
#elif BALLAST_LANES == 2
#define BALLAST_IN_LANES two_lanes
#define BALLAST_PACK Pack2
#else
#define BALLAST_IN_LANES four_lanes
#define BALLAST_PACK Pack4
#endif

namespace ballast {

class KnobValues;

inline namespace BALLAST_IN_LANES {

/// A number of each lane.
using Lanes = BALLAST_PACK;
inline constexpr int kLanes = BALLAST_LANES;

/// Lanes side by side. Those beyond `count` repeat the first and answer nobody.
struct Block {
  std::array<int, kLanes> units{};
  std::array<const KnobValues*, kLanes> knobs{};  ///< the scenario's, or a future's
  int count = 0;

  /// A number of each lane.
  template <class Of>
  Lanes each(Of of_lane) const {
    Lanes all{};
    for (int lane = 0; lane < kLanes; ++lane) all[lane] = lane < count ? of_lane(lane) : all[0];
    return all;
  }
  /// A number of each lane, from its knobs and its unit.
  template <class Of>
  Lanes gather(Of of_lane) const {
    return each([&](int lane) {
      const auto l = static_cast<std::size_t>(lane);
      return of_lane(*knobs[l], units[l]);
    });
  }
};

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
