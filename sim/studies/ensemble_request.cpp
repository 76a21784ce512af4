/// What can be asked of an ensemble.
#include <fmt/format.h>

#include "sim/studies/ensemble.hpp"

namespace ballast {

Issue paths_issue(std::string_view written) {
  return issue_of(IssueKind::data, fmt::format("--paths {} is out of range", written),
                  fmt::format("1 … {}", kMostPaths));
}

Issue seed_issue(std::string_view written) {
  return issue_of(IssueKind::data, fmt::format("--seed {} is out of range", written), fmt::format("0 … {}", kMostSeed));
}

Issues request_issues(const EnsembleRequest& request) {
  Issues issues;
  if (request.paths < 1 || request.paths > kMostPaths) issues.push_back(paths_issue(std::to_string(request.paths)));
  if (request.seed < 0) issues.push_back(seed_issue(std::to_string(request.seed)));
  return issues;
}

const std::vector<std::string>& sampling_names() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const Sampling sampling : kSamplings) names.emplace_back(key(sampling));
    return names;
  }();
  return kNames;
}

std::string sampling_names(std::string_view between) { return fmt::format("{}", fmt::join(sampling_names(), between)); }

}  // namespace ballast
