#include "output/csv/sheet.hpp"

#include <fmt/format.h>

#include "output/asked.hpp"
#include "output/csv/series.hpp"
#include "output/csv/spreadsheet.hpp"
#include "output/ensemble/shown.hpp"
#include "output/issues/issue_text.hpp"
#include "output/notice.hpp"
#include "output/numbers.hpp"

namespace ballast {

namespace {

/// The unit of a table, and of which year's prices its money is where that is not each year's own.
std::string measured_in(std::string_view unit, const Projection& p, Lang lang) {
  std::string name = issue_text(unit, lang);
  if (p.prices == "nominal" || !is_money(unit)) return name;
  return fmt::format(fmt::runtime(in(lang, "{}（{}年价格）", "{} of {}")), name, p.prices);
}

/// How the futures were drawn.
std::string drawn(const Ensemble& e, Lang lang) {
  return fmt::format(fmt::runtime(in(lang, "随机模拟{}次，随机种子{}，{}", "futures: {}, seed {}, {}")), e.paths,
                     e.seed, drawing(e.sampling, lang));
}

/// What is illustrative says so below the header; then how the futures were `drawn`, and what was set besides the case.
std::string document(const Projection& p, const std::vector<NamedTable>& tables, const std::string& drawn, Lang lang) {
  SpreadsheetRows rows(1);
  for (const auto& [zh, en] : {std::pair{"方案", "case"},
                               {"单位", "unit"},
                               {"指标", "measure"},
                               {"名称", "name"},
                               {"计量单位", "measured in"}})
    rows[0].emplace_back(in(lang, zh, en));
  for (Year year = p.base_year; year <= p.last_year; ++year) rows[0].push_back(std::to_string(year));
  if (const Notice notice = notice_of(p)) rows.push_back(notice_row(*notice, rows[0].size()));
  for (const std::string& asked : {drawn, sets_sentence(p.asked.sets, lang)})
    if (!asked.empty()) rows.emplace_back(rows[0].size()).front() = asked;
  for (const NamedTable& table : tables)
    for (int unit = 0; unit < p.rows(); ++unit) {
      rows.push_back({p.case_key, std::string(in(p.units[static_cast<std::size_t>(unit)], lang)), table.key,
                      std::string(in(table.name, lang)), measured_in(table.unit, p, lang)});
      for (Eigen::Index year = 0; year < p.years(); ++year)
        rows.back().push_back(plain_number(table.values(unit, year), decimals_kept(table.unit)));
    }
  return spreadsheet(rows);
}

}  // namespace

std::string sheet_document(const Projection& run, Lang lang) { return document(run, named_tables(run), {}, lang); }
std::string sheet_document(const Ensemble& ensemble, Lang lang) {
  return document(ensemble.central, named_tables(ensemble), drawn(ensemble, lang), lang);
}

}  // namespace ballast
