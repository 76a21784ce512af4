#include "apps/cli/settle_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "apps/cli/bounds.hpp"
#include "apps/cli/console.hpp"
#include "apps/cli/located_json.hpp"
#include "apps/cli/settle_columns.hpp"
#include "apps/cli/settle_payments.hpp"
#include "apps/cli/table_file.hpp"
#include "apps/cli/user_file.hpp"
#include "models/base/levels.hpp"
#include "scenarios/reader/cases.hpp"
#include "scenarios/reader/cell_number.hpp"
#include "scenarios/reader/unit_name.hpp"

namespace ballast::cli {

namespace {

using nlohmann::json;

constexpr std::string_view kTable = ".csv";  ///< how the name of a table ends
constexpr std::string_view kPayments = "payments";

/// What happened: no year is settled without it. A table that stands alone has plan, budget and balance too: without
/// them the whole gap would be overspending that treasuries owe. An approved budget says them where there is one.
constexpr std::array<std::string_view, 5> kNeeded{"income", "expenditure", "plan_income", "budget_expenditure",
                                                  "balance"};
constexpr auto kActual = std::span(kNeeded).first<2>();
constexpr auto kOfTheBudget = std::span(kNeeded).last<3>();

std::span<const std::string_view> needed(Beside beside) {
  return beside == Beside::nothing ? std::span<const std::string_view>(kNeeded) : kActual;
}
bool among(const auto& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Rules of the settlement, by the names of their knobs without prefix.
constexpr std::array kRules{Knob::deadline_months, Knob::short_rule,     Knob::pool_topup,    Knob::limited_pool,
                            Knob::short_tolerance, Knob::over_tolerance, Knob::fund_interest, Knob::regime};

std::string_view short_key(Knob knob) {
  const std::string_view key = row(knob).key;
  return key.substr(key.rfind('.') + 1);
}

/// A column of figures, and the word that the file has for it.
struct Headed {
  const SettleColumn* column;
  std::string_view heading;
};

/// Collects what the file says and what is wrong with it; the two forms of the file share it.
class Builder {
 public:
  Builder(std::string path, Beside beside) : path_(std::move(path)), beside_(beside) {}

  void complain(TextPlace at, std::string what, std::string expected, std::string remedy = {}) {
    issues_.push_back(
        {IssueKind::data, path_, at.line, at.column, std::move(what), std::move(expected), std::move(remedy)});
  }

  void begin_unit(const std::string& name, TextPlace at) {
    if (file_.units.size() == kMostUnits) {
      if (!too_many_) complain(at, "too many units", fmt::format("at most {}", kMostUnits));
      too_many_ = true;
      return;
    }
    if (!is_unit_name(name) || is_taken(name))
      complain(at, "a unit without a usable name", is_taken(name) ? what_is_taken() : what_is_a_unit_name(),
               is_total(name) ? "leave out what adds units up" : "");
    if (among(file_.units, name)) complain(at, fmt::format("unit {} stands twice", name), "once");
    file_.units.push_back(name);
    file_.claims.emplace_back();
    file_.given.emplace_back();
  }

  /// A cell of a unit that says nothing.
  void blank(const Headed& of, TextPlace at) {
    if (among(needed(beside_), of.column->key))
      complain(at, fmt::format("{} is blank", as_headed(of.heading)), "yuan; 0 where there is none");
  }
  /// Where an approved budget says the rest, what happened must be said.
  void require_actual(TextPlace at) {
    if (beside_ == Beside::nothing) return;
    for (const std::string_view key : kActual)
      if (!is_given(key)) complain(at, fmt::format("{} is missing", key), "yuan; 0 where there is none");
  }

  Beside beside() const { return beside_; }
  /// Whether the figure stands in the unit in hand already.
  bool is_given(std::string_view key) const { return file_.given.back().contains(key); }

  void put(const Headed& of, std::optional<double> value, TextPlace at, std::string remedy = {}) {
    const bool share = of.column->share;
    file_.given.back().insert(of.column->key);
    if (value && *value >= 0 && *value <= (share ? 1.0 : kMostYuan)) return of.column->put(file_.claims.back(), *value);
    complain(at, fmt::format("{} is {}", as_headed(of.heading), value ? "out of range" : "not a number"),
             share ? "a share, 0 … 1" : fmt::format("yuan, 0 … {:.0f}", kMostYuan), std::move(remedy));
  }

  void put_payments(std::vector<Payment> payments, TextPlace at) {
    file_.given.back().insert(kPayments);
    file_.claims.back().payments = std::move(payments);
    if (file_.given.back().contains(kOnTimeShare))
      complain(at, fmt::format("gives both {} and {}", kOnTimeShare, kPayments), "one of the two");
  }

  /// None as long as no good year is named.
  std::optional<Year> year() const { return good_year_ ? std::optional(file_.year) : std::nullopt; }

  void set_available(std::optional<double> value, TextPlace at, std::string remedy = {}) {
    if (value && *value >= 0 && *value <= kMostYuan)
      file_.available = fen_from_yuan(*value);
    else
      complain(at, fmt::format("available is {}", value ? "out of range" : "not a number"),
               fmt::format("yuan, 0 … {:.0f}; absent: no limit", kMostYuan), std::move(remedy));
  }

  void set_year(std::optional<double> value, TextPlace at) {
    const bool good = value && *value >= kFirstYear && *value <= kLastYear && *value == std::floor(*value);
    if (good && file_.year != 0 && file_.year != static_cast<Year>(*value))
      complain(at, fmt::format("year is not the {} of the command line", file_.year), "one year");
    if (good) file_.year = static_cast<Year>(*value), good_year_ = true;
    if (!good)
      file_.year = kFirstYear, complain(at, "year is no such year", fmt::format("{} … {}", kFirstYear, kLastYear));
  }

  void put_rule(Knob knob, const json& value, TextPlace at) {
    const KnobRow& rule = row(knob);
    if (rule.kind == KnobKind::choice) {
      const std::vector<std::string> names(rule.choices.begin(), rule.choices.end());
      const std::string name = value.is_string() ? value.get<std::string>() : std::string{};
      if (among(names, name)) return file_.rules.emplace_back(knob, name), void();
      return complain(at, fmt::format("{} has no such choice", short_key(knob)),
                      fmt::format("{}", fmt::join(names, " | ")), did_you_mean(name, names));
    }
    const double number = value.is_number() ? value.get<double>() : std::nan("");
    const std::string range = fmt::format("{} … {} [{}]", rule.min, rule.max, rule.unit);
    if (value.is_number() && rule.is_fraction(number))
      return complain(at, fmt::format("\"{}\" is not a whole number", short_key(knob)), range);
    if (rule.holds(number)) return file_.rules.emplace_back(knob, number), void();
    complain(at, fmt::format("{} is {}", short_key(knob), value.is_number() ? "out of range" : "not a number"), range);
  }

  Expected<SettleFile> finish() {
    if (file_.units.empty()) complain({}, "names no unit", what_units_are());
    for (std::size_t c = 0; c < file_.claims.size(); ++c)  // what nobody says otherwise is the unit's own
      if (!file_.given[c].contains("own_stock")) file_.claims[c].own_stock = file_.claims[c].balance;
    if (file_.year == 0 && path_.ends_with(kTable))  // which has no place for it
      issues_.push_back(usage_issue("--year is missing", "--year 2026"));
    else if (file_.year == 0)
      complain({}, "says no year", "year, e.g. 2026");
    if (!issues_.empty()) return fail(std::move(issues_));
    return std::move(file_);
  }

 private:
  std::string what_units_are() const {
    if (!path_.ends_with(kTable)) return "units: [{unit, plan_income, income, …}]";
    return fmt::format("one row a unit below the heading unit,{}", fmt::join(needed(beside_), ","));
  }

  std::string path_;
  Beside beside_;
  SettleFile file_;
  bool good_year_ = false, too_many_ = false;
  Issues issues_;
};

// ---- JSON ----------------------------------------------------------------------------------------------------------

/// Walks the document; an unknown key is an issue wherever it stands.
class JsonForm {
 public:
  JsonForm(const LocatedJson& located, Builder& builder) : located_(located), builder_(builder) {}

  void read() {
    const json& document = located_.document;
    if (!document.is_object()) return builder_.complain({}, "is not a JSON object", R"({"year": 2026, "units": […]})");
    static const std::vector<std::string> kKeys{"schema", "year", "rules", "pool", "units"};
    if (document.contains("year")) builder_.set_year(number(document["year"]), located_.at("/year"));
    for (const auto& [key, value] : document.items()) {
      const std::string at = "/" + key;
      if (key == "rules") read_rules(value, at);
      if (key == "pool") read_pool(value, at);
      if (key == "units") read_units(value, at);
      if (!among(kKeys, key)) unknown(at, key, kKeys);
    }
  }

 private:
  static std::optional<double> number(const json& value) {
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
  }

  void unknown(const std::string& at, const std::string& key, const std::vector<std::string>& known) {
    builder_.complain(located_.at(at), fmt::format("unknown key {}", json(key).dump()),
                      fmt::format("{}", fmt::join(known, ", ")), did_you_mean(key, known));
  }

  bool object(const json& value, const std::string& at) {
    if (!value.is_object()) builder_.complain(located_.at(at), fmt::format("{} is not an object", at), "{ … }");
    return value.is_object();
  }

  void read_rules(const json& rules, const std::string& at) {
    if (!object(rules, at)) return;
    std::vector<std::string> known;
    for (const Knob knob : kRules) known.emplace_back(short_key(knob));
    for (const auto& [key, value] : rules.items()) {
      const std::string where = at + "/" + key;
      if (!among(known, key)) unknown(where, key, known);
      for (const Knob knob : kRules)
        if (key == short_key(knob)) builder_.put_rule(knob, value, located_.at(where));
    }
  }

  void read_pool(const json& pool, const std::string& at) {
    if (!object(pool, at)) return;
    for (const auto& [key, value] : pool.items()) {
      const std::string where = at + "/" + key;
      if (key != kAvailable) unknown(where, key, {std::string(kAvailable)});
      if (key == kAvailable && !value.is_null()) builder_.set_available(number(value), located_.at(where));
    }
  }

  void read_units(const json& units, const std::string& at) {
    if (!units.is_array()) return builder_.complain(located_.at(at), "units is not an array", "[{unit, …}, …]");
    for (std::size_t i = 0; i < std::min(units.size(), kMostUnits + 1); ++i)
      read_unit(units[i], fmt::format("{}/{}", at, i));
  }

  void read_unit(const json& unit, const std::string& at) {
    if (!object(unit, at)) return;
    const json name = unit.value(kUnit, json());
    builder_.begin_unit(name.is_string() ? name.get<std::string>() : std::string{}, located_.at(at));
    std::vector<std::string> known{std::string(kUnit), std::string(kPayments)};
    for (const SettleColumn& column : settle_columns()) known.emplace_back(column.key);
    for (const auto& [key, value] : unit.items()) {
      if (key == kUnit || key == kPayments) continue;
      const std::string where = at + "/" + key;
      if (const SettleColumn* const column = find_settle_column(key))
        read_figure({column, key}, value, located_.at(where));
      else
        unknown(where, key, known);
    }
    builder_.require_actual(located_.at(at));
    if (unit.contains(kPayments)) read_payments(at + "/" + std::string(kPayments));
  }

  void read_figure(const Headed& of, const json& value, TextPlace at) {
    if (builder_.is_given(of.column->key))  // by key and in Chinese
      builder_.complain(at, fmt::format("{} stands twice", as_headed(of.heading)), "once");
    const bool unlimited = of.column->key == "settlement" && value.is_null();
    if (!unlimited) builder_.put(of, number(value), at);
  }

  void read_payments(const std::string& at) {
    const Complain complain = [this](TextPlace place, std::string what, std::string expected, std::string remedy) {
      builder_.complain(place, std::move(what), std::move(expected), std::move(remedy));
    };
    builder_.put_payments(payments_at(located_, at, builder_.year(), kMostYuan, complain), located_.at(at));
  }

  const LocatedJson& located_;
  Builder& builder_;
};

// ---- table ---------------------------------------------------------------------------------------------------------

/// A table: the header names the columns by key or in Chinese; one row a unit, a row 市级统筹 for the pool.
class TableForm {
 public:
  TableForm(const std::vector<TableRow>& rows, Builder& builder) : rows_(rows), builder_(builder) {}

  void read() {
    for (const TableRow& row : rows_) header_.empty() ? read_header(row) : read_row(row);
  }

 private:
  void read_header(const TableRow& cells) {
    for (const Cell& cell : cells) {
      const std::string_view key = key_of_heading(cell.text);
      if (key == kUnit) unit_column_ = header_.size();
      if (key != kUnit && key != kAvailable && find_settle_column(key) == nullptr)
        builder_.complain(cell.at, fmt::format("unknown column {}", json(key).dump(-1, ' ', false, kReplace)),
                          fmt::format("{}", fmt::join(names_of_columns(), ", ")),
                          did_you_mean(cell.text, words_for_columns()));
      if (has_column(key))
        builder_.complain(cell.at, fmt::format("column {} stands twice", as_headed(cell.text)), "once");
      header_.push_back(cell);
    }
    if (!unit_column_) builder_.complain(header_.front().at, "has no column unit", column_name(kUnit, kUnitZh));
    require_columns();
  }

  bool has_column(std::string_view key) const {
    return std::any_of(header_.begin(), header_.end(),
                       [key](const Cell& cell) { return key_of_heading(cell.text) == key; });
  }

  void require_columns() {
    const bool says_no_budget = std::none_of(kOfTheBudget.begin(), kOfTheBudget.end(),
                                             [this](std::string_view key) { return has_column(key); });
    for (const std::string_view key : needed(builder_.beside())) {
      if (has_column(key)) continue;
      const bool last = says_no_budget && key == kNeeded.back();
      builder_.complain(header_.front().at, fmt::format("has no column {}", key),
                        column_name(key, find_settle_column(key)->zh),
                        last ? "ballast budget execute FILE ACTUAL, where an approved budget says them" : "");
    }
  }

  void read_row(const TableRow& cells) {
    if (cells.size() != header_.size())
      return builder_.complain(cells.front().at, fmt::format("has {} cells", cells.size()),
                               fmt::format("{} as in the header", header_.size()));
    if (!unit_column_) return;
    const Cell& name = cells[*unit_column_];
    const bool pool = name.text == kPoolName;
    if (!pool) builder_.begin_unit(name.text, name.at);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Headed of{find_settle_column(header_[i].text), header_[i].text};
      if (i != *unit_column_ && !cells[i].text.empty()) read_cell(of, cells[i], pool);
      if (of.column != nullptr && cells[i].text.empty() && !pool) builder_.blank(of, cells[i].at);
    }
  }

  void read_cell(const Headed& of, const Cell& cell, bool pool) {
    const std::optional<double> value = plain_number(cell.text);
    const auto remedy = [&](bool amount) { return value ? std::string{} : number_remedy(cell.text, amount); };
    const bool available = key_of_heading(of.heading) == kAvailable;
    if (available && pool) return builder_.set_available(value, cell.at, remedy(false));
    if (available || pool)
      return builder_.complain(cell.at, fmt::format("{} does not belong in this row", as_headed(of.heading)),
                               "available in the row 市级统筹, everything else in the rows of units");
    if (of.column != nullptr) builder_.put(of, value, cell.at, remedy(among(kNeeded, of.column->key)));
  }

  static constexpr auto kReplace = json::error_handler_t::replace;
  const std::vector<TableRow>& rows_;
  Builder& builder_;
  TableRow header_;
  std::optional<std::size_t> unit_column_;
};

}  // namespace

Expected<SettleFile> read_settle_file(const std::string& path, std::optional<Year> year, Beside beside) {
  return read_user_file(path).and_then(
      [&](const std::string& text) { return settle_file_from(path, text, year, beside); });
}

Expected<SettleFile> settle_file_from(const std::string& path, const std::string& text, std::optional<Year> year,
                                      Beside beside) {
  Builder builder(path, beside);
  if (year) builder.set_year(*year, {});
  if (path.ends_with(kTable)) {
    const auto rows = table_rows(path, text);
    if (!rows) return fail(rows.error());
    TableForm(*rows, builder).read();
    auto file = builder.finish();
    if (file) file->notice = table_notice(path, text);
    return file;
  }
  const auto located = parse_located(path, text);
  if (!located) return fail(located.error());
  JsonForm(*located, builder).read();
  return builder.finish();
}

/// The names of the rules, as `--set` takes them.
std::string rule_names() {
  std::string names;
  for (const Knob knob : kRules) names += (names.empty() ? "" : ", ") + std::string(row(knob).key);
  return names;
}

void add_rules(const std::vector<std::string>& sets, SettleFile& file, Issues& issues) {
  for (const std::string& set : sets) {
    const auto change = parse_set(set, file.units);
    if (!change) {
      issues.insert(issues.end(), change.error().begin(), change.error().end());
      continue;
    }
    if (std::find(kRules.begin(), kRules.end(), change->knob) == kRules.end())
      issues.push_back(usage_issue(fmt::format("--set {}: a settlement knows no such rule", set), rule_names()));
    else if (change->from || change->to)
      issues.push_back(usage_issue(fmt::format("--set {}: a settlement is of one year", set),
                                   fmt::format("{}=VALUE", row(change->knob).key)));
    file.rules.emplace_back(change->knob, change->amount);
  }
}

}  // namespace ballast::cli
