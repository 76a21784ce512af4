/// The units of a place in both languages, for text that names them.
#pragma once

#include <string>
#include <vector>

#include "apps/cli/budget_file.hpp"
#include "models/base/label.hpp"

namespace ballast::cli {

/// Of units whose place nobody names (they stand in a form): those of the default place, if that has all of them.
/// Nothing where the place cannot be read: units are told without them.
std::vector<Label> names_of(const std::vector<std::string>& units);

/// A unit that the default place has not, beside one of its own that may be meant.
struct Stranger {
  std::string unit, meant;
};
/// Such units where half of them or more are those of the default place: elsewhere names are a city's own.
std::vector<Stranger> strangers(const std::vector<std::string>& units);

/// Of a budget: as it names them itself; else those of its place, or of its units where it names none. Nothing of a
/// folder of tables, or of a place that is not there.
std::vector<Label> names_in(const BudgetFile& budget);

}  // namespace ballast::cli
