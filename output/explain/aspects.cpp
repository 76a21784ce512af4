#include "output/explain/aspects.hpp"

#include <algorithm>

namespace ballast {

namespace {

const std::vector<AspectRow>& aspects() {
  using enum Topic;
  static const std::vector<AspectRow> kAspects{
      {Aspect::all, "all", {}, {""}, true, {}},
      {Aspect::gap, "gap", {gap, granted}, {}, true, {"need", "gap_short", "gap_over", "gap_structural"}},
      {Aspect::subsidy,
       "subsidy",
       {budget, subsidy, granted},
       {"subsidy_", "pool_", "levy", "advance", "unified_", "central_", "national_", "provincial_"},
       false,
       {"subsidy_share_of_gap", "subsidy_fixed", "subsidy_adjustment", "subsidy_special", "subsidy_total", "levy",
        "pool_topup", "external_money", "transfers_between", "central_upload", "central_handout", "national_transfer",
        "unified_surplus", "provincial_backing", "provincial_surplus"}},
      {Aspect::treasury,
       "treasury",
       {cover, arrival},
       {"treasury_", "withheld", "settlement_deducted"},
       true,
       {"treasury_short", "treasury_over", "treasury_structural", "treasury_on_time", "withheld", "receivable",
        "fiscal_burden"}},
      {Aspect::balance,
       "balance",
       {closing},
       {""},
       false,
       {"fund_balance", "current_balance", "from_balance", "payable_months", "reserve_floor", "advance",
        "advance_repaid", "benefit_arrears", "income"}},
      {Aspect::budget,
       "budget",
       {budget},
       {},
       false,
       {"plan_income", "budget_expenditure", "budget_gap", "ex_ante_gap", "budget_lacking", "plan_completion"}},
      {Aspect::contributions, "contributions", {}, {"contributions"}, false, {}},
      {Aspect::other_income,
       "other_income",
       {},
       {"late_fees", "transfers_in", "false_claims_recovered", "other_income", "interest"},
       false,
       {"interest"}},
      {Aspect::expenditure,
       "expenditure",
       {},
       {"pension_", "illness_", "funeral_", "survivor_", "account_refunds", "transfers_out", "false_claims_paid",
        "expenditure"},
       false,
       {}}};
  return kAspects;
}

}  // namespace

const AspectRow& row_of(Aspect aspect) { return aspects()[static_cast<std::size_t>(aspect)]; }

bool wanted(const AspectRow& row, std::string_view line) {
  return std::any_of(row.lines.begin(), row.lines.end(),
                     [line](std::string_view part) { return line.starts_with(part); });
}

bool told(const AspectRow& row, const Sentence& sentence) {
  if (row.aspect == Aspect::all) return true;
  return std::find(row.topics.begin(), row.topics.end(), sentence.topic) != row.topics.end();
}

std::optional<Aspect> find_aspect(std::string_view name) {
  if (name.empty()) return Aspect::all;
  for (const AspectRow& row : aspects()) {
    const bool measure = std::find(row.measures.begin(), row.measures.end(), name) != row.measures.end();
    if (row.name == name || measure) return row.aspect;
  }
  return std::nullopt;
}

std::vector<std::string> aspect_names() {
  std::vector<std::string> names;
  for (const AspectRow& row : aspects()) names.emplace_back(row.name);
  return names;
}

}  // namespace ballast
