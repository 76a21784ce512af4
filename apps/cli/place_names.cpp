#include "apps/cli/place_names.hpp"

#include <algorithm>

#include "apps/cli/installation.hpp"
#include "models/base/nearest.hpp"
#include "scenarios/reader/library.hpp"

namespace ballast::cli {

namespace {

std::vector<Label> names_in(const std::string& place) {
  const auto planner = open_planner();
  if (!planner || !is_name_of_a_place(place)) return {};
  RunRequest request;
  request.place = place;
  const auto outline = planner->outline(kDefaultCase, request);
  return outline ? outline->units : std::vector<Label>{};
}

}  // namespace

std::vector<Label> names_of(const std::vector<std::string>& units) {
  std::vector<Label> names = names_in(std::string(kDefaultPlace));
  const bool all = std::all_of(units.begin(), units.end(), [&names](const std::string& unit) {
    return std::any_of(names.begin(), names.end(), [&unit](const Label& name) { return name.zh == unit; });
  });
  return all ? names : std::vector<Label>{};
}

std::vector<Stranger> strangers(const std::vector<std::string>& units) {
  std::vector<std::string> known;
  for (const Label& name : names_in(std::string(kDefaultPlace))) known.push_back(name.zh);
  const auto is_known = [&known](const std::string& unit) {
    return std::find(known.begin(), known.end(), unit) != known.end();
  };
  if (2 * std::count_if(units.begin(), units.end(), is_known) < static_cast<std::ptrdiff_t>(units.size())) return {};
  std::vector<Stranger> all;
  for (const std::string& unit : units)
    if (std::string meant = is_known(unit) ? std::string{} : nearest_name(unit, known); !meant.empty())
      all.push_back({unit, std::move(meant)});
  return all;
}

std::vector<Label> names_in(const BudgetFile& budget) {
  if (!budget.units.empty() && budget.names.size() == budget.units.size()) return budget.names;
  return budget.place.empty() ? names_of(budget.units) : names_in(budget.place);
}

}  // namespace ballast::cli
