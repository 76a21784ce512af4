#include "output/budget/sheet_csv.hpp"

#include <fmt/format.h>

namespace ballast {

namespace {

std::string line(std::string_view key, std::string_view zh, std::string_view en, Fen amount) {
  const std::int64_t size = amount.count < 0 ? -amount.count : amount.count;
  return fmt::format("{},{},{},{}{}.{:02}\r\n", key, zh, en, amount.count < 0 ? "-" : "", size / 100, size % 100);
}

std::string side(const BudgetSheet& sheet, FormSide side) {
  std::string out;
  for (const FormRow& row : kFormCatalogue)
    if (row.side == side) out += line(row.key, row.zh, row.en, sheet.at(row.id));
  return out;
}

}  // namespace

std::string budget_sheet_csv(const std::string& unit, Year year, const BudgetSheet& sheet) {
  return "\xEF\xBB\xBFline,项目,item,yuan\r\n" + fmt::format("# {} {}\r\n", year, unit) +
         line("income", "收入合计", "Income", sheet.income()) +
         line("contributions", "基本养老保险费收入", "Contributions", sheet.contributions()) +
         side(sheet, FormSide::income) + line("expenditure", "支出合计", "Expenditure", sheet.expenditure()) +
         line("pensions", "基本养老金支出", "Pensions", sheet.pensions()) + side(sheet, FormSide::expenditure) +
         line("balance_of_year", "本年收支结余", "Balance of the year", sheet.balance_of_year()) +
         line("opening_balance", "上年末滚存结余", "Opening balance", sheet.opening) +
         line("closing_balance", "年末滚存结余", "Closing balance", sheet.closing());
}

}  // namespace ballast
