#include "output/ensemble/risk_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/ensemble/figures_with_errors.hpp"
#include "output/ensemble/shown.hpp"
#include "output/table/fitted.hpp"
#include "output/table/lacks.hpp"
#include "output/table/width.hpp"

namespace ballast {
namespace {

/// A share of the futures in per cent, its error in points.
WithError percent(double share, double error, Lang lang) {
  if (std::isnan(share)) return {"—"};  // of files of earlier versions
  WithError of = with_error(100 * share, 100 * error, {.decimals = 0});
  if (lang == Lang::zh) return of.error.empty() ? WithError{of.figure + "%"} : WithError{of.figure, of.error + "%"};
  return {of.figure, of.error.empty() ? "%" : of.error + " %"};
}

/// What happened in a year that is the same in every future.
std::string certain(Year year, Lang lang) { return filled(Phrase::ensemble_certain, lang, year); }

using When = YearBy (Ensemble::*)(int, double) const;

/// The year by which it has happened in a tenth, a half and nine tenths of the futures.
std::string years_of(const Ensemble& e, int unit, When by, Lang lang) {
  std::string years;
  for (const double share : kSharesOfFutures) {
    const auto year = (e.*by)(unit, share).year;
    if (year && *year < e.first_uncertain_year) return certain(*year, lang);
    years += (years.empty() ? std::string_view{} : in(lang, "·", " · "));
    years += year ? std::to_string(*year) : "—";
  }
  return years;
}

/// The share of the futures whose fund has run dry by a year; the year of it where it is certain.
WithError dry_by(const Ensemble& e, int unit, Year by, Lang lang) {
  const Eigen::ArrayXXd& dry = e.events.depleted_by;
  const Year base = e.central.base_year;
  for (Year year = base; year <= std::min(by, e.first_uncertain_year - 1); ++year)
    if (dry(unit, year - base) == 1) return {.figure = certain(year, lang), .alone = true};
  return percent(dry(unit, by - base), e.events.errors.depleted_by(unit, by - base), lang);
}

std::vector<std::vector<WithError>> heads(const Ensemble& e, MoneyIn money, Lang lang) {
  std::vector<std::string> titles{std::string(phrase(Phrase::column_unit, lang))};
  for (const Year year : risk_years(e)) titles.push_back(filled(Phrase::ensemble_dry, lang, year));
  titles.push_back(filled(Phrase::ensemble_in_need, lang, risk_years(e).back()));
  titles.emplace_back(phrase(Phrase::ensemble_used_up_by, lang));
  titles.emplace_back(phrase(Phrase::ensemble_first_call, lang));
  titles.push_back(filled(Phrase::ensemble_never, lang, e.central.last_year));
  for (const Phrase calls : {Phrase::ensemble_calls, Phrase::ensemble_worst})
    titles.push_back(filled(calls, lang, e.central.price_year, money_unit(money, lang)));
  return head_lines(std::move(titles));
}

/// Rows of events are the units, then the whole city.
std::vector<WithError> risks_of(const Ensemble& e, int unit, MoneyIn money, Lang lang) {
  const auto u = static_cast<std::size_t>(unit);
  const EnsembleEvents& events = e.events;
  const Distribution& calls = events.calls[u];
  const Scale scale = scale_of("yuan", money);
  const Projection& p = e.central;
  std::vector<WithError> risks{{std::string(in(p.units[static_cast<std::size_t>(row_of_events(p, unit))], lang))}};
  for (const Year year : risk_years(e)) risks.push_back(dry_by(e, unit, year, lang));
  const Year last = risk_years(e).back() - p.base_year;
  risks.push_back(percent(events.in_need(unit, last), events.errors.in_need(unit, last), lang));
  risks.push_back({years_of(e, unit, &Ensemble::used_up_by, lang)});
  risks.push_back({years_of(e, unit, &Ensemble::first_call_by, lang)});
  risks.push_back(percent(events.never[u], events.errors.never[u], lang));
  risks.push_back(with_error(calls.mean, calls.mean_error, scale));
  risks.push_back(with_error(calls.tail_mean, calls.tail_error, scale));
  return risks;
}

/// By how many years they may be off by one standard error, the most of all that are shown; whether one of them may
/// come after the last year, and whether one that does not come by then may.
struct YearsError {
  int years = 0;
  bool beyond = false, within = false;
};

void take(const YearBy& it, YearsError& most) {
  if (!it.early) return;
  most.beyond = most.beyond || (it.year && !it.late), most.within = most.within || !it.year;
  if (it.year) most.years = std::max(most.years, static_cast<int>(*it.year - *it.early));
  if (it.year && it.late) most.years = std::max(most.years, static_cast<int>(*it.late - *it.year));
}

YearsError error_of_years(const Ensemble& e) {
  YearsError most;
  for (int unit = 0; unit <= e.central.member_units(); ++unit)
    for (const double share : kSharesOfFutures)
      take(e.first_call_by(unit, share), most), take(e.used_up_by(unit, share), most);
  return most;
}

/// Whether futures call on the treasury for missed plans alone: in some year more than need money.
std::string missed_plans(const Ensemble& e, Lang lang) {
  if (!(e.events.called > e.events.in_need).any()) return {};
  return wrapped(phrase(Phrase::ensemble_missed_plans, lang), kTableWidth);
}

/// Budgets that do not balance and pensions that are not paid on the case's own path, on which budgets are made.
std::string lacks_of_case(const Ensemble& e, int row, Lang lang) {
  std::string out;
  for (const std::string& lack : lacks(e.central, row, lang))
    out += wrapped(filled(Phrase::ensemble_case_itself, lang, lack), kTableWidth);
  return out;
}

/// How many units are called on in the same year, the last of which the table tells.
std::string together(const Ensemble& e, Lang lang) {
  if (e.central.member_units() < 2) return {};
  const Year year = risk_years(e).back();
  const auto y = static_cast<Eigen::Index>(year - e.central.base_year);
  const int units = e.central.member_units();
  const auto share = [&](int called) {
    return in_words(percent(e.events.called_units(called, y), e.events.errors.called_units(called, y), lang));
  };
  return wrapped(filled(Phrase::ensemble_together, lang, year, share(0), units, share(units)), kTableWidth);
}

/// What the table has no room for: how far years may be off, or why no error can be told.
std::string errors_below(const Ensemble& e, Lang lang) {
  if (e.pairing() == Pairing::unknown) return wrapped(phrase(Phrase::ensemble_error_unknown, lang), kTableWidth);
  const YearsError error = error_of_years(e);
  std::string said;
  const auto add = [&](bool holds, Phrase id, int year) {
    if (holds) said += (said.empty() ? "" : std::string(in(lang, "", " "))) + filled(id, lang, year);
  };
  add(error.years > 0, Phrase::ensemble_error, error.years);
  add(error.beyond, Phrase::ensemble_error_beyond, e.central.last_year);
  add(error.within, Phrase::ensemble_error_within, e.central.last_year);
  return said.empty() ? said : wrapped(said, kTableWidth);
}

/// Calls of a unit, or of all, in the years that are the same in every future, in prices of price_year [yuan].
double certain_calls(const Projection& p, int first, int count, Year last) {
  double sum = 0;
  for (Year year = p.first_year; year <= last; ++year)
    for (const Measure cause : {Measure::treasury_short, Measure::treasury_over, Measure::treasury_structural})
      for (int unit = first; unit < first + count; ++unit)
        sum += p.at(cause, unit, year) /
               (p.prices == "nominal" ? p.price_index[static_cast<std::size_t>(year - p.base_year)] : 1);
  return sum;
}

/// How much of the calls, of the whole city and of the unit shown, lies in certain years; nothing without any, or where
/// all years are.
std::string certain_part(const Ensemble& e, int row, Lang lang) {
  const Projection& p = e.central;
  const Year last = e.first_uncertain_year - 1;
  if (!e.departs || last < p.first_year || last >= p.last_year) return {};
  const MoneyIn money = money_in(p, row);
  const Scale scale = scale_of("yuan", money);
  if (certain_calls(p, 0, p.member_units(), last) == 0) return {};
  const auto part = [&](int of, int first, int count, const Distribution& calls) {
    return filled(Phrase::ensemble_part, lang, in(p.units[static_cast<std::size_t>(of)], lang),
                  with_error(certain_calls(p, first, count, last), 0, scale).figure,
                  with_error(calls.mean, calls.mean_error, scale).figure, money_unit(money, lang));
  };
  std::string parts = part(p.city_row(), 0, p.member_units(), e.events.calls.back());
  if (row < p.member_units())
    parts += std::string(in(lang, "，", ", ")) + part(row, row, 1, e.events.calls[static_cast<std::size_t>(row)]);
  const bool several = p.first_year < last;
  const std::string years =
      several ? fmt::format("{}{}{}", p.first_year, in(lang, "—", "-"), last) : std::to_string(last);
  return wrapped(filled(Phrase::ensemble_certain_calls, lang, years, parts), kTableWidth);
}

}  // namespace

std::string risk_table(const Ensemble& e, int row, const TableStyle& style) {
  const MoneyIn money = money_in(e.central, row);  // one output counts in one unit of money
  std::vector<std::vector<WithError>> risks = heads(e, money, style.lang);
  for (int unit = first_scope(e.central); unit <= e.central.member_units(); ++unit)
    risks.push_back(risks_of(e, unit, money, style.lang));
  return bold(std::string(phrase(Phrase::ensemble_risks, style.lang)), style) + "\n" +
         fitted(lined_up(risks), kTableWidth) + missed_plans(e, style.lang) + together(e, style.lang) +
         certain_part(e, row, style.lang) + errors_below(e, style.lang) + lacks_of_case(e, row, style.lang);
}

}  // namespace ballast
