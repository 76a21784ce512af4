/// What the spreads of an ensemble rest on: as shipped, or set by the case, its place or `--set`.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "output/texts.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

/// Knobs `futures.…` that are named anywhere but in the shipped assumptions: in what was set, the case, the place.
std::vector<std::string> set_spreads(const Projection& projection);

/// What futures read of every knob `futures.…`: they read it once, in a year after which it may not change, so its last
/// value.
std::map<std::string_view, std::string_view> read_spreads(const Projection& projection);

/// Whether `futures.spread`, or every standard deviation, is 0, so that every future is the run itself.
bool without_spread(const Projection& projection);

/// Which spreads of a case are not taken from the shipped assumptions; empty where all are.
std::string set_spreads_sentence(const Projection& projection, Lang lang);

/// What the width of the ranges rests on and what it leaves out; first of all which spreads are not the shipped ones.
std::string spreads_sentence(const Projection& projection, Lang lang);

}  // namespace ballast
