/// The planner's verb about residents alone.
#include <fmt/format.h>

#include "models/base/nearest.hpp"
#include "scenarios/reader/library.hpp"
#include "sim/planner.hpp"

namespace ballast {
namespace {

/// The units asked for: one by its name, or all; empty when the name is none.
std::vector<int> units_named(const Scenario& s, const std::string& name) {
  const bool all = name.empty() || name == s.consolidated.zh || name == s.consolidated.en;
  std::vector<int> units;
  for (int c = 0; c < static_cast<int>(s.units.size()); ++c) {
    const UnitInfo& unit = s.units[static_cast<std::size_t>(c)];
    if (all || unit.zh == name || unit.en == name) units.push_back(c);
  }
  return units;
}

Issue unknown_unit(const Scenario& s, const std::string& name) {
  std::vector<std::string> names;
  for (const UnitInfo& unit : s.units) names.push_back(unit.zh);
  names.push_back(s.consolidated.zh);
  return issue_of(IssueKind::usage, fmt::format("--unit: no unit '{}'", name), fmt::format("{}", fmt::join(names, " ")),
                  nearest_name(name, names));
}

}  // namespace

Expected<PopulationAnswer> Planner::population(const PopulationRequest& request) const {
  auto library = Library::open(data_dir_, request.place);
  if (!library) return fail(std::move(library.error()));
  const auto scenario = library->residents({request.case_name, request.sets, {}, request.horizon});
  if (!scenario) return fail(scenario.error());
  const std::vector<int> units = units_named(*scenario, request.unit);
  if (units.empty()) return fail(unknown_unit(*scenario, request.unit));
  PopulationAnswer answer{.place = scenario->place_key,
                          .place_name = scenario->place,
                          .unit = scenario->consolidated,
                          .notice = scenario->notice,
                          .illustrative = scenario->illustrative,
                          .base_year = scenario->base_year,
                          .published_through = scenario->published_through,
                          .years = project_population(*scenario, units.front())};
  if (!request.unit.empty() && units.size() == 1) {
    const UnitInfo& only = scenario->units[static_cast<std::size_t>(units.front())];
    answer.unit = {only.zh, only.en};
  }
  for (std::size_t c = 1; c < units.size(); ++c) {
    const PopulationPath path = project_population(*scenario, units[c]);
    for (std::size_t year = 0; year < path.size(); ++year) answer.years[year] += path[year];
  }
  return answer;
}

}  // namespace ballast
