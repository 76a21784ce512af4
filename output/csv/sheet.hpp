/// A result as a table that a spreadsheet opens as it is: UTF-8 with a byte order mark, one row for each unit and
/// measure, one column for each year. No cell is a formula: a text that looks like one gets an apostrophe in front.
#pragma once

#include <string>

#include "output/texts.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast {

/// Names of columns, units and measures in one language.
std::string sheet_document(const Projection& run, Lang lang);
std::string sheet_document(const Ensemble& ensemble, Lang lang);

}  // namespace ballast
