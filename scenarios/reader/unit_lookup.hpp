/// Units by the names that options, cases and `--set` give them: Chinese or English.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/base/label.hpp"
#include "scenarios/scenario.hpp"

namespace ballast {

/// Where a name stands among the units. A Chinese name goes before an English one; an English name that two units
/// share names neither.
std::optional<int> find_unit(std::string_view name, std::span<const Label> units);

/// The units to choose from, each with both names.
std::string listed_units(std::span<const Label> units);

/// Every name of the units, for the nearest one.
std::vector<std::string> names_of_units(std::span<const Label> units);

}  // namespace ballast
