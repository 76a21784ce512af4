/// The first futures of a scenario as an ensemble of one seed draws them.
#pragma once

#include <vector>

#include "sim/futures/future.hpp"

namespace ballast::test {

inline std::vector<Future> drawn_futures(const Scenario& s, int count) {
  const Drawing drawing = drawing_of(s, 44);
  std::vector<Future> futures;
  for (int path = 0; path < count; ++path)
    futures.push_back(future_of(s, following_of(s), draw_shocks(spreads_of(s), drawing, path), {}));
  return futures;
}

}  // namespace ballast::test
