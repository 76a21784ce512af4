// Printed values of textbooks: Bowers et al., Actuarial Mathematics (Illustrative Life Table), Finan's notes, and the
// Standard Ultimate Life Table of Dickson, Hardy, Waters (Makeham A = 0.00022, B = 2.7e-6, c = 1.124).
#include <gtest/gtest.h>

#include <cmath>

#include "models/population/life_table.hpp"
#include "tests/published/table.hpp"

namespace ballast {
namespace {

std::vector<double> probabilities(const std::vector<double>& lx) {
  std::vector<double> qx(lx.size(), 1.0);
  for (std::size_t x = 0; x + 1 < lx.size(); ++x) qx[x] = 1.0 - lx[x + 1] / lx[x];
  return qx;
}

std::vector<double> illustrative_qx() {
  std::vector<double> lx;
  for (const published::Row& row : published::rows("soa_illustrative_lx.csv"))
    for (std::size_t cell = 1; cell < row.size(); ++cell)
      if (!row[cell].empty()) lx.push_back(std::stod(row[cell]));
  EXPECT_EQ(lx.size(), 111u);
  return probabilities(lx);
}

/// Term assurance from whole-life values: A − vⁿ·ₙp·A(x+n).
double term_assurance(const LifeTable& table, double interest, std::size_t x, std::size_t n) {
  return table.assurance[x] -
         std::pow(1.0 + interest, -static_cast<double>(n)) * table.lx[x + n] / table.lx[x] * table.assurance[x + n];
}

TEST(IllustrativeLifeTable, GivesThePrintedTermInsuranceAndItsVariance) {
  const auto qx = illustrative_qx();
  const double mean = term_assurance(life_table(qx, 0.04), 0.04, 30, 10);
  const double doubled = 1.04 * 1.04 - 1.0;  // second moment: twice the force of interest
  const double square = term_assurance(life_table(qx, doubled), doubled, 30, 10);
  EXPECT_NEAR(mean, 0.015773, 5e-7);                  // Bowers p. 111
  EXPECT_NEAR(square - mean * mean, 0.012471, 5e-7);  // Bowers p. 112
}

TEST(IllustrativeLifeTable, GivesThePrintedWholeLifeValuesAtSixPerCent) {
  const LifeTable table = life_table(illustrative_qx(), 0.06);
  EXPECT_NEAR(1000.0 * table.assurance[30], 102.4835, 5e-5);                // Bowers p. 112
  EXPECT_NEAR(table.assurance[36] / table.annuity_due[36], 0.00881, 5e-6);  // Finan p. 437
  EXPECT_NEAR(table.annuity_due[65], 9.89693, 5e-6);
  const double i12 = 12.0 * (std::pow(1.06, 1.0 / 12.0) - 1.0), d = 0.06 / 1.06;
  const double d12 = 12.0 * (1.0 - std::pow(1.06, -1.0 / 12.0));
  const double alpha = 0.06 * d / (i12 * d12), beta = (0.06 - i12) / (i12 * d12);
  EXPECT_NEAR(alpha * table.annuity_due[60] - beta, 10.68036, 5e-6);  // monthly, uniform deaths: Finan p. 437
}

TEST(LinearLifeTable, GivesTheClosedFormAnnuity) {
  std::vector<double> lx;
  for (double living = 100; living > 0; living -= 10) lx.push_back(living);
  EXPECT_NEAR(life_table(probabilities(lx), 0.04).annuity_due[5], 2.8505238787, 5e-11);
}

TEST(StandardUltimateLifeTable, GivesThePrintedSurvivorsAnnuitiesAndAssurancesAtFivePerCent) {
  std::vector<double> qx;
  for (int age = 20; age <= 140; ++age) {
    const double hazard = 0.00022 + 2.7e-6 * std::pow(1.124, age) * (1.124 - 1.0) / std::log(1.124);
    qx.push_back(1.0 - std::exp(-hazard));
  }
  const LifeTable table = life_table(qx, 0.05);
  struct Printed {
    int age;
    double lx, annuity_due, assurance;
  };
  for (const Printed& printed : {Printed{20, 100000.0, 19.9664, 0.04922}, Printed{40, 99338.3, 18.4578, 0.12106},
                                 Printed{60, 96634.1, 14.9041, 0.29028}, Printed{65, 94579.7, 13.5498, 0.35477},
                                 Printed{80, 75657.2, 8.5484, 0.59293}, Printed{100, 6248.2, 2.7156, 0.87068}}) {
    const auto x = static_cast<std::size_t>(printed.age - 20);
    EXPECT_NEAR(table.lx[x], printed.lx, 0.051) << printed.age;
    EXPECT_NEAR(table.annuity_due[x], printed.annuity_due, 5.1e-5) << printed.age;
    EXPECT_NEAR(table.assurance[x], printed.assurance, 5.1e-6) << printed.age;
  }
}

TEST(LifeTable, KeepsTheIdentityOfAnnuityAndAssurance) {
  const LifeTable table = life_table(illustrative_qx(), 0.035);
  for (std::size_t x = 0; x < table.lx.size(); ++x)
    EXPECT_NEAR(table.assurance[x] + 0.035 / 1.035 * table.annuity_due[x], 1.0, 1e-12) << x;
}

}  // namespace
}  // namespace ballast
