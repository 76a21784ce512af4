#include "apps/cli/budget_rules.hpp"

#include <fmt/format.h>

#include "models/base/levels.hpp"
#include "output/prose/sentences.hpp"

namespace ballast::cli {

namespace {

constexpr std::string_view kOpening = "opening_balance";  // the one entry that may be below zero

std::string_view key_of(FormLine line) { return kFormCatalogue[static_cast<std::size_t>(line)].key; }

}  // namespace

std::vector<BudgetFlaw> figure_flaws(const FormFigures& fund, bool unit) {
  std::vector<BudgetFlaw> flaws;
  for (const FormCsvRow& row : form_csv_rows())
    if (row.entry && row.key != kOpening && row.value(fund) < Fen{})
      flaws.push_back({row.key, fmt::format("{} is negative", row.key), "an amount, or 0"});
  for (const FormLine line : {FormLine::subordinate_subsidy, FormLine::subordinate_levy})
    if (unit && fund.sheet.at(line) != Fen{})
      flaws.push_back({key_of(line), fmt::format("{} is a line of {} alone", key_of(line), kPoolName), "nothing"});
  return flaws;
}

std::vector<BudgetFlaw> unit_flaws(std::string_view unit, const FormFigures& f) {
  std::vector<BudgetFlaw> flaws;
  const Fen subsidy = f.sheet.at(FormLine::superior_subsidy), kinds = f.paid.total() + f.support;
  if (subsidy != kinds)
    flaws.push_back(
        {key_of(FormLine::superior_subsidy),
         fmt::format("{}: superior_subsidy is {}, but by kind it gives {}", unit, yuan_text(subsidy), yuan_text(kinds)),
         "share_of_gap + fixed + adjustment + special + unified_support"});
  const auto part_of = [&flaws](std::string_view line, Fen part, std::string what, Fen most) {
    if (part > most) flaws.push_back({line, std::move(what), fmt::format("0 … {}", yuan_text(most))});
  };
  part_of("unified_surplus", f.surplus, "unified_surplus is not a part of superior_levy",
          f.sheet.at(FormLine::superior_levy));
  part_of("usable_balance", f.usable, "usable_balance is not a part of the opening balance",
          max(Fen{}, f.sheet.opening));
  return flaws;
}

std::vector<BudgetFlaw> pool_flaws(std::string_view pool, const BudgetSheet& sheet,
                                   std::span<const BudgetSheet> units) {
  std::vector<BudgetFlaw> flaws;
  const auto both = [&](FormLine of_units, FormLine of_pool) {
    Fen sum{};
    for (const BudgetSheet& unit : units) sum += unit.at(of_units);
    if (sum != sheet.at(of_pool))
      flaws.push_back({key_of(of_pool),
                       fmt::format("{} {} is {}, but the units have {} of it", pool, key_of(of_pool),
                                   yuan_text(sheet.at(of_pool)), yuan_text(sum)),
                       "one amount on both sides (44-2.2)"});
  };
  both(FormLine::superior_subsidy, FormLine::subordinate_subsidy);
  both(FormLine::superior_levy, FormLine::subordinate_levy);
  return flaws;
}

std::vector<BudgetFlaw> deficit_flaws(std::string_view fund, const BudgetSheet& sheet) {
  if (!(sheet.closing() < min(Fen{}, sheet.opening))) return {};
  return {{"closing_balance", fmt::format("{} closes below zero, at {}", fund, yuan_text(sheet.closing())),
           "a budget without deficit (44-2.5)"}};
}

}  // namespace ballast::cli
