/// The points of a Sobol sequence, each by its number; every aligned run of 2^m points has exactly one in each of 2^m
/// equal slices of every coordinate. Direction numbers of S. Joe and F. Y. Kuo, SIAM J. Sci. Comput. 30 (2008)
/// 2635–2654.
#pragma once

#include <cstdint>
#include <vector>

namespace ballast {

inline constexpr int kSobolDimensions = 3667;  ///< coordinates there are direction numbers for

/// Point `index` (in the order of the Gray code) as binary fractions of 32 bits. Precondition: dimensions ≤ the most.
std::vector<std::uint32_t> sobol_point(std::uint32_t index, int dimensions);

}  // namespace ballast
