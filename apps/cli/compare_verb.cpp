/// `ballast compare CASE|RESULT.h5…`: what the other cases or results change against the first.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "apps/cli/installation.hpp"
#include "apps/cli/projection_request.hpp"
#include "apps/cli/verbs.hpp"
#include "output/comparison/comparison.hpp"
#include "output/ensemble/ensemble_document.hpp"
#include "output/ensemble/ensemble_table.hpp"
#include "output/hdf5/read_ensemble.hpp"
#include "output/rerun/rerun.hpp"

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

/// Files as they are; cases computed, in the order asked. Every case is checked before one is run.
Expected<std::vector<AnyResult>> answers(const std::vector<std::string>& operands, const ProjectionRequest& request) {
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

/// What would set up a run where none is run.
Issues set_for_nothing(const Arguments& arguments) {
  Issues issues;
  const auto& operands = arguments.operands();
  if (!std::all_of(operands.begin(), operands.end(), names_a_result)) return issues;
  for (const char* option : {"place", "from", "horizon", "set"})
    if (arguments.has(option))
      issues.push_back(usage_issue(fmt::format("--{} beside result files alone", option), "the file says it"));
  return issues;
}

Issue not_comparable(const std::string& case_key) {
  return issue_of(IssueKind::data, fmt::format("{} has other units, years or prices", case_key),
                  "cases of one place and one period");
}

/// Not one value differs: of two ensembles in anything both keep, of runs in any measure.
bool same(const AnyResult& base, const AnyResult& other) {
  const auto* a = std::get_if<StoredEnsemble>(&base);
  const auto* b = std::get_if<StoredEnsemble>(&other);
  if (!a || !b) return same_values(in_nominal_prices(central(base)), in_nominal_prices(central(other)));
  const bool alike =
      a->ensemble.paths == b->ensemble.paths &&
      std::equal(a->ensemble.measures.begin(), a->ensemble.measures.end(), b->ensemble.measures.begin(),
                 b->ensemble.measures.end(), [](const auto& x, const auto& y) { return x.measure == y.measure; });
  Compared compared;
  return alike && departures(base, other, compared).empty();
}

/// Ensembles, every one of them: their futures, one by one where that can be.
int compare_ensembles(const std::vector<AnyResult>& all, int unit, const Console& console) {
  const Ensemble& base = std::get<StoredEnsemble>(all.front()).ensemble;
  std::vector<const Ensemble*> others;
  for (std::size_t i = 1; i < all.size(); ++i) others.push_back(&std::get<StoredEnsemble>(all[i]).ensemble);
  if (console.json) return answer(ensemble_comparison_document(base, others));
  const TableStyle style{console.lang, console.colour, base.central.prices != "nominal"};
  std::string tables;
  for (const Ensemble* other : others) tables += difference_table(base, *other, unit, style) + "\n";
  return answer(tables + ensemble_legend(base, style, EnsembleTables::differences));
}

/// Single runs, and the central runs of ensembles beside them, in nominal prices.
int compare_runs(std::vector<AnyResult> all, const CompareRequest& asked, const Console& console) {
  std::vector<Projection> runs;
  for (AnyResult& one : all) runs.push_back(in_nominal_prices(std::move(central(one))));
  const Projection base = std::move(runs.front());
  runs.erase(runs.begin());
  return answer(console.json ? comparison_document(base, runs, asked)
                             : comparison_table(base, runs, asked, console.lang));
}

}  // namespace

int compare_cases(const Arguments& arguments, const Console& console) {
  constexpr std::size_t kFewest = 2;
  if (arguments.operands().size() < kFewest)
    return refuse(console, {usage_issue("compare needs two cases or result files, or more",
                                        "ballast compare baseline early-retirement-tight", "ballast help compare")});
  if (const Issues idle = set_for_nothing(arguments); !idle.empty()) return refuse(console, idle);
  const auto request = projection_request(arguments);
  if (!request) return refuse(console, request.error());
  const auto by = layout(arguments);
  if (!by) return refuse(console, by.error());
  auto all = answers(arguments.operands(), *request);
  if (!all) return refuse(console, all.error());
  const Projection& first = central(all->front());
  const auto unit = shown_unit(first, *request);
  if (!unit) return refuse(console, unit.error());
  const bool ensembles = std::all_of(all->begin(), all->end(), [](const AnyResult& one) { return one.index() == 1; });
  for (const AnyResult& other : *all)
    if (!comparable(first, central(other)) || (ensembles && first.prices != central(other).prices))
      return refuse(console, {not_comparable(central(other).case_key)});
  if (ensembles && arguments.has("by"))
    return refuse(console, {usage_issue("--by is for single runs", "--unit chooses whose futures are shown")});
  const bool same_numbers =
      !arguments.on("same") ||
      std::all_of(all->begin() + 1, all->end(), [&](const AnyResult& other) { return same(all->front(), other); });
  const int asked = request->unit.empty() ? -1 : *unit;
  const int code = ensembles ? compare_ensembles(*all, *unit, console)
                             : compare_runs(std::move(*all), {*by, asked, request->constant_prices}, console);
  return code == kSuccess && !same_numbers ? kSaysNo : code;
}

}  // namespace ballast::cli
