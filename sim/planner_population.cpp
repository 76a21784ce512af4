/// The planner's verb about residents alone.
#include <fmt/format.h>

#include <numeric>

#include "models/base/nearest.hpp"
#include "scenarios/reader/case_notes.hpp"
#include "scenarios/reader/library.hpp"
#include "scenarios/reader/unit_lookup.hpp"
#include "sim/planner.hpp"

namespace ballast {
namespace {

/// The units and the whole city after them.
std::vector<Label> known_units(const Scenario& s) {
  std::vector<Label> known = labels_of(s.units);
  known.push_back(s.consolidated);
  return known;
}

/// The units asked for: one by its name, or all; empty when the name is none.
std::vector<int> units_named(const Scenario& s, const std::string& name) {
  const int all = static_cast<int>(s.units.size());
  const auto found = name.empty() ? std::optional(all) : find_unit(name, known_units(s));
  if (!found) return {};
  if (*found < all) return {*found};
  std::vector<int> units(s.units.size());
  std::iota(units.begin(), units.end(), 0);
  return units;
}

Issue unknown_unit(const Scenario& s, const std::string& name) {
  const std::vector<Label> known = known_units(s);
  return issue_of(IssueKind::usage, fmt::format("--unit: no unit '{}'", name),
                  fmt::format("one of: {}", listed_units(known)), nearest_name(name, names_of_units(known)));
}

}  // namespace

Expected<PopulationAnswer> Planner::population(const PopulationRequest& request) const {
  auto library = Library::open(data_dir_, request.place, request.from);
  if (!library) return fail(std::move(library.error()));
  const auto scenario = library->residents({request.case_name, request.sets, request.from, request.horizon});
  if (!scenario) return fail(scenario.error());
  const std::vector<int> units = units_named(*scenario, request.unit);
  if (units.empty()) return fail(unknown_unit(*scenario, request.unit));
  PopulationAnswer answer{.place = scenario->place_key,
                          .place_name = scenario->place,
                          .unit = scenario->consolidated,
                          .notice = scenario->notice,
                          .note = newer_opening(library->place().base_years, scenario->base_year, scenario->last_year),
                          .sets = in_chinese_names(request.sets, labels_of(scenario->units)),
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
