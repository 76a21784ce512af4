#include "models/benefit/award_moments.hpp"

namespace ballast {
namespace {

void add(Moment& moment, double weight, double gained_share, double u) {
  moment.all += weight * u;
  moment.gained += weight * gained_share * u;
}

/// What one yuan in the account at award becomes by 31 December: a payment of month n forgoes (12 − n)/12 of the
/// year's interest, so 12 − m payments forgo (12 − m)(11 − m)/24 months' worth.
struct RestOfYear {
  double paid, left, interest;
};
RestOfYear rest_of_year(const AwardPoint& p, double i) {
  const double months = 12.0 - p.month;
  const double paid = months * p.inverse_divisor;
  const double interest = i * months / 12.0 - i * months * (months - 1.0) / 24.0 * p.inverse_divisor;
  return {paid, 1.0 + interest - paid, interest};
}

}  // namespace

AwardMoments award_moments(const std::vector<AwardPoint>& points, double i) {
  AwardMoments m;
  for (const AwardPoint& p : points) {
    const double gained = p.month / 12.0;
    const RestOfYear rest = rest_of_year(p, i);
    const double grown = 1.0 + i * p.month / 12.0;             // b at award
    const double credited = 1.0 + i * (p.month + 1.0) / 24.0;  // c at award
    add(m.heads, p.weight, gained, 1.0);
    add(m.months_paid, p.weight, gained, 12.0 - p.month);
    add(m.months_early, p.weight, gained, p.months_early);
    add(m.account_pension, p.weight, gained, grown * p.inverse_divisor);
    add(m.account_paid, p.weight, gained, grown * rest.paid);
    add(m.account_left, p.weight, gained, grown * rest.left);
    add(m.account_interest, p.weight, gained, grown - 1.0 + grown * rest.interest);
    add(m.divisor_effect, p.weight, gained, grown * p.divisor_effect);
    m.credit_divisor_effect += p.weight * gained * credited * p.divisor_effect;
    m.credit_pension += p.weight * gained * credited * p.inverse_divisor;
    m.credit_paid += p.weight * gained * credited * rest.paid;
    m.credit_left += p.weight * gained * credited * rest.left;
    m.credit_interest += p.weight * gained * (credited - 1.0 + credited * rest.interest);
  }
  return m;
}

}  // namespace ballast
