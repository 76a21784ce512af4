/// The divisor (计发月数) that turns an account into a monthly pension: 国发〔2005〕38号 and, from 2025-01, by month.
///
///   R6 before 2025: D(x) = table at the completed age
///   from 2025:    D(y, m) = T_y − (T_y − T_{y+1})·m/12, halves rounded up to the step (0.1)
///
/// y completed years, m further months of age; T table [months]. Below the first age the first entry holds, above
/// the last the last. Rounding is done on whole steps: 169.45 must become 169.5 whatever its binary form.
#pragma once

#include <vector>

namespace ballast {

struct DivisorTable {
  int first_age = 0;           ///< age of the first entry [years]
  std::vector<double> months;  ///< T, one entry a year of age [months]
  bool by_month = false;       ///< interpolate by month of age
  double rounding = 1;         ///< step of rounding, 0.1 or 1 [months]
};

/// D at an age. Precondition: a table that is not empty. [months]
double divisor(const DivisorTable& table, int age_months);

}  // namespace ballast
