#include "apps/cli/place_names.hpp"

#include <algorithm>

#include "apps/cli/installation.hpp"

namespace ballast::cli {

std::vector<Label> names_in(const std::string& place, const Planner& planner) {
  if (place.empty() || place.find('/') != std::string::npos) return {};
  RunRequest request;
  request.place = place;
  const auto outline = planner.outline(kDefaultCase, request);
  return outline ? outline->units : std::vector<Label>{};
}

std::vector<Label> names_in(const BudgetFile& budget, const Planner& planner) {
  if (!budget.place.empty()) return names_in(budget.place, planner);
  std::vector<Label> names = names_in(std::string(kDefaultPlace), planner);
  const bool all = std::all_of(budget.units.begin(), budget.units.end(), [&names](const std::string& unit) {
    return std::any_of(names.begin(), names.end(), [&unit](const Label& name) { return name.zh == unit; });
  });
  return all ? names : std::vector<Label>{};
}

}  // namespace ballast::cli
