// The city's year under unified payment and national pooling, on the invented city of fiscal_city.hpp; by hand.
#include <gtest/gtest.h>

#include <array>
#include <map>

#include "sim/studies/budget_draft.hpp"
#include "sim/studies/cliff.hpp"
#include "sim/studies/ratchet.hpp"
#include "tests/sim/fiscal_city.hpp"
#include "tests/sim/held.hpp"

namespace ballast {
namespace {

/// A line's entries of a unit in a year.
Fen booked(const Ledger& ledger, std::string_view line, int unit, Year year) {
  Fen total;
  for (const Entry& e : ledger) total += e.year == year && e.unit == unit && e.line == line ? e.amount : Fen{};
  return total;
}

FiscalInput city_under(Regime regime, int years = 3) {
  FiscalInput in = small_city(years);
  for (FiscalRules& rules : in.rules) {
    rules.settle.regime = regime;
    rules.settle.interest_rate = 0.0;
    rules.central = {.upload_rate = 0.1, .wage_share = 0.9, .mean_wage = 1.0, .handout = 0.5, .transfer = 0.1};
  }
  for (auto& year : in.unit_rules)
    for (UnitRules& unit : year) unit.local_share = 0.2;
  for (auto& year : in.flows)
    for (FiscalFlows& f : year) f.should_be_insured = 500.0;
  for (UnitOpening& o : in.opening) o.should_be_insured = 500.0;
  return in;
}

// A, 2016: 1040 − 1160 = −120; usable 80 − 10 = 70; of the 50 left a fifth, 10, is the unit's, 40 the pool's.
TEST(ProvincialPayment, TakesTheOldBalanceThenTheLocalShareThenThePool) {
  const FiscalResult r = run(city_under(Regime::provincial));
  const UnitYear& a = r.years[0].units[0];
  EXPECT_EQ(a.settled.paid.total(), Fen{});
  EXPECT_EQ(a.levy, Fen{});
  EXPECT_EQ(a.settled.gap.gap_structural, fen_from_yuan(120.0));
  EXPECT_EQ(a.settled.cover.from_balance(), fen_from_yuan(70.0));
  EXPECT_EQ(a.settled.cover.treasury(), fen_from_yuan(10.0));
  EXPECT_EQ(a.settled.cover.topup, fen_from_yuan(40.0));
  EXPECT_EQ(a.closing(), fen_from_yuan(10.0));
}

// B, 2016: 730 − 520 = 210 goes up, its old 900 stay. Pool: 100 stay; 210 + 60 external − 40 = 230 go to the province.
TEST(ProvincialPayment, SendsTheYearsSurplusUpAndLeavesWhatWasThere) {
  const FiscalResult r = run(city_under(Regime::provincial));
  const UnitYear& b = r.years[0].units[1];
  EXPECT_EQ(b.settled.remitted, fen_from_yuan(210.0));
  EXPECT_EQ(b.closing(), fen_from_yuan(900.0));
  EXPECT_EQ(r.years[0].pool.passed_up, fen_from_yuan(230.0));
  EXPECT_EQ(r.years[0].pool.closing, fen_from_yuan(100.0));
}

// F27: what the pool held earns its own interest, 2 % · (100 + ½ · 60) = 2.60, and that does not go up.
TEST(ProvincialPayment, LeavesThePoolTheInterestOnItsOldMoney) {
  FiscalInput in = city_under(Regime::provincial, 1);
  in.rules[0].settle.interest_rate = 0.02;
  const PoolYear pool = run(in).years[0].pool;
  EXPECT_EQ(pool.interest, fen_from_yuan(2.60));
  EXPECT_EQ(pool.closing, fen_from_yuan(102.60));
}

TEST(ProvincialPayment, BringsWhatThePoolLacksAndNoMore) {
  FiscalInput in = city_under(Regime::provincial, 1);
  in.units.resize(1), in.opening.resize(1);
  in.unit_rules[0].resize(1), in.flows[0].resize(1);
  in.pool_opening = fen_from_yuan(15.0), in.external[0] = Fen{};
  const PoolYear pool = run(in).years[0].pool;
  EXPECT_EQ(pool.topup, fen_from_yuan(40.0));
  EXPECT_EQ(pool.backing, fen_from_yuan(25.0));
  EXPECT_EQ(pool.closing, Fen{});
  EXPECT_EQ(pool.passed_up, Fen{});
}

// What the plan missed is the unit's in full: 60 here, while the structural rest is shared as before.
TEST(ProvincialPayment, LeavesUnderCollectionWithTheUnit) {
  FiscalInput in = city_under(Regime::provincial, 1);
  in.central = {{{.income = fen_from_yuan(1100.0), .expenditure = fen_from_yuan(1160.0)},
                 {.income = fen_from_yuan(730.0), .expenditure = fen_from_yuan(520.0)}}};
  const UnitYear a = run(in).years[0].units[0];
  EXPECT_EQ(a.settled.cover.treasury_short, fen_from_yuan(60.0));
  EXPECT_EQ(a.settled.gap.gap_structural, fen_from_yuan(60.0));
  EXPECT_EQ(a.settled.cover.from_balance(), fen_from_yuan(60.0));
  EXPECT_EQ(a.settled.cover.topup, Fen{});
}

// Late money: pensions are paid all the same, the pool lends; once paid, it goes up and not into the unit's balance.
TEST(ProvincialPayment, PaysPensionsInTimeWhoeverIsLate) {
  FiscalInput in = city_under(Regime::provincial, 3);
  in.opening[0].balance = Fen{};
  in.unit_rules[0][0].ontime_share = 0.0, in.unit_rules[0][0].settlement = Fen{};
  const FiscalResult r = run(in);
  const UnitYear& first = r.years[0].units[0];
  EXPECT_EQ(first.settled.arrival.receivable, fen_from_yuan(24.0));
  EXPECT_EQ(first.settled.bridge.advance, fen_from_yuan(24.0));
  EXPECT_EQ(first.settled.bridge.benefit_arrears, Fen{});
  const UnitYear& second = r.years[1].units[0];
  EXPECT_EQ(second.settled.bridge.advance_repaid, fen_from_yuan(24.0));
  EXPECT_EQ(second.closing(), Fen{});
  EXPECT_EQ(r.years[1].pool.repaid, fen_from_yuan(24.0));
  EXPECT_EQ(r.years[1].pool.surplus, fen_from_yuan(220.0));  // B's alone: 760 − 540
}

// F26, K: A opens with 200 and misses its plan by 60 in 2016, which its treasury owes and does not pay: 60 of the other
// 120 missing are the balance's, K = 200 − 60 = 140, while 80 are there. In 2017 the 60 come and fill it up to K again;
// that year's surplus goes up, and 2018's too: K is what it held less what it used, not what happened to be there.
TEST(ProvincialPayment, LetsMoneyThatCameLateFillTheOldBalanceAgain) {
  FiscalInput in = city_under(Regime::provincial, 3);
  in.opening[0].balance = fen_from_yuan(200.0);
  in.unit_rules[0][0].ontime_share = 0.0, in.unit_rules[0][0].settlement = Fen{};
  in.flows[0][0] = year_of(1040.0, 1160.0), in.flows[1][0] = year_of(1160.0, 1100.0);
  in.flows[2][0] = year_of(1120.0, 1100.0);
  const auto path = [](double income, double expenditure) {
    return CentralPath{.income = fen_from_yuan(income), .expenditure = fen_from_yuan(expenditure)};
  };
  in.central = {
      {path(1100, 1160), path(730, 520)}, {path(1160, 1100), path(760, 540)}, {path(1120, 1100), path(790, 560)}};
  const FiscalResult r = run(in);
  const auto a = [&](std::size_t y) -> const UnitYear& { return r.years[y].units[0]; };
  EXPECT_EQ(a(0).settled.arrival.receivable, fen_from_yuan(60.0));
  EXPECT_EQ(a(0).settled.cover.from_balance(), fen_from_yuan(60.0));
  EXPECT_EQ(a(0).closing(), fen_from_yuan(80.0));
  EXPECT_EQ(a(1).settled.remitted, fen_from_yuan(60.0));
  EXPECT_EQ(a(1).closing(), fen_from_yuan(140.0));
  EXPECT_EQ(a(2).settled.remitted, fen_from_yuan(20.0));
  EXPECT_EQ(a(2).closing(), fen_from_yuan(140.0));
}

// A: upload 0.1 · 0.9 · 500 = 45; hand-out 0.5 · 100 = 50; transfer 0.1 · 100 = 10; so 15 come in net. The budget knows
// all three: gap 1160 + 45 − 1040 − 60 = 105, and so does the need.
TEST(NationalPooling, MovesUploadHandOutAndTransferWithinTheYearAndTheBudgetKnows) {
  const FiscalResult r = run(city_under(Regime::national));
  const UnitYear& a = r.years[0].units[0];
  EXPECT_EQ(a.central.upload, fen_from_yuan(45.0));
  EXPECT_EQ(a.central.handout, fen_from_yuan(50.0));
  EXPECT_EQ(a.central.transfer, fen_from_yuan(10.0));
  EXPECT_EQ(a.budget_gap, fen_from_yuan(105.0));
  EXPECT_EQ(a.settled.gap.need, fen_from_yuan(105.0));
  EXPECT_EQ(a.ex_ante.treasury_needed, fen_from_yuan(7.0));  // a fifth of 105 − 70
  EXPECT_EQ(a.settled.cover.treasury(), fen_from_yuan(7.0));
}

TEST(Regimes, ChangeByYearAndKeepEveryBook) {
  FiscalInput in = city_under(Regime::city_2016, 6);
  for (std::size_t y : {2u, 3u}) in.rules[y].settle.regime = Regime::provincial;
  for (std::size_t y : {4u}) in.rules[y].settle.regime = Regime::national;
  const FiscalResult r = run(in);
  EXPECT_GT(r.years[1].units[0].subsidies(), Fen{});
  EXPECT_EQ(r.years[2].units[0].subsidies(), Fen{});
  EXPECT_EQ(r.years[3].units[0].central.upload, Fen{});
  EXPECT_GT(r.years[4].units[0].central.upload, Fen{});
  EXPECT_GT(r.years[5].units[0].subsidies(), Fen{}) << "and back";
  EXPECT_EQ(r.years[4].units[1].closing(), r.years[1].units[1].closing()) << "the old balance stays";
}

TEST(Regimes, BookAllThatGoesUpAndComesDown) {
  const FiscalResult r = run(city_under(Regime::provincial));
  EXPECT_EQ(booked(r.ledger, "unified_collection", 0, 2016), fen_from_yuan(1040.0));
  EXPECT_EQ(booked(r.ledger, "unified_payment", 0, 2016), fen_from_yuan(1040.0));
  EXPECT_EQ(booked(r.ledger, "unified_surplus", 1, 2016), fen_from_yuan(210.0));
  EXPECT_EQ(booked(r.ledger, "provincial_surplus", -1, 2016), fen_from_yuan(230.0));
  for (const Entry& e : r.ledger)
    if (e.line == "unified_collection") {
      EXPECT_EQ(e.debit.holder, Holder::provincial_fund);
      EXPECT_EQ(e.credit.holder, Holder::unit_fund);
      EXPECT_EQ(e.clause, "人社部发〔2019〕112号");
    }
}

TEST(Regimes, FindOneFenInAnyFigureTheyMove) {
  for (Fen PoolYear::*figure : {&PoolYear::surplus, &PoolYear::backing, &PoolYear::passed_up})
    EXPECT_FALSE(run_fiscal(city_under(Regime::national), [&](FiscalResult& r) { r.years[1].pool.*figure += Fen{1}; }));
  const auto unit = [](auto change) {
    return run_fiscal(city_under(Regime::national), [&](FiscalResult& r) { change(r.years[1].units[1]); }).has_value();
  };
  EXPECT_FALSE(unit([](UnitYear& u) { u.settled.remitted += Fen{1}; }));
  EXPECT_FALSE(unit([](UnitYear& u) { u.central.upload += Fen{1}; }));
  EXPECT_FALSE(unit([](UnitYear& u) { u.central.handout += Fen{1}; }));
  EXPECT_FALSE(unit([](UnitYear& u) { u.reward.county += Fen{1}; }));
}

// Rewards are paid by treasuries to agencies; every fund is as it would be without them (44-5.6, 44-5.7).
TEST(Rewards, PassEveryFundBy) {
  FiscalInput in = small_city(4);
  const FiscalResult without = run(in);
  for (FiscalRules& rules : in.rules) rules.reward = {.city_pool = fen_from_yuan(30.0), .weight_completion = 1.0};
  for (auto& year : in.unit_rules)
    for (UnitRules& unit : year) unit.reward.county_rate = 0.01;
  const FiscalResult with = run(in);
  for (std::size_t y = 0; y < 4; ++y) {
    for (std::size_t c = 0; c < 2; ++c) {
      EXPECT_EQ(with.years[y].units[c].closing(), without.years[y].units[c].closing());
      EXPECT_EQ(with.years[y].units[c].reward.city, fen_from_yuan(15.0));
    }
    EXPECT_EQ(with.years[y].pool.closing, without.years[y].pool.closing);
  }
  EXPECT_EQ(with.years[1].units[0].reward.county, fen_from_yuan(10.40));  // 1 % of 1040 collected in 2016
  const Fen paid = held(with.ledger, {Holder::agencies, -1}, 2100);
  EXPECT_EQ(paid, fen_from_yuan(4 * 30.0 + 10.0 + 10.4 + 10.8 + 11.2 + 7.0 + 7.3 + 7.6 + 7.9));
}

// 44-5.6: the city's reward is the city's money; 44-5.7: a unit government rewards its own agency, 市本级 with the
// city's.
TEST(Rewards, ArePaidByTheGovernmentThatPromisedThem) {
  FiscalInput in = small_city(1);
  in.city_unit = 1;
  in.rules[0].reward = {.city_pool = fen_from_yuan(30.0), .weight_completion = 1.0};
  for (UnitRules& unit : in.unit_rules[0]) unit.reward.county_rate = 0.01;
  std::map<Account, Fen> paid;
  for (const Entry& e : run(in).ledger)
    if (e.debit.holder == Holder::agencies) paid[e.credit] += e.amount;
  const std::map<Account, Fen> promised{{{Holder::unit_treasury, 0}, fen_from_yuan(10.0)},
                                        {{Holder::city_treasury, -1}, fen_from_yuan(30.0 + 7.0)}};
  EXPECT_EQ(paid, promised);
}

// Under national pooling one retiree more brings 0.6 yuan; a contributor who should be insured anyway costs nothing.
TEST(Cliff, IsTheNationalFundsAccountUnderItsRegime) {
  const FiscalInput in = city_under(Regime::national);
  const Cliff c = cliff(in, run(in), 0, 0);
  EXPECT_EQ(c.regime, Regime::national);
  EXPECT_EQ(c.amount, fen_from_yuan(15.0));
  EXPECT_EQ(c.one_more_retiree, fen_from_yuan(0.6));
  EXPECT_EQ(c.one_more_contributor, Fen{});
  const FiscalInput provincial = city_under(Regime::provincial);
  EXPECT_EQ(cliff(provincial, run(provincial), 0, 0).one_more_retiree, Fen{});
}

// F23, F35: 2017 is reckoned on 31 December 2016: 0.6 yuan for each of 110 retirees less 0.09 for each of 500 insured.
TEST(Cliff, CountsTheHeadsOfTheYearBeforeUnderTheNationalFund) {
  FiscalInput in = city_under(Regime::national);
  in.flows[0][0].retirees = 110.0;
  EXPECT_EQ(cliff(in, run(in), 1, 0).amount, fen_from_yuan(66.0 - 45.0));
}

// F35: where all who should be insured are, one contributor more is one more who should be: 0.1 · 0.9 · 1 yuan goes up.
TEST(Cliff, ChargesAContributorBeyondThoseWhoShouldBeInsured) {
  FiscalInput in = city_under(Regime::national);
  in.opening[0].should_be_insured = in.opening[0].contributors;
  EXPECT_EQ(cliff(in, run(in), 0, 0).one_more_contributor, fen_from_yuan(-0.09));
  in.opening[0].should_be_insured = 200.0;  // more are insured than should be: 240, of whom 21.60 are due
  EXPECT_EQ(cliff(in, run(in), 0, 0).amount, fen_from_yuan(50.0 + 10.0 - 21.60));
}

// B collects 7.30 more in 2016 than its 730. Next year's plan: projection 760 · 737.30/730 − 760 = 7.60; growth
// (none) 7.30; trend 737.30²/700 − 730²/700 = 15.30; capacity knows what is due and asks for nothing more. What the
// raised plan asks beyond 2017's 760 is owed in full although B's fund has plenty (44-2.7); growth still plans below
// it.
TEST(Ratchet, TurnsAGoodYearIntoAHigherPlanByMethod) {
  FiscalInput in = small_city(4);
  for (auto& year : in.flows)
    for (FiscalFlows& f : year) f.at(Flow::contributions_due) = f.income() + fen_from_yuan(50.0);
  const std::vector<double> worth(4, 1.0);
  const std::vector<Ratchet> rows = ratchets(in, {0, 1, worth}, 0.01);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].good, fen_from_yuan(7.30));
  const std::array next_plan{7.60, 7.30, 15.30, 0.0}, treasury_next{7.60, 0.0, 15.30, 0.0},
      treasury{0.0, 0.0, 0.0, -7.30};  // capacity asks for 780 of 2016's 730: a better year owes less at once
  for (std::size_t k = 0; k < rows.size(); ++k) {
    EXPECT_EQ(rows[k].next_plan, fen_from_yuan(next_plan[k])) << k;
    EXPECT_EQ(rows[k].treasury, fen_from_yuan(treasury[k])) << k;
    EXPECT_EQ(rows[k].treasury_next, fen_from_yuan(treasury_next[k])) << k;
  }
  EXPECT_DOUBLE_EQ(rows[0].treasury_pv, yuan(rows[0].treasury_ever)) << "a yuan is worth a yuan";
  const Ratchet last = ratchets(in, {3, 1, worth}, 0.01).front();
  EXPECT_FALSE(last.next_plan || last.treasury_next) << "nobody knows the year after the last";
}

