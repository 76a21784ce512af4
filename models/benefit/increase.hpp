/// The yearly increase of pensions in payment (调待): fixed amount + years + own pension + tilt, one scale a year.
///
///   Δᵢ = s · (F + k·yᵢ + q·penᵢ + τ·[age ≥ tilt age]),   s solves mean(Δ)/mean(pen) = target
///
/// F fixed amount [yuan/month]; k amount a credited year [yuan/month/year]; q share of the own pension;
/// τ tilt amount [yuan/month]; the four are one set for the province. s is solved once a year on the province's
/// reference moments, so a unit with low pensions gets more per cent. Hand case T05.
#pragma once

namespace ballast {

/// Yuan amounts of one year, for the whole province; a published set has scale 1.
struct IncreaseAmounts {
  double fixed = 0;      ///< F [yuan/month]
  double per_year = 0;   ///< k [yuan/month per credited year]
  double own_share = 0;  ///< q [share of the own pension]
  double tilt = 0;       ///< τ [yuan/month]
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

/// Totals of a group of pensioners.
template <class Real>
struct PensionerTotals {
  Real heads;          ///< [persons]
  Real years;          ///< Σ y [person-years]
  Real pension_month;  ///< Σ pen [yuan/month]
  Real tilt_heads;     ///< persons at or above the tilt age
};

/// The increase of a group, amounts already scaled [yuan/month]: linear, so exact on totals.
template <class Real>
Real increase_month(const IncreaseAmounts& amounts, const PensionerTotals<Real>& group) {
  return group.heads * amounts.fixed + group.years * amounts.per_year + group.pension_month * amounts.own_share +
         group.tilt_heads * amounts.tilt;
}

}  // namespace ballast
