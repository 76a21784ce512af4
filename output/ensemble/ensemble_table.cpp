#include "output/ensemble/ensemble_table.hpp"

#include <algorithm>
#include <bit>
#include <tuple>
#include <vector>

#include "output/asked.hpp"
#include "output/ensemble/risk_table.hpp"
#include "output/ensemble/shown.hpp"
#include "output/ensemble/spread_table.hpp"
#include "output/notice.hpp"
#include "output/prose/sentences.hpp"
#include "output/prose/spreads.hpp"
#include "output/table/phases.hpp"
#include "output/table/width.hpp"

namespace ballast {
namespace {

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

/// Of those that depart, and first of those that know their errors, the one with the fewest futures: what must be said
/// of any must be said of it.
const Ensemble& least_sure(const std::vector<const Ensemble*>& ensembles) {
  const auto rank = [](const Ensemble* e) {
    return std::tuple(!e->departs, e->pairing() == Pairing::unknown, e->paths);
  };
  return **std::min_element(ensembles.begin(), ensembles.end(),
                            [&](const Ensemble* a, const Ensemble* b) { return rank(a) < rank(b); });
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
  if (const std::string set = set_spreads_sentence(p, style.lang); !set.empty()) out += wrapped(set, kTableWidth);
  if (e.paths < e.asked) out += wrapped(filled(Phrase::ensemble_stopped, style.lang, e.paths, e.asked), kTableWidth);
  out += sampling_hint(e, style.lang);
  out += nothing_departs(e, style.lang);
  return out + "\n" + spread_table(e, row, style) + "\n" + risk_table(e, row, style);
}

std::string ensemble_legend(const std::vector<const Ensemble*>& ensembles, const TableStyle& style,
                            EnsembleTables tables) {
  const Ensemble& e = least_sure(ensembles);
  std::string out;
  if (tables != EnsembleTables::apart) out += bounds_explained(e, style.lang);
  if (tables != EnsembleTables::apart && e.pairing() != Pairing::unknown)  // else it is said below the tables
    out += errors_explained(e, style.lang);
  std::vector<Phrase> lines{tables == EnsembleTables::all ? Phrase::ensemble_explain_risks
                                                          : Phrase::ensemble_explain_events};
  if (e.departs && tables == EnsembleTables::all) lines.push_back(Phrase::ensemble_explain_median);
  if (e.departs) lines.push_back(Phrase::ensemble_explain_plans);
  const std::string_view city = in(e.central.units[static_cast<std::size_t>(e.central.city_row())], style.lang);
  for (const Phrase id : lines)
    out += wrapped(filled(id, style.lang, e.central.price_year, e.first_uncertain_year, city), kTableWidth);
  if (e.departs) out += wrapped(phrase(Phrase::ensemble_spreads, style.lang), kTableWidth);
  return out + phase_legend(e.central, shown_years(e).front(), e.central.last_year, style.lang);
}

}  // namespace ballast
