/// The yearly increase of pensions in payment (调待): fixed amount + years + own pension + tilt, one scale a year.
///
///   M0.2 Δᵢ = s · (F + k·yᵢ + q·penᵢ + T·[age ≥ tilt age]),   s solves mean(Δ)/mean(pen) = target
///
/// F fixed amount [yuan/month]; k amount a credited year [yuan/month/year]; q share of the own pension;
/// T tilt amount [yuan/month]; the four are one set for the province. s is solved once a year on the province's
/// reference moments, so a unit with low pensions gets more per cent. Hand case T05.
#pragma once

namespace ballast {

/// Yuan amounts of one year, for the whole province; a published set has scale 1.
struct IncreaseAmounts {
  double fixed = 0;      ///< F [yuan/month]
  double per_year = 0;   ///< k [yuan/month per credited year]
  double own_share = 0;  ///< q [share of the own pension]
  double tilt = 0;       ///< T [yuan/month]
};

/// How the budget of an increase is split over the four parts; need not sum to 1.
struct IncreaseSplit {
  double fixed = 0, years = 0, own = 0, tilt = 0;  ///< [share of the budget]
};

/// The province's retirees at 31 December of the year before.
struct ReferenceMoments {
  double mean_pension = 0;  ///< [yuan/month]
  double mean_years = 0;    ///< credited years [years]
  double tilt_share = 0;    ///< share at or above the tilt age
};

/// Amounts that spend `target` of the mean pension in the given proportions. A part with nobody to receive it is 0.
IncreaseAmounts amounts_of_split(const IncreaseSplit& split, const ReferenceMoments& reference, double target);

/// s. 0 when the amounts are all 0.
double increase_scale(const IncreaseAmounts& amounts, const ReferenceMoments& reference, double target);

IncreaseAmounts scaled(const IncreaseAmounts& amounts, double scale);

/// Δ of a group from its totals, in which it is linear. `of`: amounts already scaled, T as far as the group gets it;
/// heads [persons], years Σ y [person-years], pension Σ pen [yuan/month].
template <class Amounts, class Real>
[[gnu::always_inline]] inline Real increase_month(const Amounts& of, const Real& heads, const Real& years,
                                                  const Real& pension) {
  return (of.fixed + of.tilt) * heads + of.per_year * years + of.own_share * pension;
}

}  // namespace ballast
