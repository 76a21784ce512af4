/// The planner's verbs about money between the units, the pool and the treasuries.
#include <algorithm>

#include "scenarios/reader/library.hpp"
#include "sim/planner.hpp"

namespace ballast {
namespace {

/// The entry of the law in force in January of a year; the first holds before its date.
const Dated& in_force(const Law& law, Knob knob, Year year) {
  const Timeline& timeline = law.values.at(knob);
  const Dated* found = &timeline.front();
  for (const Dated& entry : timeline)
    if (entry.from <= year_month(year, 1)) found = &entry;
  return *found;
}

int choice_in_force(const Law& law, Knob knob, Year year) {
  const auto& choices = row(knob).choices;
  const auto& name = std::get<std::string>(in_force(law, knob, year).value);
  return static_cast<int>(std::find(choices.begin(), choices.end(), name) - choices.begin());
}

}  // namespace

Expected<SettleRules> Planner::settle_rules(Year year) const {
  auto law = read_law(data_dir_, "central");
  if (!law) return fail(std::move(law.error()));
  const auto number = [&](Knob knob) { return std::get<double>(in_force(*law, knob, year).value); };
  SettleRules rules;
  rules.gap.short_rule = static_cast<ShortRule>(choice_in_force(*law, Knob::short_rule, year));
  rules.gap.short_tolerance = number(Knob::short_tolerance);
  rules.gap.over_tolerance = number(Knob::over_tolerance);
  rules.topup = static_cast<PoolTopup>(choice_in_force(*law, Knob::pool_topup, year));
  rules.limited_pool = static_cast<PoolMode>(choice_in_force(*law, Knob::limited_pool, year));
  return rules;
}

Settlement Planner::settle(const SettleRequest& request) const {
  return ballast::settle(request.rules, request.claims, request.available);
}

}  // namespace ballast
