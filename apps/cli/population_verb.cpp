/// `ballast population`: the residents of a place, without its scheme.
#include "apps/cli/installation.hpp"
#include "apps/cli/verbs.hpp"
#include "output/population/population.hpp"

namespace ballast::cli {

namespace {

Expected<PopulationRequest> population_request(const Arguments& arguments) {
  Issues issues;
  PopulationRequest request{.place = arguments.value("place", kDefaultPlace),
                            .case_name = kDefaultCase,
                            .unit = arguments.value("unit"),
                            .sets = arguments.values("set"),
                            .from = arguments.whole("from", issues),
                            .horizon = arguments.whole("horizon", issues)};
  if (arguments.operands().size() > 1)
    issues.push_back(usage_issue("more than one case is named", "ballast population baseline --place china"));
  if (arguments.operands().size() == 1) request.case_name = arguments.operands().front();
  if (!issues.empty()) return fail(std::move(issues));
  return request;
}

}  // namespace

int project_residents(const Arguments& arguments, const Console& console) {
  const auto request = population_request(arguments);
  if (!request) return refuse(console, request.error());
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  const auto residents = planner->population(*request);
  if (!residents) return refuse(console, residents.error());
  return answer(console.json ? population_document(*residents) : population_table(*residents, console.lang));
}

}  // namespace ballast::cli
