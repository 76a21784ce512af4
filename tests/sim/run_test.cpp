// Whole runs of the shipped cases: what a what-if must do, and what must not depend on the machine.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

double total(const Projection& p, Measure m, Year from, Year to) {
  double sum = 0;
  for (Year t = from; t <= to; ++t) sum += p.at(m, p.city_row(), t);
  return sum;
}

double early(const Projection& p, Year t) {
  double heads = 0;
  for (Flow f : {Flow::retired_special, Flow::retired_illness, Flow::retired_irregular})
    heads += p.flows[static_cast<std::size_t>(f)](p.city_row(), t - p.base_year);
  return heads;
}

// Clause 44-4.4: the case tightens from 2017; money one can see, from its first year on.
TEST(EarlyRetirementTight, LowersEarlyRetirementsAndExpenditureFromItsFirstYear) {
  const Projection base = test::projection("baseline", {}, 2030),
                   tight = test::projection("early-retirement-tight", {}, 2030);
  EXPECT_DOUBLE_EQ(early(base, 2016), early(tight, 2016));
  for (Year t = 2017; t <= 2030; ++t) {
    if (t < 2025) EXPECT_LT(early(tight, t), 0.9 * early(base, t)) << t;
    EXPECT_LT(tight.at(Measure::expenditure, tight.city_row(), t), base.at(Measure::expenditure, base.city_row(), t));
  }
  const double before = total(base, Measure::expenditure, 2017, 2030);
  EXPECT_GT(before - total(tight, Measure::expenditure, 2017, 2030), 0.005 * before);
}

// Clause 44-2.13: the adjustment subsidy pays for increases; smaller increases, smaller subsidy.
TEST(BenefitAdjustmentLow, LowersTheAdjustmentSubsidyFromItsFirstYear) {
  const Projection base = test::projection("baseline", {}, 2035);
  const Projection low = test::projection("benefit-adjustment-low", {}, 2035);
  for (Year t = 2026; t <= 2035; ++t)
    EXPECT_LT(total(low, Measure::subsidy_adjustment, t, t), total(base, Measure::subsidy_adjustment, t, t)) << t;
}

// Increases are solved on the province's mean pension (M0.2). Were that to outrun what is paid, every increase would
// exceed its rate, and more each year. What is left above it is of a city that pays less than the province, and of age.
TEST(ReferencePension, KeepsItsDistanceToThePensionsOfTheProjection) {
  const auto over_rate = [](const std::vector<std::string>& sets, Year t) {
    const Projection p = test::projection("baseline", sets, 2050);
    return p.at(Measure::effective_increase, p.city_row(), t) / 0.025;  // the rate from 2036 on
  };
  EXPECT_LT(over_rate({}, 2050), over_rate({}, 2036));
  EXPECT_LT(over_rate({}, 2050), 1.15);  // 1.13, and 1.23 without the deduction
  EXPECT_GT(over_rate({"benefit.reference_turnover=0@2026"}, 2050), 1.2);
}

TEST(Run, GivesTheSameBitsOnOneAndTwoThreads) {
  const Projection one = test::projection("baseline", {}, 2075, 1), two = test::projection("baseline", {}, 2075, 2);
  for (std::size_t m = 0; m < one.measures.size(); ++m)
    for (Eigen::Index k = 0; k < one.measures[m].size(); ++k) {
      const double a = one.measures[m](k), b = two.measures[m](k);
      ASSERT_TRUE(a == b || (std::isnan(a) && std::isnan(b))) << kMeasureCatalogue[m].key;
    }
}

// Service is told apart alike whatever the horizon (equations 1.2): what comes after a year does not move it.
TEST(Run, GivesAYearTheSameNumbersWhereverItEnds) {
  for (const std::vector<std::string>& sets :
       {std::vector<std::string>{}, {"retirement.minimum_months=216@2026", "benefit.increase_rate=0.03"}}) {
    const Projection early = test::projection("baseline", sets, 2030), late = test::projection("baseline", sets, 2045);
    for (std::size_t m = 0; m < early.measures.size(); ++m)
      for (int unit = 0; unit < early.rows(); ++unit)
        for (Year t = early.base_year; t <= early.last_year; ++t) {
          const double a = early.at(static_cast<Measure>(m), unit, t), b = late.at(static_cast<Measure>(m), unit, t);
          ASSERT_TRUE(std::abs(a - b) <= 1e-12 * std::abs(a) || (std::isnan(a) && std::isnan(b)))
              << kMeasureCatalogue[m].key << " of " << early.units[static_cast<std::size_t>(unit)].zh << " in " << t;
        }
  }
}

// What is set of one unit stands beside what is set of all, in whatever order they are asked (contract of --set).
TEST(Sets, OfOneUnitStandWhereverTheyAreAsked) {
  const std::string one = "contribution.collection_rate[范县]=0.8", all = "contribution.collection_rate=0.9";
  for (const auto& sets : {std::vector{one, all}, std::vector{all, one}}) {
    const Scenario s = test::scenario("baseline", sets, 2018);
    for (int unit = 0; unit < static_cast<int>(s.units.size()); ++unit) {
      const bool named = s.units[static_cast<std::size_t>(unit)].zh == "范县";
      EXPECT_EQ(s.knobs.year(Knob::collection_rate, unit, 2017), named ? 0.8 : 0.9) << sets.front() << ' ' << unit;
    }
  }
}

// A higher collection rate never lowers contributions of the same year; later years may differ.
TEST(Run, CollectingMoreNeverLowersContributionsOfTheYear) {
  const Projection base = test::projection("baseline", {}, 2017);
  const Projection more = test::projection("baseline", {"contribution.collection_rate=0.99"}, 2017);
  for (int c = 0; c < base.member_units(); ++c)
    EXPECT_GE(more.at(Measure::contributions, c, 2016), base.at(Measure::contributions, c, 2016));
}

// A change for one unit leaves every other unit's members alone (units are independent in stage 1).
TEST(Run, AChangeForOneUnitTouchesNoOtherUnit) {
  const Projection base = test::projection("baseline", {}, 2025);
  const Projection changed = test::projection("baseline", {"coverage.flexible[范县]=0.10"}, 2025);
  for (int c = 0; c < base.member_units(); ++c) {
    const double a = base.at(Measure::contributors, c, 2025), b = changed.at(Measure::contributors, c, 2025);
    if (base.units[static_cast<std::size_t>(c)].zh == "范县")
      EXPECT_GT(b, a);
    else
      EXPECT_EQ(a, b);
  }
}

// The ten units differ as their sources do: support ratios of 2015 spread at least twofold.
TEST(Puyang, SupportRatiosOf2015SpreadAtLeastTwofold) {
  const Projection p = test::projection("baseline", {}, 2016);
  double low = 1e9, high = 0;
  for (int c = 0; c < p.member_units(); ++c) {
    low = std::min(low, p.at(Measure::support_ratio, c, 2015));
    high = std::max(high, p.at(Measure::support_ratio, c, 2015));
  }
  EXPECT_GT(high, 2 * low);
}

}  // namespace
}  // namespace ballast
