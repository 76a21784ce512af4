/// Flows of stage 1 of the futures in an ensemble's file, read as they are asked for: some blocks are in memory.
#pragma once

#include <memory>

#include "output/files/watched_file.hpp"
#include "output/hdf5/netcdf_reader.hpp"
#include "sim/studies/stored_futures.hpp"

namespace ballast::hdf5 {

inline constexpr const char *kChanged = "the file changed while it was read",
                            *kUnchanged = "a file that nobody writes into meanwhile";

/// Error when a flow is missing or has another extent. `of` is the file's ensemble, with flows kept; `watched` the
/// file, from before it was first looked at: what is written into it later is no flow of these futures (StoreError).
std::unique_ptr<FutureFlows> future_flows(NetcdfReader file, const Ensemble& of, WatchedFile watched);

}  // namespace ballast::hdf5
