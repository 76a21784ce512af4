#include "apps/cli/compared.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/installation.hpp"
#include "output/comparison/comparison.hpp"

namespace ballast::cli {

bool all_results(const std::vector<std::string>& operands) {
  return std::all_of(operands.begin(), operands.end(), names_a_result);
}

std::vector<std::string> run_options(const Arguments& arguments) {
  std::vector<std::string> given;
  for (const char* option : {"place", "from", "horizon", "set"})
    if (arguments.has(option)) given.push_back(fmt::format("--{}", option));
  return given;
}

Issues set_for_nothing(const std::vector<std::string>& operands, const std::vector<std::string>& given) {
  Issues issues;
  if (!all_results(operands)) return issues;
  for (const std::string& option : given)
    issues.push_back(usage_issue(fmt::format("{} beside result files alone", option), "the file says it"));
  return issues;
}

namespace {

Expected<std::vector<Projection>> computed(const std::vector<std::string>& cases, const ProjectionRequest& request) {
  if (cases.empty()) return std::vector<Projection>{};
  const auto planner = open_planner();
  if (!planner) return fail(planner.error());
  if (const auto known = check_shown(*planner, cases.front(), request); !known) return fail(known.error());
  auto run = planner->run(cases, request.run);
  if (run)
    for (Projection& one : *run) stamp(one);
  return run;
}

}  // namespace

Expected<std::vector<AnyResult>> answers_of(const std::vector<std::string>& operands, const ProjectionRequest& request,
                                            bool draws) {
  std::vector<std::string> cases;
  std::copy_if(operands.begin(), operands.end(), std::back_inserter(cases),
               [](const std::string& operand) { return !names_a_result(operand); });
  auto runs = computed(cases, request);
  Issues wrong = runs ? Issues{} : runs.error();
  std::vector<AnyResult> all;
  std::size_t next = 0;
  for (const std::string& operand : operands) {
    if (!names_a_result(operand)) {
      if (runs) all.emplace_back(std::move((*runs)[next++]));
      continue;
    }
    auto one = read_any_result(operand, draws);
    if (one)
      all.push_back(std::move(*one));
    else
      wrong.insert(wrong.end(), one.error().begin(), one.error().end());
  }
  if (!wrong.empty()) return fail(std::move(wrong));
  return all;
}

bool all_ensembles(const std::vector<AnyResult>& all) {
  return std::all_of(all.begin(), all.end(), [](const AnyResult& one) { return one.index() == 1; });
}

namespace {

std::string years_of(const Projection& one) { return fmt::format("{} to {}", one.base_year, one.last_year); }

/// Futures are compared in the prices they were drawn in, runs in constant ones where asked.
std::string prices_of(const Projection& one, bool ensembles) {
  if (!ensembles) return fmt::format("prices of {}", one.price_year);
  return one.prices == "nominal" ? "nominal prices" : fmt::format("prices of {}", one.prices);
}

}  // namespace

/// Runs are brought to nominal prices and, where asked, to constant ones, which must be of one year. Futures stay in
/// the prices they were drawn in.
Issues not_comparable(const std::vector<std::string>& operands, const std::vector<AnyResult>& all,
                      bool constant_prices) {
  Issues issues;
  const Projection& first = central(all.front());
  const bool ensembles = all_ensembles(all);
  const std::string prices = prices_of(first, ensembles);
  for (std::size_t i = 1; i < all.size(); ++i) {
    const Projection& other = central(all[i]);
    const auto refuse = [&](std::string what, std::string expected, std::string remedy = {}) {
      issues.push_back(issue_in(IssueKind::data, operands[i], std::move(what), std::move(expected), std::move(remedy)));
    };
    const auto to_match = [&](std::size_t at) {  // a case beside a result
      if (names_a_result(operands.front()) == names_a_result(operands[at])) return std::string{};
      const Projection& result = names_a_result(operands[at]) ? other : first;
      return fmt::format("--from {} --horizon {}", result.first_year, result.last_year);
    };
    if (!same_units(first, other)) refuse("has other units", "cases of one place");
    if (!same_years(first, other))
      refuse(fmt::format("has other years: {}", years_of(other)), years_of(first), to_match(i));
    if ((ensembles || constant_prices) && prices_of(other, ensembles) != prices)
      refuse(fmt::format("has other prices: {}", prices_of(other, ensembles)), prices);
  }
  return issues;
}

}  // namespace ballast::cli
