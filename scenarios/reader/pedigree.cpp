#include "scenarios/reader/pedigree.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/base/nearest.hpp"

namespace ballast {

Status read_status(Fields& fields) {
  static const std::vector<std::string> kNames{"enacted", "assumed", "proposed", "measured", "estimated", "synthetic"};
  const std::string name = fields.text("status");
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found != kNames.end()) return static_cast<Status>(found - kNames.begin());
  fields.issues().push_back(issue_at(fields.table(), fields.shown(), fmt::format("unknown status \"{}\"", name),
                                     fmt::format("one of: {}", fmt::join(kNames, ", ")), nearest_name(name, kNames)));
  return Status::assumed;
}

std::string read_pedigree(Fields& fields) {
  const std::string decree = fields.text("decree", false), clause = fields.text("clause", false),
                    source = fields.text("source", false);
  if (decree.empty() && source.empty())
    fields.issues().push_back(issue_at(fields.table(), fields.shown(), "a value without decree or source",
                                       "decree = \"…\" or source = \"…\""));
  return fmt::format("{}{}{}{}{}", decree, clause.empty() ? "" : " ", clause, source.empty() ? "" : "; ", source);
}

}  // namespace ballast
