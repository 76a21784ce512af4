/// What must hold of the books of stage 2 in every run, to the fen (44-2.2, 44-4.1):
///   every line of every unit's year, of the pool's and of the opening books what the settlement and the flows say
///   each fund closes where its entries leave it and none below zero;   gap parts sum to the need
///   the whole city = Σ units + pool, transfers eliminated;             what a year owes, the next starts from
/// Nothing here asks the code that posts: a line booked wrongly in every year is found as well as one fen lost once.
#pragma once

#include "sim/engine/fiscal.hpp"

namespace ballast {

/// Everything that does not balance; empty when all does.
Issues check_books(const FiscalInput& input, const FiscalResult& result);

/// The same of years whose books are made, held against them and let go one by one.
Issues check_books(const FiscalInput& input, const std::vector<FiscalYear>& years);

}  // namespace ballast
