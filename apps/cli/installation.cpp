#include "apps/cli/installation.hpp"

#include <cstdlib>

namespace ballast::cli {

const std::string_view kVersion = BALLAST_VERSION;
const std::string_view kCompiler = "GCC " __VERSION__;

Expected<Planner> open_planner() {
  const char* chosen = std::getenv("BALLAST_DATA");
  return Planner::open(chosen != nullptr && *chosen != '\0' ? chosen : BALLAST_DATA_DIR);
}

void stamp(Projection& projection) {
  projection.provenance.program_version = kVersion;
  projection.provenance.compiler = kCompiler;
}

}  // namespace ballast::cli
