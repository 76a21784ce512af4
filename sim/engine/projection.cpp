#include "sim/engine/projection.hpp"

namespace ballast {

double Projection::arising(Measure measure, int unit, Year year) const {
  if (measure != Measure::treasury) return at(measure, unit, year);
  double sum = 0.0;
  for (const Measure cause : {Measure::treasury_short, Measure::treasury_over, Measure::treasury_structural})
    sum += at(cause, unit, year);
  return sum;
}

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

namespace {

/// Calls `change` with every table of money.
template <class Change>
void each_money_table(Projection& projection, Change change) {
  for (const MeasureRow& measure : kMeasureCatalogue)
    if (is_money(measure)) change(projection.measures[static_cast<std::size_t>(measure.id)]);
}

Eigen::Map<const Eigen::ArrayXd> index_of(const Projection& projection) {
  return {projection.price_index.data(), static_cast<Eigen::Index>(projection.price_index.size())};
}

}  // namespace

Projection in_constant_prices(Projection projection) {
  if (projection.prices != "nominal") return projection;
  const auto index = index_of(projection);
  each_money_table(projection, [&](Eigen::ArrayXXd& table) { table.rowwise() /= index.transpose(); });
  projection.prices = std::to_string(projection.price_year);
  return projection;
}

Projection in_nominal_prices(Projection projection) {
  if (projection.prices == "nominal") return projection;
  const auto index = index_of(projection);
  each_money_table(projection, [&](Eigen::ArrayXXd& table) { table.rowwise() *= index.transpose(); });
  projection.prices = "nominal";
  return projection;
}

}  // namespace ballast
