/// Clause cases on the shipped place: the same people with and without what the clause asks for, and what that changes;
/// and what the law's data say of a month.
#pragma once

#include <cmath>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/clauses/clause_file.hpp"
#include "tests/sim/puyang.hpp"

namespace ballast::clauses {

inline std::vector<std::string> texts(const toml::node_view<const toml::node>& node) {
  std::vector<std::string> list;
  if (!node) return list;
  if (!node.is_array()) throw std::runtime_error("an array [ ] is expected");
  for (const toml::node& item : *node.as_array()) list.push_back(item.value_or(std::string{}));
  return list;
}

inline void only_keys(const toml::table& table, std::initializer_list<std::string_view> known) {
  for (const auto& [key, node] : table)
    if (std::find(known.begin(), known.end(), key.str()) == known.end())
      throw std::runtime_error("unknown key '" + std::string(key.str()) + "'");
}

/// One run a question, however many cases ask it.
inline const Projection& run_of(const std::string& name, const std::vector<std::string>& sets, Year last) {
  static std::map<std::string, Projection> runs;
  std::string question = name + " " + std::to_string(last);
  for (const std::string& set : sets) question += " " + set;
  const auto found = runs.find(question);
  return found != runs.end() ? found->second : runs.emplace(question, test::projection(name, sets, last)).first->second;
}

/// What a case speaks of: `measure`, `measure[unit]`, `measure@year` or both; measures first, then flows of stage 1.
struct Figure {
  std::string key, unit;
  Year year = 0;

  Figure(const std::string& text, const std::string& default_unit, Year default_year)
      : key(text.substr(0, text.find_first_of("[@"))), unit(default_unit), year(default_year) {
    const std::size_t open = text.find('['), close = text.find(']'), at = text.find('@');
    if (open != std::string::npos) unit = text.substr(open + 1, close - open - 1);
    if (at != std::string::npos) year = std::stoi(text.substr(at + 1));
  }

  double in(const Projection& p) const {
    const int row = unit_row(p, unit);
    if (row < 0) throw std::runtime_error("unknown unit '" + unit + "'");
    if (year < p.base_year || year > p.last_year) throw std::runtime_error("no year " + std::to_string(year));
    if (const auto measure = measure_from_key(key)) return p.at(*measure, row, year);
    for (const FlowRow& flow : kFlowCatalogue)
      if (flow.key == key) return p.flows[static_cast<std::size_t>(flow.id)](row, year - p.base_year);
    throw std::runtime_error("unknown figure '" + key + "'");
  }
};

/// `a/b+c`: a figure, or one over the sum of others, of the same run.
inline double quotient_in(const Projection& p, const std::string& text, const std::string& unit, Year year) {
  const std::size_t bar = text.find('/');
  const double above = Figure(text.substr(0, bar), unit, year).in(p);
  if (bar == std::string::npos) return above;
  double below = 0;
  for (std::size_t at = bar; at != std::string::npos;) {
    const std::size_t next = text.find('+', at + 1);
    below += Figure(text.substr(at + 1, next - at - 1), unit, year).in(p);
    at = next;
  }
  return above / below;
}

/// `given = { set = [ … ], against = [ … ], case = "baseline", year, unit, until }`: two runs of a case, and how the
/// figures of the first stand to those of the second.
class WhatIf {
 public:
  WhatIf(const toml::table& given, const toml::table& expect) : expect_(expect) {
    only_keys(given, {"case", "against_case", "set", "against", "year", "unit", "until"});
    only_keys(expect, {"ratio", "value", "more", "less", "same", "zero", "positive", "units", "first_year"});
    year_ = static_cast<Year>(given["year"].value_or(std::int64_t{2016}));
    unit_ = given["unit"].value_or(std::string("全市"));
    const Year until = static_cast<Year>(given["until"].value_or(std::int64_t{std::max(year_, Year{2017})}));
    const std::string name = given["case"].value_or(std::string("baseline"));
    with_ = &run_of(name, texts(given["set"]), until);
    without_ = &run_of(given["against_case"].value_or(std::string("baseline")), texts(given["against"]), until);
  }

