#include "sim/studies/rule_comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "models/base/nearest.hpp"

namespace ballast {
namespace {

/// The city's own rules, whatever regime the case lives under and however it sets what tells the rules apart.
void use(SubsidyRule rule, FiscalRules& r) {
  r.settle.regime = Regime::city_2016, r.rule = rule;
  r.settle.topup = PoolTopup::none, r.settle.limited_pool = PoolMode::pro_rata;
  r.unpaid = UnpaidMode::lapse, r.special_lag = 1;
}
void use_share(FiscalRules& r) { use(SubsidyRule::share_of_gap, r); }
void use_tiers(FiscalRules& r) { use(SubsidyRule::fixed_adjustment_special, r); }

constexpr std::array kVariants{
    RuleVariant{"as_case", "方案所定办法", "as the case has it", [](FiscalRules&) {}},
    RuleVariant{"none", "不补助", "no subsidy", [](FiscalRules& r) { use_share(r), r.gap_share = 0; }},
    RuleVariant{"share_of_gap", "按预算缺口比例补助", "share of the gap", [](FiscalRules& r) { use_share(r); }},
    RuleVariant{"fixed_adjustment_special", "定额+调标+专项，不足按比例压减", "F + A + Z, cut pro rata",
                [](FiscalRules& r) { use_tiers(r); }},
    RuleVariant{"limited_priority", "定额+调标+专项，不足按次序拨付", "F + A + Z, served in order",
                [](FiscalRules& r) { use_tiers(r), r.settle.limited_pool = PoolMode::priority; }},
    RuleVariant{"limited_carry", "定额+调标+专项，未拨足结转", "F + A + Z, unpaid claims carried",
                [](FiscalRules& r) { use_tiers(r), r.unpaid = UnpaidMode::carry; }},
    RuleVariant{"residual_topup", "定额+调标+专项，余款补缺口", "F + A + Z, then an open top-up",
                [](FiscalRules& r) { use_tiers(r), r.settle.topup = PoolTopup::residual; }},
    RuleVariant{"special_same_year", "定额+调标+专项，专项按当年", "F + A + Z, Z of the same year",
                [](FiscalRules& r) { use_tiers(r), r.special_lag = 0; }},
    RuleVariant{"share_of_gap_ample", "按预算缺口比例补助，资金充足", "share of the gap, paid in full",
                [](FiscalRules& r) { use_share(r); }, true},
    RuleVariant{"fixed_adjustment_special_ample", "定额+调标+专项，资金充足", "F + A + Z, paid in full",
                [](FiscalRules& r) { use_tiers(r); }, true},
    RuleVariant{"provincial", "省级统收统支", "provincial unified payment",
                [](FiscalRules& r) { r.settle.regime = Regime::provincial; }},
    RuleVariant{"national", "全国统筹（含中央调剂）", "national pooling, central adj.",
                [](FiscalRules& r) { r.settle.regime = Regime::national; }}};

/// Worth at the base of one fen of each year.
std::vector<double> present_values(const FiscalInput& in) {
  std::vector<double> values;
  double start = 1.0;
  for (const FiscalRules& rules : in.rules) {
    const double growth = 1 + rules.settle.interest_rate;
    values.push_back(start / std::sqrt(growth));
    start /= growth;
  }
  return values;
}

FiscalInput under(FiscalInput in, const RuleVariant& rule) {
  for (FiscalRules& rules : in.rules) rule.apply(rules);
  in.ample_pool = rule.ample;
  return in;
}

/// Issues of a rule that the case itself does not live under name it.
Issues under_rule(const RuleVariant& rule, Issues issues) {
  for (Issue& issue : issues) issue.what = fmt::format("under {}: {}", rule.key, issue.what);
  return issues;
}

/// The years of a comparison, as indices.
struct Period {
  int from = 0, to = 0, year = 0;
};

void add_year(RuleOutcome& o, const UnitYear& u, double worth) {
  o.need += u.settled.gap.need;
  o.subsidies += u.subsidies();
  o.unpaid += u.entitled.total() - u.subsidies();
  o.topup += u.settled.cover.topup;
  o.from_balance += u.settled.cover.from_balance();
  o.treasury += u.settled.cover.treasury_of_year();
  o.benefit_arrears += u.settled.bridge.benefit_arrears;
  o.subsidies_pv += worth * yuan(u.subsidies());
  o.treasury_pv += worth * yuan(u.settled.cover.treasury_of_year());
}

/// What one rule did: its years, and what the case says about them.
struct Evaluated {
  const FiscalCase& of;
  const std::vector<FiscalYear>& years;
  const std::vector<double>& worth;
  Period period;
};

/// What treasuries paid, and the general revenue they paid it from. [yuan]
struct Burden {
  double paid = 0, revenue = 0;

