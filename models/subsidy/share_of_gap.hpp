/// The rule until 2015: a share of the budget gap, before subsidies and balances (44-2.10; F8).
///   S = round( s · max(0, Ê + levŷ − R̂ − Ô) )
/// s share of the gap [1] · the budget gap of the year [fen]. The actual gap plays no part: what goes wrong after the
/// budget is the unit's own.
#pragma once

#include "models/base/quantity.hpp"

namespace ballast {

Fen share_of_gap(Fen budget_gap, double share);

}  // namespace ballast
