// Worked examples of the order's money, each reckoned by hand in the comment above it. Amounts in 10,000 yuan (万元);
// the unit is invented, its sizes those of a small county.
#include <gtest/gtest.h>

#include "sim/engine/fiscal.hpp"
#include "tests/sim/held.hpp"

namespace ballast {
namespace {

constexpr double kWan = 10'000.0;
Fen wan(double amount) { return fen_from_yuan(amount * kWan); }

/// Plan 10,000 + 200 other, budget 13,000; collected 9,700 + 200, spent 13,100; balance 500; no interest.
FiscalInput county() {
  FiscalInput in;
  in.units = {"county"};
  in.first_year = 2016, in.years = 1;
  in.rules.resize(1), in.external.resize(1);
  in.pool_opening = wan(10'000);
  in.base_gap_share = 0.8;
  in.opening = {{.balance = wan(500)}};
  UnitRules unit;
  unit.approved_budget = Budget{.income = wan(10'000), .other = wan(200), .expenditure = wan(13'000), .levy = {}};
  in.unit_rules = {{unit}};
  FiscalFlows f;
  f.at(Flow::contributions_unit) = wan(9'700);
  f.at(Flow::transfers_in) = wan(200);
  f.at(Flow::pension_basic) = wan(13'100);
  f.at(Flow::increase_surviving) = wan(600);
  in.flows = {{f}};
  return in;
}

FiscalInput under_old_rule() {
  FiscalInput in = county();
  in.rules[0].rule = SubsidyRule::share_of_gap;
  in.rules[0].gap_share = 0.8;
  return in;
}

FiscalResult run(const FiscalInput& in) {
  const auto result = run_fiscal(in);
  EXPECT_TRUE(result.has_value());
  return result.value_or(FiscalResult{});
}

// Budget gap 13,000 − 10,000 − 200 = 2,800; subsidy 80 % = 2,240 (44-2.10). The year: 9,700 + 200 + 2,240 − 13,100 =
// −960. Short 300 (44-2.7), the treasury's. Of the remaining 660, over budget 100 (44-2.8), structural 560 (44-2.6).
// The balance gives its 500 to the structural part; the treasury pays 60 of it and the 100. In all 300 + 60 + 100 =
// 460; nothing is left.
TEST(WorkedExample, OldRule) {
  const UnitYear u = run(under_old_rule()).years[0].units[0];
  EXPECT_EQ(u.budget_gap, wan(2'800));
  EXPECT_EQ(u.settled.paid.share_of_gap, wan(2'240));
  EXPECT_EQ(u.settled.gap.need, wan(960));
  EXPECT_EQ(u.settled.gap.gap_short, wan(300));
  EXPECT_EQ(u.settled.gap.gap_over, wan(100));
  EXPECT_EQ(u.settled.gap.gap_structural, wan(560));
  EXPECT_EQ(u.settled.cover.from_balance(), wan(500));
  EXPECT_EQ(u.settled.cover.treasury(), wan(460));
  EXPECT_EQ(u.closing(), Fen{});
}

// The same year by the rule of 2016. Fixed: 2015's gap 2,800 · 80 % = 2,240 (44-2.11). Adjustment: 600 still in
// payment, last year 1.8 contributors a retiree, tier 70 % → 420 (44-2.13). Special on last year: 50 more collected,
// nothing saved, 400 of own money in time → 0.1 · 50 + 0.05 · 400 = 25, below the cap of 0.1 · 450 = 45 (44-2.14). The
// year: 9,900 + 2,685 − 13,100 = −515. Short 300; of the remaining 215, over 100, structural 115. The balance pays 115
// and then 100; the treasury only the 300 it did not collect. Left: 500 − 215 = 285.
TEST(WorkedExample, NewRule) {
  FiscalInput in = county();
  in.opening[0] = {.balance = wan(500),
                   .income = wan(9'050),
                   .plan_income = wan(9'000),
                   .other_income = {},
                   .plan_other_income = {},
                   .expenditure = wan(11'800),
                   .budget_expenditure = wan(11'800),
                   .treasury_on_time = wan(400),
                   .contributors = 18'000,
                   .payers = 15'000,
                   .retirees = 10'000};
  in.rules[0].tiers = {{0.0, 0.8}, {1.5, 0.7}, {2.0, 0.6}};
  in.rules[0].special = {.weight_extra = 0.1, .weight_saved = 0.1, .weight_own = 0.05, .cap = {}, .cap_share = 0.1};
  const UnitYear u = run(in).years[0].units[0];
  EXPECT_EQ(u.settled.paid.fixed, wan(2'240));
  EXPECT_EQ(u.settled.paid.adjustment, wan(420));
  EXPECT_EQ(u.settled.paid.special, wan(25));
  EXPECT_EQ(u.settled.gap.need, wan(515));
  EXPECT_EQ(u.settled.cover.from_balance_structural, wan(115));
  EXPECT_EQ(u.settled.cover.from_balance_over, wan(100));
  EXPECT_EQ(u.settled.cover.treasury(), wan(300));
  EXPECT_EQ(u.closing(), wan(285));
}

// The old rule's 460, of which 60 % come in time: 276. Late 184; the city owes the county 150 in its settlement and
// puts all of it into the fund (44-2.9); 34 stay owed. Cash: 500 − 960 + 276 + 150 = −34, which the pool lends so that
// pensions are paid (44-5.1). Next year, with 3,100 collected against 3,000 spent and money in time, the 34 come, 34
// are repaid, and 100 stay: B' = 0 + 100 + 34 − 34.
TEST(WorkedExample, LatePayment) {
  FiscalInput in = under_old_rule();
  in.years = 2;
  in.rules.push_back(in.rules[0]), in.external.push_back({});
  in.unit_rules[0][0].ontime_share = 0.6;
  in.unit_rules[0][0].settlement = wan(150);
  UnitRules next;
  next.approved_budget = Budget{.income = wan(3'100), .other = {}, .expenditure = wan(3'000), .levy = {}};
  in.unit_rules.push_back({next});
  FiscalFlows f;
  f.at(Flow::contributions_unit) = wan(3'100), f.at(Flow::pension_basic) = wan(3'000);
  in.flows.push_back({f});
  const FiscalResult r = run(in);
  const UnitSettlement &first = r.years[0].units[0].settled, &second = r.years[1].units[0].settled;
  EXPECT_EQ(first.arrival.on_time, wan(276));
  EXPECT_EQ(first.arrival.withheld, wan(150));
  EXPECT_EQ(first.arrival.receivable, wan(34));
  EXPECT_EQ(first.bridge.advance, wan(34));
  EXPECT_EQ(first.bridge.benefit_arrears, Fen{});
  EXPECT_EQ(second.cover.treasury(), wan(34));
  EXPECT_EQ(second.bridge.advance_repaid, wan(34));
  EXPECT_EQ(second.bridge.closing, wan(100));
  EXPECT_EQ(held(r.ledger, {Holder::city_treasury, -1}, 2016), Fen{}) << "what the city withholds is the county's";
}

// Two counties are due 2,240 + 420 + 25 and 1,000 + 200 + 115, together 4,000; the pool has 3,000 (44-2.15). Pro rata
// all get three quarters: 1,680 + 315 + 18.75 and 750 + 150 + 86.25. In order of kind the fixed part, 3,240, takes
// everything: 3,000 · 2,240/3,240 = 2,074.074074 and 925.925926; adjustment and special get nothing. What is unpaid
// lapses, or is carried: then the first county brings 2,685 − 2,013.75 = 671.25 into the next year.
TEST(WorkedExample, LimitedPool) {
  FiscalInput in = county();
  in.units = {"first", "second"};
  in.opening.resize(2), in.flows[0].resize(2), in.unit_rules[0].resize(2);
  in.unit_rules[0][0].granted = Subsidies{{}, wan(2'240), wan(420), wan(25)};
  in.unit_rules[0][1].granted = Subsidies{{}, wan(1'000), wan(200), wan(115)};
  in.pool_opening = wan(3'000);
  const FiscalResult rated = run(in);
  EXPECT_EQ(rated.years[0].units[0].settled.paid, (Subsidies{{}, wan(1'680), wan(315), wan(18.75)}));
  EXPECT_EQ(rated.years[0].units[1].settled.paid, (Subsidies{{}, wan(750), wan(150), wan(86.25)}));
  EXPECT_EQ(rated.years[0].pool.closing, Fen{});
  in.rules[0].settle.limited_pool = PoolMode::priority;
  const FiscalResult ordered = run(in);
  EXPECT_EQ(ordered.years[0].units[0].settled.paid, (Subsidies{{}, wan(2'074.074074), {}, {}}));
  EXPECT_EQ(ordered.years[0].units[1].settled.paid, (Subsidies{{}, wan(925.925926), {}, {}}));
  in.rules[0] = {};
  in.rules[0].unpaid = UnpaidMode::carry;
  in.years = 2;
  in.rules.push_back(in.rules[0]), in.external.push_back(wan(5'000));
  in.unit_rules.push_back(in.unit_rules[0]), in.flows.push_back(in.flows[0]);
  EXPECT_EQ(run(in).years[1].units[0].brought_forward.total(), wan(671.25));
}

}  // namespace
}  // namespace ballast
