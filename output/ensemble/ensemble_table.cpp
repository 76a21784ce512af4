#include "output/ensemble/ensemble_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/asked.hpp"
#include "output/ensemble/shown.hpp"
#include "output/notice.hpp"
#include "output/prose/sentences.hpp"
#include "output/table/fitted.hpp"
#include "output/table/headline_table.hpp"
#include "output/table/width.hpp"

namespace ballast {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

std::string spread_table(const Ensemble& e, int row, const TableStyle& style) {
  const std::vector<Year> years = shown_years(e);
  Rows rows(1, {""});
  for (const Year year : years) rows[0].push_back(std::to_string(year));
  for (const Measure measure : shown_measures(e)) {
    const EnsembleMeasure* of = e.find(measure);
    const MeasureRow& about = ballast::row(measure);
    const Year base = e.central.base_year;
    rows.push_back(line(short_name(measure, style.lang), of->quantiles[kMedian], row, about, years, base));
    rows.push_back(line("  2.5 %", of->quantiles[kLow], row, about, years, base));
    rows.push_back(line("  97.5 %", of->quantiles[kHigh], row, about, years, base));
  }
  const std::string_view unit = in(e.central.units[static_cast<std::size_t>(row)], style.lang);
  const std::string more =
      too_many(e) ? wrapped(phrase(Phrase::ensemble_more, style.lang), kTableWidth) : std::string{};
  return bold(filled(Phrase::ensemble_path, style.lang, unit), style) + "\n" + aligned(rows) + more;
}

/// The year by which a tenth, a half and nine tenths of the futures have called.
std::string first_calls(const Ensemble& e, int unit) {
  std::string years;
  for (const double share : kFirstCallShares) {
    const auto year = e.first_call_by(unit, share).year;
    years += (years.empty() ? "" : " · ") + (year ? std::to_string(*year) : std::string("—"));
  }
  return years;
}

/// Rows of events are the units, then the whole city.
std::string risk_table(const Ensemble& e, const TableStyle& style) {
  const Projection& p = e.central;
  const std::vector<Year> by = risk_years(e);
  Rows rows{{std::string(phrase(Phrase::column_unit, style.lang))}};
  for (const Year year : by) rows[0].push_back(filled(Phrase::ensemble_dry, style.lang, year));
  for (const Phrase title :
       {Phrase::ensemble_first_call, Phrase::ensemble_never, Phrase::ensemble_calls, Phrase::ensemble_worst})
    rows[0].emplace_back(phrase(title, style.lang));
  for (int unit = 0; unit <= p.member_units(); ++unit) {
    const auto u = static_cast<std::size_t>(unit);
    const Distribution& calls = e.events.calls[u];
    rows.push_back({std::string(in(p.units[static_cast<std::size_t>(row_of_events(p, unit))], style.lang))});
    for (const Year year : by) rows.back().push_back(percent(e.events.depleted_by(unit, year - p.base_year)));
    for (std::string text : {first_calls(e, unit), percent(e.events.never[u]), in_hundred_millions(calls.mean),
                             in_hundred_millions(calls.tail_mean)})
      rows.back().push_back(std::move(text));
  }
  return bold(std::string(phrase(Phrase::ensemble_risks, style.lang)), style) + "\n" +
         fitted(std::move(rows), kTableWidth);
}

/// Years by which a first call may be off by one standard error: the most of all that are shown.
int first_call_error(const Ensemble& e) {
  int most = 0;
  for (int unit = 0; unit <= e.central.member_units(); ++unit)
    for (const double share : kFirstCallShares) {
      const FirstCall call = e.first_call_by(unit, share);
      const Year horizon = e.central.last_year;
      if (call.year && call.early)
        most = std::max({most, static_cast<int>(*call.year - *call.early),
                         static_cast<int>(call.late.value_or(horizon) - *call.year)});
    }
  return most;
}

/// How far chance alone may have moved the figures shown: shares and years at most, money of the whole city.
std::string errors_of(const Ensemble& e, const TableStyle& style) {
  if (e.pairing() == Pairing::unknown) return std::string(phrase(Phrase::ensemble_error_unknown, style.lang)) + "\n";
  const EnsembleMeasure* treasury = e.find(Measure::treasury);
  const EnsembleEvents::Errors& errors = e.events.errors;
  double share = *std::max_element(errors.never.begin(), errors.never.end());
  for (const Year year : risk_years(e))
    share = std::max(share, errors.depleted_by.col(year - e.central.base_year).maxCoeff());
  const std::string of_year =
      treasury ? filled(Phrase::ensemble_error_treasury, style.lang, e.central.last_year,
                        in_hundred_millions(treasury->mean_error(e.central.city_row(), e.years() - 1)))
               : std::string{};
  const Distribution& calls = e.events.calls.back();
  const std::string of_tail = std::isfinite(calls.tail_error) ? filled(Phrase::ensemble_error_tail, style.lang,
                                                                       in_hundred_millions(calls.tail_error))
                                                              : std::string{};
  return wrapped(filled(Phrase::ensemble_error, style.lang, 100 * share, first_call_error(e),
                        in_hundred_millions(calls.mean_error), of_tail, of_year),
                 kTableWidth);
}

}  // namespace

std::string ensemble_table(const Ensemble& e, int row, const TableStyle& style) {
  const Projection& p = e.central;
  std::string out = bold(filled(Phrase::ensemble_title, style.lang, in(p.title, style.lang), e.paths, e.seed), style);
  out += "\n";
  out += notice_below(notice_of(p), style);
  out += note_line(p.note, style.lang);
  out += set_besides(p.asked.sets, style.lang);
  if (e.paths < e.asked) out += wrapped(filled(Phrase::ensemble_stopped, style.lang, e.paths, e.asked), kTableWidth);
  return out + "\n" + spread_table(e, row, style) + "\n" + risk_table(e, style) + errors_of(e, style);
}

std::string ensemble_legend(const Ensemble& e, const TableStyle& style, EnsembleTables tables) {
  const bool few = e.paths * kQuantileLevels.front() < 1;  // none is expected below the lowest level
  std::vector<Phrase> lines;
  if (tables != EnsembleTables::apart) lines.push_back(few ? Phrase::ensemble_explain_few : Phrase::ensemble_explain);
  if (tables == EnsembleTables::all)
    lines.insert(lines.end(), {Phrase::ensemble_explain_risks, Phrase::ensemble_explain_median});
  else
    lines.push_back(Phrase::ensemble_explain_events);
  lines.push_back(Phrase::ensemble_explain_plans);
  std::string out;
  for (const Phrase id : lines) out += wrapped(filled(id, style.lang, e.central.price_year), kTableWidth);
  const Phrase prices = style.constant_prices ? Phrase::money_constant : Phrase::money_nominal;
  return out + wrapped(filled(prices, style.lang, e.central.price_year), kTableWidth);
}

}  // namespace ballast
