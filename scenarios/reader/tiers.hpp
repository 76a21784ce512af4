/// Reading the tiers of the adjustment subsidy (44-2.13): steps without gap or overlap, knots that rise, each complaint
/// with its line.
#pragma once

#include "scenarios/reader/law.hpp"

namespace ballast {

/// One [[tier]]: `below` (none in the last), `share`, and `from` where the file wants to say it.
void read_tier(const Node& node, const std::string& shown, Law& law, Issues& issues);

/// One [[tier_knot]] of the linear reading: `ratio`, `share`.
void read_tier_knot(const Node& node, const std::string& shown, Law& law, Issues& issues);

/// What must hold of all tiers together.
void check_tiers(const Law& law, const std::string& shown, Issues& issues);

/// A linear reading needs knots to be read from; the first year that asks for it without any.
void check_tier_reading(const Scenario& scenario, Issues& issues);

}  // namespace ballast
