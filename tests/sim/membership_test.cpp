// Stage 1 on the shipped place: conservation is not hoped for; a leak of one head or one fen must stop the run.
#include "sim/engine/membership.hpp"

#include <gtest/gtest.h>

#include "sim/engine/groundwork.hpp"
#include "sim/engine/membership_steps.hpp"
#include "sim/engine/surroundings.hpp"
#include "tests/sim/one_county.hpp"
#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

constexpr int kTaiqian = 9;  // the smallest county: one head weighs most

Expected<MembershipResult> run_with(const Tamper& tamper) {
  const Scenario s = test::scenario("baseline", {}, 2020);
  return test::project_unit(s, kTaiqian, Groundwork(s, 1), tamper);
}

// A run that is off by 1e-12 is refused; rounding alone leaves some 1e-15.
TEST(Membership, BalancesEveryYearToTheLastBits) {
  const auto result = run_with({});
  ASSERT_TRUE(result);
  EXPECT_LT(result->audit.persons, 1e-14);
  EXPECT_LT(result->audit.entitlements, 1e-14);
  EXPECT_LT(result->audit.accounts, 1e-14);
  EXPECT_LT(result->audit.expenditure, 1e-14);
}

// Where somebody can leave, cells are counted as the year leaves them: what is lost afterwards is missed when they are
// next read.
TEST(Membership, RefusesARunThatLosesOneMember) {
  const auto result = run_with([](Life& life, Year year) {
    if (year == 2018) life.table(Category::male_employee).middle.row(56)[15].contributing.heads -= 1;
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().front().kind, IssueKind::internal);
  EXPECT_NE(result.error().front().what.find("2019"), std::string::npos) << result.error().front().what;
  EXPECT_NE(result.error().front().what.find("台前县"), std::string::npos);
}

// Of all members nobody is missing then: each category's books are held by themselves (model section 8).
TEST(Membership, RefusesARunThatMovesOneMemberToAnotherCategory) {
  const auto result = run_with([](Life& life, Year year) {
    if (year != 2018) return;
    life.closing[static_cast<std::size_t>(Category::male_employee)].contributing.heads -= 1;
    life.closing[static_cast<std::size_t>(Category::male_flexible)].contributing.heads += 1;
  });
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().front().what.find("members (persons) do not balance in 2018"), std::string::npos);
}

TEST(Membership, RefusesOneResidentWhomNobodyBore) {
  const Scenario s = test::scenario("baseline", {}, 2020);
  const Groundwork groundwork(s, 1);
  Block block{.count = 1};
  block.units.fill(kTaiqian), block.knobs.fill(&s.knobs);
  Surroundings around =
      surroundings_of(s, block, groundwork.population(), by_year(groundwork.deaths(kTaiqian).mortality));
  around.residents[3].births[0] -= 1;  // of 2018
  const auto result = project_block(s, block, groundwork.rules(kTaiqian), around);
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().front().what.find("residents (persons) do not balance in 2018"), std::string::npos);
}

// A new zone opens with nobody: what rounding leaves is of the size of those who come, not of the nobody who stood
// there.
TEST(Membership, BalancesWhereNobodyIsInsuredAtTheOpening) {
  Scenario s = test::scenario("baseline", {}, 2040);
  BaseTables& base = s.openings[kTaiqian];
  for (auto& members : base.members) members.clear();
  for (auto& retired : base.retired) retired.clear();
  for (auto& ill : base.ill) ill.clear();
  const auto result = test::project_unit(s, kTaiqian, Groundwork(s, 1));
  ASSERT_TRUE(result) << result.error().front().what;
  EXPECT_GT(result->flows.at(2040 - s.base_year, Flow::contributing_end), 1000);
}

// The reader lets retirement be as late as 900 months of age (scenarios/reader/law.cpp); one more, and those still
// short of years would have no year left to leave in.
TEST(Membership, BalancesWithTheLatestRetirementThatALawMaySay) {
  Scenario s = test::scenario(
      "baseline", {"retirement.late_window=60", "retirement.flexible_early=0", "retirement.flexible_late=1"}, 2060);
  const auto men_late = [&](int cap) {
    for (Category g : {Category::male_employee, Category::male_flexible})
      s.statutory[static_cast<std::size_t>(g)] = {
          .original_months = 720, .first_birth = year_month(1960, 1), .step_months = 1, .cap_months = cap};
    return test::project_unit(s, kTaiqian, Groundwork(s, 1));
  };
  const auto latest = men_late(120);
  EXPECT_TRUE(latest) << latest.error().front().what;
  EXPECT_FALSE(men_late(121));
}

