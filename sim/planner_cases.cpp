/// The planner's list of the cases that are there to be asked.
#include <algorithm>
#include <filesystem>

#include "scenarios/knobs.hpp"
#include "scenarios/reader/case_files.hpp"
#include "scenarios/reader/cases.hpp"
#include "scenarios/reader/library.hpp"
#include "scenarios/reader/text_file.hpp"
#include "sim/planner.hpp"

namespace ballast {

namespace {

CaseInfo listed(const std::string& asked, const Case& one) {
  CaseInfo info{.key = asked, .base = one.base, .title = one.title, .knobs = {}, .from = {}};
  for (const Change& change : one.changes) {
    const std::string key(row(change.knob).key);
    if (std::find(info.knobs.begin(), info.knobs.end(), key) == info.knobs.end()) info.knobs.push_back(key);
    if (change.from && (!info.from || *change.from < *info.from)) info.from = change.from;
  }
  return info;
}

}  // namespace

Expected<std::vector<CaseInfo>> Planner::cases(const std::string& place, const std::string& folder) const {
  const auto library = Library::open(data_dir_, place);
  if (!library) return fail(library.error());
  std::error_code error;
  if (!folder.empty() && !std::filesystem::is_directory(folder, error))
    return fail(issue_in(IssueKind::not_found, escaped(folder), "no such folder", "a folder of cases"));
  const std::vector<Label> units = labels_of(library->place().base.units);
  const std::string shipped = data_dir_ + "/scenarios/cases";
  std::vector<CaseInfo> all;
  Issues issues;
  for (const std::string& name : toml_names(folder.empty() ? shipped : folder)) {
    const std::string asked =
        folder.empty() ? name : (std::filesystem::path(folder) / (name + ".toml")).lexically_normal().string();
    const auto one = read_case(shipped, asked, units);
    if (!one) issues.insert(issues.end(), one.error().begin(), one.error().end());
    if (one) all.push_back(listed(asked, *one));
  }
  if (!issues.empty()) return fail(std::move(issues));
  return all;
}

}  // namespace ballast
