#include "output/csv/sheet.hpp"

#include "output/csv/spreadsheet.hpp"
#include "output/numbers.hpp"

namespace ballast {

namespace {

/// A text that no spreadsheet takes for a formula.
std::string plain_text(std::string_view text) {
  const bool formula = !text.empty() && std::string_view("=+-@\t").find(text.front()) != std::string_view::npos;
  return (formula ? "'" : "") + std::string(text);
}

}  // namespace

std::string sheet_document(const Projection& p, Lang lang) {
  SpreadsheetRows rows(1);
  for (const auto& [zh, en] : {std::pair{"方案", "case"},
                               {"单位", "unit"},
                               {"指标", "measure"},
                               {"名称", "name"},
                               {"计量单位", "measured in"}})
    rows[0].emplace_back(in(lang, zh, en));
  for (Year year = p.base_year; year <= p.last_year; ++year) rows[0].push_back(std::to_string(year));
  for (const MeasureRow& measure : kMeasureCatalogue)
    for (int unit = 0; unit < p.rows(); ++unit) {
      rows.push_back({plain_text(p.case_key), plain_text(in(p.units[static_cast<std::size_t>(unit)], lang)),
                      std::string(measure.key), plain_text(in(lang, measure.zh, measure.en)),
                      std::string(measure.unit)});
      for (Year year = p.base_year; year <= p.last_year; ++year)
        rows.back().push_back(plain_number(p.at(measure.id, unit, year), decimals_kept(measure.unit)));
    }
  return spreadsheet(rows);
}

}  // namespace ballast
