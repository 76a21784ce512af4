/// Rules side by side, on an invented city and by arithmetic anyone can redo.
#include "sim/studies/rule_comparison.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "tests/sim/fiscal_city.hpp"

namespace ballast {
namespace {

FiscalCase small_case() {
  FiscalCase of;
  of.case_key = "small";
  of.input = small_city();
  of.base_year = 2015, of.first_year = 2016, of.last_year = 2018;
  of.units = {{"甲县", "A"}, {"乙区", "B"}};
  of.result = *run_fiscal(of.input);
  of.general_revenue = Eigen::ArrayXXd::Constant(2, 4, 1000.0);
  return of;
}

TEST(RuleComparison, RefusesARuleThatStandsTwice) {
  const auto twice = compare_rules(small_case(), {.rules = {"none", "as_case", "none"}});
  ASSERT_FALSE(twice);
  ASSERT_EQ(twice.error().size(), 1u);
  EXPECT_EQ(twice.error()[0].kind, IssueKind::usage);
  EXPECT_EQ(twice.error()[0].what, "--rules: 'none' stands twice");
}

TEST(RuleComparison, PutsTheCasesOwnRuleFirstAndAddsTheUnitsUp) {
  const FiscalCase of = small_case();
  const auto table = compare_rules(of, {});
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), rule_variants().size());
  const RuleRow& own = table->rows.front();
  Fen subsidies, treasury;
  for (const FiscalYear& year : of.result.years)
    for (const UnitYear& u : year.units)
      subsidies += u.subsidies(), treasury += u.settled.cover.treasury() - u.settled.cover.receivable_brought_forward;
  EXPECT_EQ(own.city.subsidies, subsidies);
  EXPECT_EQ(own.city.treasury, treasury);
  EXPECT_EQ(own.units[0].subsidies + own.units[1].subsidies, own.city.subsidies);
  EXPECT_EQ(own.pool_closing, of.result.years.back().pool.closing);
  EXPECT_EQ(table->rows[1].rule.key, "none");
  EXPECT_EQ(table->rows[1].city.subsidies, Fen{});
  EXPECT_GE(table->rows[1].city.treasury, own.city.treasury);
}

// F36: a denominator of 0 makes a ratio missing; between units the others are looked at.
TEST(RuleComparison, KnowsNoBurdenOfATreasuryWithoutRevenue) {
  FiscalCase of = small_case();
  of.general_revenue.row(0) = 0.0;
  const auto table = compare_rules(of, {});
  ASSERT_TRUE(table);
  const RuleRow& own = table->rows.front();
  EXPECT_TRUE(std::isnan(own.units[0].burden));
  EXPECT_TRUE(std::isnan(own.units[0].burden_peak));
  EXPECT_EQ(own.burden.least, own.units[1].burden);
  EXPECT_EQ(own.burden.most, own.units[1].burden);
  EXPECT_GT(own.city.burden, 0);
}

// Increases of 1e11 yuan, of which the tiers give 1e5 times as much and a share of the gap nothing.
TEST(RuleComparison, SaysUnderWhichRuleAnAmountIsTooLargeForFen) {
  FiscalCase of = small_case();
  of.input.flows[2][0].at(Flow::increase_surviving) = fen_from_yuan(1e11);
  for (FiscalRules& rules : of.input.rules) rules.tiers = {{.from = 0.0, .share = 1e5}};
  EXPECT_TRUE(compare_rules(of, {.rules = {"share_of_gap"}}));
  const auto table = compare_rules(of, {.rules = {"share_of_gap", "fixed_adjustment_special"}});
  ASSERT_FALSE(table);
  const Issue& issue = table.error().front();
  EXPECT_EQ(issue.kind, IssueKind::data);
  EXPECT_TRUE(issue.what.starts_with("under fixed_adjustment_special: 甲县 in 2018: subsidy_total comes to 1e+16 yuan"))
      << issue.what;
}

// docs/equations.md, 6.8: external money without limit. Claims of 2.7e13 yuan are paid, and at a hundredfold a year the
// pool holds nothing that could grow.
TEST(RuleComparison, PaysWhateverIsClaimedOfAnAmplePool) {
  FiscalCase of = small_case();
  of.input.flows[2][0].at(Flow::increase_surviving) = fen_from_yuan(9e13);
  for (FiscalRules& rules : of.input.rules)
    rules.settle.interest_rate = 99, rules.tiers = {{.from = 0.0, .share = 0.3}};
  const auto table = compare_rules(
      of, {.rules = {"fixed_adjustment_special", "fixed_adjustment_special_ample", "share_of_gap_ample"}});
  ASSERT_TRUE(table);
  EXPECT_GT(table->rows[0].city.unpaid, fen_from_yuan(2e13));
  EXPECT_GT(table->rows[1].city.subsidies, fen_from_yuan(2.7e13));
  for (const std::size_t ample : {1u, 2u}) EXPECT_EQ(table->rows[ample].city.unpaid, Fen{});
}

