/// Award moments: means over the months in which the retirees of one year retire.
/// A retiree of month m contributes m/12 of the year and is paid for 12 − m months (model §2, §4.5).
///
/// Of a group that retires, the share φ·m/12 has gained the year's credit by month m. Sums over those without and
/// with the credit are therefore linear in two means of any function u of the month:
///   Φ[u] = Σⱼ wⱼ·uⱼ      Ψ[u] = Σⱼ wⱼ·(mⱼ/12)·uⱼ
/// so that awards, first-year payments and accounts are exact in expectation, the mean of 1/D included.
#pragma once

#include <vector>

namespace ballast {

/// One month in which members of a group retire.
struct AwardPoint {
  int month = 12;     ///< m: last month of contribution [1 … 12]
  double weight = 0;  ///< wⱼ: share of the group
  double inverse_divisor =
      0;                    ///< mean of 1/D over the ages of those who retire in the month; 0: not paid yet [1/months]
  double months_early = 0;  ///< statutory month less month of retirement, mean [months]
  double divisor_effect = 0;  ///< mean of 1/D − 1/D at the statutory month [1/months]
};

/// Φ and Ψ of one function of the month.
struct Moment {
  double all = 0;     ///< Φ[u]
  double gained = 0;  ///< Ψ[u]
};

/// The means a year's awards need. Account terms are per yuan of the opening balance (`account_…`) or per yuan
/// credited in the year (`credit_…`, only those who gained).
struct AwardMoments {
  Moment heads;             ///< u = 1
  Moment months_paid;       ///< u = 12 − m
  Moment months_early;      ///< u = months before the statutory month
  Moment account_pension;   ///< monthly account pension (1 + i·m/12)/D
  Moment account_paid;      ///< paid from the account in the award year
  Moment account_left;      ///< balance at 31 December
  Moment account_interest;  ///< interest of the year
  Moment divisor_effect;    ///< monthly account pension over what it would be at the statutory month's divisor
  double credit_pension = 0, credit_paid = 0, credit_left = 0, credit_interest = 0, credit_divisor_effect = 0;
};

/// Moments of a group at bookkeeping rate i [a year].
AwardMoments award_moments(const std::vector<AwardPoint>& points, double i);

}  // namespace ballast
