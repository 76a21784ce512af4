/// `ballast settle FILE`: the bureau's yearly settlement from actual figures.
#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/installation.hpp"
#include "apps/cli/settle_file.hpp"
#include "apps/cli/verbs.hpp"
#include "output/settlement/settlement.hpp"
#include "scenarios/reader/cases.hpp"

namespace ballast::cli {

namespace {

/// `--set fiscal.short_rule=…` for tables, which have no place for rules.
void add_rules(const std::vector<std::string>& sets, SettleFile& file, Issues& issues) {
  constexpr std::array kSettable{Knob::short_rule,      Knob::pool_topup,     Knob::limited_pool,
                                 Knob::short_tolerance, Knob::over_tolerance, Knob::fund_interest};
  for (const std::string& set : sets) {
    const auto change = parse_set(set, file.units);
    if (!change) {
      issues.insert(issues.end(), change.error().begin(), change.error().end());
      continue;
    }
    if (std::find(kSettable.begin(), kSettable.end(), change->knob) == kSettable.end())
      issues.push_back(usage_issue(fmt::format("--set {}: a settlement knows no such rule", set),
                                   "fiscal.short_rule, fiscal.pool_topup, fiscal.limited_pool, fiscal.short_tolerance, "
                                   "fiscal.over_tolerance, economy.fund_interest"));
    file.rules.emplace_back(change->knob, change->amount);
  }
}

Expected<SettleFile> file_of(const Arguments& arguments) {
  Issues issues;
  const auto year = arguments.whole("year", issues);
  if (arguments.operands().size() != 1)
    issues.push_back(usage_issue("settle needs one file", "ballast settle FILE.json", "ballast help settle"));
  if (!issues.empty()) return fail(std::move(issues));
  auto file = read_settle_file(arguments.operands().front(), year);
  if (!file) return fail(file.error());
  add_rules(arguments.values("set"), *file, issues);
  if (!issues.empty()) return fail(std::move(issues));
  return file;
}

}  // namespace

int settle_year(const Arguments& arguments, const Console& console) {
  auto file = file_of(arguments);
  if (!file) return refuse(console, file.error());
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  const auto law = planner->settle_rules(file->year);
  if (!law) return refuse(console, law.error());
  const SettleRequest request{.year = file->year,
                              .rules = settle_rules(*law, *file),
                              .units = std::move(file->units),
                              .claims = std::move(file->claims),
                              .available = file->available};
  const Settlement settled = planner->settle(request);
  const SettlementShown shown{request, settled, arguments.on("explain")};
  return answer(console.json ? settlement_document(shown) : settlement_table(shown, console.lang));
}

}  // namespace ballast::cli
