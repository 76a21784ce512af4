/// The budget document of a form that an office filled in itself: the same as of a case, without what only a case
/// knows (the method of the plan); the basic data of annex 01 where the form has them.
#pragma once

#include <string>
#include <vector>

#include "output/budget/form_csv.hpp"

namespace ballast {

/// A filled form: the units and the city pool; the upper levels follow from them.
struct FilledForm {
  Year year = 0;
  std::string name;  ///< where it came from
  std::vector<std::string> units;
  std::vector<FormFigures> figures;           ///< by unit
  std::vector<std::optional<Annex>> annexes;  ///< by unit, where the form has them
  std::optional<Annex> city_annex{};          ///< of 全市
  FormFigures pool;
  Notice notice{};                  ///< of a form that calls itself illustrative
  std::vector<std::string> sets{};  ///< besides the case that the form was printed from
  bool solved = false;              ///< treasury lines entered by the program
};

/// 市级 and 全市 of a form: sums less what passes between units and pool.
struct FormLevels {
  BudgetSheet city_level, city;
  BudgetTransfers between, within_city_level;
};
FormLevels form_levels(const FilledForm& form);

std::string form_document(const FilledForm& form);

}  // namespace ballast
