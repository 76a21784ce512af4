#include "sim/engine/indicators.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace ballast {
namespace {

/// Two units over one projected year; every number is small enough to be added up in the head.
struct World {
  std::vector<UnitFlows> flows;
  FiscalInput asked;
  FiscalResult fiscal;
  Eigen::ArrayXXd revenue = Eigen::ArrayXXd::Constant(2, 2, 100.0);

  World() : flows(2) {
    for (UnitFlows& unit : flows) unit.values.setZero(2, kFlows);
    members(0, 1, {30, 10, 20});
    members(1, 1, {60, 0, 5});
    members(0, 0, {25, 5, 10});
    members(1, 0, {50, 10, 0});
    asked.opening.resize(2);
    asked.opening[0].balance = Fen{50000};
    asked.opening[1].balance = Fen{10000};
    asked.opening[0].expenditure = Fen{20000};
    asked.pool_opening = Fen{70000};
    fiscal.years.resize(1);
    fiscal.years[0].units = {first_unit(), second_unit()};
    fiscal.years[0].pool = {.opening = Fen{70000},
                            .interest = Fen{700},
                            .levy = Fen{1000},
                            .external = Fen{5000},
                            .available = Fen{76700},
                            .closing = Fen{73700}};
  }

  struct Heads {
    double paying, suspended, retired;
  };
  void members(int unit, int year, Heads heads) {
    UnitFlows& u = flows[static_cast<std::size_t>(unit)];
    u.at(year, Flow::contributing_end) = heads.paying;
    u.at(year, Flow::suspended_end) = heads.suspended;
    u.at(year, Flow::retired_end) = heads.retired;
    u.at(year, Flow::pension_annual_end) = 12 * 2000 * heads.retired;
  }

  /// 500 + income 300 + interest 5 + subsidy 30 + treasury 8 − expenditure 400 − levy 10 = 433 yuan.
  static UnitYear first_unit() {
    UnitYear u;
    u.opening = Fen{50000}, u.income = Fen{30000}, u.expenditure = Fen{40000}, u.levy = Fen{1000};
    u.settled.interest = Fen{500};
    u.settled.paid = {.share_of_gap = Fen{}, .fixed = Fen{2000}, .adjustment = Fen{1000}, .special = Fen{}};
    u.settled.cover.treasury_structural = Fen{1000};
    u.settled.arrival = {.on_time = Fen{600}, .late = Fen{400}, .withheld = Fen{200}, .receivable = Fen{200}};
    u.settled.bridge.closing = Fen{43300};
    return u;
  }
  /// 100 + income 200 − expenditure 100 = 200 yuan.
  static UnitYear second_unit() {
    UnitYear u;
    u.opening = Fen{10000}, u.income = Fen{20000}, u.expenditure = Fen{10000};
    u.settled.bridge.closing = Fen{20000};
    return u;
  }

