/// `ballast budget execute FILE ACTUAL`: actual figures against the approved budget (B6).
#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/budget_acts.hpp"
#include "apps/cli/installation.hpp"
#include "apps/cli/settle_request.hpp"
#include "apps/cli/verbs.hpp"
#include "output/budget/execution.hpp"
#include "output/hash/sha256.hpp"

namespace ballast::cli {

namespace {

using Given = std::map<std::string_view, Stated>;

Issue at_unit(const std::string& path, const std::string& unit, std::string what, std::string expected) {
  return issue_in(IssueKind::data, path, fmt::format("{}: {}", unit, what), std::move(expected));
}

Expected<KeptBudget> approved_budget(const std::string& path, const Console& console) {
  auto kept = read_intact_budget(path, console);
  if (!kept) return kept;
  const BudgetState state = progress(kept->records.steps(), kept->file.units).state;
  if (state == BudgetState::approved) return kept;
  return fail(issue_in(IssueKind::data, path, fmt::format("the budget is not approved but {}", key(state)),
                       "an approved budget (44-2.4)", "ballast budget status " + path));
}

/// What the budget has decided: stated figures must agree, absent ones are taken from it.
class Decided {
 public:
  Decided(const SettleFile& file, const KeptBudget& kept, std::string path)
      : file_(file), kept_(kept), path_(std::move(path)) {}

  Fen figure(std::size_t c, std::string_view name, Fen stated, Fen approved) {
    if (given(c).contains(name) && stated != approved)
      issues.push_back(
          at_unit(path_, kept_.listed({file_.units[c]}),
                  fmt::format("{} is {:.2f}, the approved budget says {:.2f}", name, yuan(stated), yuan(approved)),
                  "the approved figure, or nothing"));
    return approved;
  }
  const Given& given(std::size_t c) const { return file_.given[c]; }

  Issues issues;

