#include "apps/cli/compared.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/installation.hpp"
#include "output/comparison/comparison.hpp"

namespace ballast::cli {

Issues set_for_nothing(const std::vector<std::string>& operands, const std::vector<std::string>& given) {
  Issues issues;
  if (!std::all_of(operands.begin(), operands.end(), names_a_result)) return issues;
  for (const std::string& option : given)
    issues.push_back(usage_issue(fmt::format("{} beside result files alone", option), "the file says it"));
  return issues;
}

Expected<std::vector<AnyResult>> answers_of(const std::vector<std::string>& operands,
                                            const ProjectionRequest& request) {
  std::vector<std::string> names;
  for (const std::string& operand : operands)
    if (!names_a_result(operand)) names.push_back(operand);
  std::vector<Projection> computed;
  if (!names.empty()) {
    const auto planner = open_planner();
    if (!planner) return fail(planner.error());
    if (const auto known = check_shown(*planner, names.front(), request); !known) return fail(known.error());
    auto run = planner->run(names, request.run);
    if (!run) return fail(std::move(run.error()));
    computed = std::move(*run);
    for (Projection& one : computed) stamp(one);
  }
  std::vector<AnyResult> all;
  std::size_t next = 0;
  for (const std::string& operand : operands) {
    Expected<AnyResult> one =
        names_a_result(operand) ? read_any_result(operand, true) : AnyResult(std::move(computed[next++]));
    if (!one) return fail(std::move(one.error()));
    all.push_back(std::move(*one));
  }
  return all;
}

bool all_ensembles(const std::vector<AnyResult>& all) {
  return std::all_of(all.begin(), all.end(), [](const AnyResult& one) { return one.index() == 1; });
}

/// Runs are brought to nominal prices and, where asked, to constant ones, which must be of one year. Futures stay in
/// the prices they were drawn in.
Issues not_comparable(const std::vector<AnyResult>& all, bool constant_prices) {
  Issues issues;
  const Projection& first = central(all.front());
  const bool ensembles = all_ensembles(all);
  for (const AnyResult& one : all) {
    const Projection& other = central(one);
    const bool prices =
        ensembles ? first.prices == other.prices : !constant_prices || first.price_year == other.price_year;
    if (!comparable(first, other) || !prices)
      issues.push_back(issue_of(IssueKind::data, fmt::format("{} has other units, years or prices", other.case_key),
                                "cases of one place and one period"));
  }
  return issues;
}

}  // namespace ballast::cli
