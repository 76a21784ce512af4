/// What figures must be to make a budget (44-2.2, 44-2.5): one list of rules for the form that an office filled in and
/// for the budget on record. Whoever read the figures knows where they stand and tells the flaw there.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "output/budget/form_csv.hpp"

namespace ballast::cli {

/// What is wrong with a fund's figures, and on which line of the form.
struct BudgetFlaw {
  std::string_view line;
  std::string what, expected;
};

/// Each figure of a fund by itself: amounts below zero, lines that a unit does not have.
std::vector<BudgetFlaw> figure_flaws(const FormFigures& fund, bool unit);

/// Figures of a unit against each other: subsidies that are not their kinds, parts that are more than their whole.
std::vector<BudgetFlaw> unit_flaws(std::string_view unit, const FormFigures& figures);

/// The pool's lines against the units': what passes between them stands on both sides.
std::vector<BudgetFlaw> pool_flaws(std::string_view pool, const BudgetSheet& sheet, std::span<const BudgetSheet> units);

/// A fund that closes below zero, and lower than it opened.
std::vector<BudgetFlaw> deficit_flaws(std::string_view fund, const BudgetSheet& sheet);

}  // namespace ballast::cli