// Whatever the case sets of what tells the rules apart, a rule is the rule its name says.
TEST(RuleComparison, TakesNoSwitchOfTheCaseIntoAnotherRule) {
  FiscalCase of = small_case(), switched = small_case();
  for (FiscalRules& rules : switched.input.rules) {
    rules.settle.topup = PoolTopup::residual, rules.settle.limited_pool = PoolMode::priority;
    rules.unpaid = UnpaidMode::carry, rules.special_lag = 0, rules.settle.regime = Regime::provincial;
  }
  switched.result = *run_fiscal(switched.input);
  const auto plain = compare_rules(of, {}), other = compare_rules(switched, {});
  ASSERT_TRUE(plain && other);
  for (std::size_t r = 1; r < plain->rows.size() && plain->rows[r].rule.key != "provincial"; ++r) {
    EXPECT_EQ(plain->rows[r].city.treasury, other->rows[r].city.treasury) << plain->rows[r].rule.en;
    EXPECT_EQ(plain->rows[r].city.topup, other->rows[r].city.topup) << plain->rows[r].rule.en;
    EXPECT_EQ(plain->rows[r].city.subsidies, other->rows[r].city.subsidies) << plain->rows[r].rule.en;
  }
}

/// What a rule comes to when a case has it for its own.
RuleOutcome settled_under(FiscalInput in, void (*rule)(FiscalRules&)) {
  for (FiscalRules& rules : in.rules) rule(rules);
  RuleOutcome all;
  for (const FiscalYear& year : fiscal_years(in))
    for (const UnitYear& u : year.units)
      all.subsidies += u.subsidies(), all.topup += u.settled.cover.topup,
          all.treasury += u.settled.cover.treasury_of_year();
  return all;
}

// Each rule of the table is the case with that one switch turned, and no other: a pool too small for the claims of the
// first year tells the readings apart.
TEST(RuleComparison, PutsEachRuleAsACaseWouldHaveIt) {
  FiscalCase of = small_case();
  of.input.opening[0].balance = {}, of.input.pool_opening = fen_from_yuan(50.0), of.input.external[0] = {};
  for (FiscalRules& rules : of.input.rules)
    rules.gap_share = 0.7, rules.central = {.upload_rate = 0.1, .wage_share = 0.9, .mean_wage = 1.0, .handout = 0.5};
  of.result = *run_fiscal(of.input);
  const std::vector<std::pair<std::string_view, void (*)(FiscalRules&)>> expected{
      {"as_case", [](FiscalRules&) {}},
      {"share_of_gap", [](FiscalRules& r) { r.rule = SubsidyRule::share_of_gap; }},
      {"fixed_adjustment_special", [](FiscalRules&) {}},
      {"limited_priority", [](FiscalRules& r) { r.settle.limited_pool = PoolMode::priority; }},
      {"limited_carry", [](FiscalRules& r) { r.unpaid = UnpaidMode::carry; }},
      {"residual_topup", [](FiscalRules& r) { r.settle.topup = PoolTopup::residual; }},
      {"special_same_year", [](FiscalRules& r) { r.special_lag = 0; }},
      {"provincial", [](FiscalRules& r) { r.settle.regime = Regime::provincial; }},
      {"national", [](FiscalRules& r) { r.settle.regime = Regime::national; }}};
  const Fen plain = settled_under(of.input, expected[0].second).treasury;
  for (const auto& [key, rule] : expected) {
    const auto table = compare_rules(of, {.rules = {std::string(key)}});
    ASSERT_TRUE(table) << key;
    const RuleOutcome &told = table->rows.front().city, settled = settled_under(of.input, rule);
    EXPECT_EQ(told.subsidies, settled.subsidies) << key;
    EXPECT_EQ(told.topup, settled.topup) << key;
    EXPECT_EQ(told.treasury, settled.treasury) << key;
    if (key != "as_case" && key != "fixed_adjustment_special") EXPECT_NE(told.treasury, plain) << key;
  }
}

