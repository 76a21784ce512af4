/// Flows that a file keeps in whole fen, as the yuan that stage 2 reads.
#pragma once

#include <cmath>

#include "models/base/quantity.hpp"

namespace ballast::hdf5 {

/// Yuan that stage 2 rounds to this amount again: from 3.5e15 fen on the nearest double may round to the next fen.
inline double yuan_of(Fen amount) {
  double nearest = yuan(amount);
  while (fen_from_yuan(nearest) > amount) nearest = std::nextafter(nearest, -HUGE_VAL);
  while (fen_from_yuan(nearest) < amount) nearest = std::nextafter(nearest, HUGE_VAL);
  return nearest;
}

}  // namespace ballast::hdf5
