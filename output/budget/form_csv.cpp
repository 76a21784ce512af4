#include "output/budget/form_csv.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "output/csv/spreadsheet.hpp"
#include "output/numbers.hpp"

namespace ballast {

namespace {

using F = FormFigures;

void add_lines(std::vector<FormCsvRow>& rows, FormSide side) {
  for (const FormRow& row : kFormCatalogue)
    if (row.side == side)
      rows.push_back({row.key, row.zh, row.en, [id = row.id](const F& f) { return f.sheet.at(id); },
                      [id = row.id](F& f) -> Fen& { return f.sheet.at(id); }});
}

void add_check(std::vector<FormCsvRow>& rows) {
  const auto subsidy = [&rows](std::string_view key, std::string_view zh, std::string_view en, Fen Subsidies::*kind) {
    rows.push_back({key, zh, en, [kind](const F& f) { return f.paid.*kind; },
                    [kind](F& f) -> Fen& { return f.paid.*kind; }, true});
  };
  subsidy("share_of_gap", "上级补助：按缺口比例", "Of subsidies from higher levels: share of gap",
          &Subsidies::share_of_gap);
  subsidy("fixed", "上级补助：定额补助", "Of subsidies from higher levels: fixed", &Subsidies::fixed);
  subsidy("adjustment", "上级补助：调标补助", "Of subsidies from higher levels: adjustment", &Subsidies::adjustment);
  subsidy("special", "上级补助：专项补助", "Of subsidies from higher levels: special", &Subsidies::special);
  rows.push_back({"unified_support", "上级补助：统收统支拨付", "Of subsidies from higher levels: unified payment",
                  [](const F& f) { return f.support; }, [](F& f) -> Fen& { return f.support; }, true});
  rows.push_back({"unified_surplus", "上解上级：统收统支结余",
                  "Of levies to higher levels: surplus under unified payment", [](const F& f) { return f.surplus; },
                  [](F& f) -> Fen& { return f.surplus; }, true});
  rows.push_back({"usable_balance", "可动用累计结余", "Usable balance", [](const F& f) { return f.usable; },
                  [](F& f) -> Fen& { return f.usable; }, true});
}

std::vector<FormCsvRow> all_rows() {
  std::vector<FormCsvRow> rows;
  const auto sum = [&rows](std::string_view key, std::string_view zh, std::string_view en, auto value) {
    rows.push_back({key, zh, en, value, {}});
  };
  sum("income", "收入合计", "Income", [](const F& f) { return f.sheet.income(); });
  sum("contributions", "基本养老保险费收入", "Contributions", [](const F& f) { return f.sheet.contributions(); });
  add_lines(rows, FormSide::income);
  sum("expenditure", "支出合计", "Expenditure", [](const F& f) { return f.sheet.expenditure(); });
  sum("pensions", "基本养老金支出", "Pensions", [](const F& f) { return f.sheet.pensions(); });
  add_lines(rows, FormSide::expenditure);
  sum("balance_of_year", "本年收支结余", "Balance of the year", [](const F& f) { return f.sheet.balance_of_year(); });
  rows.push_back({"opening_balance", "上年末滚存结余", "Opening balance", [](const F& f) { return f.sheet.opening; },
                  [](F& f) -> Fen& { return f.sheet.opening; }});
  sum("closing_balance", "年末滚存结余", "Closing balance", [](const F& f) { return f.sheet.closing(); });
  add_check(rows);
  return rows;
}

void add_figures(SpreadsheetRows& rows, std::span<const FormColumn> columns) {
  for (const FormCsvRow& row : form_csv_rows()) {
    rows.push_back({std::string(row.key), std::string(row.zh), std::string(row.en)});
    for (const FormColumn& column : columns)
      rows.back().push_back(row.of_units && !column.is_unit ? std::string{} : plain_yuan(row.value(column.figures)));
  }
}

std::string annex_cell(const std::optional<double>& value, std::string_view unit) {
  if (!value) return {};
  return unit == "yuan" ? plain_yuan(fen_from_yuan(*value)) : plain_number(*value, decimals_kept(unit));
}

void add_annex(SpreadsheetRows& rows, std::span<const FormColumn> columns) {
  if (std::none_of(columns.begin(), columns.end(), [](const FormColumn& c) { return c.annex.has_value(); })) return;
  rows.push_back({"# 附01", "基础资料", "Basic data (annex 01)"});
  rows.back().resize(rows.front().size());
  for (std::size_t i = 0; i < kAnnexRows; ++i) {
    const AnnexRow& row = kAnnexCatalogue[i];
    rows.push_back({std::string(row.key), annex_heading(row, Lang::zh), annex_heading(row, Lang::en)});
    for (const FormColumn& column : columns)
      rows.back().push_back(column.annex ? annex_cell((*column.annex)[i], row.unit) : std::string{});
  }
}

/// What is said of all figures, below the year.
void add_remarks(SpreadsheetRows& rows, const Notice& notice, std::vector<std::string> remark) {
  const std::size_t columns = rows[0].size();
  if (notice) rows.push_back(notice_row(*notice, columns));
  if (remark.empty()) return;
  remark.resize(columns);
  rows.push_back(std::move(remark));
}

}  // namespace

const std::vector<FormCsvRow>& form_csv_rows() {
  static const std::vector<FormCsvRow> rows = all_rows();
  return rows;
}

std::string budget_form_csv(Year year, std::span<const FormColumn> columns, const Notice& notice,
                            std::vector<std::string> remark) {
  SpreadsheetRows rows{{"line", "项目", "item"}, {fmt::format("# {}", year), "元", "yuan"}};
  for (const FormColumn& column : columns) rows[0].push_back(column.name), rows[1].emplace_back();
  add_remarks(rows, notice, std::move(remark));
  add_figures(rows, columns);
  add_annex(rows, columns);
  return spreadsheet(rows);
}

std::string budget_sheet_csv(const FormColumn& column, Year year, const Notice& notice,
                             std::vector<std::string> remark) {
  SpreadsheetRows rows{{"line", "项目", "item", "yuan"}, {fmt::format("# {} {}", year, column.name), "", "", ""}};
  add_remarks(rows, notice, std::move(remark));
  add_figures(rows, {&column, 1});
  add_annex(rows, {&column, 1});
  return spreadsheet(rows);
}

}  // namespace ballast
