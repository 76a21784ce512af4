/// `ballast compare CASE|RESULT.h5…`: what the other cases or results change against the first.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "apps/cli/installation.hpp"
#include "apps/cli/projection_request.hpp"
#include "apps/cli/verbs.hpp"
#include "output/comparison/comparison.hpp"
#include "output/hdf5/read_result.hpp"

namespace ballast::cli {

namespace {

Expected<CompareBy> layout(const Arguments& arguments) {
  const std::string asked = arguments.value("by", "unit");
  std::vector<std::string> known;
  for (const CompareBy by : {CompareBy::unit, CompareBy::year, CompareBy::measure}) {
    if (key(by) == asked) return by;
    known.emplace_back(key(by));
  }
  return fail(
      usage_issue(fmt::format("--by: no choice '{}'", asked), "unit | year | measure", did_you_mean(asked, known)));
}

/// Files as they are, in nominal prices; cases computed, in the order asked. Every case is checked before one is run.
Expected<std::vector<Projection>> answers(const std::vector<std::string>& operands, const RunRequest& request) {
  std::vector<std::string> names;
  for (const std::string& operand : operands)
    if (!names_a_result(operand)) names.push_back(operand);
  std::vector<Projection> computed;
  if (!names.empty()) {
    const auto planner = open_planner();
    if (!planner) return fail(planner.error());
    auto run = planner->run(names, request);
    if (!run) return fail(std::move(run.error()));
    computed = std::move(*run);
  }
  std::vector<Projection> all;
  std::size_t next = 0;
  for (const std::string& operand : operands) {
    Expected<Projection> one = names_a_result(operand) ? read_result(operand) : std::move(computed[next++]);
    if (!one) return fail(std::move(one.error()));
    all.push_back(in_nominal_prices(std::move(*one)));
  }
  return all;
}

}  // namespace

int compare_cases(const Arguments& arguments, const Console& console) {
  constexpr std::size_t kFewest = 2;
  if (arguments.operands().size() < kFewest)
    return refuse(console, {usage_issue("compare needs two cases or result files, or more",
                                        "ballast compare baseline early-retirement-tight", "ballast help compare")});
  const auto request = projection_request(arguments);
  if (!request) return refuse(console, request.error());
  const auto by = layout(arguments);
  if (!by) return refuse(console, by.error());
  auto cases = answers(arguments.operands(), request->run);
  if (!cases) return refuse(console, cases.error());
  const auto unit = shown_unit(cases->front(), *request);
  if (!unit) return refuse(console, unit.error());

  const Projection base = std::move(cases->front());
  cases->erase(cases->begin());
  for (const Projection& other : *cases)
    if (!comparable(base, other))
      return refuse(console, {{IssueKind::data,
                               {},
                               0,
                               0,
                               fmt::format("{} has other units or years", other.case_key),
                               "cases of one place and one period",
                               {}}});
  const CompareRequest asked{*by, *unit, request->constant_prices};
  const int code = answer(console.json ? comparison_document(base, *cases, asked)
                                       : comparison_table(base, *cases, asked, console.lang));
  const bool same =
      std::all_of(cases->begin(), cases->end(), [&base](const Projection& other) { return same_values(base, other); });
  return code == kSuccess && arguments.on("same") && !same ? kSaysNo : code;
}

}  // namespace ballast::cli
