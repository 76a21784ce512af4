/// Loans that bridge missing years, repaid out of the pension (助保贷款, 44-3.4). Outside the fund.
///
///   outstanding(t) = Σ_v granted(v)·max(0, 1 − (t − v)/N(v))
///   repaid(t)      = outstanding(t − 1) + granted(t) − outstanding(t)
///   subsidy(t)     = i·outstanding(t − 1)·share
///
/// granted(v) loans of year v [yuan]; N(v) their term [years], agreed when they are granted; i interest [a year]; share
/// of it that the treasury pays.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ballast {

struct LoanTerms {
  std::span<const int> years{};  ///< N by vintage, no fewer than were granted
  double interest = 0;           ///< i [a year]
  double subsidy = 0;            ///< share of the interest
};

/// A year of the loan book. [yuan]
template <class Real>
struct LoanYear {
  Real granted{}, repaid{}, outstanding{}, interest_subsidy{};
};

/// `granted` by year, the last one is the year asked for; `before` what was outstanding a year ago.
template <class Real>
LoanYear<Real> loan_year(const std::vector<Real>& granted, const Real& before, const LoanTerms& terms) {
  LoanYear<Real> year;
  for (std::size_t age = 0; age < granted.size(); ++age) {
    const std::size_t vintage = granted.size() - 1 - age;
    const double owed = 1.0 - static_cast<double>(age) / terms.years[vintage];
    if (owed > 0) year.outstanding += granted[vintage] * owed;
  }
  year.granted = granted.empty() ? Real{} : granted.back();
  year.repaid = before + year.granted - year.outstanding;
  year.interest_subsidy = before * (terms.interest * terms.subsidy);
  return year;
}

}  // namespace ballast
