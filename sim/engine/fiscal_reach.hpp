/// What stage 2 can count: money is kept in whole fen, 2^63 of them at most. Below these bounds a year's step from its
/// stocks, and sums over a century of years, stay within; a case that goes beyond them is refused, not settled wrongly.
#pragma once

#include "sim/engine/fiscal.hpp"

namespace ballast {

inline constexpr double kMostOfAYear = 1e15;  ///< all units together; a whole country stays below a tenth of it [yuan]
inline constexpr double kMostInStock = 1e16;  ///< balances, debts and claims, all units together [yuan]

/// What is too large before the first year: flows of stage 1, fixed subsidies, the opening.
Issues reach_issues(const FiscalInput& input);

/// What a year has made too large; asked before the next one starts from it.
Issues reach_issues(const FiscalInput& input, const FiscalYear& year);

}  // namespace ballast
