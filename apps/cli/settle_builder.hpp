/// Collects what the file of `ballast settle` says and what is wrong with it; its two forms share it.
#pragma once

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "apps/cli/located_json.hpp"
#include "apps/cli/settle_columns.hpp"
#include "apps/cli/settle_file.hpp"

namespace ballast::cli {

inline constexpr std::string_view kTable = ".csv";  ///< how the name of a table ends
inline constexpr std::string_view kPayments = "payments";

/// Rules of the settlement.
inline constexpr std::array kSettleRules{Knob::deadline_months, Knob::short_rule,      Knob::pool_topup,
                                         Knob::limited_pool,    Knob::short_tolerance, Knob::over_tolerance,
                                         Knob::fund_interest,   Knob::regime};

/// The name of the rule's knob without prefix.
std::string_view short_key(Knob knob);

/// What happened: no year is settled without it. A table that stands alone has plan, budget and balance too: without
/// them the whole gap would be overspending that treasuries owe. An approved budget says them where there is one.
inline constexpr std::array<std::string_view, 5> kNeeded{"income", "expenditure", "plan_income", "budget_expenditure",
                                                         "balance"};
inline constexpr auto kActual = std::span(kNeeded).first<2>();
inline constexpr auto kOfTheBudget = std::span(kNeeded).last<3>();

std::span<const std::string_view> needed(Beside beside);

bool among(const auto& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// A column of figures, and the word that the file has for it.
struct Headed {
  const SettleColumn* column;
  std::string_view heading;

  /// The most its figures can be.
  double most() const;
};

class SettleBuilder {
 public:
  SettleBuilder(std::string path, Beside beside);

  void complain(TextPlace at, std::string what, std::string expected, std::string remedy = {});

  /// False of one unit too many, of which nothing is taken.
  bool begin_unit(const std::string& name, TextPlace at);
  /// A cell of a unit that says nothing.
  void blank(const Headed& of, TextPlace at);
  /// Where an approved budget says the rest, what happened must be said.
  void require_actual(TextPlace at);
  void put(const Headed& of, std::optional<double> value, TextPlace at, std::string remedy = {});
  void put_payments(std::vector<Payment> payments, TextPlace at);

  void set_available(std::optional<double> value, TextPlace at, std::string remedy = {});
  void put_rule(Knob knob, const nlohmann::json& value, TextPlace at);

  /// As the command line asks, in bounds.
  void ask_year(Year year);
  void set_year(std::optional<double> value, TextPlace at);

  Beside beside() const { return beside_; }
  /// Whether the figure stands in the unit in hand already.
  bool is_given(std::string_view key) const { return file_.given.back().contains(key); }
  /// None as long as no good year is named.
  std::optional<Year> year() const { return good_year_ ? std::optional(file_.year) : std::nullopt; }

  Expected<SettleFile> finish();

 private:
  std::string what_units_are() const;

  Beside beside_;
  SettleFile file_;
  bool good_year_ = false, too_many_ = false;
  Issues issues_;
};

}  // namespace ballast::cli
