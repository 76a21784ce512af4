#include "output/csv/csv.hpp"

#include <cmath>

#include "output/csv/series.hpp"
#include "output/csv/spreadsheet.hpp"
#include "output/numbers.hpp"

namespace ballast {

namespace {

void append_series(std::string& out, const Projection& p, const NamedTable& table, int unit) {
  const std::string head = csv_field(p.case_key) + ',' + csv_field(p.units[static_cast<std::size_t>(unit)].zh) + ',';
  const int decimals = decimals_kept(table.unit);
  for (Year year = p.base_year; year <= p.last_year; ++year) {
    const double value = table.values(unit, year - p.base_year);
    if (std::isnan(value)) continue;
    out.append(head).append(std::to_string(year)).append(",").append(table.key).append(",");
    out.append(plain_number(value, decimals)).append("\n");
  }
}

void put_pieces(const Projection& p, const std::vector<NamedTable>& tables, const PutText& put) {
  put("case,unit,year,measure,value\n");
  std::string piece;
  for (const NamedTable& table : tables) {
    piece.clear();
    for (int unit = 0; unit < p.rows(); ++unit) append_series(piece, p, table, unit);
    put(piece);
  }
}

std::string document(const Projection& p, const std::vector<NamedTable>& tables) {
  std::string all;
  put_pieces(p, tables, [&](std::string_view piece) { all += piece; });
  return all;
}

}  // namespace

void put_csv(const Projection& projection, const PutText& put) {
  put_pieces(projection, named_tables(projection), put);
}
std::string csv_document(const Projection& projection) { return document(projection, named_tables(projection)); }
std::string csv_document(const Ensemble& ensemble) { return document(ensemble.central, named_tables(ensemble)); }

}  // namespace ballast
