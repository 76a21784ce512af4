#include "apps/cli/settle_request.hpp"

#include <algorithm>

namespace ballast::cli {

namespace {

/// The law's rules with the file's on top.
SettleRules settle_rules(SettleRules rules, const SettleFile& file) {
  const auto index = [](Knob knob, const std::string& name) {
    const auto& choices = row(knob).choices;
    return static_cast<int>(std::find(choices.begin(), choices.end(), name) - choices.begin());
  };
  for (const auto& [knob, value] : file.rules) {
    const auto* number = std::get_if<double>(&value);
    const int choice = number ? 0 : index(knob, std::get<std::string>(value));
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

}  // namespace

Expected<SettleRequest> settle_request(const Planner& planner, const SettleFile& file) {
  const auto law = planner.settle_rules(file.year);
  if (!law) return fail(law.error());
  return SettleRequest{.year = file.year,
                       .rules = settle_rules(*law, file),
                       .units = file.units,
                       .claims = file.claims,
                       .available = file.available};
}

}  // namespace ballast::cli
