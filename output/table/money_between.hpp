/// Money between a unit's fund and those above it, beside subsidies: what tables have columns or lines for where it
/// moves.
#pragma once

#include <vector>

#include "output/texts.hpp"

namespace ballast {

/// One kind of it: `adds` less `takes`.
struct MoneyBetween {
  Phrase title, explained;
  std::vector<Measure> adds, takes;

  double arising(const Projection& p, int unit, Year year) const;
};
/// The kinds that move in any year, by regime or where `fiscal.pool_topup` says so: top-ups, what goes up, what the
/// central fund gives.
std::vector<MoneyBetween> money_between(const std::vector<const Projection*>& cases);

}  // namespace ballast
