// The tables of scenarios/tables as the program reads them: China Life tables 2010–2013, Lee–Carter for China.
#include <gtest/gtest.h>

#include "models/population/life_table.hpp"
#include "models/population/survival.hpp"
#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

const Demography& tables() { return test::puyang().place().base.demography; }

double expectation_at_birth(MortalityBasis basis, Sex sex) {
  const auto& rates = tables().insured[static_cast<std::size_t>(basis) - 1][static_cast<std::size_t>(sex)].rates;
  std::vector<double> qx;
  for (const double rate : rates) qx.push_back(death_probability(rate));
  return life_table(qx, 0.0).ex_complete.front();
}

TEST(ChinaLifeTables, GiveTheExpectationsOfLifeAnnouncedWithThem) {
  // Announcement of the tables (China Insurance Regulatory Commission, 28 December 2016; recalled): 养老类业务表
  // 男 83.1, 女 88.1 years.
  EXPECT_NEAR(expectation_at_birth(MortalityBasis::cl5_cl6, Sex::male), 83.1, 0.05);
  EXPECT_NEAR(expectation_at_birth(MortalityBasis::cl5_cl6, Sex::female), 88.1, 0.05);
}

TEST(ChinaLifeTables, AreOrderedByTheBusinessTheyAreFor) {
  for (const Sex sex : {Sex::male, Sex::female}) {
    EXPECT_LT(expectation_at_birth(MortalityBasis::cl1_cl2, sex), expectation_at_birth(MortalityBasis::cl3_cl4, sex));
    EXPECT_LT(expectation_at_birth(MortalityBasis::cl3_cl4, sex), expectation_at_birth(MortalityBasis::cl5_cl6, sex));
  }
}

TEST(LeeCarterOfChina, FallsAtEveryAgeAndItsPatternAddsToOne) {
  for (const LeeCarter& fit : tables().lee_carter) {
    EXPECT_NEAR(fit.sensitivity.sum(), 1.0, 1e-8);
    EXPECT_GT(fit.sensitivity.minCoeff(), 0.0);
    EXPECT_LT(fit.drift, 0.0);
  }
}

}  // namespace
}  // namespace ballast