// 人社部发〔2021〕18号 二: what a family gets is decided by the law of the year of the death.
TEST(Membership, PaysSurvivorsByTheRuleOfTheYearOfTheDeath) {
  const auto grants = [](std::vector<std::string> sets) {
    const Scenario s = test::scenario("baseline", std::move(sets), 2032);
    const auto result = test::project_unit(s, kTaiqian, Groundwork(s, 1));
    return result->flows.values.col(static_cast<int>(Flow::survivor_grants)).eval();
  };
  const auto before = grants({}), lower = grants({"grants.survivor_cap=12@2030", "grants.survivor_floor=3@2030"});
  const auto years_before = 2030 - 2015;
  EXPECT_TRUE((lower.head(years_before) == before.head(years_before)).all());
  EXPECT_TRUE((lower.tail(3) < 0.95 * before.tail(3)).all()) << lower.tail(3) / before.tail(3);
}

// Where nobody can leave, sums follow from sums, and nobody reads the last year's cells again: all are counted once
// more at the end.
TEST(Membership, RefusesARunThatLosesOneMemberTooYoungToRetireOrInItsLastYear) {
  for (const Year lost : {2018, 2020}) {
    const auto result = run_with([&](Life& life, Year year) {
      if (year == lost) life.table(Category::male_employee).fresh.row(30)[5].contributing.heads -= 1;
    });
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().front().what.find("counted again"), std::string::npos) << result.error().front().what;
  }
}

TEST(Membership, RefusesARunThatInventsOnePensioner) {
  const auto result = run_with([](Life& life, Year year) {
    if (year == 2017) life.table(Pensioned::retired, Category::female_worker).row(60).people.heads += 1;
  });
  EXPECT_FALSE(result);
}

// Sums of pensioners are carried along as well: in its last year nobody reads them again but the count at the end.
TEST(Membership, RefusesARunThatLosesAPensionerOrAPensionInItsLastYear) {
  const auto lost = run_with([](Life& life, Year year) {
    if (year == 2020) life.table(Pensioned::retired, Category::female_worker).row(60).people.heads -= 1;
  });
  const auto cut = run_with([](Life& life, Year year) {
    if (year == 2020) life.table(Pensioned::retired, Category::female_worker).row(60).people.pooled -= 1;
  });
  const auto robbed = run_with([](Life& life, Year year) {
    if (year == 2020) life.table(Pensioned::retired, Category::female_worker).row(55).account(50).balance -= 1;
  });
  for (const auto* result : {&lost, &cut, &robbed}) {
    ASSERT_FALSE(*result);
    EXPECT_NE(result->error().front().what.find("counted again"), std::string::npos) << result->error().front().what;
  }
}

TEST(Membership, RefusesARunThatLosesAFenOfAccounts) {
  // Accounts of the smallest county add to about 10⁸ yuan: one fen is 10⁻¹⁰ of them.
  const auto result = run_with([](Life& life, Year year) {
    if (year == 2016) life.table(Category::male_employee).fresh.row(30)[5].contributing.account -= 0.01;
  });
  EXPECT_FALSE(result);
}

TEST(Membership, RefusesARunThatRaisesAPensionByNobodysRule) {
  const auto result = run_with([](Life& life, Year year) {
    if (year == 2019) life.table(Pensioned::ill, Category::male_employee).row(65).people.pooled += 1;
  });
  EXPECT_FALSE(result);
}

// 44-3.1: who came as a mover in an earlier year must not come again because this year's movers fill other buckets.
TEST(Membership, LetsMoversArriveOnce) {
  Reclassified movers(5);
  Members<Lanes>* row = movers.open(Sex::male, Cohort::fresh, 40, {0, 5});
  for (int s = 0; s < 5; ++s) row[s].heads += 1.0;
  movers.clear();
  row = movers.open(Sex::male, Cohort::fresh, 40, {2, 3});
  for (int s = 0; s < 5; ++s) EXPECT_EQ(row[s].heads[0], 0) << s;
}

// Every channel and switch at once, over the reform of 2025 and the rising minimum: nobody and nothing is lost.
TEST(Membership, BalancesWithEveryChannelOpen) {
  for (const std::vector<std::string>& switches :
       {std::vector<std::string>{}, {"contribution.accrual_on=due", "benefit.increase_split=pool"}}) {
    std::vector<std::string> sets{
        "enforcement.reclassified=0.05",   "audit.recovered_share=0.3",       "transfer.out_rate=0.02",
        "transfer.in_rate=0.01",           "hardship.loan_share=0.3",         "false_claims.share=0.05",
        "stream.level_migrant=0.7",        "stream.retention_private=0.8",    "retirement.flexible_early=0.3",
        "retirement.flexible_late=0.1",    "retirement.early_illness=3",      "retirement.short_leave=0.4",
        "contribution.waiver_small=0.5",   "benefit.increase_form=published", "benefit.published_fixed=20",
        "benefit.published_own_share=0.01"};
    sets.insert(sets.end(), switches.begin(), switches.end());
    const Scenario s = test::scenario("baseline", sets, 2050);
    const auto result = test::project_unit(s, kTaiqian, Groundwork(s, 1));
    ASSERT_TRUE(result) << result.error().front().what;
    const auto sum = [&](Flow f) { return result->flows.values.col(static_cast<int>(f)).sum(); };
    for (Flow f : {Flow::reclassified, Flow::transferred_in, Flow::transferred_out, Flow::retired_with_loan,
                   Flow::loans_repaid, Flow::false_claims_paid, Flow::false_claims_recovered, Flow::illness_partial_new,
                   Flow::illness_limited_new, Flow::illness_benefit_limited, Flow::audit_contributions,
                   Flow::audit_promised, Flow::months_gained_flexible, Flow::entrants_migrant})
      EXPECT_GT(sum(f), 0) << kFlowCatalogue[static_cast<std::size_t>(f)].key;
    EXPECT_LT(sum(Flow::divisor_effect_flexible), 0);
  }
}

