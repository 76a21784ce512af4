// What must hold of the fiscal step for any figures, not for chosen ones.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "tests/properties/random_city.hpp"
#include "tests/sim/held.hpp"

namespace ballast {
namespace {

using namespace random_city;

RC_GTEST_PROP(FiscalProperty, PartsOfTheGapSumToTheNeedAndPayersToTheirParts, ()) {
  const Settlement s = settle(some_rules(), some_claims(), some_money(500'000));
  for (const UnitSettlement& u : s.units) {
    RC_ASSERT(u.gap.gap_short + u.gap.gap_over + u.gap.gap_structural == u.gap.need);
    RC_ASSERT(u.cover.topup + u.cover.from_balance_structural + u.cover.treasury_structural == u.gap.gap_structural);
    RC_ASSERT(u.cover.from_balance_over + u.cover.treasury_over == u.gap.gap_over);
    RC_ASSERT(u.cover.from_balance() <= u.usable);
    RC_ASSERT(u.arrival.on_time + u.arrival.withheld + u.arrival.receivable == u.cover.treasury());
  }
}

RC_GTEST_PROP(FiscalProperty, NoFundAndNoPoolClosesBelowZero, ()) {
  const Settlement s = settle(some_rules(), some_claims(), some_money(500'000));
  RC_ASSERT(s.pool_closing >= Fen{});
  for (const UnitSettlement& u : s.units) {
    RC_ASSERT(u.bridge.closing >= Fen{});
    RC_ASSERT(u.bridge.benefit_arrears >= Fen{});
    RC_ASSERT(u.gap.gap_structural >= Fen{} && u.gap.gap_over >= Fen{} && u.gap.gap_short >= Fen{});
  }
}

// Money paid in time and in full leaves no unit short of its reserve unless it began there: the no-deficit rule.
RC_GTEST_PROP(FiscalProperty, TreasuriesThatPayInTimeLeaveNoPensionUnpaid, ()) {
  std::vector<UnitClaim> claims = some_claims();
  for (UnitClaim& c : claims) c.ontime_share = 1.0;
  for (const UnitSettlement& u : settle(some_rules(), claims, some_money(500'000)).units) {
    RC_ASSERT(u.bridge.advance == Fen{});
    RC_ASSERT(u.bridge.benefit_arrears == Fen{});
  }
}

RC_GTEST_PROP(FiscalProperty, TreasuryNeverRisesWithBalanceOrSubsidies, ()) {
  SettleRules rules = some_rules();
  rules.topup = PoolTopup::none;
  const UnitClaim claim = some_claim();
  const Fen before = treasury_alone(rules, claim);
  const Fen more = some_money(100'000);
  UnitClaim richer = claim;
  richer.balance += more;
  RC_ASSERT(treasury_alone(rules, richer) <= before);
  for (Fen Subsidies::*kind : kSubsidyKinds) {
    UnitClaim helped = claim;
    helped.entitled.*kind += more;
    RC_ASSERT(treasury_alone(rules, helped) <= before);
  }
}

RC_GTEST_PROP(FiscalProperty, AFullerPoolNeverRaisesAnyonesTreasury, ()) {
  const SettleRules rules = some_rules();
  const std::vector<UnitClaim> claims = some_claims();
  const Fen pool = some_money(300'000);
  const Settlement poor = settle(rules, claims, pool);
  const Settlement rich = settle(rules, claims, pool + some_money(300'000));
  for (std::size_t c = 0; c < claims.size(); ++c) {
    // Largest remainders may move a fen of each kind of subsidy, and one of the top-up, from one unit to another.
    const Fen moved{static_cast<std::int64_t>(kSubsidyKinds.size()) + 1};
    RC_ASSERT(rich.units[c].cover.treasury() <= poor.units[c].cover.treasury() + moved);
  }
}

RC_GTEST_PROP(FiscalProperty, WhatIsOwedForAMissedPlanDependsOnThePlanAlone, ()) {
  SettleRules rules = some_rules();
  rules.gap.short_rule = ShortRule::full;
  std::vector<UnitClaim> claims = some_claims();
  const Settlement before = settle(rules, claims, some_money());
  for (UnitClaim& c : claims) c.balance = some_money(), c.entitled = {}, c.expenditure = some_money();
  const Settlement after = settle(rules, claims, some_money());
  for (std::size_t c = 0; c < claims.size(); ++c) {
    RC_ASSERT(after.units[c].cover.treasury_short == before.units[c].cover.treasury_short);
  }
}

// With nothing missed and nothing overspent: treasury = max(0, need − usable balance), whatever the short rule.
RC_GTEST_PROP(FiscalProperty, WithoutShortOrOverItIsThePlainNoDeficitRule, ()) {
  SettleRules rules = some_rules();
  rules.topup = PoolTopup::none;
  rules.interest_rate = 0.0;
  UnitClaim c = some_claim();
  c.plan_income = c.income;
  c.budget_expenditure = c.expenditure;
  c.receivable_brought_forward = {};
  const std::int64_t lacking = (c.expenditure + c.levy - c.income - c.other_income - c.entitled.total()).count;
  const auto share = static_cast<std::int64_t>(std::llround(c.balance_share * 100.0));
  const std::int64_t by_share = (c.balance.count * share + 50) / 100;
  const std::int64_t usable = std::max<std::int64_t>(0, std::min(by_share, (c.balance - c.reserve_floor).count));
  RC_ASSERT(treasury_alone(rules, c).count == std::max<std::int64_t>(0, std::max<std::int64_t>(0, lacking) - usable));
}

RC_GTEST_PROP(FiscalProperty, TheOrderOfUnitsMattersToNobody, ()) {
  const SettleRules rules = some_rules();
  const std::vector<UnitClaim> claims = some_claims();
  std::vector<UnitClaim> reversed(claims.rbegin(), claims.rend());
  const Fen pool = some_money(2'000'000);
  const Settlement forth = settle(rules, claims, pool);
  const Settlement back = settle(rules, reversed, pool);
  for (std::size_t c = 0; c < claims.size(); ++c) {
    const UnitSettlement& a = forth.units[c];
    const UnitSettlement& b = back.units[claims.size() - 1 - c];
    // Exact ties of remainders go to the earlier unit: at most a fen per kind, its interest, top-up and advance.
    RC_ASSERT(std::abs((a.paid.total() - b.paid.total()).count) <= 4);
    RC_ASSERT(std::abs((a.bridge.closing - b.bridge.closing).count) <= 8);
    RC_ASSERT(std::abs((a.cover.treasury() - b.cover.treasury()).count) <= 8);
  }
}

RC_GTEST_PROP(FiscalProperty, EveryFundHoldsByItsEntriesWhatItsBooksCloseWith, ()) {
  const FiscalInput in = some_city();
  const auto result = run_fiscal(in);
  if (!result) RC_FAIL(result.error().front().what);
  for (const FiscalYear& year : result->years) {
    for (std::size_t c = 0; c < year.units.size(); ++c) {
      const Account fund{Holder::unit_fund, static_cast<int>(c)};
      RC_ASSERT(held(result->ledger, fund, year.year) == year.units[c].closing());
    }
    RC_ASSERT(held(result->ledger, {Holder::city_pool, -1}, year.year) == year.pool.closing);
  }
}

/// Any entry of the ledger.
Entry& some_entry(FiscalResult& r) { return r.ledger[*rc::gen::inRange<std::size_t>(0, r.ledger.size())]; }

RC_GTEST_PROP(FiscalProperty, OneFenLostInAnyEntryIsFoundOnItsLine, ()) {
  Entry entry;
  const auto result = run_fiscal(some_city(), [&](FiscalResult& r) {
    Entry& lost = some_entry(r);
    lost.amount -= Fen{1};
    entry = lost;
  });
  RC_ASSERT(!result.has_value());
  RC_ASSERT(result.error().front().what.ends_with(fmt::format("{} {}, -1 fen", entry.year, entry.line)));
}

RC_GTEST_PROP(FiscalProperty, AnyEntryUnderAnotherLineIsFound, ()) {
  const auto result = run_fiscal(some_city(), [](FiscalResult& r) {
    Entry &from = some_entry(r), &to = some_entry(r);
    RC_PRE(from.line != to.line);
    from.line = to.line;
  });
  RC_ASSERT(!result.has_value());
}

}  // namespace
}  // namespace ballast
