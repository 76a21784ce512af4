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

// An approved budget has its interest within its other income: the form shows no planned interest beside it.
TEST(BudgetDraft, EntersAnApprovedBudgetAsItIs) {
  FiscalInput in = small_city();
  in.unit_rules[0][0].approved_budget = Budget{
      .income = fen_from_yuan(1000.0), .other = fen_from_yuan(20.0), .expenditure = fen_from_yuan(1020.0), .levy = {}};
  const BudgetSheet s = draft(in, 0).units[0].sheet;
  EXPECT_EQ(s.at(FormLine::interest), Fen{});
  EXPECT_EQ(s.at(FormLine::other_income), fen_from_yuan(20.0));
}

// Under the national fund too: an approved budget has its upload within its levy, and no line of its own beside it.
TEST(BudgetDraft, ShowsNoCentralLinesBesideAnApprovedBudget) {
  FiscalInput in = small_city(1);
  in.rules[0].settle.regime = Regime::national;
  in.rules[0].central = {.upload_rate = 0.1, .wage_share = 0.9, .mean_wage = 1.0, .handout = 0.5, .transfer = 0.1};
  in.opening[0].should_be_insured = 500.0;
  EXPECT_EQ(draft(in, 0).units[0].sheet.at(FormLine::central_adjustment_expenditure), fen_from_yuan(45.0));
  in.unit_rules[0][0].approved_budget = Budget{.income = fen_from_yuan(1000.0),
                                               .other = fen_from_yuan(60.0),
                                               .expenditure = fen_from_yuan(1020.0),
                                               .levy = fen_from_yuan(45.0)};
  const BudgetSheet s = draft(in, 0).units[0].sheet;
  EXPECT_EQ(s.at(FormLine::central_adjustment_expenditure), Fen{});
  EXPECT_EQ(s.at(FormLine::central_adjustment_income), Fen{});
  EXPECT_EQ(s.at(FormLine::national_pooling_income), Fen{});
  EXPECT_EQ(s.at(FormLine::superior_levy), fen_from_yuan(45.0));
}

// F4: levies of the form are of the plan, 3 % of 1.1 · 1040 and of 1.1 · 730, whatever is collected in the end.
TEST(BudgetDraft, FillsThePoolByPlannedLevies) {
  FiscalInput in = small_city();
  in.rules[0].plan.stretch = 0.1;
  EXPECT_EQ(draft(in, 0).pool.at(FormLine::subordinate_levy), fen_from_yuan(34.32 + 24.09));
}

// What the year itself lends or pays back is none of what it was drafted with.
TEST(BudgetDraft, RemembersArrearsAndAdvancesAsTheYearBeforeLeftThem) {
  FiscalInput in = small_city(2);
  in.opening[0].arrears = fen_from_yuan(4.0), in.opening[0].advances = fen_from_yuan(3.0);
  const UnitBudget repaid = draft(in, 0).units[0];  // A closes with 27.87 before it pays them
  EXPECT_EQ(repaid.arrears, fen_from_yuan(4.0));
  EXPECT_EQ(repaid.advances, fen_from_yuan(3.0));
  in.opening[0].balance = Fen{};
  in.unit_rules[0][0].ontime_share = 0.0, in.unit_rules[0][0].settlement = Fen{};
  const UnitBudget lent = draft(in, 0).units[0];  // the pool lends A what its treasury does not pay
  EXPECT_EQ(lent.arrears, fen_from_yuan(4.0));
  EXPECT_EQ(lent.advances, fen_from_yuan(3.0));
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

/// Two units of whom all is known: 80 then 120 payers on a base of 2,400,000; pensions of 100 then 900, raised by 8 %,
/// and of 300 then 300, raised by 4 %. In A 7 retire, one by each way and one whose illness benefit ends, and 5 are
/// retired, of whose pensions 60 are illness benefit.
FiscalCase two_units() {
  using enum Flow;
  FiscalCase of;
  of.units = {{"甲县", "A"}, {"乙区", "B"}};
  of.base_year = 2015, of.first_year = of.last_year = 2016;
  of.flows.resize(2), of.rates.assign(2, std::vector<ContributionRates>(2));
  for (UnitFlows& unit : of.flows) unit.values.setZero(2, kFlows);
  UnitFlows &a = of.flows[0], &b = of.flows[1];
  a.at(0, contributing_end) = 80, a.at(1, contributing_end) = 120, a.at(1, contribution_base) = 2'400'000;
  a.at(0, pension_annual_end) = 100, a.at(1, pension_annual_end) = 900, a.at(1, effective_increase) = 0.08;
  for (Flow way : {retired_statutory, retired_flexible_early, retired_flexible_late, retired_special, retired_illness,
                   retired_irregular, illness_benefit_to_retired})
    a.at(1, way) = 1;
  a.at(1, retired_end) = 5, a.at(1, illness_benefit_annual_end) = 60;
  b.at(0, pension_annual_end) = 300, b.at(1, pension_annual_end) = 300, b.at(1, effective_increase) = 0.04;
  return of;
}

// 社预附01: 2,400,000 a year over the mean of 80 and 120 payers are 2000 a month; the city's increase is 8 + 12 on the
// 400 it was applied to, those of 31 December before.
TEST(BudgetDraft, TakesBasesOverMeanPayersAndIncreasesOverThePensionsTheyRaised) {
  const std::vector<BasicData> basic = basic_data(two_units(), 2016);
  EXPECT_DOUBLE_EQ(basic[0].base_per_head.value(), 2000);
  EXPECT_DOUBLE_EQ(basic.back().increase, 0.05);
}

// I4: (900 − 60)/12 over 5 retirees are 14 a month; nobody of B is retired, so the city's (900 − 60 + 300)/12 are of 5.
TEST(BudgetDraft, CountsNewRetireesByEveryWayAndMeansPensionsWithoutIllnessBenefit) {
  const std::vector<BasicData> basic = basic_data(two_units(), 2016);
  EXPECT_DOUBLE_EQ(basic[0].new_retirees, 7);
  EXPECT_DOUBLE_EQ(basic[1].new_retirees, 0);
  EXPECT_DOUBLE_EQ(basic.back().new_retirees, 7);
  EXPECT_DOUBLE_EQ(basic[0].mean_pension.value(), 14);
  EXPECT_FALSE(basic[1].mean_pension);
  EXPECT_DOUBLE_EQ(basic.back().mean_pension.value(), 19);
}

}  // namespace
}  // namespace ballast
