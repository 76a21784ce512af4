/// Flows of stage 1 of the futures in an ensemble's file, read as they are asked for: some blocks are in memory.
#pragma once

#include <memory>

#include "output/hdf5/netcdf_reader.hpp"
#include "sim/studies/stored_futures.hpp"

namespace ballast::hdf5 {

/// Error when a flow is missing or has another extent. `of` is the file's ensemble, with flows kept.
std::unique_ptr<FutureFlows> future_flows(NetcdfReader file, const Ensemble& of);

}  // namespace ballast::hdf5
