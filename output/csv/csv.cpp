#include "output/csv/csv.hpp"

#include <cmath>

#include "output/csv/spreadsheet.hpp"
#include "output/numbers.hpp"

namespace ballast {

namespace {

void append_series(std::string& out, const Projection& p, const MeasureRow& measure, int unit) {
  const std::string head = csv_field(p.case_key) + ',' + csv_field(p.units[static_cast<std::size_t>(unit)].zh) + ',';
  const int decimals = decimals_kept(measure.unit);
  for (Year year = p.base_year; year <= p.last_year; ++year) {
    const double value = p.at(measure.id, unit, year);
    if (std::isnan(value)) continue;
    out.append(head).append(std::to_string(year)).append(",").append(measure.key).append(",");
    out.append(plain_number(value, decimals)).append("\n");
  }
}

}  // namespace

std::string csv_document(const Projection& projection) {
  std::string out = "case,unit,year,measure,value\n";
  for (const MeasureRow& measure : kMeasureCatalogue)
    for (int unit = 0; unit < projection.rows(); ++unit) append_series(out, projection, measure, unit);
  return out;
}

}  // namespace ballast
