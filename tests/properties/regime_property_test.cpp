// What must hold of every regime and every rule of subsidy, for any figures.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tests/properties/random_city.hpp"
#include "tests/sim/held.hpp"

namespace ballast {
namespace {

using namespace random_city;

/// Any rules with the claims that belong to them.
struct Given {
  SettleRules rules;
  std::vector<UnitClaim> claims;
};

Given some_case() {
  if (*rc::gen::arbitrary<bool>()) return {some_unified_rules(), some_unified_claims()};
  return {some_rules(), some_claims()};
}

RC_GTEST_PROP(RegimeProperty, PartsSumToTheGapAndPayersToTheirParts, ()) {
  const Given given = some_case();
  for (const UnitSettlement& u : settle(given.rules, given.claims, some_money(500'000)).units) {
    RC_ASSERT(u.gap.gap_short + u.gap.gap_over + u.gap.gap_structural == u.gap.need);
    RC_ASSERT(u.cover.topup + u.cover.from_balance_structural + u.cover.treasury_structural == u.gap.gap_structural);
    RC_ASSERT(u.cover.from_balance_over + u.cover.treasury_over == u.gap.gap_over);
    RC_ASSERT(u.arrival.on_time + u.arrival.withheld + u.arrival.receivable == u.cover.treasury());
    RC_ASSERT(u.remitted >= Fen{} && u.bridge.closing >= Fen{});
  }
}

// The order spares the treasury while the balance lasts, and overspending the balance that structural gaps ask for.
RC_GTEST_PROP(RegimeProperty, NobodyPaysWhatTheOrderSparesThem, ()) {
  const Given given = some_case();
  const bool up = unified(given.rules.regime);
  for (const UnitSettlement& u : settle(given.rules, given.claims, some_money(500'000)).units) {
    if (u.cover.treasury_structural > Fen{}) RC_ASSERT(u.cover.from_balance_structural == u.usable);
    if (u.cover.treasury_over > Fen{}) RC_ASSERT(u.cover.from_balance() == u.usable);
    if (u.cover.from_balance_over > Fen{})
      RC_ASSERT(u.cover.from_balance_structural == u.gap.gap_structural - u.cover.topup);
    if (up && u.cover.topup > Fen{}) RC_ASSERT(u.cover.from_balance_structural == u.usable);
    if (u.gap.need == Fen{}) RC_ASSERT(u.cover.topup + u.cover.from_balance() == Fen{});
  }
}

RC_GTEST_PROP(RegimeProperty, UnderUnifiedPaymentAUnitKeepsNoMoreThanItsOwnStock, ()) {
  const std::vector<UnitClaim> claims = some_unified_claims();
  const Settlement s = settle(some_unified_rules(), claims, some_money(500'000));
  for (std::size_t c = 0; c < claims.size(); ++c) {
    const UnitSettlement& u = s.units[c];
    RC_ASSERT(u.bridge.closing <= claims[c].own_stock - u.cover.from_balance());
    RC_ASSERT(u.bridge.benefit_arrears == Fen{});
    RC_ASSERT(u.paid.total() == Fen{});
  }
}

RC_GTEST_PROP(RegimeProperty, TreasuryNeverRisesWithTheBalance, ()) {
  Given given = some_case();
  given.rules.topup = PoolTopup::none;
  const UnitClaim claim = given.claims.front();
  UnitClaim richer = claim;
  const Fen more = some_money(100'000);
  richer.balance += more, richer.own_stock += more;
  RC_ASSERT(treasury_alone(given.rules, richer) <= treasury_alone(given.rules, claim));
}

RC_GTEST_PROP(RegimeProperty, WhatIsOwedForAMissedPlanDependsOnThePlanAlone, ()) {
  Given given = some_case();
  given.rules.gap.short_rule = ShortRule::full;
  const Settlement before = settle(given.rules, given.claims, some_money());
  std::vector<UnitClaim> claims = given.claims;
  for (UnitClaim& c : claims)
    c.balance = some_money(), c.own_stock = c.balance, c.entitled = {}, c.local_share = some_share();
  const Settlement after = settle(given.rules, claims, some_money());
  for (std::size_t c = 0; c < claims.size(); ++c)
    RC_ASSERT(after.units[c].cover.treasury_short == before.units[c].cover.treasury_short);
}

// One yuan less collected than planned is the treasury's alone: no balance, top-up or subsidy moves (44-2.7).
RC_GTEST_PROP(RegimeProperty, NoFundEverPaysForUncollectedContributions, ()) {
  Given given = some_case();
  given.rules.gap = {.short_rule = ShortRule::full};
  given.rules.interest_rate = 0.0;
  UnitClaim claim = given.claims.front();
  claim.income = min(claim.income, claim.plan_income);
  const Fen missed = min(some_money(50'000), claim.income);
  UnitClaim poorer = claim;
  poorer.income -= missed;
  const UnitSettlement was = settle(given.rules, {&claim, 1}, {}).units.front();
  const UnitSettlement is = settle(given.rules, {&poorer, 1}, {}).units.front();
  RC_ASSERT(is.cover.treasury() - was.cover.treasury() == missed);
  RC_ASSERT(is.cover.from_balance() == was.cover.from_balance());
  RC_ASSERT(is.cover.topup == was.cover.topup);
  RC_ASSERT(is.paid == was.paid);
}

/// Every amount times k.
UnitClaim scaled(UnitClaim c, std::int64_t k) {
  for (Fen UnitClaim::*amount :
       {&UnitClaim::plan_income, &UnitClaim::income, &UnitClaim::other_income, &UnitClaim::budget_expenditure,
        &UnitClaim::expenditure, &UnitClaim::excluded, &UnitClaim::levy, &UnitClaim::balance, &UnitClaim::reserve_floor,
        &UnitClaim::receivable_brought_forward, &UnitClaim::arrears_outstanding, &UnitClaim::advances_outstanding,
        &UnitClaim::own_stock})
    (c.*amount).count *= k;
  for (Fen Subsidies::*kind : kSubsidyKinds) (c.entitled.*kind).count *= k;
  for (Fen CentralFlows::*flow : {&CentralFlows::upload, &CentralFlows::handout, &CentralFlows::transfer})
    (c.central.*flow).count *= k;
  if (c.settlement) c.settlement->count *= k;
  return c;
}

// Money counted in another unit changes nothing but the rounding of shares.
RC_GTEST_PROP(RegimeProperty, EverythingScalesWithTheMoney, ()) {
  constexpr std::int64_t kTimes = 1'000;
  Given given = some_case();
  given.rules.gap.short_tolerance = given.rules.gap.over_tolerance = 0.0;
  const Fen pool = some_money(500'000);
  std::vector<UnitClaim> larger;
  for (const UnitClaim& c : given.claims) larger.push_back(scaled(c, kTimes));
  const Settlement small = settle(given.rules, given.claims, pool);
  const Settlement large = settle(given.rules, larger, Fen{pool.count * kTimes});
  const auto close = [](Fen a, Fen b) { return std::abs(a.count * kTimes - b.count) <= 20 * kTimes; };
  for (std::size_t c = 0; c < larger.size(); ++c) {
    const UnitSettlement &a = small.units[c], &b = large.units[c];
    RC_ASSERT(close(a.gap.need, b.gap.need));
    RC_ASSERT(close(a.cover.treasury(), b.cover.treasury()));
    RC_ASSERT(close(a.cover.topup, b.cover.topup));
    RC_ASSERT(close(a.bridge.closing, b.bridge.closing));
  }
}

/// Tiers whose shares fall as the ratio rises, as the order means them (44-2.13).
std::vector<Tier> falling_tiers() {
  std::vector<Tier> tiers;
  double from = 0.0, share = 0.9;
  for (int k = *rc::gen::inRange(1, 6); k > 0; --k) {
    tiers.push_back({from, share});
    from += *rc::gen::inRange(1, 20) / 10.0;
    share -= *rc::gen::inRange(0, 15) / 100.0;
  }
  return tiers;
}

RC_GTEST_PROP(RegimeProperty, TiersFallWithTheSupportRatioAndTheSubsidyRisesWithWhatItPaysFor, ()) {
  const std::vector<Tier> tiers = falling_tiers();
  const Heads heads{static_cast<double>(*rc::gen::inRange(0, 5'000)), static_cast<double>(*rc::gen::inRange(1, 1'000))};
  const Heads more{heads.contributors + *rc::gen::inRange(1, 500), heads.retirees};
  const Heads older{heads.contributors, heads.retirees + *rc::gen::inRange(1, 500)};
  for (const auto share : {tier_share, linear_share}) {
    RC_ASSERT(share(tiers, more) <= share(tiers, heads) + 1e-12);
    RC_ASSERT(share(tiers, older) >= share(tiers, heads) - 1e-12);
    RC_ASSERT(share(tiers, heads) <= tiers.front().share && share(tiers, heads) >= tiers.back().share - 1e-12);
  }
  const Fen spending = some_money(), further = spending + some_money();
  for (const AdjustmentBasis basis :
       {AdjustmentBasis::surviving_stock, AdjustmentBasis::first_year_flow, AdjustmentBasis::rolled}) {
    const double share = tier_share(tiers, heads);
    RC_ASSERT(adjustment_subsidy(basis, share, {spending, spending, Fen{7}}) <=
              adjustment_subsidy(basis, share, {further, further, Fen{7}}));
  }
}

// Units and pool added up are the whole city, whatever passes between them and whoever stands above (44-2.2).
RC_GTEST_PROP(RegimeProperty, TheSumOfUnitsAndPoolIsTheCity, ()) {
  const FiscalInput in = some_city();
  const auto result = run_fiscal(in);
  if (!result) RC_FAIL(result.error().front().what);
  Fen before = in.pool_opening;
  for (const UnitOpening& o : in.opening) before += o.balance;
  FundBalances funds(static_cast<int>(in.units.size()));
  funds.take(of_year(result->ledger, in.first_year - 1));
  for (const FiscalYear& year : result->years) {
    const CityFlows city = funds.take(of_year(result->ledger, year.year));
    Fen closing = year.pool.closing, rewards;
    for (const UnitYear& u : year.units) closing += u.closing(), rewards += u.reward.city;
    RC_ASSERT(funds.whole_city() == closing);
    RC_ASSERT(before + city.received - city.paid == closing);
    RC_ASSERT(rewards == Fen{} || rewards == in.rules.front().reward.city_pool);
    RC_ASSERT(year.pool.closing >= Fen{});
    before = closing;
  }
}

}  // namespace
}  // namespace ballast