  IndicatorInput input() const {
    return {.flows = flows,
            .asked = asked,
            .settled = fiscal.years,
            .general_revenue = revenue,
            .market_wage = {4000, 5000},
            .reference_wage = {3000, 4000}};
  }
};

constexpr int kPool = 2, kCity = 3;

class Indicators : public testing::Test {
 protected:
  double at(Measure measure, int row, int column = 1) const {
    return measures_[static_cast<std::size_t>(measure)](row, column);
  }
  World world_;
  std::vector<Eigen::ArrayXXd> measures_ = indicators(world_.input());
};

TEST_F(Indicators, CountTheSuspendedAsContributorsButNotAsPayers) {
  EXPECT_EQ(at(Measure::contributors, 0), 40);
  EXPECT_EQ(at(Measure::payers, 0), 30);
  EXPECT_EQ(at(Measure::paying_share, 0), 0.75);
  EXPECT_EQ(at(Measure::support_ratio, 0), 2.0);
}

TEST_F(Indicators, RecomputeRatiosOfTheCityFromSums) {
  EXPECT_EQ(at(Measure::support_ratio, kCity), 100.0 / 25.0) << "not the mean of 2 and 12";
  EXPECT_EQ(at(Measure::average_pension, kCity), 2000.0);
  EXPECT_EQ(at(Measure::replacement_rate, kCity), 0.4);
  EXPECT_EQ(at(Measure::replacement_rate_reference, kCity), 0.5);
}

TEST_F(Indicators, AreMissingWhereThereIsNothingToDivideBy) {
  EXPECT_TRUE(std::isnan(at(Measure::support_ratio, 1, 0))) << "a unit without retirees";
  EXPECT_TRUE(std::isnan(at(Measure::payable_months, kPool))) << "the pool pays no pensions";
  EXPECT_TRUE(std::isnan(at(Measure::early_retirement_share, 0))) << "nobody retired";
}

TEST_F(Indicators, ClearTransfersBetweenUnitsAndPoolOutOfTheCitysIncome) {
  EXPECT_DOUBLE_EQ(at(Measure::income, 0), 300 + 5 + 30 + 6 + 2);
  EXPECT_DOUBLE_EQ(at(Measure::income, kPool), 7 + 10 + 50);
  EXPECT_DOUBLE_EQ(at(Measure::transfers_between, kCity), 30 + 10);
  EXPECT_DOUBLE_EQ(at(Measure::income, kCity), 300 + 200 + 5 + 8 + 7 + 50) << "outside money only";
  EXPECT_DOUBLE_EQ(at(Measure::fund_balance, kCity), 433 + 200 + 737);
  EXPECT_DOUBLE_EQ(at(Measure::current_balance, kCity), at(Measure::income, kCity) - at(Measure::expenditure, kCity));
}

TEST_F(Indicators, CountWhatTheTreasuryPaidAsItsBurdenAndWhatItOwesAsItsPart) {
  EXPECT_DOUBLE_EQ(at(Measure::treasury, 0), 10);
  EXPECT_DOUBLE_EQ(at(Measure::fiscal_burden, 0), 0.08);
  EXPECT_DOUBLE_EQ(at(Measure::fiscal_burden, kCity), 0.04);
}

TEST_F(Indicators, KnowOfTheBaseYearOnlyWhatTheOpeningSays) {
  EXPECT_EQ(at(Measure::contributors, 0, 0), 30);
  EXPECT_EQ(at(Measure::fund_balance, kCity, 0), 500 + 100 + 700);
  EXPECT_EQ(at(Measure::payable_months, 0, 0), 12.0 * 500 / 200);
  EXPECT_TRUE(std::isnan(at(Measure::new_retirees, 0, 0)));
  EXPECT_TRUE(std::isnan(at(Measure::subsidy_total, 0, 0)));
  EXPECT_TRUE(std::isnan(at(Measure::income, kCity, 0)));
}

// 44-2.13: a benefit of some months is no pension, and who turns from benefit to pension has been counted when it
// began.
TEST_F(Indicators, DivideNewAwardsByThePeopleWhoGotThem) {
  UnitFlows& unit = world_.flows[0];
  unit.at(1, Flow::retired_statutory) = 8;
  unit.at(1, Flow::illness_benefit_new) = 4, unit.at(1, Flow::illness_limited_new) = 2;
  unit.at(1, Flow::illness_benefit_to_retired) = 3;
  unit.at(1, Flow::new_award_pension) = 10 * 1500.0;
  const auto measures = indicators(world_.input());
  EXPECT_DOUBLE_EQ(measures[static_cast<std::size_t>(Measure::average_pension_new)](0, 1), 1500);
}

// 44-4.4: early are special work, illness and irregular approvals; the flexible of 2025 are a share of their own.
TEST_F(Indicators, KeepFlexibleRetirementOutOfEarlyRetirement) {
  using enum Flow;
  UnitFlows& unit = world_.flows[0];
  unit.at(1, retired_statutory) = 6, unit.at(1, retired_flexible_early) = 1;
  unit.at(1, retired_special) = 1, unit.at(1, retired_illness) = 1, unit.at(1, retired_irregular) = 1;
  measures_ = indicators(world_.input());
  EXPECT_DOUBLE_EQ(at(Measure::early_retirement_share, 0), 0.3);
  EXPECT_DOUBLE_EQ(at(Measure::flexible_early_share, 0), 0.1);
}

// 8 % on pensions of 100 and 4 % on 300, as they stood on 31 December before: 20 on 400 in the city.
TEST_F(Indicators, WeighTheCitysIncreaseByThePensionsItWasAppliedTo) {
  using enum Flow;
  world_.flows[0].at(0, pension_annual_end) = 100, world_.flows[0].at(1, effective_increase) = 0.08;
  world_.flows[1].at(0, pension_annual_end) = 300, world_.flows[1].at(1, effective_increase) = 0.04;
  measures_ = indicators(world_.input());
  EXPECT_DOUBLE_EQ(at(Measure::effective_increase, kCity), 0.05);
}

// Of model.md §6: payg_rate on the bases of employees and the flexible, 400 / (1500 + 500); the mean pension of
// retirees, without what 4 people with an illness benefit get; coverage of the 80 who should be insured by the 40 who
// are.
TEST_F(Indicators, CountTheFlexiblesBaseNoBenefitsAndTheSuspended) {
  using enum Flow;
  UnitFlows& unit = world_.flows[0];
  unit.at(1, contribution_base) = 1500, unit.at(1, contribution_base_flexible) = 500;
  unit.at(1, illness_benefit_annual_end) = 12 * 500 * 4, unit.at(1, pension_annual_end) += 12 * 500 * 4;
  unit.at(1, should_be_insured_end) = 80;
  measures_ = indicators(world_.input());
  EXPECT_DOUBLE_EQ(at(Measure::payg_rate, 0), 0.2);
  EXPECT_DOUBLE_EQ(at(Measure::average_pension, 0), 2000);
  EXPECT_DOUBLE_EQ(at(Measure::coverage_rate, 0), 0.5);
}

// F7 in the base year: 300 − 200 − 40. Arrears are what is still owed, of this year and before.
TEST_F(Indicators, TellTheBaseYearsGapAndAllPensionsStillOwed) {
  UnitOpening& opening = world_.asked.opening[0];
  opening.budget_expenditure = Fen{30000}, opening.plan_income = Fen{20000}, opening.plan_other_income = Fen{4000};
  Bridge& bridge = world_.fiscal.years[0].units[0].settled.bridge;
  bridge.benefit_arrears = Fen{200}, bridge.arrears_outstanding = Fen{700};
  measures_ = indicators(world_.input());
  EXPECT_DOUBLE_EQ(at(Measure::budget_gap, 0, 0), 60);
  EXPECT_DOUBLE_EQ(at(Measure::benefit_arrears, 0), 7);
}

// F26, F27: a surplus that goes up is the pool's income and nobody's in the whole city.
TEST_F(Indicators, ClearASurplusThatGoesUpOutOfTheCitysIncome) {
  const double before = at(Measure::income, kCity);
  world_.fiscal.years[0].units[1].settled.remitted = Fen{5000};
  world_.fiscal.years[0].pool.surplus = Fen{5000};
  measures_ = indicators(world_.input());
  EXPECT_DOUBLE_EQ(at(Measure::income, kPool), 7 + 10 + 50 + 50);
  EXPECT_DOUBLE_EQ(at(Measure::income, kCity), before);
}

TEST_F(Indicators, SumFlowsOfTheUnitsAndLeaveThePoolOut) {
  const auto flows = flow_tables(world_.input());
  const Eigen::ArrayXXd& retired = flows[static_cast<std::size_t>(Flow::retired_end)];
  EXPECT_EQ(retired(kCity, 1), 25);
  EXPECT_TRUE(std::isnan(retired(kPool, 1)));
  EXPECT_TRUE(std::isnan(flows[static_cast<std::size_t>(Flow::entrants)](0, 0)));
}

}  // namespace
}  // namespace ballast
