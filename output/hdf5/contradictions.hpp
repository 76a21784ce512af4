/// What an ensemble's numbers say against one another: no futures could have answered so, whoever sealed the file.
#pragma once

#include <string>
#include <vector>

#include "output/hdf5/netcdf_reader.hpp"
#include "output/hdf5/read_ensemble.hpp"

namespace ballast::hdf5 {

struct Contradiction {
  std::string object, what;
};

/// All of them. Single futures are read piece by piece. Precondition: every object is there, of its form.
std::vector<Contradiction> contradictions(const NetcdfReader& file, const StoredEnsemble& stored);

}  // namespace ballast::hdf5
