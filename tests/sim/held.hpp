/// What an account holds by its entries alone, counted without the program's own running balances.
#pragma once

#include <algorithm>
#include <iterator>

#include "models/fund/ledger.hpp"

namespace ballast {

/// The entries of a year.
inline Ledger of_year(const Ledger& ledger, Year year) {
  Ledger its;
  std::copy_if(ledger.begin(), ledger.end(), std::back_inserter(its), [=](const Entry& e) { return e.year == year; });
  return its;
}

/// Σ received − Σ given up to the end of the year. [fen]
inline Fen held(const Ledger& ledger, Account account, Year through) {
  Fen sum;
  for (const Entry& e : ledger) {
    if (e.year > through) continue;
    if (e.debit == account) sum += e.amount;
    if (e.credit == account) sum -= e.amount;
  }
  return sum;
}

}  // namespace ballast
