/// Books of stage 2: every settled year becomes ledger entries (44-2.2, 44-4.1). `fiscal_audit` holds them against what
/// was settled.
#pragma once

#include <functional>
#include <span>

#include "sim/engine/fiscal.hpp"

namespace ballast {

/// No unit's year, and no pool's, has more lines: so much room is made at once instead of again and again.
inline constexpr std::size_t kMostLines = 48;
/// Most entries of a year.
inline std::size_t most_entries(const FiscalInput& input) { return (input.units.size() + 1) * kMostLines; }

/// Opening balances, posted to the year before the first.
void post_opening(Ledger& ledger, const FiscalInput& input);

/// All entries of one year.
void post_year(Ledger& ledger, const FiscalInput& input, const FiscalYear& year);

/// The books of a run in the order of years, the opening books first: each year's are told and let go.
void each_year_of_books(const FiscalInput& input, const std::vector<FiscalYear>& years,
                        const std::function<void(std::span<const Entry>)>& take);
/// The same all together.
Ledger books_of(const FiscalInput& input, const std::vector<FiscalYear>& years);

/// One unit's books of a settlement from actual figures: its opening on 31 December of the year before, then the year.
/// `city_unit`: its treasury is the city's (市本级).
Ledger settlement_books(Year year, int unit, bool city_unit, const UnitClaim& claim, const UnitSettlement& settled);

}  // namespace ballast
