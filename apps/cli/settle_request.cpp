#include "apps/cli/settle_request.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/settle_columns.hpp"

namespace ballast::cli {

namespace {

/// The law's rules with the file's on top.
SettleRules settle_rules(SettleRules rules, const SettleFile& file) {
  for (const auto& [knob, value] : file.rules) {
    const auto* number = std::get_if<double>(&value);
    const int choice = number ? 0 : choice_index(knob, std::get<std::string>(value));
    if (knob == Knob::short_rule) rules.gap.short_rule = static_cast<ShortRule>(choice);
    if (knob == Knob::pool_topup) rules.topup = static_cast<PoolTopup>(choice);
    if (knob == Knob::limited_pool) rules.limited_pool = static_cast<PoolMode>(choice);
    if (knob == Knob::regime) rules.regime = static_cast<Regime>(choice);
    if (knob == Knob::short_tolerance) rules.gap.short_tolerance = *number;
    if (knob == Knob::over_tolerance) rules.gap.over_tolerance = *number;
    if (knob == Knob::deadline_months) rules.deadline = treasury_deadline(file.year, static_cast<int>(*number));
    if (knob == Knob::fund_interest) rules.interest_rate = *number;
  }
  return rules;
}

/// The regimes under which there is such money, for those who stated it under another.
std::string regimes_of(const SettleColumn& column) {
  std::vector<std::string_view> names;
  for (std::size_t regime = 0; regime < row(Knob::regime).choices.size(); ++regime)
    if (column.exists(static_cast<Regime>(regime))) names.push_back(row(Knob::regime).choices[regime]);
  return fmt::format("{}", fmt::join(names, ", "));
}

/// F23, F24: no subsidies and no levy under unified payment, central money under national pooling alone.
Expected<void> check_regime(Regime regime, const SettleFile& file) {
  Issues issues;
  for (const auto& figures : file.given)
    for (const auto& [key, stated] : figures) {
      const SettleColumn* const column = find_settle_column(key);
      if (column == nullptr || column->exists(regime) || stated.value == 0) continue;
      issues.push_back({IssueKind::data, file.path, stated.at.line, stated.at.column,
                        fmt::format("{} does not exist under fiscal.regime {}", as_headed(stated.heading),
                                    choice_name(Knob::regime, static_cast<int>(regime))),
                        fmt::format("0 or nothing; it belongs to {}", regimes_of(*column)),
                        "leave it out, or settle under its regime"});
    }
  std::sort(issues.begin(), issues.end(),
            [](const Issue& a, const Issue& b) { return std::pair(a.line, a.column) < std::pair(b.line, b.column); });
  if (!issues.empty()) return fail(std::move(issues));
  return {};
}

/// A figure that is about a ten-thousandth of the one it belongs with was written in 万元, in which tables show both.
Expected<void> check_yuan(const SettleFile& file) {
  constexpr double kTenThousand = 1e4, kAbout = 3, kLeast = 1e6;  // yuan: smaller figures may be anything
  Issues issues;
  const auto hold = [&](std::size_t c, std::string_view small, Fen of, std::string_view large, Fen whole) {
    const double times = yuan(whole) / yuan(of);
    if (!(of > Fen{} && yuan(whole) >= kLeast && times > kTenThousand / kAbout && times < kTenThousand * kAbout))
      return;
    const auto& given = file.given[c];
    const bool in_keys = given.empty() || given.begin()->first == given.begin()->second.heading;
    const auto said = [&](std::string_view key) {  // as the file calls it, or would
      const auto at = given.find(key);
      return at == given.end() ? Stated{std::string(in_keys ? key : find_settle_column(key)->zh)} : at->second;
    };
    const Stated here = said(small);
    issues.push_back({IssueKind::data, file.path, here.at.line, here.at.column,
                      fmt::format("{}: {} is about a ten-thousandth of {}", file.units[c], as_headed(here.heading),
                                  as_headed(said(large).heading)),
                      "both in yuan", "multiply by 10,000 what is in 10k yuan"});
  };
  for (std::size_t c = 0; c < file.claims.size(); ++c) {
    const UnitClaim& claim = file.claims[c];
    hold(c, "income", claim.income, "plan_income", claim.plan_income);
    hold(c, "plan_income", claim.plan_income, "income", claim.income);
    hold(c, "expenditure", claim.expenditure, "budget_expenditure", claim.budget_expenditure);
    hold(c, "budget_expenditure", claim.budget_expenditure, "expenditure", claim.expenditure);
  }
  if (!issues.empty()) return fail(std::move(issues));
  return {};
}

}  // namespace

Expected<SettleRequest> settle_request(const Planner& planner, const SettleFile& file) {
  if (const auto sound = check_yuan(file); !sound) return fail(sound.error());
  const auto law = planner.settle_rules(file.year);
  if (!law) return fail(law.error());
  const SettleRules rules = settle_rules(*law, file);
  if (const auto checked = check_regime(rules.regime, file); !checked) return fail(checked.error());
  return SettleRequest{
      .year = file.year, .rules = rules, .units = file.units, .claims = file.claims, .available = file.available};
}

}  // namespace ballast::cli
