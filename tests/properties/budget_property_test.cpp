// What must hold of budgets and explanations for any figures.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "sim/studies/budget_draft.hpp"
#include "sim/studies/trace.hpp"
#include "tests/sim/fiscal_city.hpp"

namespace ballast {
namespace {

Fen some_money() { return {*rc::gen::inRange<std::int64_t>(0, 1'000'001)}; }

/// The small city with any figures, any plan method and any levy.
FiscalInput some_city() {
  FiscalInput in = small_city();
  const double levy = *rc::gen::inRange(0, 21) / 100.0;
  const auto method =
      *rc::gen::element(PlanMethod::projection, PlanMethod::growth, PlanMethod::trend, PlanMethod::capacity);
  in.pool_opening = some_money();
  for (int y = 0; y < in.years; ++y) {
    in.rules[y].plan = {.method = method, .stretch = *rc::gen::inRange(-20, 21) / 100.0, .growth = 0.05};
    in.external[y] = some_money();
    for (std::size_t c = 0; c < in.units.size(); ++c) {
      in.unit_rules[y][c].levy_rate = levy;
      for (const auto lines : kFiscalLines)
        for (const FiscalLine& line : lines) in.flows[y][c].at(line.flow) = some_money();
    }
  }
  return in;
}

RC_GTEST_PROP(BudgetProperty, LevelsAddUpLineByLineAndLinesToThePlan, ()) {
  const FiscalInput in = some_city();
  const auto result = run_fiscal(in);
  for (int y = 0; y < in.years; ++y) {
    const BudgetDraft d = draft_budget(in, result->years, y, {.solve = true});
    BudgetSheet sum = d.pool;
    for (const UnitBudget& u : d.units) {
      sum.opening += u.sheet.opening;
      for (std::size_t i = 0; i < sum.lines.size(); ++i) sum.lines[i] += u.sheet.lines[i];
      RC_ASSERT(u.sheet.contributions() == u.plan.income);
      RC_ASSERT(u.sheet.expenditure() == u.plan.expenditure + u.plan.levy);
      RC_ASSERT(u.sheet.income() == u.plan.income + u.plan.other + u.paid.total() + u.treasury);
      RC_ASSERT(u.lacking == Fen{});
      RC_ASSERT(u.sheet.closing() >= u.sheet.opening - u.usable);
    }
    const Fen between = d.between.subsidies + d.between.levies;
    RC_ASSERT(d.city.income() == sum.income() - between);
    RC_ASSERT(d.city.expenditure() == sum.expenditure() - between);
    RC_ASSERT(d.city.closing() == sum.closing());
    RC_ASSERT(d.pool.closing() >= Fen{});
  }
}

RC_GTEST_PROP(BudgetProperty, UnderRegimesAboveTheCityLevelsStillAddUpAndNobodyLacks, ()) {
  FiscalInput in = some_city();
  const Regime regime = *rc::gen::element(Regime::provincial, Regime::national);
  for (int y = 0; y < in.years; ++y) {
    in.rules[y].settle.regime = regime;
    in.rules[y].central = {.upload_rate = 0.03, .wage_share = 0.9, .mean_wage = 60.0, .handout = 3.0, .transfer = 0.5};
    for (UnitRules& unit : in.unit_rules[y]) unit.local_share = *rc::gen::inRange(0, 11) / 10.0;
  }
  const auto result = run_fiscal(in);
  for (int y = 0; y < in.years; ++y) {
    const BudgetDraft d = draft_budget(in, result->years, y, {.solve = true});
    std::vector<BudgetSheet> all{d.pool};
    for (const UnitBudget& u : d.units) {
      all.push_back(u.sheet);
      RC_ASSERT(u.lacking == Fen{});
      RC_ASSERT(u.sheet.at(FormLine::superior_subsidy) == u.paid.total() + u.support);
      RC_ASSERT(u.sheet.at(FormLine::superior_levy) == u.levy + u.surplus);
    }
    RC_ASSERT(consolidated(all, d.between) == d.city);
    RC_ASSERT(d.pool.closing() >= Fen{});
  }
}

RC_GTEST_PROP(BudgetProperty, NoTreasuryIsAskedForMoreThanBalances, ()) {
  const FiscalInput in = some_city();
  const auto result = run_fiscal(in);
  for (const UnitBudget& u : draft_budget(in, result->years, 1, {.solve = true}).units)
    if (u.treasury > Fen{}) RC_ASSERT(u.sheet.closing() == u.sheet.opening - u.usable);
}

RC_GTEST_PROP(ExplainProperty, BooksCloseAndNeedsArePaidToTheFen, ()) {
  const FiscalInput in = some_city();
  const auto result = run_fiscal(in);
  for (const FiscalYear& year : result->years) {
    Fen units;
    for (std::size_t c = 0; c < year.units.size(); ++c) {
      const FundBooks books = fund_books(result->ledger, {.unit = static_cast<int>(c)}, year.year);
      RC_ASSERT(books.closing == year.units[c].closing());
      units += books.closing;
      Fen paid;
      for (const NeedShare& share : need_shares(year.units[c].settled)) paid += share.amount;
      RC_ASSERT(paid == year.units[c].settled.gap.need);
    }
    const FundBooks pool = fund_books(result->ledger, {.kind = FundScope::Kind::pool}, year.year);
    const FundBooks city = fund_books(result->ledger, {.kind = FundScope::Kind::city}, year.year);
    RC_ASSERT(pool.closing == year.pool.closing);
    RC_ASSERT(city.closing == units + pool.closing);
  }
}

}  // namespace
}  // namespace ballast