  std::string complaints() {
    compare("more", [](double with, double without) { return with > without; });
    compare("less", [](double with, double without) { return with < without; });
    compare("same", [](double with, double without) { return std::abs(with - without) <= kTight * std::abs(without); });
    compare("zero", [](double with, double) { return with == 0; });
    compare("positive", [](double with, double) { return with > 0; });
    figures("ratio", [](double with, double without) { return with / without; });
    figures("value", [](double with, double) { return with; });
    if (expect_.contains("units")) compare_units();
    if (expect_.contains("first_year") && expect_["first_year"].value_or(std::int64_t{0}) != with_->first_year)
      out_ += "  the first projected year is " + std::to_string(with_->first_year) + "\n";
    return out_;
  }

 private:
  static constexpr double kTight = 1e-9;  ///< sums over cells and units, in another order

  template <class Holds>
  void compare(std::string_view word, Holds holds) {
    for (const std::string& text : texts(expect_[word])) {
      const Figure figure(text, unit_, year_);
      const double with = figure.in(*with_), without = figure.in(*without_);
      if (holds(with, without)) continue;
      out_ += "  " + text + " is not " + std::string(word) + ": " + std::to_string(with) + ", without " +
              std::to_string(without) + "\n";
    }
  }

  template <class Of>
  void figures(std::string_view word, Of of) {
    const toml::table* table = expect_[word].as_table();
    if (!table) return;
    for (const auto& [key, node] : *table) {
      const std::string text(key.str());
      const double wanted = number(node);
      const double got = of(quotient_in(*with_, text, unit_, year_), quotient_in(*without_, text, unit_, year_));
      if (!(std::abs(got - wanted) <= kTight * std::max(1.0, std::abs(wanted))))
        out_ += "  " + std::string(word) + " of " + std::string(key.str()) + ": expected " + std::to_string(wanted) +
                ", got " + std::to_string(got) + "\n";
    }
  }

  void compare_units() {
    std::vector<std::string> names;
    for (int c = 0; c < with_->member_units(); ++c) names.push_back(with_->units[static_cast<std::size_t>(c)].zh);
    if (names == texts(expect_["units"])) return;
    out_ += "  the units are";
    for (const std::string& name : names) out_ += " " + name;
    out_ += "\n";
  }

  const toml::table& expect_;
  Year year_ = 0;
  std::string unit_, out_;
  const Projection *with_ = nullptr, *without_ = nullptr;
};

/// `given = { law = "contribution.unit_rate", at = "2016-05", unit }` → `expect = { value = 0.19 }`: the knob in a
/// month.
inline std::string law_of_a_month(const toml::table& given, const toml::table& expect) {
  only_keys(given, {"law", "at", "unit"});
  only_keys(expect, {"value"});
  const std::string key = given["law"].value_or(std::string{}), at = given["at"].value_or(std::string{});
  const auto knob = find_knob(key);
  if (!knob) throw std::runtime_error("unknown knob '" + key + "'");
  static const Scenario scenario = test::scenario("baseline", {}, 2040);
  const std::string name = given["unit"].value_or(scenario.units.front().zh);
  const auto found =
      std::find_if(scenario.units.begin(), scenario.units.end(), [&](const UnitInfo& of) { return of.zh == name; });
  if (found == scenario.units.end()) throw std::runtime_error("unknown unit '" + name + "'");
  const int unit = static_cast<int>(found - scenario.units.begin());
  const YearMonth month = year_month(std::stoi(at.substr(0, 4)), std::stoi(at.substr(5)));
  const double value = scenario.knobs.month(*knob, unit, month);
  const KnobRow& r = row(*knob);
  if (r.kind == KnobKind::choice) {
    const std::string chosen(r.choices[static_cast<std::size_t>(value)]);
    return expect["value"].value_or(std::string{}) == chosen ? "" : "  " + key + " is " + chosen + "\n";
  }
  return std::abs(value - expect["value"].value_or(0.0)) < 1e-12 ? ""
                                                                 : "  " + key + " is " + std::to_string(value) + "\n";
}

}  // namespace ballast::clauses
