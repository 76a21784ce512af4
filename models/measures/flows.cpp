/// The catalogue of flows: what each column of stage 1's answer is called, how it is counted and in which unit.
#include "models/measures/flows.hpp"

namespace ballast {

namespace {

using enum Flow;
using enum FlowKind;

constexpr std::array<FlowRow, kFlows> kRows{{
    {contributions_unit, "contributions_unit", "单位缴费收入", "Employers' contributions collected", money, "yuan"},
    {contributions_individual, "contributions_individual", "职工个人缴费收入", "Employees' contributions collected",
     money, "yuan"},
    {contributions_flexible, "contributions_flexible", "灵活就业人员缴费收入",
     "Flexibly employed persons' contributions collected", money, "yuan"},
    {contributions_arrears, "contributions_arrears", "清欠收入", "Arrears of earlier years recovered", money, "yuan"},
    {contributions_makeup, "contributions_makeup", "一次性补缴收入", "One-off make-up contributions", money, "yuan"},
    {late_fees, "late_fees", "滞纳金", "Late fees", money, "yuan"},
    {transfers_in, "transfers_in", "转移收入", "Transfers in from other regions", money, "yuan"},
    {false_claims_recovered, "false_claims_recovered", "追回冒领待遇", "False claims recovered", money, "yuan"},
    {contributions_due, "contributions_due", "应缴保费", "Contributions due", money, "yuan"},
    {contributions_waived, "contributions_waived", "阶段性减免", "Contributions waived by law", money, "yuan"},
    {arrears_written_off, "arrears_written_off", "核销欠费", "Arrears written off", money, "yuan"},
    {arrears_stock, "arrears_stock", "累计欠费", "Stock of arrears", stock, "yuan"},
    {premium_subsidy, "premium_subsidy", "困难群体缴费补贴", "Premium subsidy, paid outside the fund", money, "yuan"},
    {contribution_base, "contribution_base", "缴费基数总额", "Contribution base", memo, "yuan"},
    {market_wage_bill, "market_wage_bill", "参保缴费人员工资总额", "Wage bill of those who pay", memo, "yuan"},
    {pension_basic, "pension_basic", "基础养老金支出", "Basic pensions", money, "yuan"},
    {pension_transitional, "pension_transitional", "过渡性养老金支出", "Transitional pensions", money, "yuan"},
    {pension_increases, "pension_increases", "基年以来调整增加的养老金支出", "Increases since the base year", money,
     "yuan"},
    {pension_account, "pension_account", "个人账户养老金支出（账户支付）", "Account pensions paid from accounts", money,
     "yuan"},
    {pension_account_from_pool, "pension_account_from_pool", "个人账户养老金支出（统筹支付）",
     "Account pensions paid on by the pooled fund", money, "yuan"},
    {illness_benefit, "illness_benefit", "病残津贴支出", "Illness and disability benefit", money, "yuan"},
    {funeral_grants, "funeral_grants", "丧葬补助金", "Funeral grants", money, "yuan"},
    {survivor_grants, "survivor_grants", "抚恤金", "Survivors' grants", money, "yuan"},
    {account_refunds, "account_refunds", "个人账户返还支出", "Accounts refunded", money, "yuan"},
    {transfers_out, "transfers_out", "转移支出", "Transfers out to other regions", money, "yuan"},
    {false_claims_paid, "false_claims_paid", "冒领待遇支出", "False claims paid", money, "yuan"},
    {increase_first_year, "increase_first_year", "当年调待新增支出", "First-year cost of the year's increase", money,
     "yuan"},
    {increase_surviving, "increase_surviving", "基年以来历次调待仍在支付的增支",
     "Increases since the base year still in payment", money, "yuan"},
    {deemed_years_cost, "deemed_years_cost", "视同缴费年限新增待遇成本", "Deemed years' part of new awards", memo,
     "yuan"},
    {new_award_pension, "new_award_pension", "新增退休人员年化养老金", "New awards, twelve monthly pensions each", memo,
     "yuan"},
    {pension_annual_end, "pension_annual_end", "年末在付养老金年化额",
     "Pensions in payment at year end, twelve months of each", memo, "yuan"},
    {effective_increase, "effective_increase", "调待实际增幅", "Effective increase of pensions", memo, "1"},
    {recon_composition, "recon_composition", "支出对账：全年化与构成变化", "Reconciliation: full-year and composition",
     memo, "yuan"},
    {recon_indexation, "recon_indexation", "支出对账：调待", "Reconciliation: indexation", memo, "yuan"},
    {recon_awarded, "recon_awarded", "支出对账：新增退休", "Reconciliation: new awards", memo, "yuan"},
    {recon_ended, "recon_ended", "支出对账：死亡减少", "Reconciliation: pensions ended", memo, "yuan"},
    {account_opening, "account_opening", "个人账户年初记账额", "Individual accounts at the start of the year", stock,
     "yuan"},
    {account_credited, "account_credited", "个人账户当年记账", "Credited to accounts", memo, "yuan"},
    {account_interest, "account_interest", "个人账户记账利息", "Interest credited to accounts", memo, "yuan"},
    {account_paid, "account_paid", "个人账户支付养老金", "Paid out of accounts as pensions", memo, "yuan"},
    {account_refunded, "account_refunded", "个人账户返还", "Paid out of accounts as refunds", memo, "yuan"},
    {account_end, "account_end", "个人账户年末记账额", "Individual accounts at the end of the year", stock, "yuan"},
    {contributing_end, "contributing_end", "年末缴费人数", "Contributing members at year end", persons, "person"},
    {suspended_end, "suspended_end", "年末中断缴费人数", "Suspended members at year end", persons, "person"},
    {illness_benefit_end, "illness_benefit_end", "年末领取病残津贴人数", "On illness benefit at year end", persons,
     "person"},
    {retired_end, "retired_end", "年末离退休人数", "Retirees at year end", persons, "person"},
    {entrants, "entrants", "当年新参保人数", "New members", persons, "person"},
    {left_with_refund, "left_with_refund", "年限不足终止参保人数", "Left with a refund", persons, "person"},
    {deaths_active, "deaths_active", "在职死亡人数", "Deaths of members not retired", persons, "person"},
    {deaths_illness, "deaths_illness", "病残津贴人员死亡人数", "Deaths on illness benefit", persons, "person"},
    {deaths_retired, "deaths_retired", "离退休死亡人数", "Deaths of retirees", persons, "person"},
    {retired_statutory, "retired_statutory", "达到法定年龄退休人数", "Retired at the statutory age", persons, "person"},
    {retired_flexible_early, "retired_flexible_early", "弹性提前退休人数", "Retired early by the flexible rule",
     persons, "person"},
    {retired_flexible_late, "retired_flexible_late", "弹性延迟退休人数", "Retired late by the flexible rule", persons,
     "person"},
    {retired_special, "retired_special", "特殊工种提前退休人数", "Retired early: special work", persons, "person"},
    {retired_illness, "retired_illness", "因病提前退休人数", "Retired early: illness", persons, "person"},
    {retired_irregular, "retired_irregular", "违规提前退休人数", "Retired early: irregular approval", persons,
     "person"},
    {illness_benefit_new, "illness_benefit_new", "新增病残津贴人数", "Newly on illness benefit", persons, "person"},
    {illness_benefit_to_retired, "illness_benefit_to_retired", "病残津贴转养老金人数",
     "From illness benefit to retirement", persons, "person"},
    {entrants_clipped, "entrants_clipped", "因未参保资源不足而截断的人数",
     "Heads by which the uninsured pool fell short", persons, "person"},
    {early_months_gained, "early_months_gained", "提前退休多领月数", "Months of pension gained by retiring early", memo,
     "month"},
    {early_contributions_lost, "early_contributions_lost", "提前退休少缴保费", "Contributions lost to early retirement",
     memo, "yuan"},
    {population, "population", "常住人口", "Population", persons, "person"},
    {population_15_59, "population_15_59", "15—59岁人口", "Population aged 15 to 59", persons, "person"},
    {population_60plus, "population_60plus", "60岁及以上人口", "Population aged 60 and over", persons, "person"},
    {births, "births", "出生人口", "Births", persons, "person"},
    {population_deaths, "population_deaths", "死亡人口", "Deaths in the population", persons, "person"},
    {net_migration, "net_migration", "净迁入人口", "Net migration", persons, "person"},
}};

consteval bool in_order() {
  for (int i = 0; i < kFlows; ++i) {
    const FlowRow& row = kRows[static_cast<std::size_t>(i)];
    if (static_cast<int>(row.id) != i || row.key.empty() || row.zh.empty() || row.en.empty()) return false;
  }
  return true;
}
static_assert(in_order(), "every flow has its row, in the order of the enumeration");

}  // namespace

const std::array<FlowRow, kFlows> kFlowCatalogue = kRows;

}  // namespace ballast
