#include "output/ensemble/difference_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "output/comparison/told_apart.hpp"
#include "output/ensemble/figures_with_errors.hpp"
#include "output/ensemble/shown.hpp"
#include "output/ensemble/year_lines.hpp"
#include "output/notice.hpp"
#include "output/prose/sentences.hpp"
#include "output/table/fitted.hpp"
#include "output/table/width.hpp"

namespace ballast {
namespace {

/// A rough number: its first two digits.
std::string two_digits(double number) {
  const int power = static_cast<int>(std::floor(std::log10(number)));
  const double unit = std::pow(10.0, power - 1);
  return fmt::format("{:.{}f}", std::round(number / unit) * unit, std::max(0, 1 - power));
}

/// What the futures of one ensemble follow from, besides its case.
std::string drawn(const Ensemble& e, Lang lang) {
  return filled(Phrase::ensemble_drawn, lang, e.seed, drawing(e.sampling, lang), e.first_uncertain_year);
}

/// Whose futures: the same, the same draws of other spreads, or others.
std::string which_futures(const Ensemble& base, const Ensemble& other, Lang lang) {
  if (!same_draws(base, other))
    return filled(Phrase::ensemble_other_futures, lang, drawn(other, lang), drawn(base, lang));
  const std::vector<std::string> spreads = other_spreads(base.central, other.central);
  if (spreads.empty()) return filled(Phrase::ensemble_same_futures, lang, base.seed);
  return filled(Phrase::ensemble_same_draws, lang, base.seed, fmt::join(spreads, in(lang, "、", ", ")));
}

/// What is said of errors, where the two have any to tell.
std::string_view if_told(Phrase said, const Ensemble& base, const Ensemble& other, Lang lang) {
  return pairing(base, other) == Pairing::unknown ? std::string_view{} : phrase(said, lang);
}

/// How they are taken off one another, and in what money is.
std::string how_less(const Ensemble& base, const Ensemble& other, int row, Lang lang) {
  const std::string money = money_words(money_in(base.central, row), base.central, lang);
  if (!paired(base, other))
    return filled(Phrase::ensemble_apart, lang, if_told(Phrase::ensemble_apart_errors, base, other, lang), money);
  const std::string_view errors = if_told(Phrase::ensemble_with_errors, base, other, lang);
  if (base.paths == other.paths) return filled(Phrase::ensemble_one_by_one, lang, errors, money);
  return filled(Phrase::ensemble_front, lang, pairs(base, other), other.paths, base.paths, errors, money);
}

/// What was compared and how; where the same draws stand apart, that they could be paired.
std::string heading(const Ensemble& base, const Ensemble& other, int row, const TableStyle& style) {
  const Projection &a = base.central, &b = other.central;
  std::string title =
      wrapped(filled(Phrase::ensemble_difference, style.lang, in(a.units[static_cast<std::size_t>(row)], style.lang),
                     told_apart(b, a, style.lang), told_apart(a, b, style.lang)),
              kTableWidth);
  title.pop_back();  // the end of its last line, which is not bold
  std::string how =
      wrapped(which_futures(base, other, style.lang) + how_less(base, other, row, style.lang), kTableWidth);
  if (same_draws(base, other) && !paired(base, other))
    how += wrapped(phrase(Phrase::ensemble_not_kept, style.lang), kTableWidth);
  return bold(title, style) + "\n" + how + alike_and_other(a, b, style.lang) + notice_lines(notice_of(b), style.lang);
}

/// How much tighter the same futures make a difference: of treasury money, and of the measure shown that they help
/// least; a single large number would promise as much of all.
std::string tighter_line(const std::vector<EnsembleDifference>& all, const std::vector<Measure>& shown, int row,
                         Lang lang) {
  const EnsembleDifference *treasury = nullptr, *least = nullptr;
  const auto times = [row](const EnsembleDifference& d) { return d.tighter(row, d.tighter.cols() - 1); };
  for (const EnsembleDifference& d : all) {
    if (!std::isfinite(times(d)) || times(d) <= 0) continue;
    if (d.measure == Measure::treasury_of_year || (d.measure == Measure::treasury && !treasury)) treasury = &d;
    const bool in_table = std::find(shown.begin(), shown.end(), d.measure) != shown.end();
    if (in_table && (!least || times(d) < times(*least))) least = &d;
  }
  if (!least) return {};
  const auto say = [&](Phrase id, const EnsembleDifference& of, const auto&... more) {
    return wrapped(filled(id, lang, two_digits(times(of)), short_name(of.measure, lang), more...), kTableWidth);
  };
  if (!treasury || treasury == least) return say(Phrase::ensemble_tighter, *least);
  return say(Phrase::ensemble_tighter_and_least, *treasury, two_digits(times(*least)),
             short_name(least->measure, lang));
}

/// What all treasuries are called on for over all years, one case less the other; with the range that most futures lie
/// in where calls of single futures are at hand, `by_future`.
std::string calls_line(const Ensemble& base, const Distribution& apart, const std::vector<Distribution>& by_future,
                       MoneyIn money, Lang lang) {
  if (std::isnan(apart.mean)) return {};
  const Distribution& city = by_future.empty() ? apart : by_future.back();
  const Phrase said = by_future.empty() ? Phrase::ensemble_calls_less_apart : Phrase::ensemble_calls_less;
  const Scale scale = finer(scale_of("yuan", money), city.mean_error);
  const auto words = [&](double value, double error) { return in_words(with_error(value, error, scale)); };
  return wrapped(filled(said, lang, base.central.price_year, money_unit(money, lang), words(city.mean, city.mean_error),
                        words(city.quantiles[kLow], city.quantile_errors[kLow]),
                        words(city.quantiles[kHigh], city.quantile_errors[kHigh])),
                 kTableWidth);
}

WithError points(double share, double error) { return with_error(100 * share, 100 * error, {.decimals = 1}); }

/// The risks of every unit and of the whole city, one case less the other.
std::string event_table(const Ensemble& base, const Ensemble& other, const EnsembleEvents& less, MoneyIn money,
                        const TableStyle& style) {
  const Projection& p = base.central;
  const std::vector<Year> by = risk_years(base);
  const Scale scale = scale_of("yuan", money);
  std::vector<std::string> titles{std::string(phrase(Phrase::column_unit, style.lang))};
  for (const Year year : by) titles.push_back(filled(Phrase::ensemble_dry, style.lang, year));
  for (const Phrase title : {Phrase::ensemble_ever_called, Phrase::ensemble_calls, Phrase::ensemble_worst})
    titles.push_back(filled(title, style.lang, p.price_year, money_unit(money, style.lang)));
  std::vector<std::vector<WithError>> rows = head_lines(std::move(titles));
  for (int scope = first_scope(p); scope <= p.member_units(); ++scope) {
    const auto s = static_cast<std::size_t>(scope);
    rows.push_back(
        {WithError{std::string(in(p.units[static_cast<std::size_t>(row_of_events(p, scope))], style.lang))}});
    for (const Year year : by)
      rows.back().push_back(
          points(less.depleted_by(scope, year - p.base_year), less.errors.depleted_by(scope, year - p.base_year)));
    const Distribution& calls = less.calls[s];
    rows.back().push_back(points(-less.never[s], less.errors.never[s]));
    rows.back().push_back(with_error(calls.mean, calls.mean_error, scale));
    rows.back().push_back(with_error(calls.tail_mean, calls.tail_error, scale));
  }
  return bold(filled(Phrase::ensemble_events_less, style.lang, p.price_year, money_unit(money, style.lang),
                     if_told(Phrase::ensemble_events_errors, base, other, style.lang)),
              style) +
         "\n" + fitted(lined_up(rows), kTableWidth);
}

/// How often all units, or none, are called on in the same year, one case less the other.
std::string together_less(const Ensemble& base, const EnsembleEvents& less, Lang lang) {
  if (base.central.member_units() < 2) return {};
  const Year year = risk_years(base).back();
  const auto y = static_cast<Eigen::Index>(year - base.central.base_year);
  const int units = base.central.member_units();
  const auto share = [&](int called) {
    return in_words(points(less.called_units(called, y), less.errors.called_units(called, y)));
  };
  return wrapped(filled(Phrase::ensemble_together_less, lang, year, share(0), units, share(units)), kTableWidth);
}

/// Which errors of risks are those of two independent draws though the draws are the same.
std::string events_apart(const Ensemble& base, const Ensemble& other, Lang lang) {
  const bool departs = base.departs || other.departs;
  if (!departs || !same_draws(base, other) || events_paired(base, other)) return {};
  return wrapped(phrase(Phrase::ensemble_events_apart, lang), kTableWidth);
}

/// The measures shown of either, in their order.
std::vector<Measure> shown_of_either(const Ensemble& base, const Ensemble& other) {
  std::vector<Measure> all = shown_measures(base);
  auto after = all.begin();
  for (const Measure measure : shown_measures(other)) {
    const auto at = std::find(all.begin(), all.end(), measure);
    after = (at == all.end() ? all.insert(after, measure) : at) + 1;
  }
  return all;
}

/// Differences of every measure shown, each beside its error, to as many places as its errors know.
std::string measure_table(const Ensemble& base, const Ensemble& other, const std::vector<EnsembleDifference>& all,
                          int row, Lang lang) {
  YearLines lines(base, row, lang);
  std::vector<std::string> without, alone;  // of the pool its fund alone is shown
  const std::vector<Measure> shown = shown_of_either(base, other);
  for (const Measure measure : shown) {
    const auto at =
        std::find_if(all.begin(), all.end(), [&](const EnsembleDifference& d) { return d.measure == measure; });
    const bool both = at != all.end();
    if (!both || at->mean.row(row).isNaN().all()) {
      (both ? without : alone).push_back(short_name(measure, lang));
      continue;
    }
    const Scale scale =
        finer(scale_of(ballast::row(measure).unit, money_in(base.central, row)), lines.largest(at->mean_error));
    lines.add(short_name(measure, lang), at->mean, at->mean_error, scale);
    if (!paired(base, other)) continue;
    lines.add(std::string(in(lang, "  2.5%", "  2.5 %")), at->quantiles[kLow], at->quantile_errors[kLow], scale);
    lines.add(std::string(in(lang, "  97.5%", "  97.5 %")), at->quantiles[kHigh], at->quantile_errors[kHigh], scale);
  }
  std::string out = without.size() + alone.size() == shown.size() ? std::string{} : lines.table();
  if (std::find(shown.begin(), shown.end(), Measure::pool_topup) != shown.end())
    out += wrapped(phrase(Phrase::explain_topup, lang), kTableWidth);
  const std::string_view unit = in(base.central.units[static_cast<std::size_t>(row)], lang);
  if (!alone.empty())
    out += wrapped(filled(Phrase::ensemble_not_in_both, lang, fmt::join(alone, in(lang, "、", ", "))), kTableWidth);
  return without.empty() ? out : out + no_rows(unit, without, lang);
}

}  // namespace

std::string difference_table(const Ensemble& base, const Ensemble& other, int row, const TableStyle& style) {
  const std::vector<EnsembleDifference> all = differences(base, other);
  const std::vector<Distribution> calls = call_differences(base, other);
  const EnsembleEvents events = event_differences(base, other, calls);
  std::string out = heading(base, other, row, style) + measure_table(base, other, all, row, style.lang);
  if (paired(base, other)) out += tighter_line(all, shown_of_either(base, other), row, style.lang);
  const MoneyIn money = money_in(base.central, row);  // one output counts in one unit of money
  out += "\n" + event_table(base, other, events, money, style) + together_less(base, events, style.lang) +
         calls_line(base, events.calls.back(), calls, money, style.lang);
  if (pairing(base, other) == Pairing::unknown)
    return out + wrapped(phrase(Phrase::ensemble_error_unknown, style.lang), kTableWidth);
  return out + events_apart(base, other, style.lang);
}

}  // namespace ballast
