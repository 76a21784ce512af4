#include "output/ensemble/ensemble_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "output/asked.hpp"
#include "output/ensemble/figures_with_errors.hpp"
#include "output/ensemble/risk_table.hpp"
#include "output/ensemble/shown_measures.hpp"
#include "output/ensemble/spread_table.hpp"
#include "output/notice.hpp"
#include "output/prose/sentences.hpp"
#include "output/table/headline_table.hpp"
#include "output/table/width.hpp"

namespace ballast {
namespace {

using Rows = std::vector<std::vector<std::string>>;
constexpr std::size_t kLow = 0, kHigh = 8;  // of kQuantileLevels

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

std::vector<std::string> line(std::string label, const Eigen::ArrayXXd& table, int row, const Scale& scale,
                              const std::vector<Year>& years, Year base_year) {
  std::vector<std::string> cells{std::move(label)};
  for (const Year year : years) cells.push_back(with_error(table(row, year - base_year), 0, scale).figure);
  return cells;
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
  return out + "\n" + spread_table(e, row, style) + "\n" + risk_table(e, row, style);
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
  const MoneyIn money = money_in(base, row);
  Rows rows(2, {""});
  for (const Year year : years) {
    rows[0].push_back(std::to_string(year));
    rows[1].push_back(phase_text(base.central.phase(year), style.lang));
  }
  for (const Measure measure : shown) {
    const auto at =
        std::find_if(all.begin(), all.end(), [&](const EnsembleDifference& d) { return d.measure == measure; });
    if (at == all.end()) continue;
    const Scale about = scale_of(ballast::row(measure).unit, money);
    rows.push_back(line(short_name(measure, style.lang), at->mean, row, about, years, base_year));
    rows.push_back(line("  ±", at->mean_error, row, about, years, base_year));
    if (one_by_one) rows.push_back(line("  2.5 %", at->quantiles[kLow], row, about, years, base_year));
    if (one_by_one) rows.push_back(line("  97.5 %", at->quantiles[kHigh], row, about, years, base_year));
  }
  const Phrase how = one_by_one ? Phrase::ensemble_difference : Phrase::ensemble_difference_apart;
  const std::string title = filled(how, style.lang, in(base.central.units[static_cast<std::size_t>(row)], style.lang),
                                   in(other.central.title, style.lang), in(base.central.title, style.lang),
                                   money_words(money, base.central, style.lang));
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
    lines.insert(lines.end(),
                 {Phrase::ensemble_explain_error, Phrase::ensemble_explain_risks, Phrase::ensemble_explain_median});
  lines.insert(lines.end(), {Phrase::ensemble_explain_plans, Phrase::ensemble_spreads});
  std::string out;
  for (const Phrase id : lines)
    out += wrapped(filled(id, style.lang, e.central.price_year, e.first_uncertain_year), kTableWidth);
  return out + wrapped(phase_legend(e.central, style.lang), kTableWidth);
}

}  // namespace ballast
