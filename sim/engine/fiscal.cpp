#include "sim/engine/fiscal.hpp"

#include "sim/engine/fiscal_audit.hpp"
#include "sim/engine/fiscal_city.hpp"
#include "sim/engine/fiscal_ledger.hpp"
#include "sim/engine/fiscal_reach.hpp"

namespace ballast {
namespace {

bool table_is(std::size_t years, std::size_t units, const auto& table) {
  bool fits = table.size() == years;
  for (const auto& row : table) fits = fits && row.size() == units;
  return fits;
}

Issues shape_issues(const FiscalInput& in) {
  const auto years = static_cast<std::size_t>(in.years);
  const std::size_t units = in.units.size();
  const bool fits = in.years >= 0 && in.rules.size() == years && in.external.size() == years &&
                    in.opening.size() == units && table_is(years, units, in.unit_rules) &&
                    table_is(years, units, in.flows) && (in.central.empty() || table_is(years, units, in.central));
  if (fits) return {};
  Issue issue;
  issue.kind = IssueKind::internal;
  issue.what = "the input of stage 2 lacks years or units";
  return {issue};
}

/// One year after the other, as long as `take` goes on.
template <class Take>
void each_year(const FiscalInput& in, Take take) {
  CityState state = opening_city(in);
  for (int y = 0; y < in.years; ++y) {
    FiscalYear year = city_year(in, y, state);
    state = next_city(in, y, state, year);
    if (!take(std::move(year))) return;
  }
}

}  // namespace

CentralPaths central_paths(const std::vector<std::vector<FiscalFlows>>& flows) {
  CentralPaths paths;
  for (const auto& year : flows) {
    auto& of_year = paths.emplace_back();
    for (const FiscalFlows& unit : year) of_year.push_back(actuals(unit));
  }
  return paths;
}

std::vector<FiscalYear> fiscal_years(const FiscalInput& in) {
  std::vector<FiscalYear> years;
  years.reserve(static_cast<std::size_t>(in.years));
  each_year(in, [&](FiscalYear&& year) { return years.push_back(std::move(year)), true; });
  return years;
}

Expected<std::vector<FiscalYear>> settled_years(const FiscalInput& in) {
  Issues issues = shape_issues(in);
  if (issues.empty()) issues = reach_issues(in);
  std::vector<FiscalYear> years;
  years.reserve(in.rules.size());
  if (issues.empty())
    each_year(in, [&](FiscalYear&& year) {
      issues = reach_issues(in, year);
      years.push_back(std::move(year));
      return issues.empty();
    });
  if (!issues.empty()) return fail(std::move(issues));
  return years;
}

Expected<FiscalResult> run_fiscal(const FiscalInput& input, const std::function<void(FiscalResult&)>& tamper) {
  auto years = settled_years(input);
  if (!years) return fail(std::move(years.error()));
  FiscalResult result{.years = std::move(*years), .ledger = {}};
  result.ledger = books_of(input, result.years);
  if (tamper) tamper(result);
  if (Issues issues = check_books(input, result); !issues.empty()) return fail(std::move(issues));
  return result;
}

Expected<FiscalResult> run_fiscal(const FiscalInput& input) { return run_fiscal(input, {}); }

Expected<std::vector<FiscalYear>> audited_years(const FiscalInput& input) {
  auto years = settled_years(input);
  if (!years) return years;
  if (Issues issues = check_books(input, *years); !issues.empty()) return fail(std::move(issues));
  return years;
}

}  // namespace ballast
