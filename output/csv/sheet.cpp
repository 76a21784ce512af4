#include "output/csv/sheet.hpp"

#include "output/csv/csv.hpp"
#include "output/numbers.hpp"

namespace ballast {

namespace {

std::string cell(std::string_view text) {
  const bool formula = !text.empty() && std::string_view("=+-@\t").find(text.front()) != std::string_view::npos;
  return csv_field((formula ? "'" : "") + std::string(text));
}

}  // namespace

std::string sheet_document(const Projection& p, Lang lang) {
  std::string out = "\xEF\xBB\xBF";
  out += std::string(in(lang, "方案,单位,指标,名称,计量单位", "case,unit,measure,name,measured in"));
  for (Year year = p.base_year; year <= p.last_year; ++year) out += "," + std::to_string(year);
  out += "\r\n";
  for (const MeasureRow& measure : kMeasureCatalogue)
    for (int unit = 0; unit < p.rows(); ++unit) {
      out += cell(p.case_key) + "," + cell(in(p.units[static_cast<std::size_t>(unit)], lang)) + "," +
             std::string(measure.key) + "," + cell(in(lang, measure.zh, measure.en)) + "," + cell(measure.unit);
      for (Year year = p.base_year; year <= p.last_year; ++year)
        out += "," + plain_number(p.at(measure.id, unit, year), decimals_kept(measure.unit));
      out += "\r\n";
    }
  return out;
}

}  // namespace ballast
