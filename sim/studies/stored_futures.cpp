#include "sim/studies/stored_futures.hpp"

#include <fmt/format.h>

#include "sim/futures/future.hpp"

namespace ballast {
namespace {

void hold_spreads(const StoredFutures& stored, const Scenario& scenario, Issues& issues) {
  const auto refuse = [&](std::string what) {
    issues.push_back(issue_in(IssueKind::data, stored.central.file, std::move(what), "the same spreads",
                              "run without --reuse-flows"));
  };
  const SpreadValues& then = stored.spreads;
  const SpreadValues now = spread_values(scenario);
  for (const Knob knob : parted_spreads(then, now)) {
    const std::string_view name = row(knob).key;
    if (const auto at = then.find(knob); at == then.end())
      refuse(fmt::format("{}: the futures were drawn without it, {} has it", name, scenario.case_key));
    else
      refuse(fmt::format("{}: the futures were drawn with {} in {}, {} asks {}", name, spread_text(knob, at->second),
                         spreads_read_in(scenario), scenario.case_key, spread_text(knob, now.at(knob))));
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
