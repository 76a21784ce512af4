#include "scenarios/reader/pedigree.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/base/nearest.hpp"

namespace ballast {

Status read_status(Fields& fields) {
  static const std::vector<std::string> kNames(kStatusKeys.begin(), kStatusKeys.end());
  const std::string name = fields.text("status");
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found != kNames.end()) return static_cast<Status>(found - kNames.begin());
  fields.issues().push_back(issue_at(fields.table(), fields.shown(), fmt::format("unknown status \"{}\"", name),
                                     fmt::format("one of: {}", fmt::join(kNames, ", ")), nearest_name(name, kNames)));
  return Status::assumed;
}

Pedigree read_pedigree(Fields& fields) {
  const std::string decree = fields.text("decree", false), clause = fields.text("clause", false),
                    source = fields.text("source", false), source_zh = fields.text("source_zh", false);
  if (decree.empty() && source.empty())
    fields.issues().push_back(issue_at(fields.table(), fields.shown(), "a value without decree or source",
                                       "decree = \"…\" or source = \"…\""));
  const std::string law = clause.empty() ? decree : fmt::format("{} {}", decree, clause);
  const auto in_one_line = [&](const std::string& said, std::string_view stop) {
    return said.empty() ? law : law.empty() ? said : fmt::format("{}{}{}", law, stop, said);
  };
  return {in_one_line(source, "; "), in_one_line(source_zh.empty() ? source : source_zh, "；")};
}

}  // namespace ballast