// M3.9: women found employed elsewhere go to one category, or to the other, from one year to the next.
TEST(Membership, FindsEveryReEnrolledMemberOnceThoughTheShareOfCadresEnds) {
  for (const char* share : {"labour.cadre_share=0@2020-01", "labour.cadre_share=1@2020-01"}) {
    const Scenario s = test::scenario("baseline", {"enforcement.reclassified=0.05", share}, 2024);
    const auto result = test::project_unit(s, kTaiqian, Groundwork(s, 1));
    ASSERT_TRUE(result) << share << ": " << result.error().front().what;
  }
}

// M4.4: without a legal rate nothing is owed, so no year is restored; a rate next to none still restores some. Once
// everybody gained a whole year then.
TEST(Membership, RestoresNoYearsByArrearsWhereNothingIsOwed) {
  const auto retired = [](const std::string& rate) {
    const Scenario s = test::scenario(
        "baseline", {"contribution.flexible_pooled_rate=" + rate, "contribution.flexible_account_rate=" + rate}, 2035);
    const auto result = test::project_unit(s, kTaiqian, Groundwork(s, 1));
    return result ? result->flows.at(2035 - s.base_year, Flow::pension_basic) : std::nan("");
  };
  const double owed_next_to_nothing = retired("0.000000001");
  EXPECT_LT(retired("0"), owed_next_to_nothing);
  EXPECT_GT(retired("0"), 0.98 * owed_next_to_nothing);
}

// s ≤ (a + v)/n < s + 1 below the top bucket (equation M4.5): movers gain one year each, the others nothing.
TEST(Membership, KeepsCreditedYearsInsideTheirBucket) {
  const Scenario s = test::scenario("baseline", {}, 2040);
  int cells = 0;
  const auto check = [&](Life& life, Year) {
    for (Category g : kAllCategories)
      for (Age x = 16; x <= 70; ++x)
        life.table(g).each([&](Cohort, const auto& rows) {
          for (int bucket = 0; bucket + 1 < rows.buckets(); ++bucket) {
            const auto& m = rows.row(x)[bucket].contributing;
            if (m.heads[0] < 1e-6) continue;
            const double years = credited_years(m)[0] / m.heads[0];
            ++cells;
            ASSERT_GE(years, bucket - 1e-5) << "age " << x;
            ASSERT_LT(years, bucket + 1 + 1e-5) << "age " << x;
          }
        });
  };
  ASSERT_TRUE(test::project_unit(s, kTaiqian, Groundwork(s, 1), check));
  EXPECT_GT(cells, 10000);
}

// Flows and stocks must tell one story to an outsider who has only the tables.
TEST(Membership, StocksFollowFromTheYearsEvents) {
  const auto result = run_with({});
  ASSERT_TRUE(result);
  const UnitFlows& f = result->flows;
  for (int y = 1; y < f.values.rows(); ++y) {
    const auto insured = [&](int row) { return f.at(row, Flow::contributing_end) + f.at(row, Flow::suspended_end); };
    double left = f.at(y, Flow::deaths_active) + f.at(y, Flow::left_with_refund) + f.at(y, Flow::illness_benefit_new) +
                  f.at(y, Flow::transferred_out) - f.at(y, Flow::transferred_in);
    double retired = 0;
    for (Flow way : {Flow::retired_statutory, Flow::retired_flexible_early, Flow::retired_flexible_late,
                     Flow::retired_special, Flow::retired_illness, Flow::retired_irregular})
      retired += f.at(y, way);
    left += retired;
    EXPECT_NEAR(insured(y - 1) + f.at(y, Flow::entrants) - left, insured(y), 1e-7);
    EXPECT_NEAR(f.at(y - 1, Flow::retired_end) + retired + f.at(y, Flow::illness_benefit_to_retired) -
                    f.at(y, Flow::deaths_retired),
                f.at(y, Flow::retired_end), 1e-7);
  }
}

}  // namespace
}  // namespace ballast
