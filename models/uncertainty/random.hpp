/// Random numbers by key: the number of a future, year, factor and unit is a function of these and the seed alone, so
/// it is the same in every scenario, in any order and on any number of threads. The word is the same on any machine; z
/// takes ln of the C library, whose last digit may differ between kinds of machines (output/FORMAT.md, Rerun).
///   word = Philox4x32-10(counter = (path, year, factor, unit), key = seed)
///   u = (⌊word/2¹²⌋ + ½)·2⁻⁵²,  z = Φ⁻¹(u)
/// word 64 bits · u uniform in (0, 1) [1] · z standard normal [1].
/// J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
#pragma once

#include <cstdint>

namespace ballast {

/// What a random number moves. The last four are the noise of small units (small_numbers.hpp).
enum class Factor {
  mortality,
  fertility,
  wage,
  inflation,
  interest,
  entry,
  collection,
  migration,
  deaths,  ///< of members
  entrants,
  deaths_retired,
  deaths_ill
};

inline constexpr int kWholeCity = -1;  ///< in place of a unit: the part all units share

/// Which number. Years count from 1, the first uncertain one; year 0 is the draw of a future's parameters.
struct DrawKey {
  std::uint64_t seed = 0;
  int path = 0, year = 0;
  Factor factor = Factor::mortality;
  int unit = kWholeCity;
};

/// 64 equally likely bits.
std::uint64_t draw_word(const DrawKey& key);

/// 64 bits as a number in (0, 1), never 0 or 1; all bits inverted give 1 − u exactly.
inline double unit_interval(std::uint64_t word) { return (static_cast<double>(word >> 12) + 0.5) * 0x1p-52; }

double normal_draw(const DrawKey& key);  ///< mean 0, variance 1

}  // namespace ballast