// F34: the method plans, whatever budget was approved: B's 730.00 collected one in a hundred better make 7.60 more.
TEST(Ratchet, AsksThePlanMethodAndNotTheApprovedBudget) {
  FiscalInput in = small_city(2);
  in = with_budgets_fixed(in, fiscal_years(in));
  const std::vector<double> worth(2, 1.0);
  EXPECT_EQ(ratchets(in, {0, 1, worth}, 0.01).front().next_plan, fen_from_yuan(7.60));
}

// A without balance under provincial payment: a foreseen or unforeseen yuan costs it the fifth, pool and province the
// rest; an uncollected or overspent one costs it all. In present value the same, times what a fen of that year is
// worth.
TEST(MarginalCost, UnderProvincialPaymentIsTheLocalShareExceptForWhatTheUnitAnswersFor) {
  FiscalInput in = city_under(Regime::provincial);
  in.opening[0].balance = Fen{};
  const std::vector<FiscalYear> planned = fiscal_years(in);
  const FiscalInput fixed = with_budgets_fixed(in, planned);
  const std::vector<double> worth{1.0, 0.5, 0.25};
  const auto costs = marginal_costs(fixed, fiscal_years(fixed), {1, 0, worth});
  const std::array treasury{20, 20, 100, 100};
  for (std::size_t k = 0; k < costs.size(); ++k) {
    EXPECT_EQ(costs[k].treasury, Fen{treasury[k]}) << k;
    EXPECT_EQ(costs[k].subsidies, Fen{100 - treasury[k]}) << k;
    EXPECT_EQ(costs[k].balance, Fen{}) << k;
    EXPECT_EQ(costs[k].treasury_ever, costs[k].treasury) << k;
    EXPECT_DOUBLE_EQ(costs[k].treasury_pv, 0.5 * yuan(Fen{treasury[k]})) << k;
  }
}

