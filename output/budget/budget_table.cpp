#include <fmt/format.h>

#include <algorithm>

#include "models/base/levels.hpp"
#include "output/asked.hpp"
#include "output/budget/annex.hpp"
#include "output/budget/budget.hpp"
#include "output/prose/sentences.hpp"
#include "output/table/figures.hpp"
#include "output/table/fitted.hpp"
#include "output/table/width.hpp"

namespace ballast {

namespace {

using Rows = std::vector<std::vector<std::string>>;

const BudgetSheet& sheet_of(const BudgetDraft& d, int row) {
  const int units = static_cast<int>(d.units.size());
  if (row < units) return d.units[static_cast<std::size_t>(row)].sheet;
  if (row == units) return d.pool;
  return row == units + 1 ? d.city_level : d.city;
}

void add_side(Rows& rows, const BudgetSheet& sheet, FormSide side, Lang lang) {
  const bool income = side == FormSide::income;
  rows.push_back({std::string(income ? in(lang, "一、收入合计", "Income") : in(lang, "二、支出合计", "Expenditure")),
                  yuan_text(income ? sheet.income() : sheet.expenditure())});
  rows.push_back({"  " + std::string(income ? in(lang, "基本养老保险费收入", "Contributions")
                                            : in(lang, "基本养老金支出", "Pensions")),
                  yuan_text(income ? sheet.contributions() : sheet.pensions())});
  for (const FormRow& line : kFormCatalogue)
    if (line.side == side)
      rows.push_back(
          {(line.detail ? "    " : "  ") + std::string(in(lang, line.zh, line.en)), yuan_text(sheet.at(line.id))});
}

std::string form(const BudgetSheet& sheet, Lang lang) {
  Rows rows;
  add_side(rows, sheet, FormSide::income, lang);
  add_side(rows, sheet, FormSide::expenditure, lang);
  rows.push_back(
      {std::string(in(lang, "三、本年收支结余", "Balance of the year")), yuan_text(sheet.balance_of_year())});
  rows.push_back({std::string(in(lang, "四、上年末滚存结余", "Opening balance")), yuan_text(sheet.opening)});
  rows.push_back({std::string(in(lang, "五、年末滚存结余", "Closing balance")), yuan_text(sheet.closing())});
  return aligned(rows);
}

/// A figure of the annex with its unit in the label; persons whole, shares in per cent.
std::vector<std::string> annex_line_text(const AnnexRow& row, const std::optional<double>& value, Lang lang) {
  const std::string in_percent = fmt::format("{}{}", in(lang, row.zh, row.en), in(lang, "（%）", " (%)"));
  const std::string label = (row.part ? "  " : "") + (row.unit == "1" ? in_percent : annex_heading(row, lang));
  if (!value) return {label, "—"};
  if (row.unit == "yuan") return {label, yuan_text(fen_from_yuan(*value))};
  return {label, row.unit == "1" ? decimal(100 * *value, 2) : decimal(*value, 0)};
}

std::string basics(const BasicData& basic, Lang lang) {
  Rows rows;
  for (const AnnexRow& row : kAnnexCatalogue) rows.push_back(annex_line_text(row, row.value(basic), lang));
  return aligned(rows);
}

/// Whether a row, or any unit or the pool of those it sums, plans other interest than a run counts.
bool plans_other_interest(const BudgetShown& shown, int at) {
  const FiscalYear& run = shown.of.result.years[static_cast<std::size_t>(shown.of.year_index(shown.draft.year))];
  const auto& planned = shown.draft.units;
  const auto differs = [&](std::size_t c) {
    return planned[c].sheet.at(FormLine::interest) != run.units[c].settled.interest;
  };
  const bool of_pool = shown.draft.pool.at(FormLine::interest) != run.pool.interest;
  if (const auto c = static_cast<std::size_t>(at); c < planned.size()) return differs(c);
  if (static_cast<std::size_t>(at) == planned.size()) return of_pool;
  for (std::size_t c = 0; c < planned.size(); ++c)
    if (differs(c)) return true;
  return of_pool;
}

/// F6 plans interest before anything is known of subsidies; the year itself earns it on them too (F14).
std::string interest_footnote(Lang lang) {
  return wrapped(in(lang, "注：计划利息不含补助资金当年的半年利息，推算（run）则计入，故两者的年末滚存结余不同。",
                    "Note: planned interest leaves out the half year's interest on subsidies, which a run counts; the "
                    "closing balance therefore differs from that of a run."),
                 kTableWidth);
}

/// B2 plans subsidies on the levies planned, F22 counts them on those that come in (docs/equations.md, 6.10).
bool needs_other_than_a_run(const BudgetShown& shown, int at) {
  const auto& run = shown.of.result.years[static_cast<std::size_t>(shown.of.year_index(shown.draft.year))].units;
  const auto& planned = shown.draft.units;
  const auto differs = [&](std::size_t c) { return planned[c].needed != run[c].ex_ante.treasury_needed; };
  if (const auto c = static_cast<std::size_t>(at); c < planned.size()) return differs(c);
  for (std::size_t c = 0; c < planned.size(); ++c)
    if (differs(c)) return true;
  return false;
}

std::string levy_footnote(Lang lang) {
  return wrapped(in(lang, "注：预算按计划上解安排补助，推算（run、explain）按实际上解拨付，故两者所需的财政资金不同。",
                    "Note: subsidies are planned on the levies planned, while a run (and explain) pays them from those "
                    "that come in; the treasury money needed therefore differs from that of a run."),
                 kTableWidth);
}

/// What a plan asks for above its method: whoever misses it owes the difference (44-2.7).
std::string stretched(const PlanRule& rule, Lang lang) {
  if (rule.stretch == 0) return {};
  return fmt::format(fmt::runtime(in(lang, "，另加成 {:g}%", ", and {:g} % above")), 100 * rule.stretch);
}

/// All rows side by side, in 万元.
std::string overview(const BudgetShown& shown, Lang lang) {
  Rows rows;
  if (lang == Lang::zh)
    rows.push_back({"单位", "收入", "其中保险费", "上级补助", "财政补贴", "支出", "本年结余", "年末结余", "尚缺"});
  else
    rows.push_back({"Unit", "Income", "Contrib.", "Subsidies", "Treasury", "Expend.", "Balance", "Closing", "Lacking"});
  const std::vector<Label> names = budget_rows(shown.of);
  for (std::size_t r = 0; r < names.size(); ++r) {
    const BudgetSheet& s = sheet_of(shown.draft, static_cast<int>(r));
    std::vector<std::string> row{std::string(in(names[r], lang))};
    for (const Fen amount : {s.income(), s.contributions(), s.at(FormLine::superior_subsidy),
                             s.at(FormLine::treasury_subsidy), s.expenditure(), s.balance_of_year(), s.closing()})
      row.push_back(in_ten_thousands(amount));
    if (r < shown.draft.units.size()) row.push_back(in_ten_thousands(shown.draft.units[r].lacking));
    rows.push_back(std::move(row));
  }
  return fitted(std::move(rows), kTableWidth);
}

}  // namespace

std::vector<Label> budget_rows(const FiscalCase& of) {
  std::vector<Label> rows = of.units;
  rows.push_back(of.pool);
  rows.push_back({std::string(kCityLevelName), "City level with pool"});
  rows.push_back(of.city);
  return rows;
}

std::string deficit_lines(const BudgetShown& shown, Lang lang) {
  const BudgetDraft& d = shown.draft;
  const bool limited =
      std::any_of(d.units.begin(), d.units.end(), [](const UnitBudget& u) { return u.cap.has_value(); });
  if (d.balanced()) {
    return std::string(d.solved && !limited
                           ? in(lang, "收支平衡：不足部分已列财政补贴；未设财政上限，因此总能平衡。  [44-2.5]\n",
                                "Balanced: the treasury lines are entered; without a limit on the treasury every "
                                "budget balances.  [44-2.5]\n")
                           : in(lang, "收支平衡。  [44-2.5]\n", "Balanced.  [44-2.5]\n"));
  }
  std::string out(in(lang, "全市预算有赤字，不得编制：  [44-2.5]\n",
                     "The city's budget has a deficit and may not be drawn up:  [44-2.5]\n"));
  for (std::size_t c = 0; c < d.units.size(); ++c) {
    const UnitBudget& u = d.units[c];
    if (u.lacking == Fen{}) continue;
    out += fmt::format(fmt::runtime(in(lang, "  {}尚缺 {} 元", "  {} lacks {} yuan")), in(shown.of.units[c], lang),
                       yuan_text(u.lacking));
    if (u.cap)
      out += fmt::format(fmt::runtime(in(lang, "（财政上限 {} 元）", " (limit of its treasury: {} yuan)")),
                         yuan_text(*u.cap));
    out += "\n";
  }
  if (!d.solved)
    out += limited ? in(lang, "  --solve 在财政上限以内列入财政补贴。\n",
                        "  --solve enters treasury money as far as the limits let it.\n")
                   : in(lang, "  --solve 列入使收支平衡的财政补贴。\n",
                        "  --solve enters the treasury money that balances.\n");
  return out;
}

std::string budget_table(const BudgetShown& shown, int at, Lang lang) {
  const int units = static_cast<int>(shown.draft.units.size());
  const bool city = at == units + 2;
  std::string out = notice_lines(shown.notice(), lang);
  out += fmt::format(fmt::runtime(in(lang, "{}年企业职工基本养老保险基金收支预算 · {} · {}（元）\n",
                                     "Fund budget of {} · {} · {} (yuan)\n")),
                     shown.draft.year, in(budget_rows(shown.of)[static_cast<std::size_t>(at)], lang),
                     in(shown.of.title, lang));
  out += note_line(shown.of.note, lang) + asked_lines(shown.of, lang);
  out += fmt::format(fmt::runtime(in(lang, "编制方法：{}{}\n", "Plan method: {}{}\n")),
                     in(plan_method_label(shown.draft.rule.method), lang), stretched(shown.draft.rule, lang));
  out += form(sheet_of(shown.draft, at), lang);
  if (plans_other_interest(shown, at)) out += interest_footnote(lang);
  if (needs_other_than_a_run(shown, at)) out += levy_footnote(lang);
  if (city || at < units) {
    out += in(lang, "\n基础资料（附01）\n", "\nBasic data (annex 01)\n");
    out += basics(city ? shown.basic.back() : shown.basic[static_cast<std::size_t>(at)], lang);
  }
  if (city)
    out += "\n" + std::string(in(lang, "各级汇总（万元）\n", "By level (10,000 yuan)\n")) + overview(shown, lang);
  return out + "\n" + deficit_lines(shown, lang);
}

}  // namespace ballast
