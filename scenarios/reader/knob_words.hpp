/// What the readers of cases, of `--set` and of law files say about a knob.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/knobs.hpp"

namespace ballast {

/// The key that is meant: of the first knob called so, by its label or by its key without the group, else the nearest,
/// or empty.
std::string nearest_knob(std::string_view key);

/// The range with its unit.
std::string range_of(const KnobRow& row);

/// Of a knob that one unit cannot have for itself.
std::string one_value_for_all(const KnobRow& row);

/// What to write for a share given in percent, or empty where that cannot be meant.
std::string instead_of_percent(const KnobRow& row, double percent);

/// What to write for a value that is taken for no number: 98%, "0.03", ０.０３, 6385元.
std::string instead_of_text(const KnobRow& row, std::string_view text);

}  // namespace ballast
