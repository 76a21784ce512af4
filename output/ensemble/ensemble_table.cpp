#include "output/ensemble/ensemble_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "output/asked.hpp"
#include "output/notice.hpp"
#include "output/prose/sentences.hpp"
#include "output/table/fitted.hpp"
#include "output/table/headline_table.hpp"
#include "output/table/width.hpp"

namespace ballast {
namespace {

using Rows = std::vector<std::vector<std::string>>;
constexpr std::size_t kLow = 0, kMedian = 4, kHigh = 8;  // of kQuantileLevels

template <class... Values>
std::string filled(Phrase id, Lang lang, Values&&... values) {
  return fmt::format(fmt::runtime(phrase(id, lang)), std::forward<Values>(values)...);
}

/// A rough number: its first two digits.
std::string two_digits(double number) {
  const int power = static_cast<int>(std::floor(std::log10(number)));
  const double unit = std::pow(10.0, power - 1);
  return fmt::format("{:.{}f}", std::round(number / unit) * unit, std::max(0, 1 - power));
}

std::string percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

/// The last certain year, the first uncertain one, then every tenth to the horizon.
std::vector<Year> shown_years(const Ensemble& e) {
  constexpr Year kStep = 10;
  const Projection& p = e.central;
  std::vector<Year> years{e.first_uncertain_year - 1, e.first_uncertain_year, p.last_year};
  for (Year year = e.first_uncertain_year + kStep - e.first_uncertain_year % kStep; year < p.last_year; year += kStep)
    years.push_back(year);
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  std::erase_if(years, [&](Year year) { return year < p.base_year || year > p.last_year; });
  return years;
}

std::vector<std::string> line(std::string label, const Eigen::ArrayXXd& table, int row, const MeasureRow& measure,
                              const std::vector<Year>& years, Year base_year) {
  std::vector<std::string> cells{std::move(label)};
  for (const Year year : years) cells.push_back(figure(table(row, year - base_year), measure.unit));
  return cells;
}

/// The measures shown where none, or too many, were asked for; by their short names.
struct Shown {
  Measure measure;
  Phrase name;
};
constexpr std::array kShown{
    Shown{Measure::contributors, Phrase::path_contributors}, Shown{Measure::retirees, Phrase::path_retirees},
    Shown{Measure::support_ratio, Phrase::path_support},     Shown{Measure::contributions, Phrase::path_contributions},
    Shown{Measure::expenditure, Phrase::path_expenditure},   Shown{Measure::subsidy_total, Phrase::path_subsidy},
    Shown{Measure::treasury, Phrase::path_treasury},         Shown{Measure::fund_balance, Phrase::path_balance}};

std::string short_name(Measure measure, Lang lang) {
  const auto at = std::find_if(kShown.begin(), kShown.end(), [&](const Shown& of) { return of.measure == measure; });
  if (at != kShown.end()) return std::string(phrase(at->name, lang));
  const MeasureRow& row = ballast::row(measure);
  return std::string(in(lang, row.zh, row.en));
}

/// Whether there are more measures than a table can show.
bool too_many(const Ensemble& e) {
  constexpr std::size_t kMost = 20;
  return e.measures.size() > kMost;
}

/// The measures shown on the terminal: those asked for, as far as they are few.
std::vector<Measure> shown_measures(const Ensemble& e) {
  std::vector<Measure> asked, usual;
  for (const EnsembleMeasure& of : e.measures) asked.push_back(of.measure);
  const std::vector<Measure>& headline = headline_measures();  // in a file they stand in another order
  const bool chosen = !std::is_permutation(asked.begin(), asked.end(), headline.begin(), headline.end());
  if (chosen && !too_many(e)) return asked;
  for (const Shown& of : kShown)
    if (e.find(of.measure)) usual.push_back(of.measure);
  return usual;
}

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

/// The years by which the risk table tells whose fund has run dry.
std::vector<Year> risk_years(const Ensemble& e) {
  const Year last = e.central.last_year;
  if (kMiddleYear < last && kMiddleYear >= e.first_uncertain_year) return {kMiddleYear, last};
  return {last};
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
    const int label = unit < p.member_units() ? unit : p.city_row();
    const auto u = static_cast<std::size_t>(unit);
    const Distribution& calls = e.events.calls[u];
    rows.push_back({std::string(in(p.units[static_cast<std::size_t>(label)], style.lang))});
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

/// How the futures were drawn, behind their seed; of the plain way nothing is said.
std::string_view sampling_words(Sampling sampling, Lang lang) {
  if (sampling == Sampling::independent) return {};
  return phrase(sampling == Sampling::sobol ? Phrase::ensemble_sobol : Phrase::ensemble_antithetic, lang);
}

/// What a Sobol sequence of this length is worth; nothing of others.
std::string sampling_hint(const Ensemble& e, Lang lang) {
  const auto paths = static_cast<unsigned>(e.paths);
  if (e.sampling != Sampling::sobol || std::has_single_bit(paths)) return {};
  return wrapped(filled(Phrase::ensemble_sobol_number, lang, paths, std::bit_floor(paths), std::bit_ceil(paths)),
                 kTableWidth);
}

}  // namespace

std::string ensemble_table(const Ensemble& e, int row, const TableStyle& style) {
  const Projection& p = e.central;
  std::string out = bold(filled(Phrase::ensemble_title, style.lang, in(p.title, style.lang), e.paths, e.seed,
                                sampling_words(e.sampling, style.lang)),
                         style);
  out += "\n";
  out += notice_below(notice_of(p), style);
  out += note_line(p.note, style.lang);
  out += set_besides(p.asked.sets, style.lang);
  if (e.paths < e.asked) out += wrapped(filled(Phrase::ensemble_stopped, style.lang, e.paths, e.asked), kTableWidth);
  out += sampling_hint(e, style.lang);
  if (p.last_year < e.first_uncertain_year)
    out += wrapped(filled(Phrase::ensemble_all_certain, style.lang, e.first_uncertain_year), kTableWidth);
  return out + "\n" + spread_table(e, row, style) + "\n" + risk_table(e, style) + errors_of(e, style);
}

namespace {

/// How much tighter the same futures make a difference that both cases have: of spending, or of what else is shown.
std::string tighter_line(const std::vector<EnsembleDifference>& all, const std::vector<Measure>& shown, int row,
                         Lang lang) {
  std::vector<Measure> order{Measure::expenditure, Measure::treasury, Measure::fund_balance};
  order.insert(order.end(), shown.begin(), shown.end());
  for (const Measure measure : order)
    for (const EnsembleDifference& d : all) {
      const double tighter = d.tighter(row, d.tighter.cols() - 1);
      if (d.measure == measure && std::isfinite(tighter) && tighter > 0)
        return wrapped(filled(Phrase::ensemble_tighter, lang, two_digits(tighter), short_name(measure, lang)),
                       kTableWidth);
    }
  return {};
}

/// What all treasuries are called on for over all years, one case less the other.
std::string calls_line(const Ensemble& base, const Ensemble& other, Lang lang) {
  const std::vector<Distribution> all = call_differences(base, other);
  if (all.empty()) return {};
  const Distribution& city = all.back();
  return wrapped(filled(Phrase::ensemble_calls_less, lang, base.central.price_year, in_hundred_millions(city.mean),
                        in_hundred_millions(city.mean_error), in_hundred_millions(city.quantiles[kLow]),
                        in_hundred_millions(city.quantiles[kHigh])),
                 kTableWidth);
}

}  // namespace

std::string difference_table(const Ensemble& base, const Ensemble& other, int row, const TableStyle& style) {
  const std::vector<EnsembleDifference> all = differences(base, other);
  const bool one_by_one = paired(base, other);
  const std::vector<Year> years = shown_years(base);
  const std::vector<Measure> shown = shown_measures(base);
  const Year base_year = base.central.base_year;
  Rows rows(1, {""});
  for (const Year year : years) rows[0].push_back(std::to_string(year));
  for (const Measure measure : shown) {
    const auto at =
        std::find_if(all.begin(), all.end(), [&](const EnsembleDifference& d) { return d.measure == measure; });
    if (at == all.end()) continue;
    const MeasureRow& about = ballast::row(measure);
    rows.push_back(line(short_name(measure, style.lang), at->mean, row, about, years, base_year));
    rows.push_back(line("  ±", at->mean_error, row, about, years, base_year));
    if (one_by_one) rows.push_back(line("  2.5 %", at->quantiles[kLow], row, about, years, base_year));
    if (one_by_one) rows.push_back(line("  97.5 %", at->quantiles[kHigh], row, about, years, base_year));
  }
  const Phrase how = one_by_one ? Phrase::ensemble_difference : Phrase::ensemble_difference_apart;
  const std::string title = filled(how, style.lang, in(base.central.units[static_cast<std::size_t>(row)], style.lang),
                                   in(other.central.title, style.lang), in(base.central.title, style.lang));
  std::string out = wrapped(title, kTableWidth);
  out.pop_back();  // the end of its last line, which is not bold
  out = bold(out, style) + "\n" + notice_lines(notice_of(other.central), style.lang) + aligned(rows);
  out += calls_line(base, other, style.lang);
  if (base.pairing() == Pairing::unknown || other.pairing() == Pairing::unknown)
    return out + wrapped(phrase(Phrase::ensemble_error_unknown, style.lang), kTableWidth);
  return out + (one_by_one ? tighter_line(all, shown, row, style.lang)
                           : wrapped(phrase(Phrase::ensemble_explain_apart, style.lang), kTableWidth));
}

std::string ensemble_legend(const Ensemble& e, const TableStyle& style, EnsembleTables tables) {
  const bool few = e.paths * kQuantileLevels.front() < 1;  // none is expected below the lowest level
  std::vector<Phrase> lines;
  if (tables != EnsembleTables::apart) lines.push_back(few ? Phrase::ensemble_explain_few : Phrase::ensemble_explain);
  if (tables == EnsembleTables::all)
    lines.insert(lines.end(), {Phrase::ensemble_explain_risks, Phrase::ensemble_explain_median});
  lines.insert(lines.end(), {Phrase::ensemble_explain_plans, Phrase::ensemble_spreads});
  std::string out;
  for (const Phrase id : lines) out += wrapped(filled(id, style.lang, e.central.price_year), kTableWidth);
  const Phrase prices = style.constant_prices ? Phrase::money_constant : Phrase::money_nominal;
  return out + wrapped(filled(prices, style.lang, e.central.price_year), kTableWidth);
}

}  // namespace ballast
