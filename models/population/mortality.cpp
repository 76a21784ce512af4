#include "models/population/mortality.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace ballast {

Eigen::ArrayXd central_rates(const Eigen::ArrayXd& probabilities) {
  return probabilities.unaryExpr([](double q) { return -std::log1p(-q); });
}

Eigen::ArrayXd population_rates(const MortalityHistory& history, Improvement improvement, Year year) {
  assert(year >= history.first_year && year <= history.last_year() && "the reader checks the years of the table");
  const Year frozen = std::clamp(history.published_through, history.first_year, history.last_year());
  const Year taken = improvement == Improvement::table ? year : std::min(year, frozen);
  const Eigen::ArrayXd& rates = history.rates[static_cast<std::size_t>(taken - history.first_year)];
  if (improvement != Improvement::lee_carter || year <= frozen) return rates;
  return rates * (history.lee_carter.sensitivity * (history.lee_carter.drift * (year - frozen))).exp();
}

Eigen::ArrayXd insured_rates(const InsuredTable& table, const MortalityHistory& history, Improvement improvement,
                             Year year) {
  const Eigen::ArrayXd now = population_rates(history, improvement, year);
  const Eigen::ArrayXd then = population_rates(history, improvement, table.year);
  return table.rates * (then > 0).select(now / then, 1.0);
}

}  // namespace ballast
