// Lee–Carter by maximum likelihood against StMoMo, the R package for stochastic mortality models (Villegas, Kaishev and
// Millossovich 2018, JSS 84(3)), on males of England and Wales, ages 55–89, 1961–2011. Data: Human Mortality Database,
// CC BY 4.0. The first and the last three birth cohorts have no weight, as there.
#include <gtest/gtest.h>

#include <cmath>

#include "models/population/lee_carter_fit.hpp"
#include "tests/published/table.hpp"

namespace ballast {
namespace {

constexpr int kAges = 35, kYears = 51, kClipped = 3;
constexpr double kContract = 1e-6;

MortalityExperience england_and_wales() {
  MortalityExperience e{.first_age = 55,
                        .first_year = 1961,
                        .deaths = Eigen::ArrayXXd(kAges, kYears),
                        .exposure = Eigen::ArrayXXd(kAges, kYears),
                        .rates = {}};
  for (const published::Row& row : published::rows("ew_male_deaths_55_89.csv")) {
    const int x = std::stoi(row[1]) - e.first_age, t = std::stoi(row[0]) - e.first_year;
    e.deaths(x, t) = std::stod(row[2]), e.exposure(x, t) = std::stod(row[3]);
  }
  e.rates = e.deaths / e.exposure;
  return e;
}

LeeCarterFit fitted(LeeCarterMethod method) {
  return fit_lee_carter(england_and_wales(), method, cohort_weights(kAges, kYears, kClipped));
}

void agrees_with_stmomo(const LeeCarterFit& fit, const std::string& method) {
  ASSERT_TRUE(fit.converged);
  int compared = 0;
  for (const published::Row& row : published::rows("ew_male_lee_carter.csv")) {
    if (row[0] != method) continue;
    const int at = std::stoi(row[2]);
    const double own = row[1] == "a"   ? fit.level(at - 55)
                       : row[1] == "b" ? fit.sensitivity(at - 55)
                                       : fit.index(at - 1961);
    EXPECT_NEAR(own, std::stod(row[3]), kContract) << method << ' ' << row[1] << ' ' << at;
    ++compared;
  }
  EXPECT_EQ(compared, 2 * kAges + kYears);
}

TEST(LeeCarterFit, AgreesWithStMoMoUnderPoissonDeaths) {
  const LeeCarterFit fit = fitted(LeeCarterMethod::poisson);
  agrees_with_stmomo(fit, "poisson");
  EXPECT_NEAR(fit.log_likelihood, -14937.75, 0.005);  // StMoMo: log-likelihood and deviance
  EXPECT_NEAR(fit.deviance, 11196.50, 0.005);
}

TEST(LeeCarterFit, AgreesWithStMoMoUnderBinomialDeaths) {
  const LeeCarterFit fit = fitted(LeeCarterMethod::binomial);
  agrees_with_stmomo(fit, "binomial");
  // 2·35 + 51 parameters less the two constraints; 1773 cells have weight.
  constexpr double kParameters = 2 * kAges + kYears - 2, kCells = 1773;
  EXPECT_NEAR(2 * kParameters - 2 * fit.log_likelihood, 29866.32, 0.005);                 // AIC, Table 2 of the paper
  EXPECT_NEAR(kParameters * std::log(kCells) - 2 * fit.log_likelihood, 30518.49, 0.005);  // BIC
}

}  // namespace
}  // namespace ballast