// The official form under unified payment: what pool and province bear comes down, the local share is the treasury's, a
// planned surplus goes up, and the whole city still adds up line by line.
TEST(BudgetDraft, SharesTheGapWithTheProvinceUnderUnifiedPayment) {
  const FiscalInput in = city_under(Regime::national);
  const FiscalResult r = run(in);
  const BudgetDraft d = draft_budget(in, r.years, 0, {.solve = true});
  const UnitBudget &a = d.units[0], &b = d.units[1];
  EXPECT_EQ(a.support, fen_from_yuan(28.0));  // 105 − 70 of balance, less the fifth
  EXPECT_EQ(a.needed, fen_from_yuan(7.0));
  EXPECT_EQ(a.sheet.at(FormLine::superior_subsidy), fen_from_yuan(28.0));
  EXPECT_EQ(a.sheet.at(FormLine::central_adjustment_income) + a.sheet.at(FormLine::national_pooling_income),
            fen_from_yuan(60.0));
  EXPECT_EQ(d.city.at(FormLine::central_adjustment_income),
            a.sheet.at(FormLine::central_adjustment_income) + b.sheet.at(FormLine::central_adjustment_income));
  EXPECT_EQ(a.sheet.closing(), fen_from_yuan(10.0));
  EXPECT_EQ(b.surplus, fen_from_yuan(730.0 + 60.0 - 520.0 - 45.0));
  EXPECT_EQ(b.sheet.closing(), fen_from_yuan(900.0));
  EXPECT_TRUE(d.balanced());
  EXPECT_EQ(d.pool.closing(), fen_from_yuan(100.0));
  EXPECT_EQ(d.city.closing(), a.sheet.closing() + b.sheet.closing() + d.pool.closing());
}

// A's treasury pays nothing of its 10 of 2016, so A holds less than the 10 that are its own: of 2017's 40 over, 10 fill
// them up and 30 go up (F26).
TEST(BudgetDraft, SendsUpOnlyWhatGoesBeyondTheUnitsOwnStock) {
  FiscalInput in = city_under(Regime::provincial);
  in.unit_rules[0][0].ontime_share = 0.0, in.unit_rules[0][0].settlement = Fen{};
  in.flows[1][0] = year_of(1200.0, 1160.0);
  const FiscalResult r = run(in);
  const UnitBudget a = draft_budget(in, r.years, 1, {.solve = true}).units[0];
  EXPECT_EQ(a.sheet.opening, Fen{});
  EXPECT_EQ(a.own_stock, fen_from_yuan(10.0));
  EXPECT_EQ(a.surplus, fen_from_yuan(30.0));
}

}  // namespace
}  // namespace ballast
