/// Clause cases of the budget itself: what stands in the lines of its form, and who may do what to it, and when.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "models/budget/life_cycle.hpp"
#include "sim/studies/budget_draft.hpp"
#include "tests/toml.hpp"

namespace ballast {

// ---- expect.form: lines of one row of the form ----------------------------------------------------------------------

inline Fen form_amount(const BudgetSheet& sheet, std::string_view key) {
  for (const FormRow& row : kFormCatalogue)
    if (row.key == key) return sheet.at(row.id);
  if (key == "contributions") return sheet.contributions();
  if (key == "pensions") return sheet.pensions();
  if (key == "income") return sheet.income();
  if (key == "expenditure") return sheet.expenditure();
  if (key == "balance_of_year") return sheet.balance_of_year();
  if (key == "opening_balance") return sheet.opening;
  if (key == "closing_balance") return sheet.closing();
  throw std::runtime_error("unknown line of the form '" + std::string(key) + "'");
}

inline const BudgetSheet& form_row(const BudgetDraft& draft, const std::string& row) {
  if (row == "pool") return draft.pool;
  if (row == "city_level") return draft.city_level;
  if (row == "city") return draft.city;
  if (row.size() == 6 && row.starts_with("unit_") && row[5] >= '1') {
    const auto c = static_cast<std::size_t>(row[5] - '1');
    if (c < draft.units.size()) return draft.units[c].sheet;
  }
  throw std::runtime_error("unknown row of the form '" + row + "'");
}

/// `form = { unit_1 = { … }, pool = { … }, city = { … }, solve = true, balanced = true }`; takes it out of `expect`.
inline std::string compare_forms(const FiscalInput& input, const FiscalResult& result, toml::table& expect) {
  const toml::table* form = expect["form"].as_table();
  if (!form) return {};
  const bool solve = (*form)["solve"].value_or(false);
  BudgetAsked asked{.solve = solve, .caps = {}};
  for (const UnitRules& rules : input.unit_rules.front()) asked.caps.push_back(rules.treasury_cap);
  const BudgetDraft draft = draft_budget(input, result.years, 0, asked);
  std::string complaints;
  for (const auto& [row, lines] : *form) {
    const std::string name(row.str());
    if (name == "balanced" && lines.value_or(false) != draft.balanced())
      complaints += "  form: balanced is " + std::string(draft.balanced() ? "true" : "false") + "\n";
    if (name == "balanced" || name == "solve") continue;
    if (!lines.is_table()) throw std::runtime_error("a table { } is expected for '" + name + "'");
    for (const auto& [key, node] : *lines.as_table()) {
      const Fen wanted = fen_from_yuan(node.value_or(0.0)), got = form_amount(form_row(draft, name), key.str());
      if (wanted != got)
        complaints += "  " + name + "." + std::string(key.str()) + ": expected " + std::to_string(yuan(wanted)) +
                      ", got " + std::to_string(yuan(got)) + "\n";
    }
  }
  expect.erase("form");
  return complaints;
}

// ---- given.acts: the life of a budget -------------------------------------------------------------------------------

inline BudgetStep read_act(const toml::node& node) {
  const toml::table* table = node.as_table();
  if (!table) throw std::runtime_error("an act { } is expected");
  for (const auto& [key, value] : *table)
    if (key != "act" && key != "by" && key != "on" && key != "units")
      throw std::runtime_error("unknown key '" + std::string(key.str()) + "' of an act");
  const auto act = find_act((*table)["act"].value_or(std::string{}));
  if (!act) throw std::runtime_error("unknown act");
  BudgetStep step{.act = *act, .office = (*table)["by"].value_or(std::string{}), .on = {}, .units = {}};
  step.on = parse_date((*table)["on"].value_or(std::string{}));
  if (const toml::array* units = (*table)["units"].as_array())
    for (const toml::node& unit : *units) step.units.push_back(unit.value_or(std::string{}));
  return step;
}

/// Takes the acts one by one; the first that is refused ends the case. `refused` counts from 1, 0: none.
inline std::string run_life_cycle(const toml::table& given, const toml::table& expect) {
  std::vector<std::string> units;
  if (const toml::array* names = given["units"].as_array())
    for (const toml::node& name : *names) units.push_back(name.value_or(std::string{}));
  std::vector<BudgetStep> taken;
  std::int64_t refused = 0;
  for (const toml::node& node : *given["acts"].as_array()) {
    const BudgetStep step = read_act(node);
    if (refusal(taken, units, step)) {
      refused = static_cast<std::int64_t>(taken.size()) + 1;
      break;
    }
    taken.push_back(step);
  }
  const BudgetProgress end = progress(taken, units);
  std::string complaints;
  for (const auto& [key, node] : expect) {
    const std::string name(key.str());
    if (name == "state" && node.value_or(std::string{}) != std::string(ballast::key(end.state)))
      complaints += "  state is " + std::string(ballast::key(end.state)) + "\n";
    else if (name == "refused" && node.value_or(std::int64_t{-1}) != refused)
      complaints += "  refused is " + std::to_string(refused) + "\n";
    else if (name != "state" && name != "refused")
      complaints += "  unknown expectation '" + name + "'\n";
  }
  return complaints;
}

}  // namespace ballast
