/// `ballast compare CASE|RESULT.h5…`: what the other cases or results change against the first.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "apps/cli/compared.hpp"
#include "apps/cli/verbs.hpp"
#include "output/comparison/comparison.hpp"
#include "output/comparison/told_apart.hpp"
#include "output/ensemble/difference_table.hpp"
#include "output/ensemble/ensemble_document.hpp"
#include "output/ensemble/ensemble_table.hpp"
#include "output/prose/sentences.hpp"
#include "output/prose/spreads.hpp"
#include "output/rerun/rerun.hpp"
#include "output/table/width.hpp"

namespace ballast::cli {

namespace {

Expected<CompareBy> layout(const Arguments& arguments) {
  const std::string asked = arguments.value("by", "unit");
  std::vector<std::string> known;
  for (const CompareBy by : {CompareBy::unit, CompareBy::year, CompareBy::measure}) {
    if (key(by) == asked) return by;
    known.emplace_back(key(by));
  }
  return fail(
      usage_issue(fmt::format("--by: no choice '{}'", asked), "unit | year | measure", did_you_mean(asked, known)));
}

/// As many futures, and the same measures of them.
bool keep_alike(const Ensemble& a, const Ensemble& b) {
  return a.paths == b.paths && std::equal(a.measures.begin(), a.measures.end(), b.measures.begin(), b.measures.end(),
                                          [](const auto& x, const auto& y) { return x.measure == y.measure; });
}

/// What differs first, for those who ask whether two results are the same.
void tell_difference(const Console& console, const Projection& of, const Difference& d) {
  const auto number = [](double value) { return std::isnan(value) ? std::string("—") : fmt::format("{}", value); };
  const MeasureRow& measure = row(d.measure);
  tell(console, filled(Phrase::compare_first, console.lang, in(console.lang, measure.zh, measure.en),
                       in(of.units[static_cast<std::size_t>(unit_row(of, d.unit))], console.lang), *d.year,
                       number(d.base), number(d.value)));
}

bool same_runs(const Projection& base, const Projection& other, const Console& console) {
  const auto first = first_difference(base, other);
  if (first) tell_difference(console, base, *first);
  return !first;
}

/// Runs, and the central runs of ensembles, in nominal prices: a file in others comes back to them but for rounding.
void bring_to_nominal_prices(std::vector<AnyResult>& all) {
  const std::string prices = central(all.front()).prices;
  for (AnyResult& one : all) {
    const bool other_prices = central(one).prices != prices;
    central(one) = in_nominal_prices(std::move(central(one)));
    if (other_prices) central(one) = without_rounding(central(all.front()), std::move(central(one)));
  }
}

/// Not one value differs: of two ensembles in anything both keep, of runs in any measure.
bool same(const AnyResult& base, const AnyResult& other, const Console& console) {
  const auto* a = std::get_if<StoredEnsemble>(&base);
  const auto* b = std::get_if<StoredEnsemble>(&other);
  if (!a || !b) return same_runs(central(base), central(other), console);
  if (!keep_alike(a->ensemble, b->ensemble)) {
    tell(console, phrase(Phrase::compare_keep_other, console.lang));
    return false;
  }
  Compared compared;
  return departures(base, other, compared).empty();
}

/// Which spreads of which ensemble are not as shipped. Each is called as the tables call it, beside another.
std::string spreads_set(const std::vector<AnyResult>& all, Lang lang) {
  std::string lines;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Projection &one = central(all[i]), &beside = central(all[i == 0 ? 1 : 0]);
    if (const std::string set = set_spreads_sentence(one, lang); !set.empty())
      lines += wrapped(fmt::format("{}{}{}", told_apart(one, beside, lang), in(lang, "：", ": "), set), kTableWidth);
  }
  return lines;
}

/// What is said of each case, once where it is the same of all, else with the case's name.
std::string notes_of(const std::vector<AnyResult>& all, Lang lang) {
  const Projection& base = central(all.front());
  const bool alike = std::all_of(
      all.begin(), all.end(), [&](const AnyResult& one) { return in(central(one).note, lang) == in(base.note, lang); });
  if (alike) return note_line(base.note, lang);
  std::string lines;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Projection &one = central(all[i]), &beside = central(all[i == 0 ? 1 : 0]);
    if (const std::string_view note = in(one.note, lang); !note.empty())
      lines += wrapped(fmt::format("{}{}{}", told_apart(one, beside, lang), in(lang, "：", ": "), note), kTableWidth);
  }
  return lines;
}

