#include "apps/cli/settle_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "apps/cli/bounds.hpp"
#include "apps/cli/console.hpp"
#include "models/base/levels.hpp"
#include "scenarios/reader/unit_name.hpp"

namespace ballast::cli {

using nlohmann::json;

std::string_view short_key(Knob knob) {
  const std::string_view key = row(knob).key;
  return key.substr(key.rfind('.') + 1);
}

std::span<const std::string_view> needed(Beside beside) {
  return beside == Beside::nothing ? std::span<const std::string_view>(kNeeded) : kActual;
}

double Headed::most() const { return column->share ? 1.0 : kMostYuan; }

SettleBuilder::SettleBuilder(std::string path, Beside beside) : beside_(beside) { file_.path = std::move(path); }

void SettleBuilder::complain(TextPlace at, std::string what, std::string expected, std::string remedy) {
  issues_.push_back(
      {IssueKind::data, file_.path, at.line, at.column, std::move(what), std::move(expected), std::move(remedy)});
}

bool SettleBuilder::begin_unit(const std::string& name, TextPlace at) {
  if (file_.units.size() == kMostUnits) {
    if (!too_many_) complain(at, "too many units", fmt::format("at most {}", kMostUnits));
    too_many_ = true;
    return false;
  }
  if (!is_unit_name(name) || is_taken(name))
    complain(at, "a unit without a usable name", is_taken(name) ? what_is_taken() : what_is_a_unit_name(),
             is_total(name) ? "leave out what adds units up" : "");
  if (among(file_.units, name)) complain(at, fmt::format("unit {} stands twice", name), "once");
  if (is_city_unit(name) && std::any_of(file_.units.begin(), file_.units.end(), is_city_unit))
    complain(at, "a second unit whose treasury is the city's", fmt::format("one name that ends in {}", kCityUnitName));
  file_.units.push_back(name);
  file_.claims.emplace_back();
  file_.given.emplace_back();
  return true;
}

void SettleBuilder::blank(const Headed& of, TextPlace at) {
  if (among(needed(beside_), of.column->key))
    complain(at, fmt::format("{} is blank", as_headed(of.heading)), "yuan; 0 where there is none");
}

void SettleBuilder::require_actual(TextPlace at) {
  if (beside_ == Beside::nothing) return;
  for (const std::string_view key : kActual)
    if (!is_given(key)) complain(at, fmt::format("{} is missing", key), "yuan; 0 where there is none");
}

void SettleBuilder::put(const Headed& of, std::optional<double> value, TextPlace at, std::string remedy) {
  file_.given.back()[of.column->key] = {std::string(of.heading), at, value.value_or(0.0)};
  if (value && *value >= 0 && *value <= of.most()) return of.column->put(file_.claims.back(), *value);
  complain(at, fmt::format("{} is {}", as_headed(of.heading), value ? "out of range" : "not a number"),
           of.column->share ? "a share, 0 … 1" : fmt::format("yuan, 0 … {:.0f}", kMostYuan), std::move(remedy));
}

void SettleBuilder::put_payments(std::vector<Payment> payments, TextPlace at) {
  file_.given.back()[kPayments] = {std::string(kPayments), at};
  file_.claims.back().payments = std::move(payments);
  if (file_.given.back().contains(kOnTimeShare))
    complain(at, fmt::format("gives both {} and {}", kOnTimeShare, kPayments), "one of the two");
}

void SettleBuilder::set_available(std::optional<double> value, TextPlace at, std::string remedy) {
  if (value && *value >= 0 && *value <= kMostYuan)
    file_.available = fen_from_yuan(*value);
  else
    complain(at, fmt::format("available is {}", value ? "out of range" : "not a number"),
             fmt::format("yuan, 0 … {:.0f}; absent: no limit", kMostYuan), std::move(remedy));
}

void SettleBuilder::ask_year(Year year) { file_.year = year, good_year_ = true; }

void SettleBuilder::set_year(std::optional<double> value, TextPlace at) {
  const bool good = value && *value >= kFirstYear && *value <= kLastYear && *value == std::floor(*value);
  if (good && file_.year != 0 && file_.year != static_cast<Year>(*value))
    complain(at, fmt::format("year is not the {} of the command line", file_.year), "one year");
  if (good) return ask_year(static_cast<Year>(*value));
  file_.year = kFirstYear, complain(at, "year is no such year", fmt::format("{} … {}", kFirstYear, kLastYear));
}

void SettleBuilder::put_rule(Knob knob, const json& value, TextPlace at) {
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

Expected<SettleFile> SettleBuilder::finish() {
  if (file_.units.empty()) complain({}, "names no unit", what_units_are());
  for (std::size_t c = 0; c < file_.claims.size(); ++c)  // what nobody says otherwise is the unit's own
    if (!file_.given[c].contains("own_stock")) file_.claims[c].own_stock = file_.claims[c].balance;
  if (file_.year == 0 && file_.path.ends_with(kTable))  // which has no place for it
    issues_.push_back(usage_issue("--year is missing", "--year 2026"));
  else if (file_.year == 0)
    complain({}, "says no year", "year, e.g. 2026");
  if (!issues_.empty()) return fail(std::move(issues_));
  return std::move(file_);
}

std::string SettleBuilder::what_units_are() const {
  if (!file_.path.ends_with(kTable)) return "units: [{unit, plan_income, income, …}]";
  return fmt::format("one row a unit below the heading unit,{}", fmt::join(needed(beside_), ","));
}

}  // namespace ballast::cli
