#include "models/benefit/award_moments.hpp"

namespace ballast {
namespace {

void add(Moment& moment, double weight, double gained_share, double u) {
  moment.all += weight * u;
  moment.gained += weight * gained_share * u;
}

/// What a yuan that has grown to 1 + i·e in the account at award becomes by 31 December, by power of i: a payment of
/// month n forgoes (12 − n)/12 of the year's interest, so 12 − m payments forgo (12 − m)(11 − m)/24 months' worth.
struct Yuan {
  std::array<double, 2> pension, paid, divisor_effect;
  std::array<double, 3> left;
};
Yuan yuan_of(const AwardPoint& p, double e) {
  const double months = 12.0 - p.month;
  const double paid = months * p.inverse_divisor;
  const double rest = months / 12.0 - months * (months - 1.0) / 24.0 * p.inverse_divisor;  // interest is i·rest
  return {.pension = {p.inverse_divisor, e * p.inverse_divisor},
          .paid = {paid, e * paid},
          .divisor_effect = {p.divisor_effect, e * p.divisor_effect},
          .left = {1.0 - paid, rest + e * (1.0 - paid), e * rest}};
}

template <std::size_t kPowers>
void add(std::array<AwardMoments::Mean, kPowers>& means, double weight, double gained,
         const std::array<double, kPowers>& opening, const std::array<double, kPowers>& credited) {
  for (std::size_t power = 0; power < kPowers; ++power) {
    means[power].all += weight * opening[power];
    means[power].gained += weight * gained * opening[power];
    means[power].credit += weight * gained * credited[power];
  }
}

}  // namespace

AwardMoments award_moments(const AwardPoints& points) {
  AwardMoments m;
  for (const AwardPoint& p : points) {
    const double gained = p.month / 12.0;
    add(m.heads, p.weight, gained, 1.0);
    add(m.months_paid, p.weight, gained, 12.0 - p.month);
    add(m.months_early, p.weight, gained, p.months_early);
    const Yuan opening = yuan_of(p, p.month / 12.0), credited = yuan_of(p, (p.month + 1.0) / 24.0);
    add(m.pension, p.weight, gained, opening.pension, credited.pension);
    add(m.paid, p.weight, gained, opening.paid, credited.paid);
    add(m.left, p.weight, gained, opening.left, credited.left);
    add(m.divisor_effect, p.weight, gained, opening.divisor_effect, credited.divisor_effect);
  }
  return m;
}

}  // namespace ballast
