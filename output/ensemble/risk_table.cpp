#include "output/ensemble/risk_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "output/ensemble/figures_with_errors.hpp"
#include "output/table/fitted.hpp"
#include "output/table/headline_table.hpp"
#include "output/table/width.hpp"

namespace ballast {
namespace {

template <class... Values>
std::string filled(Phrase id, Lang lang, Values&&... values) {
  return fmt::format(fmt::runtime(phrase(id, lang)), std::forward<Values>(values)...);
}

/// A share of the futures in per cent, its error in points.
WithError percent(double share, double error) {
  WithError of = with_error(100 * share, 100 * error, {.decimals = 0});
  return {of.figure, of.error.empty() ? "%" : of.error + " %"};
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

/// The years by which the table tells whose fund has run dry.
std::vector<Year> risk_years(const Ensemble& e) {
  const Year last = e.central.last_year;
  if (kMiddleYear < last && kMiddleYear >= e.first_uncertain_year) return {kMiddleYear, last};
  return {last};
}

std::vector<WithError> heads(const Ensemble& e, Lang lang) {
  std::vector<WithError> all;
  for (const Year year : risk_years(e)) all.push_back({filled(Phrase::ensemble_dry, lang, year)});
  for (const Phrase title :
       {Phrase::ensemble_first_call, Phrase::ensemble_never, Phrase::ensemble_calls, Phrase::ensemble_worst})
    all.push_back({std::string(phrase(title, lang))});
  return all;
}

/// Rows of events are the units, then the whole city.
std::vector<WithError> risks_of(const Ensemble& e, int unit) {
  const auto u = static_cast<std::size_t>(unit);
  const EnsembleEvents& events = e.events;
  const Distribution& calls = events.calls[u];
  const Scale money = scale_of("yuan");
  std::vector<WithError> risks;
  for (const Year year : risk_years(e)) {
    const Eigen::Index y = year - e.central.base_year;
    risks.push_back(percent(events.depleted_by(unit, y), events.errors.depleted_by(unit, y)));
  }
  risks.push_back({first_calls(e, unit)});
  risks.push_back(percent(events.never[u], events.errors.never[u]));
  risks.push_back(with_error(calls.mean, calls.mean_error, money));
  risks.push_back(with_error(calls.tail_mean, calls.tail_error, money));
  return risks;
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

/// What the table has no room for: how far years of a first call may be off, or why no error can be told.
std::string errors_below(const Ensemble& e, Lang lang) {
  if (e.pairing() == Pairing::unknown) return wrapped(phrase(Phrase::ensemble_error_unknown, lang), kTableWidth);
  const int years = first_call_error(e);
  return years > 0 ? wrapped(filled(Phrase::ensemble_error, lang, years), kTableWidth) : std::string{};
}

}  // namespace

std::string risk_table(const Ensemble& e, const TableStyle& style) {
  const Projection& p = e.central;
  std::vector<std::vector<WithError>> risks{heads(e, style.lang)};
  for (int unit = 0; unit <= p.member_units(); ++unit) risks.push_back(risks_of(e, unit));
  std::vector<std::vector<std::string>> rows = lined_up(risks);
  rows[0].insert(rows[0].begin(), std::string(phrase(Phrase::column_unit, style.lang)));
  for (int unit = 0; unit <= p.member_units(); ++unit) {
    const int label = unit < p.member_units() ? unit : p.city_row();
    std::vector<std::string>& row = rows[static_cast<std::size_t>(unit) + 1];
    row.insert(row.begin(), std::string(in(p.units[static_cast<std::size_t>(label)], style.lang)));
  }
  return bold(std::string(phrase(Phrase::ensemble_risks, style.lang)), style) + "\n" +
         fitted(std::move(rows), kTableWidth) + errors_below(e, style.lang);
}

}  // namespace ballast
