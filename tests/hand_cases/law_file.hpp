/// The shipped national law as the tests read it, so that hand cases check the data together with the equations.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>

#include "models/benefit/divisor.hpp"
#include "models/benefit/grants.hpp"
#include "models/membership/retirement_age.hpp"
#include "scenarios/timeline.hpp"
#include "tests/toml.hpp"

namespace ballast::law_file {

inline YearMonth month_of(std::string_view text) {
  return year_month(std::stoi(std::string(text.substr(0, 4))), std::stoi(std::string(text.substr(5, 2))));
}

inline toml::table open(const std::string& name) {
  return toml::parse_file(std::string(BALLAST_ROOT) + "/scenarios/law/" + name);
}

inline double number(const toml::table& row, std::string_view key) {
  const auto value = row[key].value<double>();
  if (!value) throw std::runtime_error("no number at " + std::string(key));
  return *value;
}

inline int whole(const toml::table& row, std::string_view key) { return static_cast<int>(number(row, key)); }

/// The rule of one class: male60, female55, female50.
inline StatutoryRule statutory(const toml::table& law, std::string_view name) {
  for (const auto& node : *law["statutory"].as_array()) {
    const toml::table& row = *node.as_table();
    if (row["class"].value<std::string_view>() != name) continue;
    return {whole(row, "original_months"), month_of(*row["first_birth"].value<std::string_view>()),
            whole(row, "step_months"), whole(row, "cap_months")};
  }
  throw std::runtime_error("no statutory class " + std::string(name));
}

/// The divisor table in force in a month.
inline DivisorTable divisors(const toml::table& law, YearMonth at) {
  DivisorTable found;
  for (const auto& node : *law["divisor"].as_array()) {
    const toml::table& row = *node.as_table();
    if (at < month_of(*row["from"].value<std::string_view>())) continue;
    found = {
        whole(row, "first_age"), {}, row["method"].value<std::string_view>() == "by_month", number(row, "rounding")};
    for (const auto& entry : *row["months"].as_array()) found.months.push_back(*entry.value<double>());
  }
  return found;
}

/// A parameter by month over the years asked for; before its first date it has its first value.
inline MonthlySeries series(const toml::table& law, std::string_view key, Year first, Year last) {
  for (const auto& node : *law["parameter"].as_array()) {
    const toml::table& row = *node.as_table();
    if (row["key"].value<std::string_view>() != key) continue;
    const toml::array& values = *row["values"].as_array();
    MonthlySeries result{first, std::vector<double>(static_cast<std::size_t>(12 * (last - first + 1)),
                                                    number(*values[0].as_table(), "value"))};
    for (const auto& entry : values) {
      const toml::table& value = *entry.as_table();
      const int from = std::clamp(month_of(*value["from"].value<std::string_view>()) - year_month(first, 1), 0,
                                  static_cast<int>(result.months.size()));
      std::fill(result.months.begin() + from, result.months.end(), number(value, "value"));
    }
    return result;
  }
  throw std::runtime_error("no parameter " + std::string(key));
}

inline SurvivorRule survivor_rule(const toml::table& law, Year year) {
  const toml::table& open_class = *law["survivor"].as_table();
  SurvivorRule rule{
      .classes = {},
      .extra_after_years = number(open_class, "extra_after_years"),
      .months_there = whole(open_class, "months_there"),
      .months_per_further_year = whole(open_class, "months_per_further_year"),
      .cap_months = static_cast<int>(series(law, "grants.survivor_cap", year, year).months.back()),
      .retired_floor_months = static_cast<int>(series(law, "grants.survivor_floor", year, year).months.back()),
      .started_year_counts = *open_class["started_year_counts"].value<bool>()};
  for (const auto& node : *law["survivor_class"].as_array()) {
    const toml::table& row = *node.as_table();
    rule.classes.push_back({number(row, "below_years"), whole(row, "months")});
  }
  return rule;
}

/// Flexible retirement as the windows of the law have it.
inline FlexibleRule flexible(const toml::table& law, Year year) {
  const YearMonth first = year_month(year - 20, 1), last = year_month(year, kMonthsAYear);
  const auto window = [&](const char* key) {
    return [first, last, known = series(law, key, first.year(), last.year())](YearMonth month) {
      return known.months[static_cast<std::size_t>(std::clamp(month, first, last) - first)];
    };
  };
  return flexible_rule(window("retirement.early_window"), window("retirement.late_window"), first, last);
}

}  // namespace ballast::law_file
