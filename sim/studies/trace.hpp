/// Where a year's money came from and went: the books of one fund, and who paid which part of a need (44-2.6 … 44-2.9,
/// 44-4.1). Both only sort what the ledger and the settlement hold; nothing is computed anew.
///   opening + Σ received − Σ paid = closing        Σ shares of the need = need = gap_short + gap_structural + gap_over
#pragma once

#include <string_view>
#include <vector>

#include "models/fund/ledger.hpp"
#include "sim/engine/fiscal_settle.hpp"

namespace ballast {

/// The fund whose books are read.
struct FundScope {
  enum class Kind { unit, pool, city } kind = Kind::unit;
  int unit = -1;  ///< of Kind::unit

  bool holds(Account account) const;
};

struct BookLine {
  std::string_view line, clause;
  Account from, to;
  Fen amount{};
  bool received = false;  ///< by the fund; else paid
};

/// One fund's year. [fen]
struct FundBooks {
  Fen opening{};
  std::vector<BookLine> lines;  ///< received first; one line for each line, giver and taker
  Fen received{}, paid{};
  Fen closing{};
};

FundBooks fund_books(const Ledger& ledger, const FundScope& scope, Year year);

/// Entries of a unit's year, or of all units', that pass the fund by, such as what the city deducts from a unit's
/// treasury.
std::vector<BookLine> beside_the_fund(const Ledger& ledger, const FundScope& scope, Year year);

enum class NeedPart { not_collected, structural, overspent };

/// One part of the need and who pays it. `balance` is the fund's own opening balance.
struct NeedShare {
  NeedPart part;
  enum class Payer { pool, balance, treasury } payer;
  std::string_view clause;
  Fen amount{};
};

/// Every yuan of the need to its payer; parts of nothing are left out. Sums to the need.
std::vector<NeedShare> need_shares(const UnitSettlement& settled);

/// The needs of several units and what fills them, added up; what one unit has left fills no need of another. The rest
/// of a settlement is that of none.
UnitSettlement needs_together(const std::vector<UnitSettlement>& units);

}  // namespace ballast
