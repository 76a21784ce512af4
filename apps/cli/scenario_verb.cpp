/// `ballast scenario list`: which cases there are. `ballast scenario diff CASE CASE…`: what they set differently, once
/// everything is resolved.

#include <fmt/format.h>

#include "apps/cli/compared.hpp"
#include "apps/cli/installation.hpp"
#include "apps/cli/projection_request.hpp"
#include "apps/cli/verbs.hpp"
#include "output/comparison/cases.hpp"
#include "output/comparison/scenario_diff.hpp"
#include "output/hdf5/read_result.hpp"

namespace ballast::cli {

namespace {

/// A case of the library, or the one a result file was made from.
Expected<ResolvedCase> resolved(const std::string& name, const RunRequest& request) {
  if (names_a_result(name)) {
    auto result = read_result(name);
    if (!result) return fail(std::move(result.error()));
    return ResolvedCase{.case_key = std::move(result->case_key),
                        .title = std::move(result->title),
                        .units = std::move(result->units),
                        .sets = std::move(result->asked.sets),
                        .inputs = std::move(result->inputs)};
  }
  const auto planner = open_planner();
  if (!planner) return fail(planner.error());
  auto cases = planner->resolve({name}, request);
  if (!cases) return fail(std::move(cases.error()));
  return std::move(cases->front());
}

int list(const Arguments& arguments, const Console& console) {
  Issues idle;
  for (const char* name : {"from", "horizon", "set"})
    if (arguments.given(name))
      idle.push_back(
          usage_issue(fmt::format("--{} has no meaning for scenario list", name), {}, "ballast help scenario"));
  if (!idle.empty()) return refuse(console, idle);
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  const auto& words = arguments.operands();
  const auto cases =
      planner->cases(arguments.value("place", kDefaultPlace), words.size() > 1 ? words[1] : std::string{});
  if (!cases) return refuse(console, cases.error());
  return answer(console.json ? cases_document(*cases) : cases_table(*cases, console.lang));
}

}  // namespace

int study_scenarios(const Arguments& arguments, const Console& console) {
  constexpr std::size_t kFewest = 3;  // the word diff and two cases
  const auto& words = arguments.operands();
  if (!words.empty() && words.size() <= 2 && words.front() == "list") return list(arguments, console);
  if (words.size() < kFewest || words.front() != "diff")
    return refuse(console,
                  {usage_issue("scenario needs: list [DIR], or diff CASE CASE…",
                               "ballast scenario diff baseline early-retirement-tight", "ballast help scenario")});
  const std::vector<std::string> named(words.begin() + 1, words.end());
  if (const Issues idle = set_for_nothing(named, run_options(arguments)); !idle.empty()) return refuse(console, idle);
  const auto request = projection_request(arguments);
  if (!request) return refuse(console, request.error());
  Issues issues;
  std::vector<ResolvedCase> cases;
  for (const std::string& name : named) {
    auto one = resolved(name, request->run);
    if (!one) issues.insert(issues.end(), one.error().begin(), one.error().end());
    if (one) cases.push_back(std::move(*one));
  }
  if (!issues.empty()) return refuse(console, issues);
  const ResolvedCase first = std::move(cases.front());
  cases.erase(cases.begin());
  return answer(console.json ? scenario_diff_document(first, cases) : scenario_diff_table(first, cases, console.lang));
}

}  // namespace ballast::cli
