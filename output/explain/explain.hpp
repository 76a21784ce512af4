/// One unit's year explained: in sentences, as the chain from the need to those who paid it, and as its ledger, every
/// line with amount, accounts and clause, adding up to the fen. The same for a projected and for a settled year.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "output/explain/aspects.hpp"
#include "output/json/json.hpp"
#include "output/prose/sentences.hpp"
#include "sim/studies/fiscal_case.hpp"
#include "sim/studies/trace.hpp"

namespace ballast {

/// A claim beside the fund's own balance 备查账: what is owed to accounts, by treasuries, to pensioners. [fen]
struct MemoLine {
  std::string_view key;
  Label label;
  Fen amount;
};

/// A year ready to be told.
struct Explained {
  std::vector<Label> units;  ///< names by index, for the accounts
  Label who;
  Label treasury{};       ///< that stands behind the unit
  bool of_a_unit = true;  ///< not of the pool or the whole city
  Year year = 0;
  std::vector<Sentence> sentences;  ///< of a unit
  FundBooks books;
  std::vector<BookLine> beside;             ///< entries that pass the fund by
  std::optional<UnitSettlement> settled{};  ///< of a unit; of the whole city, its needs together; none for the pool
  std::vector<MemoLine> memo{};             ///< of units and the whole city of a case
};

/// A unit, the pool or the whole city of a case; `year` is one of the case.
Explained explained(const FiscalCase& of, const FundScope& scope, Year year);

/// One unit of a settlement from actual figures.
Explained explained(const Label& unit, Year year, bool city_unit, const UnitClaim& claim,
                    const UnitSettlement& settled);

/// Adds sentences, need and ledger to a JSON object.
void explain_into(Json& json, const Explained& e, Aspect aspect);
std::string explain_document(const FiscalCase& of, const Explained& e, Aspect aspect);

/// The ledger for a spreadsheet: year, unit, line, the pair of accounts, direction, amount, clause; what is
/// illustrative has a remark below the heading.
std::string explain_csv(const FiscalCase& of, const Explained& e, Aspect aspect);

std::string explain_text(const Explained& e, Aspect aspect, Lang lang);

/// What the numbers of clauses in brackets are: a line below all texts.
std::string clauses_line(Lang lang);

}  // namespace ballast
