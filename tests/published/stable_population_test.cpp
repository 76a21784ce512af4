// Closed forms: the stationary and the stable population, their pay-as-you-go cost, and a life table's own survivors.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "models/population/cohort_component.hpp"
#include "models/population/life_table.hpp"
#include "sim/engine/indicators.hpp"
#include "tests/published/table.hpp"

namespace ballast {
namespace {

constexpr int kAges = 131, kEntry = 20;  // ages 0 … 130, as the closed form
constexpr double kReplacement = 0.45;    // of the wage, in the printed cost rates
constexpr double kTolerance = 1e-10;     // the printed ratios have ten decimals; the contract asks 1e-8

/// Makeham's law, Standard Ultimate Life Table: q of exact age x.
double makeham(int age) {
  const double a = 0.00022, b = 2.7e-6, c = 1.124;
  return -std::expm1(-(a + b * std::pow(c, age) * (c - 1.0) / std::log(c)));
}

/// Those of exact age x − 1 at the end of a year reach x in the next with 1 − q(x − 1): exact-age q in the cell.
CohortMortality exact_age_mortality() {
  CohortMortality mortality{.reaching = Eigen::ArrayXd::Zero(kAges), .open = makeham(kAges - 1)};
  for (int x = 1; x < kAges; ++x) mortality.reaching(x) = makeham(x - 1);
  return mortality;
}

/// Nobody is born and nobody moves: whoever is there enters at 20.
PopulationRates rates_of_the_insured() {
  const Eigen::ArrayXd none = Eigen::ArrayXd::Zero(kAges);
  return {.mortality = {exact_age_mortality(), exact_age_mortality()},
          .fertility = none,
          .sex_ratio_at_birth = 1,
          .migration_rate = {none, none}};
}

/// A year later, with so many entrants: at 31 December, so that none of them dies in the year of entry.
Residents a_year_later(const Residents& insured, const PopulationRates& rates, double entrants) {
  Residents later = project_year(insured, rates).residents;
  later[0](kEntry) = entrants;
  return later;
}

/// The insured at 31 December after so many years of entrants, each year's a factor 1 + n more, the last year's 1.
Eigen::ArrayXd insured_after(int years, double growth) {
  const PopulationRates rates = rates_of_the_insured();
  Residents insured{Eigen::ArrayXd::Zero(kAges), Eigen::ArrayXd::Zero(kAges)};
  for (int year = 1; year <= years; ++year)
    insured = a_year_later(insured, rates, std::pow(1.0 + growth, year - years));
  return insured[0];
}

struct Cost {
  double support_ratio, dependency_ratio, payg_rate;
};

/// The program's own measures of a fund whose members all earn one wage and whose pensions are its 45 %.
Cost cost_of(const Eigen::ArrayXd& insured, int retire_age) {
  const double wage_bill_a_head = 1e10;  // so large that the fen of stage 2 do not show
  const double paying = insured.segment(kEntry, retire_age - kEntry).sum();
  const double retired = insured.tail(kAges - retire_age).sum();
  std::vector<UnitFlows> flows(1);
  flows[0].values.setZero(2, kFlows);
  flows[0].at(1, Flow::contributing_end) = paying;
  flows[0].at(1, Flow::retired_end) = retired;
  flows[0].at(1, Flow::contribution_base) = wage_bill_a_head * paying;
  FiscalInput asked;
  asked.opening.resize(1);
  UnitYear unit;
  unit.expenditure = {std::llround(100.0 * kReplacement * wage_bill_a_head * retired)};
  FiscalResult fiscal;
  fiscal.years.resize(1);
  fiscal.years[0].units = {unit};
  const auto measures = indicators({.flows = flows,
                                    .asked = asked,
                                    .settled = fiscal.years,
                                    .general_revenue = Eigen::ArrayXXd::Ones(1, 2),
                                    .market_wage = {1, 1},
                                    .reference_wage = {1, 1}});
  const auto of = [&](Measure measure) { return measures[static_cast<std::size_t>(measure)](0, 1); };
  return {of(Measure::support_ratio), of(Measure::dependency_ratio), of(Measure::payg_rate)};
}

TEST(StablePopulation, GivesTheClosedFormRatiosAndCostRatesAfterEnoughYears) {
  const int enough = kAges - kEntry;
  const auto printed = published::rows("stable_population_payg.csv");
  ASSERT_EQ(printed.size(), 28u);
  for (const published::Row& row : printed) {
    const double growth = std::stod(row[0]);
    const int retire_age = std::stoi(row[1]);
    const Cost cost = cost_of(insured_after(enough, growth), retire_age);
    EXPECT_NEAR(cost.dependency_ratio, std::stod(row[2]), kTolerance) << growth << " " << retire_age;
    EXPECT_NEAR(cost.support_ratio, std::stod(row[3]), kTolerance) << growth << " " << retire_age;
    EXPECT_NEAR(100.0 * cost.payg_rate, std::stod(row[4]), 100.0 * kTolerance) << growth << " " << retire_age;
  }
}

TEST(StablePopulation, KeepsItsShapeAndGrowsByTheEntrantsGrowth) {
  for (const double growth : {-0.02, 0.0, 0.01}) {
    const Eigen::ArrayXd one = insured_after(130, growth), later = insured_after(160, growth);
    EXPECT_LT((one / one.sum() - later / later.sum()).abs().maxCoeff(), 1e-14) << growth;
    const Residents next = a_year_later({one, Eigen::ArrayXd::Zero(kAges)}, rates_of_the_insured(), 1.0 + growth);
    EXPECT_LT((next[0] - (1.0 + growth) * one).abs().maxCoeff(), 1e-13) << growth;
  }
}

TEST(StationaryPopulation, IsTheLifeTableOfItsOwnProbabilities) {
  std::vector<double> qx;
  for (int age = kEntry; age < kAges; ++age) qx.push_back(makeham(age));
  const LifeTable table = life_table(qx, 0.0, 1.0);
  const Eigen::ArrayXd insured = insured_after(kAges - kEntry, 0.0);
  for (int age = kEntry; age + 1 < kAges; ++age)
    EXPECT_NEAR(insured(age), table.lx[static_cast<std::size_t>(age - kEntry)], 1e-14) << age;
  // Heads of a stationary population per entrant: 1 + e(20), curtate (Bowers et al., Actuarial Mathematics, ch. 19).
  EXPECT_NEAR(insured.sum(), 1.0 + table.ex_curtate.front(), 1e-12);
}

TEST(Cohort, ProjectedWithItsPeriodCohortProbabilitiesLeavesTheTablesSurvivors) {
  // P1 and P2 on Makeham's force as central rates; the newborn of one year are followed to the open age.
  Eigen::ArrayXd rates(kAges);
  for (int age = 0; age < kAges; ++age) rates(age) = 0.00022 + 2.7e-6 * std::pow(1.124, age + 0.5);
  const CohortMortality mortality = cohort_mortality(rates);
  const std::vector<double> qx(mortality.reaching.begin(), mortality.reaching.end());
  const LifeTable table = life_table(qx, 0.0);
  PopulationRates year = rates_of_the_insured();
  year.mortality = {mortality, mortality};
  Residents cohort{Eigen::ArrayXd::Zero(kAges), Eigen::ArrayXd::Zero(kAges)};
  cohort[1](0) = kDefaultRadix * (1.0 - mortality.reaching(0));  // the survivors of the birth year
  for (int age = 1; age + 1 < kAges; ++age) {
    cohort = project_year(cohort, year).residents;
    EXPECT_NEAR(cohort[1](age), table.lx[static_cast<std::size_t>(age + 1)], 1e-9) << age;
    EXPECT_DOUBLE_EQ(cohort[1].sum(), cohort[1](age)) << "nobody is at another age";
  }
}

}  // namespace
}  // namespace ballast
