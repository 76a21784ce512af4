#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "models/measures/catalogue.hpp"
#include "output/asked.hpp"
#include "output/csv/spreadsheet.hpp"
#include "output/notice.hpp"
#include "output/studies/rules.hpp"

namespace ballast {

namespace {

/// Money of a rule and unit, all years of the period together; named in Chinese as the measure is.
struct Figure {
  std::string_view key;
  Measure measure;
  Fen RuleOutcome::*of;
  std::string_view own{};  ///< its Chinese name, where the measure is another

  std::string_view zh() const { return own.empty() ? ballast::row(measure).zh : own; }
};

constexpr std::array kFigures{Figure{"need", Measure::need, &RuleOutcome::need, "各年基金缺口合计"},
                              Figure{"subsidies", Measure::subsidy_total, &RuleOutcome::subsidies},
                              Figure{"subsidies_unpaid", Measure::subsidy_total, &RuleOutcome::unpaid, "未拨足补助"},
                              Figure{"pool_topup", Measure::pool_topup, &RuleOutcome::topup},
                              Figure{"from_balance", Measure::from_balance, &RuleOutcome::from_balance},
                              Figure{"treasury", Measure::treasury_of_year, &RuleOutcome::treasury},
                              Figure{"benefit_arrears", Measure::benefit_arrears, &RuleOutcome::benefit_arrears},
                              Figure{"closing_balance", Measure::fund_balance, &RuleOutcome::closing}};
constexpr std::array<std::pair<std::string_view, std::string_view>, kGapCauses.size()> kCauses{
    {{"marginal_budgeted", "多1元：预算内"},
     {"marginal_unbudgeted", "多1元：预算外"},
     {"marginal_short", "多1元：少收"},
     {"marginal_over", "多1元：超支"}}};

std::vector<std::string> header(Lang lang) {
  std::vector<std::string> row{std::string(in(lang, "方案", "case")), std::string(in(lang, "办法", "rule")),
                               std::string(in(lang, "单位", "unit"))};
  for (const Figure& f : kFigures) row.emplace_back(in(lang, f.zh(), f.key));
  row.emplace_back(in(lang, "财政承担现值", "treasury_present_value"));
  row.emplace_back(in(lang, "财政负担率", "fiscal_burden"));
  row.emplace_back(in(lang, "负担率峰值", "fiscal_burden_peak"));
  for (const auto& [key, zh] : kCauses) row.emplace_back(in(lang, zh, key));
  row.emplace_back(in(lang, "期间", "period"));
  row.emplace_back(in(lang, "多1元的年份", "marginal_year"));
  return row;
}

std::vector<std::string> outcome_row(const RulesShown& shown, const RuleRow& rule, int unit, Lang lang) {
  const bool city = unit < 0;
  const RuleOutcome& o = city ? rule.city : rule.units[static_cast<std::size_t>(unit)];
  std::vector<std::string> row{shown.of.case_key, std::string(in(lang, rule.rule.zh, rule.rule.key)),
                               city ? shown.of.city.zh : shown.of.units[static_cast<std::size_t>(unit)].zh};
  for (const Figure& f : kFigures) row.push_back(plain_yuan(o.*(f.of)));
  row.push_back(plain_yuan(fen_from_yuan(o.treasury_pv)));
  for (const double share : {o.burden, o.burden_peak})
    row.push_back(std::isnan(share) ? std::string{} : fmt::format("{:.6f}", share));
  for (const MarginalCost& cost : o.marginal) row.push_back(city ? std::string{} : plain_yuan(cost.treasury));
  row.push_back(fmt::format("{}-{}", shown.table.from, shown.table.to));
  row.push_back(std::to_string(shown.table.year));
  return row;
}

}  // namespace

std::string rules_csv(const std::vector<RulesShown>& cases, Lang lang) {
  SpreadsheetRows rows{header(lang)};
  const auto marked = std::find_if(cases.begin(), cases.end(), [](const RulesShown& c) { return c.of.illustrative; });
  if (marked != cases.end()) rows.push_back(notice_row(marked->of.notice, rows[0].size()));
  add_asked_row(rows, cases.front().of);
  for (const RulesShown& shown : cases)
    for (const RuleRow& rule : shown.table.rows) {
      for (std::size_t c = 0; c < rule.units.size(); ++c)
        if (shown.shows(c)) rows.push_back(outcome_row(shown, rule, static_cast<int>(c), lang));
      if (shown.unit < 0) rows.push_back(outcome_row(shown, rule, -1, lang));
    }
  return spreadsheet(rows);
}

}  // namespace ballast
