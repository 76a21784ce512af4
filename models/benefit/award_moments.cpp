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
  std::array<double, AwardMoments::kPowers> pension, paid, left, interest, divisor_effect;
};
Yuan yuan_of(const AwardPoint& p, double e) {
  const double months = 12.0 - p.month;
  const double paid = months * p.inverse_divisor;
  const double rest = months / 12.0 - months * (months - 1.0) / 24.0 * p.inverse_divisor;  // interest is i·rest
  return {.pension = {p.inverse_divisor, e * p.inverse_divisor, 0},
          .paid = {paid, e * paid, 0},
          .left = {1.0 - paid, rest + e * (1.0 - paid), e * rest},
          .interest = {0, e + rest, e * rest},
          .divisor_effect = {p.divisor_effect, e * p.divisor_effect, 0}};
}

void add(AccountMoments<double>::Of& of, double weight, double gained, double u) {
  of.all += weight * u;
  of.gained += weight * gained * u;
}

}  // namespace

AwardMoments award_moments(const std::vector<AwardPoint>& points) {
  AwardMoments m;
  for (const AwardPoint& p : points) {
    const double gained = p.month / 12.0;
    add(m.heads, p.weight, gained, 1.0);
    add(m.months_paid, p.weight, gained, 12.0 - p.month);
    add(m.months_early, p.weight, gained, p.months_early);
    const Yuan opening = yuan_of(p, p.month / 12.0), credited = yuan_of(p, (p.month + 1.0) / 24.0);
    for (std::size_t power = 0; power < m.account.size(); ++power) {
      AccountMoments<double>& of = m.account[power];
      add(of.pension, p.weight, gained, opening.pension[power]);
      add(of.paid, p.weight, gained, opening.paid[power]);
      add(of.left, p.weight, gained, opening.left[power]);
      add(of.interest, p.weight, gained, opening.interest[power]);
      add(of.divisor_effect, p.weight, gained, opening.divisor_effect[power]);
      of.credit_pension += p.weight * gained * credited.pension[power];
      of.credit_paid += p.weight * gained * credited.paid[power];
      of.credit_left += p.weight * gained * credited.left[power];
      of.credit_interest += p.weight * gained * credited.interest[power];
      of.credit_divisor_effect += p.weight * gained * credited.divisor_effect[power];
    }
  }
  return m;
}

}  // namespace ballast
