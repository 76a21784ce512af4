/// A projection: everything one run of one case answers, as plain immutable data. Files, tables and studies read it.
#pragma once

#include <Eigen/Core>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/base/label.hpp"
#include "models/base/quantity.hpp"
#include "models/measures/catalogue.hpp"
#include "models/measures/flows.hpp"

namespace ballast {

/// Where the figures of a year come from.
enum class Phase {
  history,    ///< the base year's opening position
  estimate,   ///< simulated under published values
  projection  ///< simulated under assumptions
};

/// One booking of stage 2, `amount` from `credit` to `debit` [fen].
struct LedgerRow {
  Year year = 0;
  int unit = 0;               ///< row of Projection::units
  int debit = 0, credit = 0;  ///< places in LedgerTable::accounts
  Fen amount;
  int clause = 0, line = 0;  ///< places in LedgerTable::clauses, lines
};

/// All bookings, year by year; what they name stands once, each list in alphabetical order.
struct LedgerTable {
  std::vector<std::string> accounts;  ///< a holder, with its unit where it has one
  std::vector<std::string> clauses;   ///< e.g. 44-2.11; empty where no clause is concerned
  std::vector<std::string> lines;     ///< what a booking is for
  std::vector<LedgerRow> rows;

  const std::string& debit(const LedgerRow& row) const { return accounts[static_cast<std::size_t>(row.debit)]; }
  const std::string& credit(const LedgerRow& row) const { return accounts[static_cast<std::size_t>(row.credit)]; }
  const std::string& clause(const LedgerRow& row) const { return clauses[static_cast<std::size_t>(row.clause)]; }
  const std::string& line(const LedgerRow& row) const { return lines[static_cast<std::size_t>(row.line)]; }
};

/// What had to hold and by how much it failed to; residuals of flows relative to the stock they belong to [1]. All are
/// asserted before a Projection exists: relative ones are rounding alone, the ledger's is 0 to the fen.
struct Diagnostics {
  double persons_residual = 0.0;      ///< largest |opening + entries − exits − closing| / opening of persons
  double account_residual = 0.0;      ///< the same of individual accounts, of years and of pensions in payment
  double expenditure_residual = 0.0;  ///< the same of the reconciliation of pension expenditure
  Fen ledger_residual;                ///< largest |what a fund holds by its bookings − its balance| of any year [fen]
  double clipped_heads = 0.0;         ///< entrants the uninsured pools could not supply [person]
};

/// A relative residual, by the name that it has wherever it is told.
struct Residual {
  const char* key;
  double Diagnostics::*value;
  std::string_view en, zh;
};
inline constexpr std::array kResiduals{
    Residual{"persons_residual", &Diagnostics::persons_residual,
             "Largest residual of the conservation of persons, relative", "人数守恒相对残差"},
    Residual{"account_residual", &Diagnostics::account_residual,
             "Largest residual of accounts, years and pensions, relative", "账户、年限与养老金守恒相对残差"},
    Residual{"expenditure_residual", &Diagnostics::expenditure_residual,
             "Largest residual of the reconciliation of expenditure, relative", "支出对账相对残差"}};

/// Which program made the result; no date and no path, so that the same inputs give the same bytes.
struct Provenance {
  std::string program_version, git_sha, compiler;
  std::string instruction_class;  ///< of the kernel: results of one class are the same bit for bit
};

/// What was asked, in the words of the command line: with `texts`, all it takes to ask it again.
struct Asked {
  std::string case_name;  ///< a shipped case, or the path of a file among `texts`
  std::vector<std::string> sets;
  std::optional<Year> from, horizon;
  std::optional<int> top_service;
};

/// One file that was read. Law, assumptions, places and tables are called as in the project; files of the user's own
/// case `case/<file>`, whatever folder they lie in.
struct InputText {
  std::string path;
  std::shared_ptr<const std::string> text;
};

/// One fully resolved input, as text.
struct ResolvedInput {
  std::string name, value;
};

struct Projection {
  std::string case_key;
  Label title, note;
  std::string place;
  std::string stage_one{};  ///< fingerprint of what stage 1 read
  Label place_name;
  bool illustrative = true;
  Label notice;  ///< what is not measured about the place

  Year base_year = 0, first_year = 0, last_year = 0;
  Year published_through = 0;  ///< last year driven by published values
  Year price_year = 0;         ///< whose prices the twins of money headlines are in

  std::vector<Label> units;         ///< the units, then the city pool (市级统筹), then the whole city (全市)
  std::vector<double> price_index;  ///< by year from base_year; 1 in price_year
  std::string prices = "nominal";   ///< of `measures`: "nominal", or the year whose prices they are in

  /// By measure in catalogue order: [unit × year from base_year]; NaN where missing or without meaning.
  std::vector<Eigen::ArrayXXd> measures;
  /// By flow in catalogue order: [unit × year from base_year], nominal; NaN for the pool, and in the base year but for
  /// the stocks known then (keys in _end, residents).
  std::vector<Eigen::ArrayXXd> flows;
  LedgerTable ledger;
  Diagnostics diagnostics;
  std::vector<ResolvedInput> inputs;
  Asked asked{};
  std::vector<InputText> texts{};  ///< every file read, in the order of reading
  Provenance provenance;

  int years() const { return last_year - base_year + 1; }
  int rows() const { return static_cast<int>(units.size()); }
  int member_units() const { return rows() - 2; }  ///< without the pool and the whole city
  int pool_row() const { return rows() - 2; }
  int city_row() const { return rows() - 1; }
  double at(Measure measure, int unit, Year year) const {
    return measures[static_cast<std::size_t>(measure)](unit, year - base_year);
  }
  /// The same, of Measure::treasury what arose in the year: what a treasury owes and does not pay is owed again next
  /// year.
  double arising(Measure measure, int unit, Year year) const;
  Phase phase(Year year) const;
};

/// The row of a unit named in Chinese or English; −1 when there is none.
int unit_row(const Projection& projection, std::string_view name);

/// The same projection with every money measure divided by the price index: constant prices of `price_year`.
/// The ledger and the flows stay nominal, in the money that was booked.
Projection in_constant_prices(Projection projection);
/// The way back: what a file in constant prices was before.
Projection in_nominal_prices(Projection projection);

}  // namespace ballast
