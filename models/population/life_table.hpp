/// The life table functions of a column of death probabilities (Bowers et al., Actuarial Mathematics, ch. 3–5; P6).
///
///   l(x+1) = l(x)·(1 − q(x)),   e(x) = p(x)·(1 + e(x+1)),   e°(x) = e(x) + ½
///   ä(x) = 1 + v·p(x)·ä(x+1),   A(x) = v·(q(x) + p(x)·A(x+1)),   v = 1/(1 + i)
///
/// q probability of dying between x and x + 1; l survivors of the radix [persons]; e curtate, e° complete
/// expectation [years]; ä whole-life annuity-due of 1 a year; A whole-life assurance of 1 at the end of the year of
/// death; i interest a year. The last age dies for certain.
#pragma once

#include <vector>

namespace ballast {

inline constexpr double kDefaultRadix = 100000.0;

struct LifeTable {
  std::vector<double> lx, ex_curtate, ex_complete, annuity_due, assurance;  ///< one entry an age of `qx`
};

/// The table of `qx`; whatever stands at the last age counts as certain death.
LifeTable life_table(const std::vector<double>& qx, double interest, double radix = kDefaultRadix);

}  // namespace ballast
