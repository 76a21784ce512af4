#include "models/uncertainty/sobol.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cassert>
#include <functional>

namespace ballast {
namespace {

/// The direction numbers that the library's engine computes, read without its running state.
class Directions : boost::random::sobol_engine<std::uint32_t, 32> {
 public:
  explicit Directions(std::size_t dimensions) : boost::random::sobol_engine<std::uint32_t, 32>(dimensions) {}

  auto of_bit(unsigned bit) const { return lattice.iter_at(bit * dimension()); }
};

}  // namespace

std::vector<std::uint32_t> sobol_point(std::uint32_t index, int dimensions) {
  assert(dimensions <= kSobolDimensions);
  static const Directions directions(kSobolDimensions);
  std::vector<std::uint32_t> point(static_cast<std::size_t>(dimensions));
  std::uint32_t code = index ^ index >> 1;
  for (unsigned bit = 0; code != 0; ++bit, code >>= 1)
    if ((code & 1U) != 0)
      std::transform(point.begin(), point.end(), directions.of_bit(bit), point.begin(), std::bit_xor<>());
  return point;
}

}  // namespace ballast
