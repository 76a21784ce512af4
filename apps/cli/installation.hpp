/// Where the program finds its data, and what it is.
#pragma once

#include <string_view>

#include "models/base/expected.hpp"
#include "sim/planner.hpp"

namespace ballast::cli {

/// Given by the build.
extern const std::string_view kVersion, kCompiler;

/// The planner over BALLAST_DATA if that is set, else over the data the program was built with.
Expected<Planner> open_planner();

/// Writes into a projection which program made it.
void stamp(Projection& projection);

}  // namespace ballast::cli
