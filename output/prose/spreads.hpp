/// What the spreads of an ensemble rest on: as shipped, or set by the case, its place or `--set`.
#pragma once

#include <string>
#include <vector>

#include "output/texts.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

/// Knobs `futures.…` of which futures read another value than the shipped assumptions give; none where these are not at
/// hand.
std::vector<std::string> set_spreads(const Projection& projection);

/// Which spreads of a case are not as shipped; empty where all are.
std::string set_spreads_sentence(const Projection& projection, Lang lang);

/// What the width of the ranges rests on and what it leaves out; first of all which spreads are not as shipped.
std::string spreads_sentence(const Projection& projection, Lang lang);

}  // namespace ballast