// What pensioners did not get is told of each unit and of the city: A's treasury pays nothing and the pool has nothing.
TEST(RuleComparison, AddsUpThePensionsThatWereNotPaid) {
  FiscalCase of = small_case();
  of.input.opening[0].balance = {}, of.input.pool_opening = {};
  for (Fen& external : of.input.external) external = {};
  for (auto& year : of.input.unit_rules) {
    year[0].ontime_share = 0.0, year[0].settlement = Fen{};
    for (UnitRules& unit : year) unit.levy_rate = 0;
  }
  of.result = *run_fiscal(of.input);
  Fen arrears;
  for (const FiscalYear& year : of.result.years) arrears += year.units[0].settled.bridge.benefit_arrears;
  ASSERT_GT(arrears, Fen{});
  const auto table = compare_rules(of, {.rules = {"as_case"}});
  EXPECT_EQ(table->rows.front().units[0].benefit_arrears, arrears);
  EXPECT_EQ(table->rows.front().city.benefit_arrears, arrears);
}

// A claim that is carried forward is unpaid once, not every year again: what is outstanding at the end, whenever the
// period begins.
TEST(RuleComparison, CountsACarriedClaimOnce) {
  FiscalCase of = small_case();
  for (Fen& external : of.input.external) external = {};
  for (FiscalRules& rules : of.input.rules) rules.unpaid = UnpaidMode::carry;
  of.result = *run_fiscal(of.input);
  for (const Year from : {2016, 2018}) {
    const auto table = compare_rules(of, {.rules = {"as_case"}, .from = from});
    ASSERT_TRUE(table);
    for (std::size_t c = 0; c < 2; ++c) {
      const UnitYear& last = of.result.years.back().units[c];
      EXPECT_EQ(table->rows.front().units[c].unpaid,
                last.entitled.total() + last.brought_forward.total() - last.subsidies())
          << from;
    }
    EXPECT_GT(table->rows.front().city.unpaid, Fen{});
  }
}

/// One year, interest 2 %: a flow of the first year is worth 1/√1.02 at the base.
TEST(RuleComparison, DiscountsToTheBaseYear) {
  const FiscalCase of = small_case();
  const auto table = compare_rules(of, {.rules = {"as_case"}, .from = 2016, .to = 2016});
  ASSERT_TRUE(table);
  const RuleOutcome& o = table->rows.front().units[0];
  EXPECT_NEAR(o.subsidies_pv, yuan(o.subsidies) / std::sqrt(1.02), 1e-9);
  EXPECT_GT(o.subsidies, Fen{});
}

/// A without balance or interest owes 53.20 in 2016 and 10 of before; half of it in time, the rest withheld.
FiscalCase indebted_case() {
  FiscalCase of = small_case();
  of.input.opening[0].balance = {}, of.input.opening[0].receivable = fen_from_yuan(10.0);
  for (FiscalRules& rules : of.input.rules) rules.settle.interest_rate = 0.0;
  of.input.unit_rules[0][0].ontime_share = 0.5;
  of.result = *run_fiscal(of.input);
  return of;
}

// The old 10 belong to the year that made A owe them; what A's budget bears is all 63.20 of its 1000, withheld or not.
TEST(RuleComparison, CountsAnOldDebtAsBurdenButNotAsThePeriodsOwn) {
  const auto table = compare_rules(indebted_case(), {.rules = {"as_case"}, .from = 2016, .to = 2016});
  ASSERT_TRUE(table);
  const RuleOutcome& a = table->rows.front().units[0];
  EXPECT_EQ(a.treasury, fen_from_yuan(53.20));
  EXPECT_DOUBLE_EQ(a.treasury_pv, 53.20);
  EXPECT_DOUBLE_EQ(a.burden, 0.0632);
  EXPECT_DOUBLE_EQ(table->rows.front().city.burden, 0.0316);  // of both units' 2000
  EXPECT_DOUBLE_EQ(table->rows.front().city.burden_peak, 0.0316);
}

// Between units: what each treasury paid a retiree and year, and needed; without revenue there is no burden to speak
// of.
TEST(RuleComparison, SpreadsWhatTreasuriesPayARetiree) {
  FiscalCase of = indebted_case();
  of.general_revenue.setZero();
  const auto table = compare_rules(of, {.rules = {"as_case"}});
  const RuleRow& row = table->rows.front();
  std::array<double, 2> treasury{}, need{};
  for (std::size_t c = 0; c < 2; ++c)  // 100 retirees in each of three years
    treasury[c] = yuan(row.units[c].treasury) / 300, need[c] = yuan(row.units[c].need) / 300;
  EXPECT_EQ(row.treasury_per_retiree.gini, dispersion(treasury).gini);
  EXPECT_EQ(row.need_per_retiree.gini, dispersion(need).gini);
  EXPECT_TRUE(row.treasury_per_retiree.gini);
  EXPECT_FALSE(row.burden.gini);
  EXPECT_TRUE(std::isnan(row.city.burden)) << "no revenue, no share of it";
  EXPECT_TRUE(std::isnan(row.units[0].burden));
}

