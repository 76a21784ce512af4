#include "output/ensemble/spread_table.hpp"

#include <fmt/ranges.h>

#include <algorithm>

#include "output/ensemble/figures_with_errors.hpp"
#include "output/ensemble/shown.hpp"
#include "output/ensemble/year_lines.hpp"
#include "output/table/width.hpp"

namespace ballast {
namespace {

/// Quantiles of one measure, each beside its error; rates and ratios to as many places as their medians know.
void add(const EnsembleMeasure& of, MoneyIn money, Lang lang, YearLines& lines) {
  const std::string_view unit = row(of.measure).unit;
  const double known = unit == "1" ? lines.largest(of.quantile_errors[kMedian]) : 0;
  const Scale scale = finer(scale_of(unit, money), known);
  const auto line = [&](std::string label, std::size_t level) {
    lines.add(std::move(label), of.quantiles[level], of.quantile_errors[level], scale);
  };
  line(short_name(of.measure, lang), kMedian), line(std::string(in(lang, "  2.5%", "  2.5 %")), kLow);
  line(std::string(in(lang, "  97.5%", "  97.5 %")), kHigh);
}

/// Calls of all years in constant prices, of the row: nominal money of far years misleads. Nothing of the pool, which
/// has no treasury, nor where the rows are in constant prices themselves.
std::string constant_line(const Ensemble& e, int row, Lang lang) {
  const Projection& p = e.central;
  if (p.prices != "nominal" || row == p.pool_row()) return {};
  const Distribution& calls = e.events.calls[static_cast<std::size_t>(std::min(row, p.member_units()))];
  const MoneyIn money = money_in(e.central, row);
  const auto words = [&](std::size_t level) {
    return in_words(with_error(calls.quantiles[level], calls.quantile_errors[level], scale_of("yuan", money)));
  };
  return wrapped(filled(Phrase::ensemble_constant, lang, p.price_year, words(kMedian), words(kLow), words(kHigh),
                        money_unit(money, lang)),
                 kTableWidth);
}

}  // namespace

std::string spread_table(const Ensemble& e, int row, const TableStyle& style) {
  YearLines lines(e, row, style.lang);
  std::vector<std::string> without;  // of the pool, which has no members, its fund alone is shown
  for (const Measure measure : shown_measures(e)) {
    const EnsembleMeasure& of = *e.find(measure);
    if (of.mean.row(row).isNaN().all())
      without.push_back(short_name(measure, style.lang));
    else
      add(of, money_in(e.central, row), style.lang, lines);
  }
  const std::string_view unit = in(e.central.units[static_cast<std::size_t>(row)], style.lang);
  if (without.size() == shown_measures(e).size()) return no_rows(unit, without, style.lang);
  const std::string title =
      filled(Phrase::ensemble_path, style.lang, unit, money_words(money_in(e.central, row), e.central, style.lang));
  const std::string more =
      too_many(e) ? wrapped(phrase(Phrase::ensemble_more, style.lang), kTableWidth) : std::string{};
  std::string head = wrapped(title, kTableWidth);
  head.pop_back();  // the end of its last line, which is not bold
  std::string below = without.empty() ? std::string{} : no_rows(unit, without, style.lang);
  if (std::ranges::count(shown_measures(e), Measure::pool_topup) > 0)
    below += wrapped(phrase(Phrase::explain_topup, style.lang), kTableWidth);
  return bold(head, style) + "\n" + lines.table() + below + constant_line(e, row, style.lang) + more;
}

}  // namespace ballast
