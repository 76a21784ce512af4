#include "models/contribution/loan.hpp"

#include <algorithm>

namespace ballast {

LoanYear loan_year(const std::vector<double>& granted, double before, const LoanTerms& terms) {
  LoanYear year{.granted = granted.empty() ? 0.0 : granted.back()};
  const int vintages = std::min(terms.years, static_cast<int>(granted.size()));
  for (int age = 0; age < vintages; ++age)
    year.outstanding += *(granted.rbegin() + age) * (1.0 - static_cast<double>(age) / terms.years);
  year.repaid = before + year.granted - year.outstanding;
  year.interest_subsidy = terms.interest * before * terms.subsidy;
  return year;
}

}  // namespace ballast
