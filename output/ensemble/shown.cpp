#include "output/ensemble/shown.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "output/table/headline_table.hpp"
#include "output/table/width.hpp"

namespace ballast {

namespace {

/// The measures shown where none, or too many, were asked for; by their short names.
struct Shown {
  Measure measure;
  Phrase name;
};
constexpr std::array kShown{
    Shown{Measure::contributors, Phrase::path_contributors}, Shown{Measure::retirees, Phrase::path_retirees},
    Shown{Measure::support_ratio, Phrase::path_support},     Shown{Measure::contributions, Phrase::path_contributions},
    Shown{Measure::expenditure, Phrase::path_expenditure},   Shown{Measure::subsidy_total, Phrase::path_subsidy},
    Shown{Measure::pool_topup, Phrase::path_topup},          Shown{Measure::treasury_of_year, Phrase::path_treasury},
    Shown{Measure::fund_balance, Phrase::path_balance}};

/// Whether measures were asked for: not the headline ones, in whatever order. Files of earlier versions lack some.
bool chosen(std::vector<Measure> asked) {
  std::vector<Measure> headline = headline_measures();
  for (const Measure is_new : {Measure::pool_topup, Measure::treasury_of_year})
    std::erase(asked, is_new), std::erase(headline, is_new);
  return !std::is_permutation(asked.begin(), asked.end(), headline.begin(), headline.end());
}

/// Whether the futures have anything to tell: mostly the pool tops up nobody.
bool tells(const EnsembleMeasure& of) { return of.measure != Measure::pool_topup || (of.mean > 0).any(); }

/// A measure to show; of what treasuries are called on for in the year, files of earlier versions know only what is
/// owed.
const EnsembleMeasure* told_of(const Ensemble& e, Measure measure) {
  const EnsembleMeasure* const told = e.find(measure);
  return told || measure != Measure::treasury_of_year ? told : e.find(Measure::treasury);
}

}  // namespace

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

std::string short_name(Measure measure, Lang lang) {
  const auto at = std::find_if(kShown.begin(), kShown.end(), [&](const Shown& of) { return of.measure == measure; });
  if (at != kShown.end()) return std::string(phrase(at->name, lang));
  const MeasureRow& row = ballast::row(measure);
  return std::string(in(lang, row.zh, row.en));
}

bool too_many(const Ensemble& e) {
  constexpr std::size_t kMost = 20;
  return e.measures.size() > kMost;
}

std::vector<Measure> shown_measures(const Ensemble& e) {
  std::vector<Measure> asked, usual;
  for (const EnsembleMeasure& of : e.measures) asked.push_back(of.measure);
  if (chosen(asked) && !too_many(e)) return asked;
  for (const Shown& of : kShown)
    if (const EnsembleMeasure* const told = told_of(e, of.measure); told && tells(*told))
      usual.push_back(told->measure);
  return usual;
}

std::vector<Year> risk_years(const Ensemble& e) {
  const Year last = e.central.last_year;
  if (kQuotedYear < last && kQuotedYear >= e.first_uncertain_year) return {kQuotedYear, last};
  return {last};
}

std::string_view drawing(Sampling sampling, Lang lang) {
  switch (sampling) {
    case Sampling::independent:
      return phrase(Phrase::ensemble_drawn_independent, lang);
    case Sampling::antithetic:
      return phrase(Phrase::ensemble_drawn_antithetic, lang);
    case Sampling::sobol:
      return phrase(Phrase::ensemble_drawn_sobol, lang);
  }
  return {};
}

std::string no_rows(std::string_view unit, const std::vector<std::string>& measures, Lang lang) {
  return wrapped(filled(Phrase::ensemble_no_rows, lang, unit, fmt::join(measures, in(lang, "、", ", "))), kTableWidth);
}

std::string nothing_departs(const Ensemble& e, Lang lang) {
  if (e.central.last_year < e.first_uncertain_year)
    return wrapped(filled(Phrase::ensemble_all_certain, lang, e.first_uncertain_year), kTableWidth);
  return e.departs ? std::string{} : wrapped(phrase(Phrase::ensemble_no_spread, lang), kTableWidth);
}

std::string bounds_explained(const Ensemble& e, Lang lang) {
  if (!e.departs) return {};
  const bool few = e.paths * kQuantileLevels.front() < kLeastBeyond;
  return wrapped(phrase(few ? Phrase::ensemble_explain_few : Phrase::ensemble_explain, lang), kTableWidth);
}

std::string errors_explained(const Ensemble& e, Lang lang) {
  if (!e.departs) return {};
  const bool told = e.pairing() != Pairing::unknown;
  return wrapped(phrase(told ? Phrase::ensemble_explain_error : Phrase::ensemble_error_unknown, lang), kTableWidth);
}

}  // namespace ballast
