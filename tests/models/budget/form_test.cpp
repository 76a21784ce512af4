#include "models/budget/form.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace ballast {
namespace {

Fen fen(std::int64_t count) { return {count}; }

/// The lines hold powers of 7 modulo a prime, so that no two of them agree.
BudgetSheet filled() {
  BudgetSheet sheet;
  std::int64_t value = 1;
  for (Fen& line : sheet.lines) line = fen(value = value * 7 % 1'000'003);
  sheet.opening = fen(5'000'000);
  return sheet;
}

TEST(BudgetForm, NamesEveryLineOnceInBothLanguages) {
  std::set<std::string_view> keys;
  for (const FormRow& row : kFormCatalogue) {
    EXPECT_TRUE(keys.insert(row.key).second) << row.key;
    EXPECT_FALSE(row.zh.empty() || row.en.empty()) << row.key;
  }
}

TEST(BudgetForm, CarriesTheBalanceOfTheYearIntoTheClosingBalance) {
  const BudgetSheet sheet = filled();
  Fen all;
  for (const Fen line : sheet.lines) all += line;
  EXPECT_EQ(sheet.income() + sheet.expenditure(), all);
  EXPECT_EQ(sheet.closing(), sheet.opening + sheet.income() - sheet.expenditure());
}

TEST(BudgetForm, StrikesOutWhatPassesBetweenUnitsAndPoolOnBothSides) {
  BudgetSheet unit, pool;
  unit.at(FormLine::superior_subsidy) = fen(300), unit.at(FormLine::superior_levy) = fen(40);
  unit.at(FormLine::pension_basic) = fen(500);
  pool.at(FormLine::subordinate_subsidy) = fen(300), pool.at(FormLine::subordinate_levy) = fen(40);
  pool.at(FormLine::superior_subsidy) = fen(700);
  const BudgetSheet city = consolidated(std::array{unit, pool}, {.subsidies = fen(300), .levies = fen(40)});
  EXPECT_EQ(city.at(FormLine::superior_subsidy), fen(700));
  EXPECT_EQ(city.at(FormLine::subordinate_levy), fen(0));
  EXPECT_EQ(city.at(FormLine::superior_levy), fen(0));
  EXPECT_EQ(city.expenditure(), fen(500));
  EXPECT_EQ(city.closing(), unit.closing() + pool.closing());
}

}  // namespace
}  // namespace ballast
