/// What the choices of a knob mean, in Chinese; their own names are words of English.
#pragma once

#include <string_view>

#include "scenarios/knobs.hpp"

namespace ballast {

/// Of a knob that is one of several; `choice` as in its row.
std::string_view choice_zh(Knob knob, int choice);

}  // namespace ballast