/// Ensembles, every one of them: their futures, one by one where that can be.
int compare_ensembles(const std::vector<AnyResult>& all, int unit, const Console& console) {
  const Ensemble& base = std::get<StoredEnsemble>(all.front()).ensemble;
  std::vector<const Ensemble*> others;
  for (std::size_t i = 1; i < all.size(); ++i) others.push_back(&std::get<StoredEnsemble>(all[i]).ensemble);
  if (console.json) return answer(ensemble_comparison_document(base, others));
  const TableStyle style{console.lang, console.colour, base.central.prices != "nominal"};
  const bool one_by_one =
      std::any_of(others.begin(), others.end(), [&](const Ensemble* e) { return paired(base, *e); });
  std::string tables;
  for (const Ensemble* other : others) tables += difference_table(base, *other, unit, style) + "\n";
  others.push_back(&base);
  return answer(tables + notes_of(all, console.lang) + spreads_set(all, console.lang) +
                ensemble_legend(others, style, one_by_one ? EnsembleTables::differences : EnsembleTables::apart));
}

/// Single runs, and the central runs of ensembles beside them, in nominal prices.
int compare_runs(std::vector<AnyResult> all, const CompareRequest& asked, const Console& console) {
  const bool mixed = std::any_of(all.begin(), all.end(),
                                 [](const AnyResult& one) { return std::holds_alternative<StoredEnsemble>(one); });
  std::vector<Projection> runs;
  for (AnyResult& one : all) runs.push_back(std::move(central(one)));
  const Projection base = std::move(runs.front());
  runs.erase(runs.begin());
  if (console.json) return answer(comparison_document(base, runs, asked));
  const std::string table = comparison_table(base, runs, asked, console.lang);
  return answer(mixed ? table + std::string(phrase(Phrase::compare_central, console.lang)) + "\n" : table);
}

}  // namespace

int compare_cases(const Arguments& arguments, const Console& console) {
  constexpr std::size_t kFewest = 2;
  if (arguments.operands().size() < kFewest)
    return refuse(console, {usage_issue("compare needs two cases or result files, or more",
                                        "ballast compare baseline early-retirement-tight", "ballast help compare")});
  if (const Issues idle = set_for_nothing(arguments.operands(), run_options(arguments)); !idle.empty())
    return refuse(console, idle);
  const auto request = projection_request(arguments);
  if (!request) return refuse(console, request.error());
  const auto by = layout(arguments);
  if (!by) return refuse(console, by.error());
  const bool draws = arguments.on("same") || all_results(arguments.operands());  // beside a case, central runs alone
  auto all = answers_of(arguments.operands(), *request, draws);
  if (!all) return refuse(console, all.error());
  const Projection& first = central(all->front());
  const auto unit = shown_unit(first, *request);
  if (!unit) return refuse(console, unit.error());
  const bool ensembles = all_ensembles(*all);
  if (const Issues apart = not_comparable(arguments.operands(), *all, request->constant_prices); !apart.empty())
    return refuse(console, apart);
  if (ensembles && arguments.has("by"))
    return refuse(console, {usage_issue("--by is for single runs", "--unit chooses whose futures are shown")});
  if (ensembles && arguments.has("prices") && request->constant_prices != (first.prices != "nominal"))
    return refuse(console, {usage_issue("--prices beside files of futures: they stay in the prices they were drawn in",
                                        "ballast ensemble … --prices, then compare")});
  if (!ensembles) bring_to_nominal_prices(*all);
  const bool same_numbers =
      !arguments.on("same") || std::all_of(all->begin() + 1, all->end(),
                                           [&](const AnyResult& other) { return same(all->front(), other, console); });
  const int asked = request->unit.empty() ? -1 : *unit;
  const int code = ensembles ? compare_ensembles(*all, *unit, console)
                             : compare_runs(std::move(*all), {*by, asked, request->constant_prices}, console);
  return code == kSuccess && !same_numbers ? kSaysNo : code;
}

}  // namespace ballast::cli
