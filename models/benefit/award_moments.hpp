/// Award moments: means over the months in which the retirees of one year retire.
/// A retiree of month m contributes m/12 of the year and is paid for 12 − m months (model §2, §4.5).
///
/// Of a group that retires, the share φ·m/12 has gained the year's credit by month m. Sums over those without and
/// with the credit are therefore linear in two means of any function u of the month:
///   Φ[u] = Σⱼ wⱼ·uⱼ      Ψ[u] = Σⱼ wⱼ·(mⱼ/12)·uⱼ
/// so that awards, first-year payments and accounts are exact in expectation, the mean of 1/D included.
#pragma once

#include <array>
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

/// Means of the account at one bookkeeping rate, per yuan of the opening balance or (`credit_…`) per yuan credited in
/// the year, by those who gained.
template <class Coef>
struct AccountMoments {
  struct Of {
    Coef all{}, gained{};
  };
  Of pension;         ///< monthly account pension (1 + i·m/12)/D
  Of paid;            ///< paid from the account in the award year
  Of left;            ///< balance at 31 December
  Of interest;        ///< interest of the year
  Of divisor_effect;  ///< monthly account pension over what it would be at the statutory month's divisor
  Coef credit_pension{}, credit_paid{}, credit_left{}, credit_interest{}, credit_divisor_effect{};
};

/// The means a year's awards need. Those of the account are polynomials of the bookkeeping rate: by power of i.
struct AwardMoments {
  static constexpr int kPowers = 3;
  Moment heads;         ///< u = 1
  Moment months_paid;   ///< u = 12 − m
  Moment months_early;  ///< u = months before the statutory month
  std::array<AccountMoments<double>, kPowers> account;

  /// The account's means at rate i [a year]: exact, one rate a lane.
  template <class Coef>
  AccountMoments<Coef> at(const Coef& i) const {
    const auto& [one, first, second] = account;
    const auto line = [&](double a, double b) { return a + i * b; };
    const auto square = [&](double a, double b, double c) { return a + i * (b + i * c); };
    using Sums = AccountMoments<double>;
    using Of = typename AccountMoments<Coef>::Of;
    const auto linear = [&](Sums::Of Sums::*u) {
      return Of{line((one.*u).all, (first.*u).all), line((one.*u).gained, (first.*u).gained)};
    };
    const auto quadratic = [&](Sums::Of Sums::*u) {
      return Of{square((one.*u).all, (first.*u).all, (second.*u).all),
                square((one.*u).gained, (first.*u).gained, (second.*u).gained)};
    };
    return {linear(&Sums::pension),
            linear(&Sums::paid),
            quadratic(&Sums::left),
            quadratic(&Sums::interest),
            linear(&Sums::divisor_effect),
            line(one.credit_pension, first.credit_pension),
            line(one.credit_paid, first.credit_paid),
            square(one.credit_left, first.credit_left, second.credit_left),
            square(one.credit_interest, first.credit_interest, second.credit_interest),
            line(one.credit_divisor_effect, first.credit_divisor_effect)};
  }
};

/// Moments of a group.
AwardMoments award_moments(const std::vector<AwardPoint>& points);

}  // namespace ballast
