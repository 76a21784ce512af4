/// What a run's numbers say against one another: measures that are sums, shares and differences of others, and the
/// whole city, which is the sum of its rows. No run could have answered so, whoever sealed the file.
#pragma once

#include <vector>

#include "output/hdf5/contradictions.hpp"
#include "sim/engine/projection.hpp"

namespace ballast::hdf5 {

/// All of them, each measure once. What is missing (NaN) says nothing.
std::vector<Contradiction> run_contradictions(const Projection& run);

}  // namespace ballast::hdf5
