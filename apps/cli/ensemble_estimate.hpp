/// `ballast ensemble --dry-run`: what all futures would take, told from a few of them.
#pragma once

#include <functional>

#include "apps/cli/ensemble_files.hpp"
#include "apps/cli/projection_request.hpp"

namespace ballast::cli {

/// What the answer would print: with --json a document that may take more time and memory than the futures.
using ShownAnswer = std::function<std::string(const std::vector<Ensemble>&)>;

/// Draws a few futures, makes the answer and a file of them as all would be, leaves nothing behind, and says what all
/// would take: seconds, memory, disk.
int estimate(const Planner& planner, const Arguments& arguments, const ProjectionRequest& run,
             const EnsembleRequest& request, const EnsembleTarget& target, const ShownAnswer& shown,
             const Console& console);

}  // namespace ballast::cli