// Burden of a period: all that treasuries paid over all their revenue, and the worst of its years.
TEST(RuleComparison, TellsTheBurdenOfAllYearsAndOfTheWorst) {
  const FiscalCase of = indebted_case();
  const auto table = compare_rules(of, {.rules = {"as_case"}});
  double paid = 0, worst = 0;
  for (const FiscalYear& year : of.result.years) {
    double of_year = 0;
    for (const UnitYear& u : year.units) of_year += yuan(u.settled.arrival.on_time + u.settled.arrival.withheld);
    paid += of_year, worst = std::max(worst, of_year);
  }
  EXPECT_NEAR(table->rows.front().city.burden, paid / 6000, 1e-12);
  EXPECT_NEAR(table->rows.front().city.burden_peak, worst / 2000, 1e-12);
  EXPECT_NEAR(table->rows.front().units[0].burden_peak, worst / 1000, 1e-12);  // A's alone
}

// What the city has is what its units have, discounted too, over the years that are asked for.
TEST(RuleComparison, AddsUpPresentValuesOfThePeriodAskedFor) {
  const auto table = compare_rules(indebted_case(), {.rules = {"as_case"}, .from = 2017, .to = 2018, .year = 2016});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->from, 2017);
  EXPECT_EQ(table->to, 2018);
  EXPECT_EQ(table->year, 2016);
  const RuleRow& row = table->rows.front();
  EXPECT_NEAR(row.city.subsidies_pv, row.units[0].subsidies_pv + row.units[1].subsidies_pv, 1e-9);
  EXPECT_NEAR(row.city.treasury_pv, row.units[0].treasury_pv + row.units[1].treasury_pv, 1e-9);
  EXPECT_GT(std::abs(row.city.subsidies_pv - row.city.treasury_pv), 1.0);
}

// A unit without retirees needs nothing for a retiree.
TEST(RuleComparison, SpreadsNothingOverNobody) {
  FiscalCase of = indebted_case();
  for (auto& year : of.input.flows)
    for (FiscalFlows& f : year) f.retirees = 0.0;
  of.general_revenue.setZero();
  const auto table = compare_rules(of, {.rules = {"as_case"}});
  const RuleRow& row = table->rows.front();
  EXPECT_FALSE(row.treasury_per_retiree.gini || row.need_per_retiree.gini);
  EXPECT_TRUE(std::isnan(row.city.burden));
}

// A owes from 2016 on, B never: one of two are not most, so the last year is shown.
TEST(RuleComparison, LooksAtTheYearInWhichMoreThanHalfTheUnitsOweMoney) {
  const auto table = compare_rules(indebted_case(), {.rules = {"as_case"}});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->year, 2018);
  EXPECT_EQ(table->from, 2016);
  EXPECT_EQ(table->to, 2018);
}

// 200 are short each year, and subsidies bring some of it: 200 of old money last one year and not two.
TEST(RuleComparison, LooksAtTheFirstSuchYearAndNoEarlierOne) {
  FiscalCase of = small_case();
  of.input = poor_unit(SubsidyRule::fixed_adjustment_special);
  of.input.opening[0].balance = fen_from_yuan(200.0);
  of.units.resize(1), of.general_revenue = Eigen::ArrayXXd::Constant(1, 4, 1000.0);
  of.result = *run_fiscal(of.input);
  ASSERT_EQ(of.result.years[0].units[0].settled.cover.treasury(), Fen{});
  ASSERT_GT(of.result.years[1].units[0].settled.cover.treasury(), Fen{});
  EXPECT_EQ(compare_rules(of, {.rules = {"as_case"}})->year, 2017);
}

TEST(RuleComparison, RefusesRulesAndYearsItDoesNotKnow) {
  const FiscalCase of = small_case();
  const auto wrong = compare_rules(of, {.rules = {"as_cas"}, .from = 1999, .year = 2030});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().size(), 3u);
  EXPECT_EQ(wrong.error().front().remedy, "did you mean as_case?");
  EXPECT_FALSE(compare_rules(of, {.from = 2018, .to = 2016}));
}

}  // namespace
}  // namespace ballast
