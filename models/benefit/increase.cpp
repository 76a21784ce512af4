#include "models/benefit/increase.hpp"

namespace ballast {

namespace {
double ratio_or_zero(double part, double whole) { return whole > 0.0 ? part / whole : 0.0; }
}  // namespace

IncreaseAmounts amounts_of_split(const IncreaseSplit& split, const ReferenceMoments& reference, double target) {
  const double budget = target * reference.mean_pension;
  return {.fixed = split.fixed * budget,
          .per_year = ratio_or_zero(split.years * budget, reference.mean_years),
          .own_share = split.own * target,
          .tilt = ratio_or_zero(split.tilt * budget, reference.tilt_share)};
}

double increase_scale(const IncreaseAmounts& amounts, const ReferenceMoments& reference, double target) {
  const double unscaled = amounts.fixed + amounts.per_year * reference.mean_years +
                          amounts.own_share * reference.mean_pension + amounts.tilt * reference.tilt_share;
  return unscaled == 0.0 ? 0.0 : target * reference.mean_pension / unscaled;
}

IncreaseAmounts scaled(const IncreaseAmounts& amounts, double scale) {
  return {.fixed = scale * amounts.fixed,
          .per_year = scale * amounts.per_year,
          .own_share = scale * amounts.own_share,
          .tilt = scale * amounts.tilt};
}

}  // namespace ballast
