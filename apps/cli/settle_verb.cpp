/// `ballast settle FILE`: the bureau's yearly settlement from actual figures.

#include "apps/cli/installation.hpp"
#include "apps/cli/place_names.hpp"
#include "apps/cli/settle_request.hpp"
#include "apps/cli/verbs.hpp"
#include "output/settlement/settlement.hpp"

namespace ballast::cli {

namespace {

Expected<SettleFile> file_of(const Arguments& arguments) {
  Issues issues;
  const auto year = arguments.whole("year", issues);
  if (arguments.operands().size() != 1)
    issues.push_back(
        usage_issue("settle needs one file", "ballast settle FILE.csv --year 2026", "ballast help settle"));
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
  const auto request = settle_request(*planner, *file);
  if (!request) return refuse(console, request.error());
  for (const auto& [unit, meant] : strangers(request->units))
    tell(console, filled(Phrase::settle_stranger, console.lang, unit, meant));
  const Settlement settled = settle(request->rules, request->claims, request->available);
  const SettlementShown shown{*request, settled, arguments.on("explain"), file->notice, names_of(request->units)};
  if (arguments.on("csv")) return answer(settlement_csv(shown, console.lang));
  return answer(console.json ? settlement_document(shown) : settlement_table(shown, console.lang));
}

}  // namespace ballast::cli
