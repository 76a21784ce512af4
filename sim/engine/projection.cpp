#include "sim/engine/projection.hpp"

namespace ballast {

Phase Projection::phase(Year year) const {
  if (year < first_year) return Phase::history;
  return year <= published_through ? Phase::estimate : Phase::projection;
}

int unit_row(const Projection& projection, std::string_view name) {
  for (int row = 0; row < projection.rows(); ++row) {
    const Label& unit = projection.units[static_cast<std::size_t>(row)];
    if (unit.zh == name || unit.en == name) return row;
  }
  return -1;
}

Projection in_constant_prices(Projection projection) {
  const Eigen::Map<const Eigen::ArrayXd> index(projection.price_index.data(),
                                               static_cast<Eigen::Index>(projection.price_index.size()));
  for (const MeasureRow& measure : kMeasureCatalogue)
    if (is_money(measure)) projection.measures[static_cast<std::size_t>(measure.id)].rowwise() /= index.transpose();
  projection.prices = std::to_string(projection.price_year);
  return projection;
}

}  // namespace ballast
