#include "apps/cli/installation.hpp"

#include <cstdlib>

namespace ballast::cli {

const std::string_view kVersion = BALLAST_VERSION;
const std::string_view kCompiler = "GCC " __VERSION__;

std::string data_folder() {
  const char* chosen = std::getenv("BALLAST_DATA");
  return chosen != nullptr && *chosen != '\0' ? chosen : BALLAST_DATA_DIR;
}

Expected<Planner> open_planner() { return Planner::open(data_folder()); }

Provenance this_program() {
  return {.program_version = std::string(kVersion),
          .git_sha = std::string(kGitSha),
          .compiler = std::string(kCompiler),
          .instruction_class = {}};
}

void stamp(Projection& projection) {
  Provenance made_by = this_program();
  made_by.instruction_class = projection.provenance.instruction_class;
  projection.provenance = std::move(made_by);
}

}  // namespace ballast::cli
