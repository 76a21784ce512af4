/// What tables of ensembles show of all they could, and how they call it: the same in tables of one case and of two.
#pragma once

#include <string>
#include <vector>

#include "output/texts.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast {

inline constexpr std::size_t kLow = 0, kMedian = 4, kHigh = 8;  // of kQuantileLevels
static_assert(kQuantileLevels[kLow] == 0.025 && kQuantileLevels[kMedian] == 0.5 && kQuantileLevels[kHigh] == 0.975);

/// The last certain year, the first uncertain one, then every tenth to the horizon.
std::vector<Year> shown_years(const Ensemble& ensemble);

/// The years by which tables of risks tell whose fund has run dry.
std::vector<Year> risk_years(const Ensemble& ensemble);

/// Whether there are more measures than a table can show.
bool too_many(const Ensemble& ensemble);

/// The measures shown on the terminal: those asked for, as far as they are few.
std::vector<Measure> shown_measures(const Ensemble& ensemble);

/// How tables of ensembles call a measure: shorter than the catalogue where they have a name of their own.
std::string short_name(Measure measure, Lang lang);

/// How samplings are called.
std::string_view drawing(Sampling sampling, Lang lang);

/// Of which measures a unit has nothing.
std::string no_rows(std::string_view unit, const std::vector<std::string>& measures, Lang lang);

/// What is said where every future is the run itself, in the years shown or at all; else nothing.
std::string nothing_departs(const Ensemble& ensemble, Lang lang);

/// What the bounds of a range are; nothing where every future is the run itself.
std::string bounds_explained(const Ensemble& ensemble, Lang lang);

/// What ± is, or why there is none; nothing where every future is the run itself.
std::string errors_explained(const Ensemble& ensemble, Lang lang);

/// The row of units that a row of events is about: events are of the units, then the whole city.
inline int row_of_events(const Projection& p, int scope) { return scope < p.member_units() ? scope : p.city_row(); }
/// The first row of events that tables show: where the place is one unit, the whole says the same.
inline int first_scope(const Projection& p) { return p.member_units() == 1 ? 1 : 0; }

}  // namespace ballast
