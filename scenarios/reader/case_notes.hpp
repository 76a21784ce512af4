/// What is said of a run beside its numbers: what a case changes that its years do not show, and whose rules it has.
#pragma once

#include <cstddef>
#include <vector>

#include "models/base/label.hpp"
#include "scenarios/reader/cases.hpp"
#include "scenarios/reader/contradictions.hpp"

namespace ballast {

/// What the case says, then what holds in the place whatever the case.
Label joined(const Label& of_case, const Label& of_place);

/// Changes that begin before a later opening and still hold: what they moved by then is not in its tables, which are
/// those of every case. The rule that the fixed subsidy's base follows is read as it was then.
Label begun_before(const std::vector<Change>& changes, const Scenario& s);

/// That the place has newer tables than those the run opens with, for the years after them. `base_years`: all openings.
Label newer_opening(const std::vector<Year>& base_years, Year base_year, Year last_year);

/// That a place has values of other places' rules.
Label borrowed_note(std::size_t count);

/// Changes of a case that begin after the run's last year.
Label not_begun(const std::vector<Change>& of_case, Year last);

/// Knobs that a case or --set gives another value without a month, and whose published values that replaces.
Label over_published(const KnobSources& sources, const Scenario& s);

/// The first change that ends before it has grown to its full size.
Label ramp_cut_short(const std::vector<Change>& changes, const Scenario& s);

/// The first knob of January's value (K5) that changes within a year and lasts into the next.
Label by_january(const std::vector<Change>& changes);

}  // namespace ballast
