/// The planner's list of the cases that are there to be asked.
#include <algorithm>

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
  const std::vector<Label> units = labels_of(library->place().base.units);
  const std::string shipped = data_dir_ + "/scenarios/cases";
  const auto names = folder.empty() ? Expected<std::vector<std::string>>(toml_names(shipped)) : cases_in(folder);
  if (!names) return fail(names.error());
  std::vector<CaseInfo> all;
  Issues issues;
  for (const std::string& name : *names) {
    const auto one = read_case(shipped, name, units);
    if (!one) issues.insert(issues.end(), one.error().begin(), one.error().end());
    if (one) all.push_back(listed(name, *one));
  }
  if (!issues.empty()) return fail(std::move(issues));
  return all;
}

}  // namespace ballast
