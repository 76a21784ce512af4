/// The flows of stage 1 in a result file, read back exactly as they were written.
#pragma once

#include <string>

#include "models/base/expected.hpp"
#include "sim/engine/stored_flows.hpp"

namespace ballast {

/// not_found when there is no such file; data, with the object inside the file, when it is no result or lacks a flow.
Expected<StoredFlows> read_stored_flows(const std::string& path);

/// The flows of a result that was read.
StoredFlows stored_flows_of(const std::string& path, const Projection& result);

}  // namespace ballast
