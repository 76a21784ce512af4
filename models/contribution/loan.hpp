/// Loans that bridge missing years, repaid out of the pension (助保贷款, 44-3.4). Outside the fund.
///
///   outstanding(t) = Σ_v granted(v)·max(0, 1 − (t − v)/N)
///   repaid(t)      = outstanding(t − 1) + granted(t) − outstanding(t)
///   subsidy(t)     = i·outstanding(t − 1)·share
///
/// granted(v) loans of year v [yuan]; N term [years]; i interest [a year]; share of it that the treasury pays.
#pragma once

#include <vector>

namespace ballast {

struct LoanTerms {
  int years = 1;        ///< N
  double interest = 0;  ///< i [a year]
  double subsidy = 0;   ///< share of the interest
};

/// A year of the loan book. [yuan]
struct LoanYear {
  double granted = 0, repaid = 0, outstanding = 0, interest_subsidy = 0;
};

/// `granted` by year, the last one is the year asked for; `before` what was outstanding a year ago.
LoanYear loan_year(const std::vector<double>& granted, double before, const LoanTerms& terms);

}  // namespace ballast
