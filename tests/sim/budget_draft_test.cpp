/// The budget draft: lines that add up to the plan, three levels that add up to the fen, a budget that balances.
#include "sim/studies/budget_draft.hpp"

#include <gtest/gtest.h>

#include "tests/sim/fiscal_city.hpp"
#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

BudgetDraft draft(const FiscalInput& in, int y, const BudgetAsked& asked = {}) {
  const auto result = run_fiscal(in);
  return draft_budget(in, result->years, y, asked);
}

const FiscalCase& shipped() {
  static const FiscalCase of = [] {
    const auto planner = Planner::open(BALLAST_ROOT);
    RunRequest request;
    request.horizon = 2035;
    return *planner->fiscal("baseline", request);
  }();
  return of;
}

void expect_levels_add_up(const BudgetDraft& d) {
  BudgetSheet sum = d.pool;
  for (const UnitBudget& u : d.units) {
    sum.opening += u.sheet.opening;
    for (std::size_t i = 0; i < sum.lines.size(); ++i) sum.lines[i] += u.sheet.lines[i];
  }
  for (const FormRow& row : kFormCatalogue) {
    Fen between;
    if (row.id == FormLine::superior_subsidy || row.id == FormLine::subordinate_subsidy) between = d.between.subsidies;
    if (row.id == FormLine::superior_levy || row.id == FormLine::subordinate_levy) between = d.between.levies;
    EXPECT_EQ(d.city.at(row.id), sum.at(row.id) - between) << d.year << " " << row.key;
  }
  EXPECT_EQ(d.city.closing(), sum.closing()) << d.year;
  EXPECT_EQ(d.city.at(FormLine::subordinate_subsidy), Fen{}) << d.year;
  EXPECT_EQ(d.city.at(FormLine::superior_levy), Fen{}) << d.year;
}

TEST(BudgetDraft, AddsUpAtThreeLevelsForEveryYearOfTheShippedPlace) {
  const FiscalCase& of = shipped();
  for (Year year = of.first_year; year <= of.last_year; ++year) {
    const BudgetDraft d = draft_budget(of.input, of.result.years, of.year_index(year), {.solve = true});
    expect_levels_add_up(d);
    const auto city = static_cast<std::size_t>(of.input.city_unit);
    EXPECT_EQ(d.city_level.closing(), d.pool.closing() + d.units[city].sheet.closing()) << year;
  }
}

TEST(BudgetDraft, SpreadsThePlanOverTheLinesWithoutLosingAFen) {
  for (const PlanMethod method :
       {PlanMethod::projection, PlanMethod::growth, PlanMethod::trend, PlanMethod::capacity}) {
    FiscalInput in = small_city();
    for (FiscalRules& rules : in.rules) rules.plan = {.method = method, .stretch = 0.013, .growth = 0.037};
    const auto result = run_fiscal(in);
    for (int y = 0; y < in.years; ++y) {
      const BudgetDraft d = draft_budget(in, result->years, y, {});
      for (std::size_t c = 0; c < d.units.size(); ++c) {
        const UnitYear& u = result->years[static_cast<std::size_t>(y)].units[c];
        const BudgetSheet& s = d.units[c].sheet;
        EXPECT_EQ(s.contributions(), u.budget.income);
        EXPECT_EQ(s.expenditure() - s.at(FormLine::superior_levy), u.budget.expenditure);
        EXPECT_EQ(s.income() - s.contributions() - s.at(FormLine::superior_subsidy), u.budget.other);
      }
      expect_levels_add_up(d);
    }
  }
}

TEST(BudgetDraft, TakesTheProportionsTheMethodLooksAt) {
  FiscalInput in = small_city();
  in.flows[1][0] = FiscalFlows{};
  in.flows[1][0].at(Flow::contributions_unit) = fen_from_yuan(1.0);
  in.flows[1][0].at(Flow::contributions_flexible) = fen_from_yuan(3.0);
  in.rules[1].plan.method = PlanMethod::growth;
  EXPECT_EQ(draft(in, 1).units[0].sheet.at(FormLine::contributions_flexible), Fen{});
  in.rules[1].plan.method = PlanMethod::capacity;
  EXPECT_GT(draft(in, 1).units[0].sheet.at(FormLine::contributions_flexible), Fen{});
}

TEST(BudgetDraft, NamesTheUnitAndTheMissingSumOfADeficitBudget) {
  const FiscalInput in = small_city();
  const BudgetDraft open = draft(in, 2), solved = draft(in, 2, {.solve = true});
  EXPECT_FALSE(open.balanced());
  EXPECT_GT(open.units[0].lacking, Fen{});
  EXPECT_EQ(open.units[1].lacking, Fen{});
  EXPECT_TRUE(solved.balanced());
  EXPECT_EQ(solved.units[0].sheet.at(FormLine::treasury_subsidy), open.units[0].lacking);
  // with it the unit closes at what of its balance may not be used, neither above nor below
  EXPECT_EQ(solved.units[0].sheet.closing(), solved.units[0].sheet.opening - solved.units[0].usable);
}

TEST(BudgetDraft, StopsAtWhatATreasuryCanBear) {
  const FiscalInput in = small_city();
  const Fen needed = draft(in, 2).units[0].needed, cap = needed - Fen{1};
  ASSERT_GT(needed, Fen{1});
  const BudgetDraft d = draft(in, 2, {.solve = true, .caps = {cap, std::nullopt}});
  EXPECT_FALSE(d.balanced());
  EXPECT_EQ(d.units[0].treasury, cap);
  EXPECT_EQ(d.units[0].lacking, Fen{1});
}

TEST(BudgetDraft, NeedsOfTheTreasuryWhatTheProjectionNeedsExAnte) {
  const FiscalCase& of = shipped();
  for (const FiscalYear& year : of.result.years) {
    const BudgetDraft d = draft_budget(of.input, of.result.years, of.year_index(year.year), {});
    for (std::size_t c = 0; c < d.units.size(); ++c)
      EXPECT_EQ(d.units[c].needed, year.units[c].ex_ante.treasury_needed) << of.units[c].en << " " << year.year;
  }
}

TEST(BudgetDraft, ShowsTheBasicDataOfAnnex01) {
  const FiscalCase& of = shipped();
  const std::vector<BasicData> basic = basic_data(of, 2026);
  ASSERT_EQ(basic.size(), of.units.size() + 1);
  double contributors = 0, retirees = 0;
  for (std::size_t c = 0; c < of.units.size(); ++c) {
    const BasicData& d = basic[c];
    contributors += d.contributors, retirees += d.retirees;
    EXPECT_GE(d.contributors, d.payers);
    EXPECT_NEAR(*d.unit_rate, 0.16, 1e-12);
    EXPECT_NEAR(*d.flexible_rate, 0.20, 1e-12);
    // base per head lies between the legal bounds of the base, 60 % and 300 % of a wage of some 6,000 yuan
    EXPECT_GT(*d.base_per_head, 3000);
    EXPECT_LT(*d.base_per_head, 20000);
  }
  EXPECT_NEAR(basic.back().contributors, contributors, 1e-6);
  EXPECT_NEAR(basic.back().retirees, retirees, 1e-6);
  EXPECT_FALSE(basic.back().unit_rate);
}

}  // namespace
}  // namespace ballast
