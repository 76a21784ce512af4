/// What the tables of an ensemble show of it: which years, which measures, by which names.
#pragma once

#include <string>
#include <vector>

#include "output/texts.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast {

/// The last certain year, the first uncertain one, then every tenth to the horizon.
std::vector<Year> shown_years(const Ensemble& ensemble);

/// The measures shown on the terminal: those asked for, as far as they are few.
std::vector<Measure> shown_measures(const Ensemble& ensemble);

/// Whether there are more measures than a table can show.
bool too_many(const Ensemble& ensemble);

/// A measure by the short name that tables have for it, else by its own.
std::string short_name(Measure measure, Lang lang);

}  // namespace ballast
