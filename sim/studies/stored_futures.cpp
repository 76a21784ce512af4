#include "sim/studies/stored_futures.hpp"

#include <fmt/format.h>

#include <map>

#include "scenarios/resolved_inputs.hpp"
#include "sim/futures/future.hpp"

namespace ballast {
namespace {

/// What says how widely futures stray: the knobs `futures.…` as resolved, of the whole city all of them.
std::map<std::string, std::string> spreads(const auto& inputs) {
  std::map<std::string, std::string> all;
  for (const auto& [name, value] : inputs)
    if (name.starts_with("futures.")) all.emplace(name.substr(0, name.find('[')), value);
  return all;
}

void hold_spreads(const StoredFutures& stored, const Scenario& scenario, Issues& issues) {
  const auto refuse = [&](std::string what) {
    issues.push_back(issue_in(IssueKind::data, stored.central.file, std::move(what), "the same spreads",
                              "run without --reuse-flows"));
  };
  const auto then = spreads(stored.central.inputs);
  for (const auto& [name, value] : spreads(resolved_inputs(scenario))) {
    const auto at = then.find(name);
    if (at == then.end())
      refuse(fmt::format("{}: the futures were drawn without it, {} has it", name, scenario.case_key));
    else if (const auto apart = parting(at->second, value))
      refuse(fmt::format("{}: the futures were drawn with {} in {}, {} asks {}", name, apart->one, apart->year,
                         scenario.case_key, apart->other));
  }
}

/// The years in which no future strays, by the place's last published one.
void hold_certain_years(const StoredFutures& stored, const Scenario& scenario, Issues& issues) {
  if (const Year first = first_uncertain_year(scenario); stored.first_uncertain_year != first)
    issues.push_back(issue_in(IssueKind::data, stored.central.file,
                              fmt::format("the futures stray from {} on, those of {} from {} on",
                                          stored.first_uncertain_year, scenario.case_key, first),
                              "the same published_through", "run without --reuse-flows"));
}

}  // namespace

Issues reuse_issues(const StoredFutures& stored, const std::vector<Scenario>& scenarios) {
  Issues issues;
  for (const Scenario& scenario : scenarios) {
    const Issues other = reuse_issues(stored.central, scenario);
    issues.insert(issues.end(), other.begin(), other.end());
    if (!other.empty()) continue;  // they are told by year
    hold_spreads(stored, scenario, issues), hold_certain_years(stored, scenario, issues);
  }
  return issues;
}

}  // namespace ballast
