// Loans for missing years (助保贷款, 44-3.4): a straight-line repayment by vintage, outside the fund.
#include "models/contribution/loan.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ballast {
namespace {

constexpr std::array kFourYears{4, 4, 4, 4, 4, 4, 4};
constexpr LoanTerms kTerms{.years = kFourYears, .interest = 0.05, .subsidy = 0.6};

// 100 lent in year 0 and 40 in year 2, over four years: 100, 75, 50 + 40, 25 + 30, 20, 10, 0 outstanding.
TEST(LoanYear, RepaysEveryVintageInEqualParts) {
  const double granted[] = {100, 0, 40, 0, 0, 0, 0}, outstanding[] = {100, 75, 90, 55, 20, 10, 0};
  std::vector<double> vintages;
  double before = 0;
  for (int t = 0; t < 7; ++t) {
    vintages.push_back(granted[t]);
    const LoanYear<double> year = loan_year(vintages, before, kTerms);
    EXPECT_NEAR(year.outstanding, outstanding[t], 1e-12) << t;
    EXPECT_NEAR(year.granted, granted[t], 1e-12) << t;
    EXPECT_NEAR(year.repaid, before + granted[t] - outstanding[t], 1e-12) << t;
    before = year.outstanding;
  }
}

// 100 lent over four years, then 60 over two: the older loan goes on as agreed. 100, 75 + 60, 50 + 30, 25 outstanding.
TEST(LoanYear, KeepsTheTermUnderWhichItWasGranted) {
  constexpr std::array kShorter{4, 2, 2, 2};
  const LoanTerms terms{.years = kShorter, .interest = 0.05, .subsidy = 0.6};
  EXPECT_NEAR(loan_year<double>({100, 60}, 100, terms).outstanding, 135, 1e-12);
  EXPECT_NEAR(loan_year<double>({100, 60, 0}, 135, terms).repaid, 55, 1e-12);
  EXPECT_NEAR(loan_year<double>({100, 60, 0, 0}, 80, terms).outstanding, 25, 1e-12);
}

TEST(LoanYear, SubsidisesTheInterestOnWhatWasOutstandingAYearAgo) {
  EXPECT_NEAR(loan_year<double>({100, 0}, 100, kTerms).interest_subsidy, 100 * 0.05 * 0.6, 1e-12);
  EXPECT_EQ(loan_year<double>({100}, 0, kTerms).interest_subsidy, 0);
}

TEST(LoanYear, IsNothingWhereNobodyBorrowed) {
  const LoanYear<double> year = loan_year<double>({}, 0, kTerms);
  EXPECT_EQ(year.granted, 0);
  EXPECT_EQ(year.outstanding, 0);
  EXPECT_EQ(year.repaid, 0);
}

}  // namespace
}  // namespace ballast
