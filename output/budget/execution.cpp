#include "output/budget/execution.hpp"

#include <fmt/format.h>

#include "models/base/levels.hpp"
#include "output/asked.hpp"
#include "output/csv/spreadsheet.hpp"
#include "output/json/json.hpp"
#include "output/table/figures.hpp"
#include "output/table/fitted.hpp"
#include "output/table/width.hpp"

namespace ballast {

namespace {

std::optional<double> over(Fen above, Fen below) {
  return below > Fen{} ? std::optional(yuan(above) / yuan(below)) : std::nullopt;
}

ExecutionRow total(const std::vector<ExecutionRow>& rows) {
  ExecutionRow city{.unit = std::string(kWholeCityName)};
  for (const ExecutionRow& row : rows)
    for (Fen ExecutionRow::*line :
         {&ExecutionRow::plan_income, &ExecutionRow::income, &ExecutionRow::budget_expenditure,
          &ExecutionRow::expenditure, &ExecutionRow::missed, &ExecutionRow::over, &ExecutionRow::treasury_planned,
          &ExecutionRow::treasury_due})
      city.*line += row.*line;
  return city;
}

Json row_json(const ExecutionRow& row) {
  Json json;
  json["unit"] = row.unit;
  json["plan_income"] = json_money(row.plan_income);
  json["income"] = json_money(row.income);
  json["plan_completion"] = json_share(row.completion());
  json["short"] = json_money(row.missed);
  json["budget_expenditure"] = json_money(row.budget_expenditure);
  json["expenditure"] = json_money(row.expenditure);
  json["budget_execution"] = json_share(row.execution());
  json["over"] = json_money(row.over);
  json["treasury_planned"] = json_money(row.treasury_planned);
  json["treasury_due"] = json_money(row.treasury_due);
  json["treasury_beyond_plan"] = json_money(row.treasury_due - row.treasury_planned);
  return json;
}

std::vector<std::string> table_row(std::string_view name, const ExecutionRow& row) {
  const auto percent = [](const std::optional<double>& value) {
    return value ? decimal(100 * *value, 2) : std::string("—");
  };
  return {std::string(name),
          in_ten_thousands(row.plan_income),
          in_ten_thousands(row.income),
          percent(row.completion()),
          in_ten_thousands(row.missed),
          in_ten_thousands(row.budget_expenditure),
          in_ten_thousands(row.expenditure),
          in_ten_thousands(row.over),
          in_ten_thousands(row.treasury_planned),
          in_ten_thousands(row.treasury_due)};
}

/// What was set for the draft, and by which rules it is settled.
std::string rules_of(const ExecutionShown& shown, Lang lang) {
  std::string out = set_besides(shown.sets, lang);
  if (!out.empty())
    out += wrapped(
        std::string(in(lang, "以上为编制预算时所设。决算按当年法规办理，编制时所设的规则不沿用，仍须用 --set 设定。",
                       "That was set when the budget was drafted. It is settled by the law of the year: rules "
                       "set for the draft are not carried over, ask for them with --set.")),
        kTableWidth);
  return out + set_besides(shown.settled_with, lang);
}

}  // namespace

std::optional<double> ExecutionRow::completion() const { return ballast::over(income, plan_income); }
std::optional<double> ExecutionRow::execution() const { return ballast::over(expenditure, budget_expenditure); }

std::string execution_document(const ExecutionShown& shown) {
  Json json;
  json["schema"] = "ballast.budget-execution/1";
  notice_into(json, shown.settlement.notice);
  json["year"] = shown.settlement.asked.year;
  json["budget"] = shown.file;
  json["budget_sha256"] = shown.budget_sha256;
  sets_into(json, shown.sets);
  if (!shown.settled_with.empty()) json["settled_with"] = shown.settled_with;
  json["units"] = Json::array();
  for (const ExecutionRow& row : shown.rows) json["units"].push_back(row_json(row));
  json["units"].push_back(row_json(total(shown.rows)));
  json["settlement"] = Json::parse(settlement_document(shown.settlement));
  return printed(json);
}

std::string execution_csv(const ExecutionShown& shown, Lang lang) {
  SpreadsheetRows rows;
  if (lang == Lang::zh)
    rows.push_back({"单位", "征缴计划", "实际征收", "计划完成率", "少收", "支出预算", "实际支出", "预算执行率", "超支",
                    "预算财政补贴", "财政承担"});
  else
    rows.push_back({"unit", "plan_income", "income", "plan_completion", "short", "budget_expenditure", "expenditure",
                    "budget_execution", "over", "treasury_planned", "treasury_due"});
  if (shown.settlement.notice) rows.push_back(notice_row(*shown.settlement.notice, rows[0].size()));
  if (auto row = sets_row(shown.sets, rows[0].size()); !row.empty()) rows.push_back(std::move(row));
  const auto share_text = [](const std::optional<double>& v) { return v ? fmt::format("{:.6f}", *v) : std::string{}; };
  std::vector<ExecutionRow> all = shown.rows;
  all.push_back(total(shown.rows));
  for (const ExecutionRow& r : all)
    rows.push_back({r.unit, plain_yuan(r.plan_income), plain_yuan(r.income), share_text(r.completion()),
                    plain_yuan(r.missed), plain_yuan(r.budget_expenditure), plain_yuan(r.expenditure),
                    share_text(r.execution()), plain_yuan(r.over), plain_yuan(r.treasury_planned),
                    plain_yuan(r.treasury_due)});
  return spreadsheet(rows);
}

std::string execution_table(const ExecutionShown& shown, Lang lang) {
  std::vector<std::vector<std::string>> rows;
  if (lang == Lang::zh)
    rows.push_back(
        {"单位", "征缴计划", "实际征收", "完成%", "少收", "支出预算", "实际支出", "超支", "预算财政补贴", "财政承担"});
  else
    rows.push_back({"Unit", "Plan", "Collected", "Done %", "Short", "Budget", "Spent", "Over", "Tr. plan", "Tr. due"});
  std::vector<ExecutionRow> all = shown.rows;
  all.push_back(total(shown.rows));
  for (const ExecutionRow& row : all) rows.push_back(table_row(shown_name(shown.settlement, row.unit, lang), row));
  SettlementShown below = shown.settlement;
  below.notice.reset();  // it stands above
  std::string out = notice_lines(shown.settlement.notice, lang);
  out += fmt::format(
      fmt::runtime(in(lang, "{}年预算执行情况（万元） · {}\n", "Execution of the budget of {} (10,000 yuan) · {}\n")),
      shown.settlement.asked.year, shown.file);
  out += rules_of(shown, lang);
  return out + fitted(std::move(rows), kTableWidth) + "\n" + settlement_table(below, lang);
}

}  // namespace ballast
