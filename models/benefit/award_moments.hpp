/// Award moments: means over the months in which the retirees of one year retire.
/// A retiree of month m contributes m/12 of the year and is paid for 12 − m months (equation A1).
///
/// Of a group that retires, the share φ·m/12 has gained the year's credit by month m. Sums over those without and
/// with the credit are therefore linear in two means of any function u of the month:
///   Φ[u] = Σⱼ wⱼ·uⱼ      Ψ[u] = Σⱼ wⱼ·(mⱼ/12)·uⱼ
/// so that awards, first-year payments and accounts are exact in expectation, the mean of 1/D included.
#pragma once

#include <array>
#include <boost/container/static_vector.hpp>

namespace ballast {

/// One month in which members of a group retire.
struct AwardPoint {
  int month = 12;     ///< m: last month of contribution [1 … 12]
  double weight = 0;  ///< wⱼ: share of the group
  double inverse_divisor =
      0;                    ///< mean of 1/D over the ages of those who retire in the month; 0: not paid yet [1/months]
  double months_early = 0;  ///< statutory month less month of retirement, mean [months]
  double divisor_effect = 0;  ///< mean of 1/D − 1/D at the statutory month [1/months]

  bool operator==(const AwardPoint&) const = default;
};

/// The months in which a group retires: each once.
using AwardPoints = boost::container::static_vector<AwardPoint, 12>;

/// Φ and Ψ of one function of the month.
struct Moment {
  double all = 0;     ///< Φ[u]
  double gained = 0;  ///< Ψ[u]
};

/// A mean of the account, per yuan of the opening balance (of everybody, and of those who gained the year) and per yuan
/// credited in the year.
template <class Coef>
struct AccountMean {
  Coef all{}, gained{}, credit{};

  /// Of a group: its opening balances, those of who gained, and the year's credit.
  template <class Real>
  Real of(const Real& opening, const Real& gainers, const Real& credited) const {
    return all * opening + gained * gainers + credit * credited;
  }
};

/// Means of the account at one bookkeeping rate.
template <class Coef>
struct AccountMoments {
  AccountMean<Coef> pension;         ///< monthly account pension (1 + i·m/12)/D
  AccountMean<Coef> paid;            ///< paid from the account in the award year
  AccountMean<Coef> left;            ///< balance at 31 December
  AccountMean<Coef> divisor_effect;  ///< monthly account pension over what it would be at the statutory month's divisor
};

/// The means a year's awards need. Those of the account are polynomials of the bookkeeping rate: by power of i.
struct AwardMoments {
  Moment heads;         ///< u = 1
  Moment months_paid;   ///< u = 12 − m
  Moment months_early;  ///< u = months before the statutory month
  using Mean = AccountMean<double>;
  std::array<Mean, 2> pension, paid, divisor_effect;
  std::array<Mean, 3> left;

  /// The account's means at rate i [a year]: exact, one rate a lane.
  template <class Coef>
  AccountMoments<Coef> at(const Coef& i) const {
    const auto line = [&](const std::array<Mean, 2>& of) {
      return AccountMean<Coef>{of[0].all + i * of[1].all, of[0].gained + i * of[1].gained,
                               of[0].credit + i * of[1].credit};
    };
    const auto square = [&](double a, double b, double c) { return a + i * (b + i * c); };
    return {line(pension),
            line(paid),
            {square(left[0].all, left[1].all, left[2].all), square(left[0].gained, left[1].gained, left[2].gained),
             square(left[0].credit, left[1].credit, left[2].credit)},
            line(divisor_effect)};
  }
};

/// Moments of a group.
AwardMoments award_moments(const AwardPoints& points);

}  // namespace ballast
