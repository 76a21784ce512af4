/// `ballast targets CASE --year Y`: what the government's assessment asks of every unit, and what came out (44-5.3).

#include "apps/cli/fiscal_request.hpp"
#include "apps/cli/installation.hpp"
#include "apps/cli/named_unit.hpp"
#include "apps/cli/projection_request.hpp"
#include "apps/cli/verbs.hpp"
#include "output/targets/targets.hpp"

namespace ballast::cli {

namespace {

/// −1: all units and the city.
Expected<int> unit_of(const Projection& p, const std::string& name) {
  if (name.empty() || name == p.units.back().zh || name == p.units.back().en) return -1;
  std::vector<Label> known(p.units.begin(), p.units.begin() + p.member_units());
  known.push_back(p.units.back());
  return named_unit("--unit", name, known);
}

}  // namespace

int assess_targets(const Arguments& arguments, const Console& console) {
  Issues issues;
  if (arguments.operands().size() != 1)
    issues.push_back(
        usage_issue("targets needs one case", "ballast targets baseline --year 2026", "ballast help targets"));
  const auto year = year_asked(arguments, issues);
  const auto asked = projection_request(arguments);
  if (!asked) issues.insert(issues.end(), asked.error().begin(), asked.error().end());
  if (!issues.empty()) return refuse(console, issues);
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  const auto targets = planner->targets(arguments.operands().front(), asked->run, *year);
  if (!targets) return refuse(console, targets.error());
  const auto unit = unit_of(targets->projection, arguments.value("unit"));
  if (!unit) return refuse(console, unit.error());
  if (arguments.on("csv")) return answer(targets_csv(*targets, *unit, console.lang));
  return answer(console.json ? targets_document(*targets, *unit) : targets_table(*targets, *unit, console.lang));
}

}  // namespace ballast::cli