  void add(const Burden& other) { paid += other.paid, revenue += other.revenue; }
  double share() const { return revenue > 0 ? paid / revenue : std::numeric_limits<double>::quiet_NaN(); }
};

Burden burden(const Evaluated& e, const FiscalYear& year, std::size_t c) {
  const Arrival& came = year.units[c].settled.arrival;
  return {.paid = yuan(came.on_time + came.withheld), .revenue = e.of.revenue(c, year.year)};
}

/// Of some units together, over the period.
RuleOutcome outcome(const Evaluated& e, std::span<const std::size_t> units) {
  RuleOutcome o;
  Burden all;
  for (int y = e.period.from; y <= e.period.to; ++y) {
    const FiscalYear& year = e.years[static_cast<std::size_t>(y)];
    Burden of_year;
    for (const std::size_t c : units) {
      const UnitYear& u = year.units[c];
      add_year(o, u, e.worth[static_cast<std::size_t>(y)]);
      of_year.add(burden(e, year, c));
      // claims carried into the period; those carried inside it were counted when they arose
      if (y == e.period.from) o.unpaid += u.brought_forward.total();
      if (y == e.period.to) o.closing += u.closing();
    }
    all.add(of_year);
    if (of_year.share() > o.burden_peak) o.burden_peak = of_year.share(), o.burden_peak_year = year.year;
  }
  o.burden = all.share();
  if (std::isnan(o.burden)) o.burden_peak = o.burden;
  return o;
}

/// Between units: burden, and treasury money per retiree and year.
void compare_units(const Evaluated& e, RuleRow& row) {
  std::vector<double> burdens, per_retiree, need;
  for (std::size_t c = 0; c < row.units.size(); ++c) {
    double retirees = 0;
    for (int y = e.period.from; y <= e.period.to; ++y)
      retirees += e.of.input.flows[static_cast<std::size_t>(y)][c].retirees;
    if (!std::isnan(row.units[c].burden)) burdens.push_back(row.units[c].burden);
    per_retiree.push_back(retirees > 0 ? yuan(row.units[c].treasury) / retirees : 0.0);
    need.push_back(retirees > 0 ? yuan(row.units[c].need) / retirees : 0.0);
  }
  if (!burdens.empty()) row.burden = dispersion(burdens);
  row.treasury_per_retiree = dispersion(per_retiree);
  row.need_per_retiree = dispersion(need);
}

Expected<RuleRow> evaluate(const FiscalCase& of, const RuleVariant& rule, const Period& period,
                           const std::vector<double>& worth) {
  const FiscalInput input = under(of.input, rule);
  const auto years = settled_years(input);
  if (!years) return fail(under_rule(rule, years.error()));
  const FiscalInput fixed = with_budgets_fixed(input, *years);
  const std::vector<FiscalYear> before = fiscal_years(fixed);
  const Evaluated e{of, *years, worth, period};
  RuleRow row;
  row.rule = rule;
  std::vector<std::size_t> all(of.units.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  for (const std::size_t c : all) {
    row.units.push_back(outcome(e, {&c, 1}));
    row.units.back().marginal = marginal_costs(fixed, before, {period.year, static_cast<int>(c), worth});
  }
  row.city = outcome(e, all);
  if (!rule.ample) row.pool_closing = (*years)[static_cast<std::size_t>(period.to)].pool.closing;
  compare_units(e, row);
  return row;
}

/// Support ratios of the units, 31 December.
Dispersion support_ratios(const FiscalInput& in, int year) {
  std::vector<double> ratios;
  for (const FiscalFlows& f : in.flows[static_cast<std::size_t>(year)])
    if (f.retirees > 0) ratios.push_back(f.contributors / f.retirees);
  return ratios.empty() ? Dispersion{} : dispersion(ratios);
}

/// The first year in which most units' treasuries owe money; else the last.
int year_of_need(const std::vector<FiscalYear>& years) {
  for (std::size_t y = 0; y < years.size(); ++y) {
    const auto& units = years[y].units;
    const auto owing =
        std::count_if(units.begin(), units.end(), [](const UnitYear& u) { return u.settled.cover.treasury() > Fen{}; });
    if (2 * static_cast<std::size_t>(owing) > units.size()) return static_cast<int>(y);
  }
  return static_cast<int>(years.size()) - 1;
}

int index_of(const FiscalCase& of, std::optional<Year> year, int otherwise, Issues& issues) {
  if (!year) return otherwise;
  if (*year >= of.first_year && *year <= of.last_year) return *year - of.first_year;
  issues.push_back(issue_of(IssueKind::data, fmt::format("{} is no year of the case", *year),
                            fmt::format("{} … {}", of.first_year, of.last_year)));
  return otherwise;
}

std::vector<RuleVariant> wanted(const std::vector<std::string>& keys) {
  if (keys.empty()) return {kVariants.begin(), kVariants.end()};
  std::vector<RuleVariant> chosen;
  for (const std::string& key : keys)
    chosen.push_back(
        *std::find_if(kVariants.begin(), kVariants.end(), [&](const RuleVariant& v) { return v.key == key; }));
  return chosen;
}

}  // namespace

std::span<const RuleVariant> rule_variants() { return kVariants; }

Issues rule_key_issues(const std::vector<std::string>& keys) {
  std::vector<std::string> known;
  for (const RuleVariant& rule : kVariants) known.emplace_back(rule.key);
  Issues issues;
  for (auto key = keys.begin(); key != keys.end(); ++key) {
    const std::string near = nearest_name(*key, known);
    if (std::find(known.begin(), known.end(), *key) == known.end())
      issues.push_back(issue_of(IssueKind::usage, fmt::format("--rules: no rule '{}'", *key),
                                fmt::format("{}", fmt::join(known, ", ")),
                                near.empty() ? near : fmt::format("did you mean {}?", near)));
    else if (std::find(keys.begin(), key, *key) != key)
      issues.push_back(issue_of(IssueKind::usage, fmt::format("--rules: '{}' stands twice", *key), "once"));
  }
  return issues;
}

Expected<RuleComparison> compare_rules(const FiscalCase& of, const RuleCompareRequest& request) {
  Issues issues = rule_key_issues(request.rules);
  Period period{.from = index_of(of, request.from, 0, issues),
                .to = index_of(of, request.to, of.input.years - 1, issues),
                .year = index_of(of, request.year, year_of_need(of.result.years), issues)};
  if (issues.empty() && period.from > period.to)
    issues.push_back(issue_of(IssueKind::data, "the period ends before it begins", "FROM ≤ TO"));
  if (!issues.empty()) return fail(std::move(issues));
  RuleComparison table{.from = of.first_year + period.from,
                       .to = of.first_year + period.to,
                       .year = of.first_year + period.year,
                       .rows = {},
                       .cliffs = {},
                       .ratchets = {},
                       .support_ratio = support_ratios(of.input, period.year)};
  const std::vector<double> worth = present_values(of.input);
  for (const RuleVariant& rule : wanted(request.rules)) {
    auto row = evaluate(of, rule, period, worth);
    if (!row) return fail(std::move(row.error()));
    table.rows.push_back(std::move(*row));
  }
  for (int c = 0; c < static_cast<int>(of.units.size()); ++c)
    table.cliffs.push_back(cliff(of.input, of.result, period.year, c));
  for (int c = 0; c < static_cast<int>(of.units.size()); ++c)
    table.ratchets.push_back(ratchets(of.input, {period.year, c, worth}, kGoodYear));
  return table;
}

}  // namespace ballast