 private:
  const SettleFile& file_;
  const KeptBudget& kept_;
  std::string path_;
};

void take_decided(UnitClaim& claim, const BudgetFileUnit& b, std::size_t c, Decided& decided) {
  const Given& given = decided.given(c);
  claim.plan_income = decided.figure(c, "plan_income", claim.plan_income, b.sheet.contributions());
  claim.budget_expenditure = decided.figure(c, "budget_expenditure", claim.budget_expenditure, b.own_expenditure());
  if (!given.contains("share_of_gap")) claim.entitled.share_of_gap = b.paid.share_of_gap;
  if (!given.contains("fixed")) claim.entitled.fixed = b.paid.fixed;
  if (!given.contains("adjustment")) claim.entitled.adjustment = b.paid.adjustment;
  if (!given.contains("special")) claim.entitled.special = b.paid.special;
  if (!given.contains("levy")) claim.levy = b.levy();
  if (!given.contains("central_handout")) claim.central.handout = b.sheet.at(FormLine::central_adjustment_income);
  if (!given.contains("national_transfer")) claim.central.transfer = b.sheet.at(FormLine::national_pooling_income);
  if (!given.contains("central_upload")) claim.central.upload = b.sheet.at(FormLine::central_adjustment_expenditure);
  if (!given.contains("local_share")) claim.local_share = b.local_share;
  if (!given.contains("receivable_brought_forward")) claim.receivable_brought_forward = b.receivable;
  if (!given.contains("arrears_outstanding")) claim.arrears_outstanding = b.arrears;
  if (!given.contains("advances_outstanding")) claim.advances_outstanding = b.advances;
  if (!given.contains("balance")) claim.balance = b.sheet.opening;
  if (!given.contains("own_stock")) claim.own_stock = b.own_stock.value_or(claim.balance);
  if (!given.contains("reserve_floor") && !given.contains("balance_share"))
    claim.reserve_floor = max(Fen{}, b.sheet.opening - b.usable);
}

/// The index of the budget's unit of each unit of the file; an issue for strangers, for those who stand there under
/// both their names, and for those who are missing.
std::vector<std::size_t> matched(const SettleFile& file, const KeptBudget& kept, const std::string& path,
                                 Issues& issues) {
  std::vector<std::size_t> at;
  const auto& units = kept.file.units;
  for (const std::string& unit : file.units) {
    const auto found = std::find(units.begin(), units.end(), unit);
    if (found == units.end()) issues.push_back(at_unit(path, unit, "is no unit of the budget", kept.listed(units)));
    const auto index = static_cast<std::size_t>(found - units.begin());
    if (std::find(at.begin(), at.end(), index) != at.end() && found != units.end())
      issues.push_back(
          issue_in(IssueKind::data, path, fmt::format("unit {} stands twice", kept.listed({unit})), "once"));
    at.push_back(index);
  }
  for (const std::string& unit : units)
    if (std::find(file.units.begin(), file.units.end(), unit) == file.units.end())
      issues.push_back(at_unit(path, kept.listed({unit}), "is missing", "one row for each unit of the budget"));
  return at;
}

std::vector<ExecutionRow> rows_of(const SettleRequest& request, const Settlement& settled, const KeptBudget& kept,
                                  const std::vector<std::size_t>& at) {
  std::vector<ExecutionRow> rows;
  for (std::size_t c = 0; c < request.claims.size(); ++c) {
    const UnitClaim& claim = request.claims[c];
    rows.push_back({.unit = request.units[c],
                    .plan_income = claim.plan_income,
                    .income = claim.income,
                    .budget_expenditure = claim.budget_expenditure,
                    .expenditure = claim.expenditure,
                    .missed = max(Fen{}, claim.plan_income - claim.income),
                    .over = max(Fen{}, claim.expenditure - claim.budget_expenditure),
                    .treasury_planned = kept.file.budgets[at[c]].sheet.at(FormLine::treasury_subsidy),
                    .treasury_due = settled.units[c].cover.treasury()});
  }
  return rows;
}

/// What the pool has before it pays: its budget, with the levies that came in place of those planned.
Fen pool_money(const SettleFile& actual, const BudgetFile& budget, const std::vector<std::size_t>& at) {
  Fen money = budget.pool.opening + budget.pool.income();
  for (std::size_t c = 0; c < actual.claims.size(); ++c) money += actual.claims[c].levy - budget.budgets[at[c]].levy();
  return max(Fen{}, money);
}

/// A year is executed under the regime it was approved for.
Expected<void> check_regime(Regime approved, Regime asked) {
  if (asked == approved) return {};
  const auto named = [](Regime regime) { return choice_name(Knob::regime, static_cast<int>(regime)); };
  return fail(issue_of(IssueKind::data,
                       fmt::format("fiscal.regime is {}, the approved budget says {}", named(asked), named(approved)),
                       "the approved regime, or nothing"));
}

/// The actual figures with what the budget has decided put in.
Expected<SettleFile> actual_figures(const std::string& path, const KeptBudget& kept, std::vector<std::size_t>& at) {
  auto file = read_settle_file(path, kept.file.year, Beside::approved_budget);
  if (!file) return file;
  file->units = kept.own_names(std::move(file->units));
  Issues issues;
  at = matched(*file, kept, path, issues);
  if (!issues.empty()) return fail(std::move(issues));
  Decided decided(*file, kept, path);
  for (std::size_t c = 0; c < file->claims.size(); ++c)
    take_decided(file->claims[c], kept.file.budgets[at[c]], c, decided);
  if (!decided.issues.empty()) return fail(std::move(decided.issues));
  const bool regime_given =
      std::any_of(file->rules.begin(), file->rules.end(), [](const auto& rule) { return rule.first == Knob::regime; });
  if (!regime_given)
    file->rules.emplace_back(Knob::regime, std::string(choice_name(Knob::regime, static_cast<int>(kept.file.regime))));
  if (!file->available) file->available = pool_money(*file, kept.file, at);
  return file;
}

}  // namespace

int execute_budget(const Arguments& arguments, const Console& console) {
  if (arguments.operands().size() != 3)
    return refuse(console, {usage_issue("budget execute needs the budget and the actual figures",
                                        "ballast budget execute FILE ACTUAL", "ballast help budget")});
  const std::string path = arguments.operands()[1], actual_path = arguments.operands()[2];
  auto kept = approved_budget(path, console);
  if (!kept) return refuse(console, kept.error());
  std::vector<std::size_t> at;
  auto file = actual_figures(actual_path, *kept, at);
  if (!file) return refuse(console, file.error());
  Issues issues;
  add_rules(arguments.values("set"), *file, issues);
  if (!issues.empty()) return refuse(console, issues);
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  const auto request = settle_request(*planner, *file);
  if (!request) return refuse(console, request.error());
  if (const auto same = check_regime(kept->file.regime, request->rules.regime); !same)
    return refuse(console, same.error());
  const Settlement settled = settle(request->rules, request->claims, request->available);
  const ExecutionShown shown{
      path,
      sha256(kept->file.bytes),
      rows_of(*request, settled, *kept, at),
      {*request, settled, arguments.on("explain"), kept->file.notice ? kept->file.notice : file->notice, kept->names},
      kept->file.sets,
      arguments.values("set")};
  if (arguments.on("csv")) return answer(execution_csv(shown, console.lang));
  return answer(console.json ? execution_document(shown) : execution_table(shown, console.lang));
}

}  // namespace ballast::cli
