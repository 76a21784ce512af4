#include "output/budget/sheet_json.hpp"

namespace ballast {

namespace {

/// The lines of one side with the subtotal of its details before them and the total behind.
Json side_json(const BudgetSheet& sheet, FormSide side) {
  const bool income = side == FormSide::income;
  Json json;
  json[income ? "contributions" : "pensions"] = json_money(income ? sheet.contributions() : sheet.pensions());
  for (const FormRow& row : kFormCatalogue)
    if (row.side == side) json[std::string(row.key)] = json_money(sheet.at(row.id));
  json["total"] = json_money(income ? sheet.income() : sheet.expenditure());
  return json;
}

}  // namespace

Json sheet_json(const std::string& unit, const BudgetSheet& sheet) {
  Json json;
  json["unit"] = unit;
  json["income"] = side_json(sheet, FormSide::income);
  json["expenditure"] = side_json(sheet, FormSide::expenditure);
  json["balance_of_year"] = json_money(sheet.balance_of_year());
  json["opening_balance"] = json_money(sheet.opening);
  json["closing_balance"] = json_money(sheet.closing());
  return json;
}

}  // namespace ballast
