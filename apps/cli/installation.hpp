/// Where the program finds its data, and what it is.
#pragma once

#include <string>
#include <string_view>

#include "models/base/expected.hpp"
#include "sim/planner.hpp"

namespace ballast::cli {

/// Given by the build.
extern const std::string_view kVersion, kCompiler, kGitSha;

/// BALLAST_DATA if that is set, else the data the program was built with: the folder that holds scenarios/.
std::string data_folder();
/// The planner over that folder.
Expected<Planner> open_planner();

/// What this program is; the class of instruction sets is the planner's to say.
Provenance this_program();

/// Writes into a projection which program made it.
void stamp(Projection& projection);

}  // namespace ballast::cli
