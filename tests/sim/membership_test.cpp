// Stage 1 on the shipped place: conservation is not hoped for; a leak of one head or one fen must stop the run.
#include "sim/engine/membership.hpp"

#include <gtest/gtest.h>

#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

constexpr int kTaiqian = 9;  // the smallest county: one head weighs most

Expected<MembershipResult> run_with(const Tamper& tamper) {
  const Scenario s = test::scenario("baseline", {}, 2020);
  return project_unit(s, kTaiqian, Groundwork(s, 1), tamper);
}

TEST(Membership, BalancesEveryYearToTheLastBits) {
  const auto result = run_with({});
  ASSERT_TRUE(result);
  EXPECT_LT(result->audit.persons, 1e-12);
  EXPECT_LT(result->audit.entitlements, 1e-12);
  EXPECT_LT(result->audit.accounts, 1e-12);
  EXPECT_LT(result->audit.expenditure, 1e-12);
}

TEST(Membership, RefusesARunThatLosesOneMember) {
  const auto result = run_with([](Life& life, Year year) {
    if (year == 2018) life.table(Category::male_employee).row(Cohort::fresh, 30)[5].contributing.heads -= 1;
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().front().kind, IssueKind::internal);
  EXPECT_NE(result.error().front().what.find("2018"), std::string::npos) << result.error().front().what;
  EXPECT_NE(result.error().front().what.find("台前县"), std::string::npos);
}

TEST(Membership, RefusesARunThatInventsOnePensioner) {
  const auto result = run_with([](Life& life, Year year) {
    if (year == 2017) life.table(Pensioned::retired, Category::female_worker).row(60).people.heads += 1;
  });
  EXPECT_FALSE(result);
}

TEST(Membership, RefusesARunThatLosesAYuanOfAccounts) {
  // Accounts of the county add to about 10⁸ yuan: the audit compares relative to them, so the leak is 10 yuan.
  const auto result = run_with([](Life& life, Year year) {
    if (year == 2016) life.table(Category::male_employee).row(Cohort::fresh, 30)[5].contributing.account -= 10;
  });
  EXPECT_FALSE(result);
}

TEST(Membership, RefusesARunThatRaisesAPensionByNobodysRule) {
  const auto result = run_with([](Life& life, Year year) {
    if (year == 2019) life.table(Pensioned::ill, Category::male_employee).row(65).people.pooled += 1;
  });
  EXPECT_FALSE(result);
}

// s ≤ (a + v)/n < s + 1 below the top bucket (model §4.4): movers gain one year each, the others nothing.
TEST(Membership, KeepsCreditedYearsInsideTheirBucket) {
  const Scenario s = test::scenario("baseline", {}, 2040);
  int cells = 0;
  const auto check = [&](Life& life, Year) {
    for (Category g : kAllCategories)
      for (Age x = 16; x <= 70; ++x)
        for (Cohort cohort : {Cohort::middle, Cohort::fresh})
          for (int bucket = 0; bucket + 1 < life.table(g).buckets(); ++bucket) {
            const Members<double>& m = life.table(g).row(cohort, x)[bucket].contributing;
            if (m.heads < 1e-6) continue;
            const double years = (m.paid + m.deemed) / m.heads;
            ++cells;
            ASSERT_GE(years, bucket - 1e-5) << "age " << x;
            ASSERT_LT(years, bucket + 1 + 1e-5) << "age " << x;
          }
  };
  ASSERT_TRUE(project_unit(s, kTaiqian, Groundwork(s, 1), check));
  EXPECT_GT(cells, 10000);
}

// Flows and stocks must tell one story to an outsider who has only the tables.
TEST(Membership, StocksFollowFromTheYearsEvents) {
  const auto result = run_with({});
  ASSERT_TRUE(result);
  const UnitFlows& f = result->flows;
  for (int y = 1; y < f.values.rows(); ++y) {
    const auto insured = [&](int row) { return f.at(row, Flow::contributing_end) + f.at(row, Flow::suspended_end); };
    double left = f.at(y, Flow::deaths_active) + f.at(y, Flow::left_with_refund) + f.at(y, Flow::illness_benefit_new);
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
