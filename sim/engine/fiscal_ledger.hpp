/// Books of stage 2: every settled year becomes ledger entries, and the ledger is held against the settlement.
/// What must hold, to the fen: each line is what was settled; each fund closes where its entries leave it; no fund is
/// below zero; gap parts sum to the need; the whole city = Σ units + pool, transfers eliminated (44-2.2, 44-4.1).
#pragma once

#include "sim/engine/fiscal.hpp"

namespace ballast {

/// Opening balances, posted to the year before the first.
void post_opening(Ledger& ledger, const FiscalInput& input);

/// All entries of year `y` (index) of the result.
void post_year(Ledger& ledger, const FiscalInput& input, const FiscalYear& year);

/// Everything that does not balance; empty when all does.
Issues check_books(const FiscalInput& input, const FiscalResult& result);

/// One unit's books of a settlement from actual figures: its opening on 31 December of the year before, then the year.
/// `city_unit`: its treasury is the city's (市本级).
Ledger settlement_books(Year year, int unit, bool city_unit, const UnitClaim& claim, const UnitSettlement& settled);

}  // namespace ballast
