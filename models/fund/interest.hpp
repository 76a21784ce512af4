/// Interest of a fund in the year, without circularity (44-4.1; F13: money of 31 December bears none).
///   I = round( i · max(0, B + ½·(R + O + F + A + Z − levy − E)) )
/// i fund interest rate [1/a] · B balance at 31 December of the year before [fen] · the flows of the year [fen].
/// Treasury money, top-ups, withheld money and advances fall on 31 December and are not in the flows.
#pragma once

#include "models/base/quantity.hpp"

namespace ballast {

/// `net_flow` = what comes in during the year less what goes out [fen].
Fen fund_interest(Fen opening, Fen net_flow, double rate);

}  // namespace ballast
