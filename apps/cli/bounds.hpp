/// What a figure from outside may be at most: beyond it is a slip of the pen, and sums in fen stay exact.
#pragma once

#include <cstddef>

#include "models/base/quantity.hpp"

namespace ballast::cli {

inline constexpr double kMostYuan = 1e13;       ///< of one figure
inline constexpr std::size_t kMostUnits = 300;  ///< of one file: all lines of all of them add up below 2⁶³ fen
inline constexpr Year kFirstYear = 1990, kLastYear = 2200;  ///< of a budget or a settlement

}  // namespace ballast::cli
