/// What single futures saw, out of an ensemble's file: who is called on and in need when, whose fund is used up, all
/// years' calls.
#pragma once

#include "output/hdf5/netcdf_reader.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast::hdf5 {

/// Into memory, where the file keeps it: files of earlier versions do not, or know of no need. Error where no futures
/// could have seen that.
void read_sights(const NetcdfReader& file, Ensemble& ensemble);

}  // namespace ballast::hdf5
