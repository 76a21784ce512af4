#include "sim/engine/fiscal_input.hpp"

#include <cmath>

#include "models/base/levels.hpp"

namespace ballast {
namespace {

/// City-wide knobs hold one value; the first unit carries it.
constexpr int kCity = 0;

/// What a knob caps; at its upper bound nothing.
std::optional<Fen> limit(Knob k, double value, double of_each) {
  return value < row(k).max ? std::optional(fen_from_yuan(value * of_each)) : std::nullopt;
}

FiscalRules rules_of(const Scenario& s, const KnobValues& knobs, Year t) {
  const auto value = [&](Knob k) { return knobs.year(k, kCity, t); };
  const auto choice = [&](Knob k) { return knobs.choice(k, kCity, t); };
  FiscalRules rules;
  rules.rule = static_cast<SubsidyRule>(choice(Knob::subsidy_rule));
  rules.gap_share = value(Knob::gap_share);
  rules.adjustment_basis = static_cast<AdjustmentBasis>(choice(Knob::adjustment_basis));
  rules.ratio_basis = static_cast<RatioBasis>(choice(Knob::ratio_basis));
  rules.ratio_date = static_cast<RatioDate>(choice(Knob::ratio_date));
  rules.ratio_lag = choice(Knob::ratio_lag) == 0 ? 1 : 0;  // as special_lag below
  rules.over_excludes = static_cast<OverExcludes>(choice(Knob::over_excludes));
  rules.tier_reading = static_cast<TierReading>(choice(Knob::tier_reading));
  rules.tiers = rules.tier_reading == TierReading::linear ? s.tier_knots : s.tiers;
  rules.special = {.weight_extra = value(Knob::special_weight_extra),
                   .weight_saved = value(Knob::special_weight_saved),
                   .weight_own = value(Knob::special_weight_own),
                   .cap = limit(Knob::special_cap, value(Knob::special_cap), 1.0),
                   .cap_share = value(Knob::special_cap_share)};
  rules.special_lag = choice(Knob::special_lag) == 0 ? 1 : 0;  // its choices stand as "1", "0"
  rules.unpaid = static_cast<UnpaidMode>(choice(Knob::unpaid));
  rules.plan = {.method = static_cast<PlanMethod>(choice(Knob::plan_method)),
                .stretch = value(Knob::plan_stretch),
                .growth = s.knobs.year(Knob::wage_growth, kCity, t),  // as the case expects them, in every future
                .interest = s.knobs.year(Knob::fund_interest, kCity, t)};
  rules.settle = rules_of_settlement(t, value);
  rules.settle.interest_rate = value(Knob::fund_interest);
  rules.settle.regime = static_cast<Regime>(choice(Knob::regime));
  rules.central = {.upload_rate = value(Knob::upload_rate),
                   .wage_share = value(Knob::upload_wage_share),
                   .mean_wage = kMonthsAYear * knobs.year(Knob::market_wage, kCity, t - 1),
                   .handout = value(Knob::handout),
                   .transfer = value(Knob::national_transfer)};
  rules.reward = {.city_pool = fen_from_yuan(value(Knob::reward_city_pool)),
                  .weight_completion = value(Knob::reward_weight_completion),
                  .weight_execution = value(Knob::reward_weight_execution),
                  .weight_coverage = value(Knob::reward_weight_coverage),
                  .execution_tolerance = value(Knob::reward_execution_tolerance),
                  .coverage_target = value(Knob::reward_coverage_target),
                  .on_time_least = value(Knob::reward_on_time_least)};
  return rules;
}

UnitRules unit_rules_of(const KnobValues& knobs, int c, Year t, double revenue) {
  const auto value = [&](Knob k) { return knobs.year(k, c, t); };
  UnitRules rules;
  rules.execution_factor = value(Knob::fixed_factor);
  rules.levy_rate = value(Knob::levy_rate);
  rules.ontime_share = value(Knob::on_time_share);
  rules.settlement = fen_from_yuan(value(Knob::settlement));
  rules.balance_share = value(Knob::balance_share);
  rules.reserve_months = value(Knob::reserve_months);
  rules.treasury_cap = limit(Knob::treasury_cap, value(Knob::treasury_cap), revenue);
  rules.local_share = value(Knob::local_share);
  rules.reward = {.unit_weight = value(Knob::reward_unit_weight),
                  .county_rate = value(Knob::reward_county_rate),
                  .county_completion = value(Knob::reward_county_completion)};
  return rules;
}

Fen subsidy_base(const Scenario& s, const BaseTables& tables) {
  UnitOpening then;
  then.plan_income = fen_from_yuan(tables.subsidy_base.plan_income);
  then.plan_other_income = fen_from_yuan(tables.subsidy_base.plan_other_income);
  then.budget_expenditure = fen_from_yuan(tables.subsidy_base.budget_expenditure);
  then.levy = fen_from_yuan(tables.subsidy_base.levy);
  return base_year_subsidy(then, s.subsidy_base_share);
}

UnitOpening opening_of(const Scenario& s, const BaseTables& tables, const UnitFlows& flows) {
  UnitOpening o;
  const FundYear& fund = tables.fund;
  o.balance = fen_from_yuan(fund.balance);
  o.income = fen_from_yuan(fund.income), o.plan_income = fen_from_yuan(fund.plan_income);
  o.interest = fen_from_yuan(fund.interest), o.other_income = fen_from_yuan(fund.other_income) - o.interest;
  o.plan_other_income = fen_from_yuan(fund.plan_other_income);
  o.expenditure = fen_from_yuan(fund.expenditure), o.budget_expenditure = fen_from_yuan(fund.budget_expenditure);
  o.levy = fen_from_yuan(fund.levy);
  o.treasury_on_time = fen_from_yuan(fund.treasury_on_time);
  if (s.base_year != s.subsidy_base_year) o.fixed_base = subsidy_base(s, tables);
  o.payers = flows.at(0, Flow::contributing_end);
  o.contributors = o.payers + flows.at(0, Flow::suspended_end);
  o.retirees = flows.at(0, Flow::retired_end);
  o.should_be_insured = flows.at(0, Flow::should_be_insured_end);
  return o;
}

void make_room(FiscalInput& input, std::size_t years, std::size_t units) {
  input.rules.reserve(years), input.unit_rules.reserve(years), input.flows.reserve(years);
  input.external.reserve(years);
  input.units.reserve(units), input.opening.reserve(units);
}

}  // namespace

FiscalInput fiscal_input(const Scenario& s, const std::vector<UnitFlows>& flows) {
  return fiscal_input(s, s.knobs, flows);
}

FiscalInput fiscal_input(const Scenario& s, const KnobValues& knobs, const std::vector<UnitFlows>& flows) {
  const int units = static_cast<int>(s.units.size());
  FiscalInput input;
  input.first_year = s.first_year;
  input.years = s.last_year - s.first_year + 1;
  make_room(input, static_cast<std::size_t>(input.years), s.units.size());
  for (int c = 0; c < units; ++c) {
    const auto unit = static_cast<std::size_t>(c);
    input.units.push_back(s.units[unit].zh);
    input.opening.push_back(opening_of(s, s.openings[unit], flows[unit]));
    if (is_city_unit(s.units[unit].zh)) input.city_unit = c;
  }
  const Eigen::ArrayXXd revenue = general_revenue(s, knobs);
  const auto fixed_growth = [&](Year t) { return 1 + knobs.year(Knob::fixed_index, kCity, t); };
  double fixed_level = std::pow(fixed_growth(s.base_year), s.base_year - s.subsidy_base_year);  // up to the opening
  for (Year t = s.first_year; t <= s.last_year; ++t) {
    input.rules.push_back(rules_of(s, knobs, t));
    fixed_level *= fixed_growth(t);
    input.rules.back().fixed_level = fixed_level;
    input.external.push_back(fen_from_yuan(knobs.year(Knob::external_money, kCity, t)));
    input.unit_rules.emplace_back(s.units.size());
    input.flows.emplace_back(s.units.size());
  }
  // Unit by unit, as knobs and flows lie in memory: they have left the nearer caches.
  for (int c = 0; c < units; ++c) {
    const auto unit = static_cast<std::size_t>(c);
    for (Year t = s.first_year; t <= s.last_year; ++t) {
      const auto y = static_cast<std::size_t>(t - s.first_year);
      input.unit_rules[y][unit] = unit_rules_of(knobs, c, t, revenue(c, t - s.base_year));
      input.flows[y][unit] = fiscal_flows(flows[unit], t - s.base_year);
    }
  }
  input.base_gap_share = s.subsidy_base_share;
  input.pool_opening = fen_from_yuan(s.pool_opening);
  return input;
}

Eigen::ArrayXXd general_revenue(const Scenario& s, const KnobValues& knobs) {
  const int units = static_cast<int>(s.units.size()), years = s.last_year - s.base_year + 1;
  Eigen::ArrayXXd table(units, years);
  for (int c = 0; c < units; ++c) {
    double revenue = s.openings[static_cast<std::size_t>(c)].general_revenue;
    for (int y = 0; y < years; ++y) {
      if (y > 0) revenue *= 1 + knobs.year(Knob::revenue_growth, c, s.base_year + y);
      table(c, y) = revenue;
    }
  }
  return table;
}

SettleRules rules_of_settlement(Year year, const std::function<double(Knob)>& value) {
  const auto choice = [&](Knob knob) { return static_cast<int>(value(knob)); };
  SettleRules rules;
  rules.gap.short_rule = static_cast<ShortRule>(choice(Knob::short_rule));
  rules.gap.short_tolerance = value(Knob::short_tolerance);
  rules.gap.over_tolerance = value(Knob::over_tolerance);
  rules.topup = static_cast<PoolTopup>(choice(Knob::pool_topup));
  rules.limited_pool = static_cast<PoolMode>(choice(Knob::limited_pool));
  rules.deadline = treasury_deadline(year, static_cast<int>(value(Knob::deadline_months)));
  return rules;
}

}  // namespace ballast
