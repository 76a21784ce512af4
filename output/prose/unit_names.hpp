/// Units and levels as text for people calls them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "output/texts.hpp"

namespace ballast {

/// A unit, the city's level or all of it, in the language asked for; one that `names` does not hold stays as it is.
std::string_view unit_name(const std::vector<Label>& names, std::string_view unit, Lang lang);
/// Units with both their names, as `unit_name` tells them.
std::vector<Label> labelled(const std::vector<Label>& names, const std::vector<std::string>& units);
/// Several of them, one after the other.
std::string listed_units(const std::vector<Label>& names, const std::vector<std::string>& units, Lang lang);

}  // namespace ballast
