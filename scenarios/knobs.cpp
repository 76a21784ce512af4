#include "scenarios/knobs.hpp"

#include <algorithm>
#include <array>

namespace ballast {
namespace {

using K = Knob;
constexpr auto kRate = KnobKind::rate;
constexpr auto kLevel = KnobKind::level;
constexpr auto kChoice = KnobKind::choice;
constexpr auto kWhole = KnobKind::whole;
constexpr auto kFlag = KnobKind::flag;

// clang-format off
std::vector<KnobRow> contribution_rows() {
  return {
    {K::unit_rate, "contribution.unit_rate", "单位缴费比例", "employer contribution rate", "share of base", 0, 0.5, "44-3.8"},
    {K::individual_rate, "contribution.individual_rate", "个人缴费比例", "employee contribution rate", "share of base", 0, 0.2, "44-3.8"},
    {K::account_credit_rate, "contribution.account_credit_rate", "记入个人账户比例", "share of base credited to the account", "share of base", 0, 0.2, "44-3.8"},
    {K::flexible_pooled_rate, "contribution.flexible_pooled_rate", "灵活就业缴费入统筹比例", "flexible members: pooled part", "share of base", 0, 0.3, "44-3.3"},
    {K::flexible_account_rate, "contribution.flexible_account_rate", "灵活就业缴费入账户比例", "flexible members: account part", "share of base", 0, 0.2, "44-3.3"},
    {K::floor_share, "contribution.floor_share", "缴费基数下限比例", "floor of the base over the reference wage", "share", 0.1, 1, "44-3.6"},
    {K::ceiling_share, "contribution.ceiling_share", "缴费基数上限比例", "ceiling of the base over the reference wage", "share", 1, 10, "44-3.6"},
    {K::waiver_large, "contribution.waiver_large", "大型企业法定减免", "legal waiver of large employers' due", "share of due", 0, 1, "44-3.8"},
    {K::waiver_small, "contribution.waiver_small", "中小微企业法定减免", "legal waiver of small employers' due", "share of due", 0, 1, "44-3.8"},
    {K::small_share, "contribution.small_share", "中小微企业基数占比", "small employers' share of the base", "share", 0, 1, "44-3.8"},
    {K::local_relief, "contribution.local_relief", "地方违规减免比例", "employers' due waived by local rules against the law", "share of due", 0, 1, "44-3.7"},
    {K::declared_share, "contribution.declared_share", "申报工资占实际工资比例", "declared share of the true wage", "share", 0.1, 1, "44-3.6"},
    {K::wage_sigma, "contribution.wage_sigma", "工资对数标准差", "standard deviation of log wages", "log", 0.01, 2, "44-3.6"},
    {K::collection_rate, "contribution.collection_rate", "征缴率", "collected over due", "share", 0.05, 1, "44-3.9"},
    {K::paying_share, "contribution.paying_share", "参保缴费率目标", "share of insured who pay, long-run", "share", 0.01, 0.999, "44-3.9"},
    {K::density, "contribution.density", "全年足缴比例", "share of payers who pay the whole year", "share", 0.05, 1, "44-3.9"},
    {K::turnover, "contribution.turnover", "中断与续保转换率", "suspension and return hazards together", "a year", 0, 2, "44-3.9"},
    {K::arrears_recovery, "contribution.arrears_recovery", "欠费清收率", "share of arrears recovered in a year", "share", 0, 1, "44-3.9"},
    {K::arrears_write_off, "contribution.arrears_write_off", "欠费核销率", "share of arrears written off in a year", "share", 0, 1, "44-3.9"},
    {K::late_fee_daily, "contribution.late_fee_daily", "滞纳金日加收率", "late fee a day", "share a day", 0, 0.01, "44-3.9"},
    {K::late_fee_days, "contribution.late_fee_days", "平均滞纳天数", "mean days late of recovered arrears", "days", 0, 3650, "44-3.9"},
    {K::accrual_on, "contribution.accrual_on", "权益按实缴或应缴记录", "what entitlements accrue on", "choice", 0, 1, "44-3.9", kChoice, {"collected", "due"}},
    {K::part_year, "timing.part_year", "年内变动折算", "part of the year of those who die, stop, return or enter", "year", 0, 1, "44-2.1"},
    {K::death_months_paid, "timing.death_months_paid", "死亡当年平均发放月数", "mean months paid in the year of death", "months", 0, 12, "44-2.1"},
    {K::account_interest_months, "timing.account_interest_months", "当年缴费平均计息月数", "mean months of interest on the year's credits", "months", 0, 12, "44-2.1"},
  };
}

std::vector<KnobRow> economy_rows() {
  return {
    {K::wage_growth, "economy.wage_growth", "工资增长率", "wage growth", "a year", -0.2, 0.3, "44-5.10"},
    {K::base_growth, "economy.base_growth", "计发基数增长率", "growth of the benefit base", "a year", -0.2, 0.3, "44-5.10"},
    {K::inflation, "economy.inflation", "物价涨幅", "inflation", "a year", -0.1, 0.3, "44-5.10"},
    {K::fund_interest, "economy.fund_interest", "基金利率", "interest on fund balances", "a year", 0, 0.3, "44-4.1"},
    {K::account_rate, "economy.account_rate", "个人账户记账利率", "bookkeeping rate of accounts", "a year", 0, 0.3, "44-4.1"},
    {K::revenue_growth, "economy.revenue_growth", "一般公共预算收入增长率", "growth of general budget revenue", "a year", -0.2, 0.3, "44-5.4"},
    {K::wage_level, "economy.wage_level", "本地工资水平", "unit's mean wage over the province's market wage", "ratio", 0.1, 5, "44-1.3"},
    {K::wage_male_employee, "economy.category_wage.male_employee", "男职工工资系数", "men's wage over the unit's mean", "ratio", 0.1, 5, "44-3.6"},
    {K::wage_female_cadre, "economy.category_wage.female_cadre", "女干部工资系数", "female cadres' wage over the unit's mean", "ratio", 0.1, 5, "44-3.6"},
    {K::wage_female_worker, "economy.category_wage.female_worker", "女工人工资系数", "female workers' wage over the unit's mean", "ratio", 0.1, 5, "44-3.6"},
    {K::reference_wage, "wage.reference", "缴费基数参照工资", "reference wage of the contribution bounds (average of the year before)", "yuan a month", 1, 1e6, "44-3.6", kLevel, {}, K::wage_growth, 1},
    {K::market_wage, "wage.market", "市场工资", "market wage (all-scope)", "yuan a month", 1, 1e6, "44-3.6", kLevel, {}, K::wage_growth, 0},
    {K::province_base, "benefit.province_base", "全省计发基数", "province benefit base", "yuan a month", 1, 1e6, "44-2.13", kLevel, {}, K::base_growth, 0},
    {K::city_base_ratio, "benefit.city_base_ratio", "本地与全省计发基数之比", "city benefit base over the province's", "ratio", 0.3, 3, "44-2.13"},
    {K::urban_income, "income.urban_month", "城镇居民月人均可支配收入", "urban disposable income a month (year before)", "yuan a month", 1, 1e6, "44-4.1", kLevel, {}, K::wage_growth, 1},
    {K::reference_pension, "benefit.reference_pension", "全省平均养老金", "province mean pension (end of the year before)", "yuan a month", 1, 1e6, "44-2.13", kLevel, {}, K::increase_rate, 1, K::reference_turnover},
    {K::reference_years, "benefit.reference_years", "全省平均缴费年限", "province mean credited years of retirees", "years", 1, 60, "44-2.13"},
    {K::reference_share_70, "benefit.reference_share_70", "全省七十岁以上退休人员占比", "province share of retirees aged 70 or more", "share", 0.01, 1, "44-2.13"},
    {K::reference_turnover, "benefit.reference_turnover", "新老更替对全省平均养老金的影响", "what the turnover of retirees takes off the growth of the province mean pension", "a year", -0.1, 0.1, "44-2.13"},
  };
}

std::vector<KnobRow> benefit_rows() {
  return {
    {K::increase_rate, "benefit.increase_rate", "养老金调整幅度", "mean increase over mean pension", "a year", 0, 0.3, "44-2.13"},
    {K::increase_fixed_share, "benefit.increase_fixed_share", "定额调整占比", "fixed-amount share of the increase", "share", 0, 1, "44-2.13"},
    {K::increase_years_share, "benefit.increase_years_share", "与年限挂钩占比", "share linked to credited years", "share", 0, 1, "44-2.13"},
    {K::increase_own_share, "benefit.increase_own_share", "与养老金水平挂钩占比", "share linked to the own pension", "share", 0, 1, "44-2.13"},
    {K::increase_tilt_share, "benefit.increase_tilt_share", "高龄倾斜占比", "share tilted to the old", "share", 0, 1, "44-2.13"},
    {K::tilt_age, "benefit.tilt_age", "高龄倾斜年龄", "age from which the tilt applies", "whole years", 40, 106, "44-2.13", kWhole},
    {K::basic_rate, "benefit.basic_rate", "基础养老金每年计发比例", "basic pension per credited year", "share of base a year", 0, 0.1, "44-2.13"},
    {K::transitional_rate, "benefit.transitional_rate", "过渡性养老金系数", "transitional pension per deemed year", "share of base a year", 0, 0.1, "44-2.13"},
    {K::hold_harmless, "benefit.hold_harmless", "计发基数保底（不低于上年公布数）", "benefit base not below the published one of last year", "0 or 1", 0, 1, "44-2.13", kFlag},
    {K::increase_split, "benefit.increase_split", "调整额在统筹与账户间的分摊", "who carries increases", "choice", 0, 1, "44-2.13", kChoice, {"pro_rata", "pool"}},
    {K::increase_form, "benefit.increase_form", "调整办法", "how the year's increase is given", "choice", 0, 1, "44-2.13", kChoice, {"target", "published"}},
    {K::published_fixed, "benefit.published_fixed", "公布的定额调整", "published fixed amount", "yuan a month", 0, 1e4, "44-2.13"},
    {K::published_per_year, "benefit.published_per_year", "公布的每缴费年限调整", "published amount a credited year", "yuan a month", 0, 1e3, "44-2.13"},
    {K::published_own_share, "benefit.published_own_share", "公布的按本人养老金调整比例", "published share of the own pension", "share", 0, 0.3, "44-2.13"},
    {K::published_tilt, "benefit.published_tilt", "公布的高龄倾斜", "published amount for the old", "yuan a month", 0, 1e4, "44-2.13"},
    {K::early_special, "retirement.early_special", "特殊工种提前退休人数（相对基准的倍数）", "special-work approvals over the base path", "multiplier", 0, 5, "44-4.4"},
    {K::early_illness, "retirement.early_illness", "因病提前退休人数（相对基准的倍数）", "illness approvals over the base path", "multiplier", 0, 5, "44-4.4"},
    {K::early_irregular, "retirement.early_irregular", "违规提前退休人数（相对基准的倍数）", "irregular approvals over the base path", "multiplier", 0, 5, "44-4.4"},
    {K::special_share_male, "retirement.special_share_male", "男性特殊工种占比", "men entitled to special-work retirement", "share of cohort", 0, 0.9, "44-4.4"},
    {K::special_share_female, "retirement.special_share_female", "女性特殊工种占比", "women entitled to special-work retirement", "share of cohort", 0, 0.9, "44-4.4"},
    {K::illness_hazard_male, "retirement.illness_hazard_male", "男性病退风险率", "men's illness hazard", "a year", 0, 1, "44-4.4"},
    {K::illness_hazard_female, "retirement.illness_hazard_female", "女性病退风险率", "women's illness hazard", "a year", 0, 1, "44-4.4"},
    {K::irregular_hazard_male, "retirement.irregular_hazard_male", "男性违规提前退休风险率", "men's irregular early retirement hazard", "a year", 0, 1, "44-4.4"},
    {K::irregular_hazard_female, "retirement.irregular_hazard_female", "女性违规提前退休风险率", "women's irregular early retirement hazard", "a year", 0, 1, "44-4.4"},
    {K::special_age_male, "retirement.special_age_male", "男性特殊工种退休年龄", "men's special-work age", "months", 480, 780, "44-4.4"},
    {K::special_age_female, "retirement.special_age_female", "女性特殊工种退休年龄", "women's special-work age", "months", 480, 780, "44-4.4"},
    {K::early_from_male, "retirement.early_from_male", "男性提前退休起始年龄", "men's first age of illness and irregular retirement", "years", 40, 65, "44-4.4"},
    {K::early_from_female, "retirement.early_from_female", "女性提前退休起始年龄", "women's first age of illness and irregular retirement", "years", 40, 65, "44-4.4"},
    {K::flexible_early, "retirement.flexible_early", "弹性提前退休选择率", "take-up of flexible early retirement", "share of cohort", 0, 1, "44-4.4"},
    {K::flexible_late, "retirement.flexible_late", "弹性延迟退休选择率", "take-up of flexible late retirement", "share of cohort", 0, 1, "44-4.4"},
    {K::early_window, "retirement.early_window", "弹性提前最长月数", "longest flexible early retirement", "months", 0, 60, "44-4.4"},
    {K::late_window, "retirement.late_window", "弹性延迟最长月数", "longest flexible late retirement", "months", 0, 60, "44-4.4"},
    {K::minimum_months, "retirement.minimum_months", "最低缴费年限", "minimum credited months", "months", 60, 360, "44-4.4"},
    {K::illness_window, "retirement.illness_window", "病残津贴距法定年龄月数", "illness benefit like a pension: months to the statutory age", "months", 0, 240, "44-4.4"},
    {K::illness_benefit, "retirement.illness_benefit", "病残津贴替代病退", "illness benefit in place of illness retirement", "0 or 1", 0, 1, "44-4.4", kFlag},
    {K::limited_base, "retirement.limited_base", "年限不足者病残津贴月数", "illness benefit below the minimum years", "months", 0, 240, "44-4.4"},
    {K::limited_further, "retirement.limited_further", "每多缴一年增加月数", "more months for each further year", "months", 0, 60, "44-4.4"},
    {K::limited_from, "retirement.limited_from", "增发月数起算年限", "years from which further years count", "years", 0, 40, "44-4.4"},
    {K::limited_share, "retirement.limited_share", "年限不足丧失劳动能力者申领比例", "of those incapacitated below the minimum years, share who claim the limited benefit", "share", 0, 1, "44-4.4"},
    {K::short_leave, "retirement.short_leave", "年限不足者终止参保、领取个人账户比例", "short of years: leave with a refund", "share", 0, 1, "44-4.4"},
    {K::short_buy_after, "retirement.short_buy_after", "一次性补缴前延缴年数", "years of extension before buying in", "years", 0, 20, "44-4.4"},
    {K::short_buy, "retirement.short_buy", "可一次性补缴比例", "share of those still short who may buy in", "share", 0, 1, "44-4.4"},
    {K::short_last_age, "retirement.short_last_age", "延缴最高年龄", "last age of extension", "whole years", 60, 75, "44-4.4", kWhole},
    {K::makeup_rate, "retirement.makeup_rate", "一次性补缴比例", "make-up contribution rate", "share of base", 0, 0.5, "44-4.4"},
    {K::makeup_index, "retirement.makeup_index", "一次性补缴基数指数", "make-up base over the reference wage", "ratio", 0.1, 3, "44-4.4"},
    {K::grants_income_based, "grants.income_based", "按居民收入计发丧葬抚恤", "grants by disposable income (rule of 2021)", "0 or 1", 0, 1, "44-4.1", kFlag},
    {K::funeral_months, "grants.funeral_months", "丧葬补助月数", "funeral grant", "months of income", 0, 60, "44-4.1"},
    {K::survivor_floor, "grants.survivor_floor", "退休人员抚恤金最低月数", "survivor grant of retirees, least", "whole months", 0, 60, "44-4.1", kWhole},
    {K::survivor_cap, "grants.survivor_cap", "末档以上抚恤金最高月数", "survivor grant above the last class, most", "whole months", 0, 60, "44-4.1", kWhole},
    {K::old_funeral_wage_months, "grants.old_funeral_wage_months", "原丧葬费月数", "funeral grant before 2021", "months of wage", 0, 60, "44-4.1"},
    {K::old_survivor_pension_months, "grants.old_survivor_pension_months", "原抚恤金月数", "survivor grant before 2021", "months of mean pension", 0, 60, "44-4.1"},
  };
}

std::vector<KnobRow> population_rows() {
  return {
    {K::net_migration, "population.net_migration", "劳动年龄净迁移率", "net migration of working ages", "a year", -0.2, 0.2, "44-1.2"},
    {K::mortality, "population.mortality", "死亡率倍数", "mortality over the table", "multiplier", 0.01, 10, "44-1.2"},
    {K::fertility, "population.fertility", "生育率倍数", "fertility over the table", "multiplier", 0, 10, "44-1.2"},
    {K::migrants, "population.migrants", "净迁移人数倍数", "net migrants over the place's numbers", "multiplier", -10, 10, "44-1.2"},
    {K::basis_active, "mortality.basis_active", "在职参保人员死亡率基准", "whose mortality insured actives follow", "choice", 0, 3, "44-1.2", kChoice, {"population", "cl1_cl2", "cl3_cl4", "cl5_cl6"}},
    {K::basis_retired, "mortality.basis_retired", "退休人员死亡率基准", "whose mortality retirees follow", "choice", 0, 3, "44-1.2", kChoice, {"population", "cl1_cl2", "cl3_cl4", "cl5_cl6"}},
    {K::improvement, "mortality.improvement", "死亡率改善", "how mortality goes on after the last published year", "choice", 0, 2, "44-1.2", kChoice, {"table", "lee_carter", "none"}},
    {K::selection_active, "mortality.selection_active", "在职参保人员死亡选择系数", "insured actives' mortality over the population's", "ratio", 0.01, 10, "44-1.2"},
    {K::selection_retired, "mortality.selection_retired", "退休人员死亡选择系数", "retirees' mortality over the population's", "ratio", 0.01, 10, "44-1.2"},
    {K::selection_illness, "mortality.selection_illness", "病退人员死亡选择系数", "illness retirees' mortality over the population's", "ratio", 0.01, 10, "44-1.2"},
    {K::entry_age_min, "labour.entry_age_min", "参保最低年龄", "youngest entry age", "whole years", 16, 40, "44-3.5", kWhole},
    {K::entry_age_max, "labour.entry_age_max", "新参保最高年龄", "oldest entry age", "whole years", 20, 65, "44-3.5", kWhole},
    {K::cadre_share, "labour.cadre_share", "女职工中干部占比", "cadres among entering female employees", "share", 0, 1, "44-3.1"},
    {K::hardship_age_male, "labour.hardship_age_male", "男性困难人员起始年龄", "men's first age in the hardship group", "years", 16, 65, "44-3.4"},
    {K::hardship_age_female, "labour.hardship_age_female", "女性困难人员起始年龄", "women's first age in the hardship group", "years", 16, 65, "44-3.4"},
    {K::hardship_subsidy_share, "hardship.subsidy_share", "就业困难人员社会保险补贴比例", "premium subsidy over the contribution", "share", 0, 1, "44-3.4"},
    {K::hardship_subsidy_years, "hardship.subsidy_years", "就业困难人员社会保险补贴年数", "years of premium subsidy", "years", 0, 10, "44-3.4"},
    {K::hardship_index, "hardship.index", "困难人员缴费指数", "hardship group's base over the reference wage", "ratio", 0.1, 3, "44-3.4"},
    {K::employability, "labour.employability", "可参保劳动力占比", "residents of working age in enterprise or flexible work", "share", 0, 1, "44-3.5"},
    {K::insured_elsewhere, "labour.insured_elsewhere", "在其他制度参保占比", "of these, insured in other schemes", "share", 0, 1, "44-3.5"},
    {K::index_scale, "base.index_scale", "基期指数与账户系数", "unit's index and accounts over the common pattern", "multiplier", 0.1, 5, "44-3.6"},
  };
}

std::vector<KnobRow> stream_rows() {
  return {
    {K::coverage_private, "coverage.private", "民营企业职工年扩面率", "employees of private firms: share of the uninsured pool who join", "a year", 0, 1, "44-3.1"},
    {K::coverage_institutions, "coverage.institutions", "企业化管理事业单位职工年扩面率", "employees of institutions run as enterprises: share of the uninsured pool who join", "a year", 0, 1, "44-3.1"},
    {K::coverage_non_enterprise, "coverage.non_enterprise", "民办非企业单位职工年扩面率", "employees of private non-enterprise units: share of the uninsured pool who join", "a year", 0, 1, "44-3.1"},
    {K::coverage_dispatch, "coverage.dispatch", "劳务派遣人员年扩面率", "dispatched workers: share of the uninsured pool who join", "a year", 0, 1, "44-3.1"},
    {K::coverage_off_establishment, "coverage.off_establishment", "机关事业单位编制外人员年扩面率", "off-establishment staff of public bodies: share of the uninsured pool who join", "a year", 0, 1, "44-3.1"},
    {K::coverage_migrant, "coverage.migrant", "进城务工人员年扩面率", "migrant workers in enterprises: share of the uninsured pool who join", "a year", 0, 1, "44-3.1"},
    {K::coverage_self_employed, "coverage.self_employed", "无雇工个体工商户年扩面率", "self-employed without employees: share of the uninsured pool who join", "a year", 0, 1, "44-3.3"},
    {K::coverage_part_time, "coverage.part_time", "非全日制从业人员年扩面率", "part-time workers: share of the uninsured pool who join", "a year", 0, 1, "44-3.3"},
    {K::coverage_flexible, "coverage.flexible", "其他灵活就业人员年扩面率", "other flexible workers: share of the uninsured pool who join", "a year", 0, 1, "44-3.3"},
    {K::coverage_hardship, "coverage.hardship", "困难人员年扩面率", "hardship group: share of the uninsured pool who join", "a year", 0, 1, "44-3.4"},
    {K::pool_share_private, "labour.pool_share_private", "民营企业职工占未参保者比例", "employees of private firms: share of the uninsured pool", "share", 0, 1, "44-3.5"},
    {K::pool_share_institutions, "labour.pool_share_institutions", "企业化管理事业单位职工占未参保者比例", "employees of institutions run as enterprises: share of the uninsured pool", "share", 0, 1, "44-3.5"},
    {K::pool_share_non_enterprise, "labour.pool_share_non_enterprise", "民办非企业单位职工占未参保者比例", "employees of private non-enterprise units: share of the uninsured pool", "share", 0, 1, "44-3.5"},
    {K::pool_share_dispatch, "labour.pool_share_dispatch", "劳务派遣人员占未参保者比例", "dispatched workers: share of the uninsured pool", "share", 0, 1, "44-3.5"},
    {K::pool_share_off_establishment, "labour.pool_share_off_establishment", "机关事业单位编制外人员占未参保者比例", "off-establishment staff of public bodies: share of the uninsured pool", "share", 0, 1, "44-3.5"},
    {K::pool_share_migrant, "labour.pool_share_migrant", "进城务工人员占未参保者比例", "migrant workers in enterprises: share of the uninsured pool", "share", 0, 1, "44-3.5"},
    {K::pool_share_self_employed, "labour.pool_share_self_employed", "无雇工个体工商户占未参保者比例", "self-employed without employees: share of the uninsured pool", "share", 0, 1, "44-3.5"},
    {K::pool_share_part_time, "labour.pool_share_part_time", "非全日制从业人员占未参保者比例", "part-time workers: share of the uninsured pool", "share", 0, 1, "44-3.5"},
    {K::pool_share_flexible, "labour.pool_share_flexible", "其他灵活就业人员占未参保者比例", "other flexible workers: share of the uninsured pool", "share", 0, 1, "44-3.5"},
    {K::pool_share_hardship, "labour.pool_share_hardship", "困难人员占未参保者比例", "hardship group: share of the uninsured pool", "share", 0, 1, "44-3.5"},
    {K::level_private, "stream.level_private", "民营企业职工参保时缴费水平", "employees of private firms: base over the category's mean on joining", "ratio", 0.1, 5, "44-3.1"},
    {K::level_institutions, "stream.level_institutions", "企业化管理事业单位职工参保时缴费水平", "employees of institutions run as enterprises: base over the category's mean on joining", "ratio", 0.1, 5, "44-3.1"},
    {K::level_non_enterprise, "stream.level_non_enterprise", "民办非企业单位职工参保时缴费水平", "employees of private non-enterprise units: base over the category's mean on joining", "ratio", 0.1, 5, "44-3.1"},
    {K::level_dispatch, "stream.level_dispatch", "劳务派遣人员参保时缴费水平", "dispatched workers: base over the category's mean on joining", "ratio", 0.1, 5, "44-3.1"},
    {K::level_off_establishment, "stream.level_off_establishment", "机关事业单位编制外人员参保时缴费水平", "off-establishment staff of public bodies: base over the category's mean on joining", "ratio", 0.1, 5, "44-3.1"},
    {K::level_migrant, "stream.level_migrant", "进城务工人员参保时缴费水平", "migrant workers in enterprises: base over the category's mean on joining", "ratio", 0.1, 5, "44-3.1"},
    {K::level_self_employed, "stream.level_self_employed", "无雇工个体工商户参保时缴费水平", "self-employed without employees: base over the category's mean on joining", "ratio", 0.1, 5, "44-3.3"},
    {K::level_part_time, "stream.level_part_time", "非全日制从业人员参保时缴费水平", "part-time workers: base over the category's mean on joining", "ratio", 0.1, 5, "44-3.3"},
    {K::level_flexible, "stream.level_flexible", "其他灵活就业人员参保时缴费水平", "other flexible workers: base over the category's mean on joining", "ratio", 0.1, 5, "44-3.3"},
    {K::level_hardship, "stream.level_hardship", "困难人员参保时缴费水平", "hardship group: base over the category's mean on joining", "ratio", 0.1, 5, "44-3.4"},
    {K::retention_private, "stream.retention_private", "民营企业职工参保后续保率", "employees of private firms: of those who join, share who go on paying", "share", 0, 1, "44-3.1"},
    {K::retention_institutions, "stream.retention_institutions", "企业化管理事业单位职工参保后续保率", "employees of institutions run as enterprises: of those who join, share who go on paying", "share", 0, 1, "44-3.1"},
    {K::retention_non_enterprise, "stream.retention_non_enterprise", "民办非企业单位职工参保后续保率", "employees of private non-enterprise units: of those who join, share who go on paying", "share", 0, 1, "44-3.1"},
    {K::retention_dispatch, "stream.retention_dispatch", "劳务派遣人员参保后续保率", "dispatched workers: of those who join, share who go on paying", "share", 0, 1, "44-3.1"},
    {K::retention_off_establishment, "stream.retention_off_establishment", "机关事业单位编制外人员参保后续保率", "off-establishment staff of public bodies: of those who join, share who go on paying", "share", 0, 1, "44-3.1"},
    {K::retention_migrant, "stream.retention_migrant", "进城务工人员参保后续保率", "migrant workers in enterprises: of those who join, share who go on paying", "share", 0, 1, "44-3.1"},
    {K::retention_self_employed, "stream.retention_self_employed", "无雇工个体工商户参保后续保率", "self-employed without employees: of those who join, share who go on paying", "share", 0, 1, "44-3.3"},
    {K::retention_part_time, "stream.retention_part_time", "非全日制从业人员参保后续保率", "part-time workers: of those who join, share who go on paying", "share", 0, 1, "44-3.3"},
    {K::retention_flexible, "stream.retention_flexible", "其他灵活就业人员参保后续保率", "other flexible workers: of those who join, share who go on paying", "share", 0, 1, "44-3.3"},
    {K::retention_hardship, "stream.retention_hardship", "困难人员参保后续保率", "hardship group: of those who join, share who go on paying", "share", 0, 1, "44-3.4"},
  };
}

std::vector<KnobRow> enforcement_rows() {
  return {
    {K::audit_recovered, "audit.recovered_share", "稽核追回的瞒报工资比例", "undeclared wage brought into the base by audit", "share", 0, 1, "44-3.6"},
    {K::reclassified, "enforcement.reclassified", "以灵活就业身份参保职工的纠正率", "flexible members re-enrolled as employees", "a year", 0, 1, "44-3.9"},
    {K::reclassified_level, "enforcement.reclassified_level", "纠正后的缴费水平", "their base over the employees' mean", "ratio", 0.1, 5, "44-3.9"},
    {K::transfer_out_rate, "transfer.out_rate", "关系转出率", "members who move their record to another region", "a year", 0, 0.5, "44-3.5"},
    {K::transfer_out_before, "transfer.out_before", "关系转出年龄上限", "age from which nobody transfers out", "whole years", 16, 77, "44-3.5", kWhole},
    {K::transfer_in_rate, "transfer.in_rate", "关系转入率", "home-comers over the unit's labour pool", "a year", 0, 0.5, "44-3.5"},
    {K::transfer_in_from, "transfer.in_from", "转入最低年龄", "youngest home-comer", "whole years", 16, 76, "44-3.5", kWhole},
    {K::transfer_in_to, "transfer.in_to", "转入最高年龄", "oldest home-comer", "whole years", 16, 76, "44-3.5", kWhole},
    {K::transfer_in_years, "transfer.in_years", "转入人员缴费年限", "credited years a home-comer brings", "years", 0, 40, "44-3.5"},
    {K::transfer_in_index, "transfer.in_index", "转入人员平均缴费指数", "mean index a home-comer brings", "ratio", 0.1, 5, "44-3.5"},
    {K::transfer_in_account, "transfer.in_account", "转入账户系数", "account brought over today's credits for the same years", "ratio", 0, 3, "44-3.5"},
    {K::transfer_in_flexible, "transfer.in_flexible", "转入后灵活就业占比", "home-comers who go on as flexible workers", "share", 0, 1, "44-3.5"},
    {K::transfer_pooled, "transfer.pooled_per_account", "统筹转移与账户之比", "pooled part moved with each yuan of account", "ratio", 0, 3, "44-3.5"},
    {K::loan_share, "hardship.loan_share", "助保贷款选择率", "of those nearly long enough insured, share who borrow the missing years", "share", 0, 1, "44-3.4"},
    {K::loan_years, "hardship.loan_years", "助保贷款最长年限", "longest gap a loan may bridge", "years", 0, 15, "44-3.4"},
    {K::loan_term, "hardship.loan_term", "助保贷款还款年数", "years of repayment out of the pension", "whole years", 1, 20, "44-3.4", kWhole},
    {K::loan_interest, "hardship.loan_interest", "助保贷款利率", "interest of the loan", "a year", 0, 0.2, "44-3.4"},
    {K::loan_subsidy, "hardship.loan_subsidy", "助保贷款贴息比例", "share of the interest the treasury pays", "share", 0, 1, "44-3.4"},
    {K::false_claims_share, "false_claims.share", "冒领比例", "retirees' deaths reported late", "share", 0, 1, "44-4.3"},
    {K::false_claims_months, "false_claims.months", "冒领月数", "months paid after such a death", "months", 0, 60, "44-4.3"},
    {K::false_claims_recovery, "false_claims.recovery", "冒领追回比例", "share recovered in the next year", "share", 0, 1, "44-4.3"},
  };
}

std::vector<KnobRow> fiscal_rows() {
  return {
    {K::levy_rate, "pool.levy_rate", "上解比例", "levy to the city pool", "share of contributions", 0, 0.5, "44-2.15"},
    {K::external_money, "pool.external_money", "中央和省级补助", "provincial and central money into the pool", "yuan a year", 0, 1e14, "44-2.15", kLevel, {}, K::wage_growth, 0},
    {K::reserve_months, "fund.reserve_months", "最低支付储备", "reserve floor", "months of expenditure", 0, 60, "44-2.6"},
    {K::balance_share, "fund.balance_share", "可动用结余比例", "usable share of the opening balance", "share", 0, 1, "44-2.6"},
    {K::short_rule, "fiscal.short_rule", "少收的认定口径", "how uncollected contributions are owed", "choice", 0, 3, "44-2.7", kChoice, {"full", "within_short_first", "within_over_first", "within_pro_rata"}},
    {K::pool_topup, "fiscal.pool_topup", "市级统筹补足", "further pooled top-up", "choice", 0, 1, "44-2.6", kChoice, {"none", "residual"}},
    {K::short_tolerance, "fiscal.short_tolerance", "少收容许比例", "shortfall tolerated", "share of plan", 0, 1, "44-2.7"},
    {K::over_tolerance, "fiscal.over_tolerance", "超支容许比例", "overspending tolerated", "share of budget", 0, 1, "44-2.8"},
    {K::limited_pool, "fiscal.limited_pool", "统筹资金不足时的分配", "cutting subsidies when the pool is short", "choice", 0, 1, "44-2.15", kChoice, {"pro_rata", "priority"}},
    {K::settlement, "fiscal.settlement", "市对县区结算资金", "settlement the city owes the unit", "yuan a year", 0, 1e12, "44-2.9", kLevel, {}, K::revenue_growth, 0},
    {K::on_time_share, "fiscal.on_time_share", "财政补助按时到位比例", "treasury money paid on time", "share", 0, 1, "44-2.9"},
    {K::deadline_months, "fiscal.deadline_months", "财政补助到位期限", "deadline of treasury money after 31 December", "whole months", 0, 12, "44-2.9", kWhole},
    {K::subsidy_rule, "subsidy.rule", "补助办法", "subsidy rule", "choice", 0, 1, "44-2.10", kChoice, {"share_of_gap", "fixed_adjustment_special"}},
    {K::gap_share, "subsidy.gap_share", "预算缺口补助比例", "share of the budget gap", "share", 0, 1, "44-2.10"},
    {K::fixed_factor, "subsidy.fixed_factor", "预算执行系数", "execution factor on the fixed subsidy", "multiplier", 0, 5, "44-2.12"},
    {K::fixed_index, "subsidy.fixed_index", "定额补助增长率", "growth of the fixed subsidy", "a year", -0.5, 0.5, "44-2.11"},
    {K::adjustment_basis, "subsidy.adjustment_basis", "调标补助基数口径", "basis of the adjustment subsidy", "choice", 0, 2, "44-2.13", kChoice, {"surviving_stock", "first_year_flow", "rolled"}},
    {K::ratio_basis, "subsidy.ratio_basis", "抚养比口径", "who counts in the support ratio of the tiers", "choice", 0, 1, "44-2.13", kChoice, {"insured", "payers"}},
    {K::special_weight_extra, "subsidy.special_weight_extra", "增收奖补系数", "special subsidy per yuan of extra income", "share", 0, 2, "44-2.14"},
    {K::special_weight_saved, "subsidy.special_weight_saved", "节支奖补系数", "special subsidy per yuan saved", "share", 0, 2, "44-2.14"},
    {K::special_weight_own, "subsidy.special_weight_own", "财政投入奖补系数", "special subsidy per yuan of own money", "share", 0, 0.95, "44-2.14"},
    {K::special_cap_share, "subsidy.special_cap_share", "专项补助封顶比例", "cap of the special subsidy over its sources", "share", 0, 10, "44-2.14"},
    {K::plan_method, "plan.method", "征缴计划编制方法", "how the plan is made", "choice", 0, 3, "44-2.1", kChoice, {"projection", "growth", "trend", "capacity"}},
    {K::plan_stretch, "plan.stretch", "计划加成", "stretch on the plan", "share", -0.5, 1, "44-2.7"},
    {K::unpaid, "fiscal.unpaid", "未拨足补助的处理", "what becomes of subsidies the pool could not pay", "choice", 0, 1, "44-2.15", kChoice, {"lapse", "carry"}},
    {K::special_lag, "special.lag", "专项补助依据的年份滞后", "special subsidy on merit of how many years before", "choice", 0, 1, "44-2.14", kChoice, {"1", "0"}},
    {K::tier_reading, "subsidy.tier_reading", "调标补助分档读法", "how tiers of the adjustment subsidy are read", "choice", 0, 1, "44-2.13", kChoice, {"steps", "linear"}},
    {K::ratio_lag, "subsidy.ratio_lag", "分档抚养比的年份滞后", "tiers by the support ratio of how many years before", "choice", 0, 1, "44-2.13", kChoice, {"1", "0"}},
    {K::ratio_date, "subsidy.ratio_date", "分档抚养比的时点", "tiers by heads of 31 December or of the year's mean", "choice", 0, 1, "44-2.13", kChoice, {"year_end", "year_mean"}},
    {K::special_cap, "subsidy.special_cap", "专项补助每单位封顶额（上限值为不封顶）", "cap of a unit's special subsidy (the bound: none)", "yuan a year", 0, 1e12, "44-2.14"},
    {K::over_excludes, "fiscal.over_excludes", "不计入超支的支出", "spending that never counts as overspending", "choice", 0, 1, "44-2.8", kChoice, {"none", "increases"}},
    {K::treasury_cap, "fiscal.treasury_cap", "财政补助能力占一般公共预算收入比例（上限值为不设限）", "most a treasury can bear, over its general budget revenue (the bound: no limit)", "share of revenue", 0, 10, "44-5.2"},
  };
}

std::vector<KnobRow> regime_rows() {
  return {
    {K::regime, "fiscal.regime", "统筹层次", "who collects and pays", "choice", 0, 2, "44-1.1", kChoice, {"city_2016", "provincial", "national"}},
    {K::local_share, "regime.local_share", "统一收支后地方固定分担比例", "local share of a structural gap under unified payment", "share", 0, 1, "44-5.2"},
    {K::upload_rate, "central.upload_rate", "中央调剂上解比例", "rate of the upload to the central adjustment fund", "share", 0, 0.2, "44-1.1"},
    {K::upload_wage_share, "central.wage_share", "上解基数占平均工资比例", "share of the mean wage that is the base of the upload", "share", 0, 1, "44-1.1"},
    {K::handout, "central.handout", "中央调剂人均拨付额", "hand-out of the central adjustment fund", "yuan a retiree and year", 0, 1e6, "44-1.1"},
    {K::national_transfer, "national.transfer", "全国统筹调剂人均额", "transfer under national pooling", "yuan a retiree and year", 0, 1e6, "44-1.1", kLevel, {}, K::wage_growth, 0},
    {K::reward_city_pool, "reward.city_pool", "市级专项奖励资金", "the city's reward money, outside the fund", "yuan a year", 0, 1e11, "44-5.6", kLevel, {}, K::revenue_growth, 0},
    {K::reward_weight_completion, "reward.weight_completion", "考核权重：计划完成", "weight of plan completion in the score", "share", 0, 1, "44-5.5"},
    {K::reward_weight_execution, "reward.weight_execution", "考核权重：预算执行", "weight of budget execution in the score", "share", 0, 1, "44-5.5"},
    {K::reward_weight_coverage, "reward.weight_coverage", "考核权重：扩面", "weight of coverage growth in the score", "share", 0, 1, "44-5.5"},
    {K::reward_execution_tolerance, "reward.execution_tolerance", "支出偏离得零分的比例", "deviation of expenditure at which the score is nil", "share of budget", 0.0001, 1, "44-5.5"},
    {K::reward_coverage_target, "reward.coverage_target", "扩面得满分的增长率", "growth of contributors at which the score is full", "a year", 0.0001, 1, "44-5.5"},
    {K::reward_on_time_least, "reward.on_time_least", "按时到位一票否决线", "treasury money on time below which nothing is rewarded", "share", 0, 1, "44-5.6"},
    {K::reward_unit_weight, "reward.unit_weight", "单位奖励系数", "weight of the unit in the city's reward", "multiplier", 0, 100, "44-5.6"},
    {K::reward_county_rate, "reward.county_rate", "县级奖励占征缴收入比例", "the unit's own reward over contributions collected", "share", 0, 0.1, "44-5.7"},
    {K::reward_county_completion, "reward.county_completion", "县级奖励所需计划完成率", "plan completion that earns the unit's own reward", "share", 0, 2, "44-5.7"},
    {K::response, "response.collection", "征缴努力的行为反应", "collection effort reacts to who pays", "choice", 0, 1, "44-1.4", kChoice, {"off", "on"}},
    {K::response_without, "response.without_incentive", "本级不负担时征缴率变动", "change of the collection rate where the unit bears nothing", "share", -0.9, 0.9, "44-1.4"},
    {K::response_with, "response.with_incentive", "本级全额负担时征缴率变动", "change of the collection rate where the unit bears all", "share", -0.9, 0.9, "44-1.4"},
    {K::target_plan_completion, "target.plan_completion", "征缴计划完成率目标", "target: plan completion", "share", 0, 2, "44-5.3"},
    {K::target_collection_rate, "target.collection_rate", "征缴率目标", "target: collection rate", "share", 0, 1, "44-5.3"},
    {K::target_coverage_rate, "target.coverage_rate", "参保覆盖率目标", "target: coverage", "share", 0, 2, "44-5.3"},
    {K::target_on_time, "target.on_time", "财政补助按时到位率目标", "target: treasury money in time", "share", 0, 1, "44-5.3"},
    {K::target_paid, "target.paid", "养老金按时足额发放率目标", "target: pensions paid in full", "share", 0, 1, "44-5.3"},
    {K::target_early_share, "target.early_retirement_share", "提前退休占比控制目标", "target: early retirement share, at most", "share", 0, 1, "44-5.3"},
  };
}

std::vector<KnobRow> futures_rows() {
  return {
    {K::futures_spread, "futures.spread", "不确定性倍数", "uncertainty, over the central estimate of every spread", "multiplier", 0, 5, "44-1.2"},
    {K::futures_bound, "futures.bound", "偏离上限（年度扰动标准差的倍数）", "largest departure, over the standard deviation of a year's shock", "multiplier", 0, 100, "44-1.2"},
    {K::futures_mortality_sd, "futures.mortality_sd", "死亡率指数年度扰动标准差", "standard deviation of the yearly step of the mortality index k", "k", 0, 50, "44-1.2"},
    {K::futures_fertility_persistence, "futures.fertility_persistence", "生育率偏离的持续性", "fertility: share of a departure that lasts into the next year", "share", 0, 0.999, "44-1.2"},
    {K::futures_fertility_sd, "futures.fertility_sd", "生育率年度扰动标准差", "fertility: standard deviation of a year's shock", "log", 0, 1, "44-1.2"},
    {K::futures_fertility_least, "futures.fertility_least", "生育率倍数下限", "fertility: least multiplier", "multiplier", 0.01, 1, "44-1.2"},
    {K::futures_fertility_most, "futures.fertility_most", "生育率倍数上限", "fertility: largest multiplier", "multiplier", 1, 10, "44-1.2"},
    {K::futures_wage_on_wage, "futures.wage_on_wage", "工资增长偏离对上年工资增长偏离的系数", "departure of wage growth per departure of wage growth the year before", "coefficient", -1, 1, "44-5.10"},
    {K::futures_wage_on_inflation, "futures.wage_on_inflation", "工资增长偏离对上年物价涨幅偏离的系数", "departure of wage growth per departure of inflation the year before", "coefficient", -1, 1, "44-5.10"},
    {K::futures_wage_on_interest, "futures.wage_on_interest", "工资增长偏离对上年利率偏离的系数", "departure of wage growth per departure of interest the year before", "coefficient", -1, 1, "44-5.10"},
    {K::futures_inflation_on_wage, "futures.inflation_on_wage", "物价涨幅偏离对上年工资增长偏离的系数", "departure of inflation per departure of wage growth the year before", "coefficient", -1, 1, "44-5.10"},
    {K::futures_inflation_on_inflation, "futures.inflation_on_inflation", "物价涨幅偏离对上年物价涨幅偏离的系数", "departure of inflation per departure of inflation the year before", "coefficient", -1, 1, "44-5.10"},
    {K::futures_inflation_on_interest, "futures.inflation_on_interest", "物价涨幅偏离对上年利率偏离的系数", "departure of inflation per departure of interest the year before", "coefficient", -1, 1, "44-5.10"},
    {K::futures_interest_on_wage, "futures.interest_on_wage", "利率偏离对上年工资增长偏离的系数", "departure of interest per departure of wage growth the year before", "coefficient", -1, 1, "44-5.10"},
    {K::futures_interest_on_inflation, "futures.interest_on_inflation", "利率偏离对上年物价涨幅偏离的系数", "departure of interest per departure of inflation the year before", "coefficient", -1, 1, "44-5.10"},
    {K::futures_interest_on_interest, "futures.interest_on_interest", "利率偏离对上年利率偏离的系数", "departure of interest per departure of interest the year before", "coefficient", -1, 1, "44-5.10"},
    {K::futures_wage_sd, "futures.wage_sd", "工资增长年度扰动标准差", "wage growth: standard deviation of a year's shock", "a year", 0, 0.2, "44-5.10"},
    {K::futures_inflation_sd, "futures.inflation_sd", "物价涨幅年度扰动标准差", "inflation: standard deviation of a year's shock", "a year", 0, 0.2, "44-5.10"},
    {K::futures_interest_sd, "futures.interest_sd", "利率年度扰动标准差", "interest: standard deviation of a year's shock", "a year", 0, 0.2, "44-5.10"},
    {K::futures_wage_inflation_correlation, "futures.wage_inflation_correlation", "工资增长与物价涨幅扰动的相关系数", "correlation of the year's shocks of wage growth and inflation", "correlation", -0.99, 0.99, "44-5.10"},
    {K::futures_wage_interest_correlation, "futures.wage_interest_correlation", "工资增长与利率扰动的相关系数", "correlation of the year's shocks of wage growth and interest", "correlation", -0.99, 0.99, "44-5.10"},
    {K::futures_inflation_interest_correlation, "futures.inflation_interest_correlation", "物价涨幅与利率扰动的相关系数", "correlation of the year's shocks of inflation and interest", "correlation", -0.99, 0.99, "44-5.10"},
    {K::futures_entry_persistence, "futures.entry_persistence", "新参保偏离的持续性", "take-up of insurance: share of a departure that lasts into the next year", "share", 0, 0.999, "44-3.1"},
    {K::futures_entry_sd, "futures.entry_sd", "新参保全市年度扰动标准差", "take-up of insurance: standard deviation of a year's shock to the whole city", "log", 0, 2, "44-3.1"},
    {K::futures_entry_unit_sd, "futures.entry_unit_sd", "新参保各单位年度扰动标准差", "take-up of insurance: standard deviation of a year's shock to a unit alone", "log", 0, 2, "44-3.1"},
    {K::futures_collection_persistence, "futures.collection_persistence", "征缴率偏离的持续性", "collection rate: share of a departure that lasts into the next year", "share", 0, 0.999, "44-3.9"},
    {K::futures_collection_sd, "futures.collection_sd", "征缴率全市年度扰动标准差", "collection rate: standard deviation of a year's shock to the whole city", "logit", 0, 2, "44-3.9"},
    {K::futures_collection_unit_sd, "futures.collection_unit_sd", "征缴率各单位年度扰动标准差", "collection rate: standard deviation of a year's shock to a unit alone", "logit", 0, 2, "44-3.9"},
    {K::futures_migration_persistence, "futures.migration_persistence", "净迁移率偏离的持续性", "net migration: share of a departure that lasts into the next year", "share", 0, 0.999, "44-1.2"},
    {K::futures_migration_sd, "futures.migration_sd", "净迁移率全市年度扰动标准差", "net migration: standard deviation of a year's shock to the whole city", "a year", 0, 0.1, "44-1.2"},
    {K::futures_migration_unit_sd, "futures.migration_unit_sd", "净迁移率各单位年度扰动标准差", "net migration: standard deviation of a year's shock to a unit alone", "a year", 0, 0.1, "44-1.2"},
    {K::futures_increase_on_wages, "futures.increase_on_wages", "养老金调整随上年工资增长偏离的比例", "pension increase follows last year's departure of wage growth", "share", 0, 1, "44-2.13"},
    {K::futures_increase_on_prices, "futures.increase_on_prices", "养老金调整随上年物价偏离的比例", "pension increase follows last year's departure of inflation", "share", 0, 1, "44-2.13"},
    {K::futures_account_on_interest, "futures.account_on_interest", "记账利率随利率偏离的比例", "bookkeeping rate follows the departure of interest", "share", 0, 2, "44-4.1"},
    {K::futures_revenue_on_wages, "futures.revenue_on_wages", "财政收入增长随工资增长偏离的比例", "growth of budget revenue follows the departure of wage growth", "share", -2, 2, "44-5.4"},
    {K::futures_parameters, "futures.parameters", "参数不确定性", "means are uncertain too", "choice", 0, 1, "44-1.2", kChoice, {"off", "on"}},
    {K::futures_drift_mortality_sd, "futures.drift_mortality_sd", "死亡率指数漂移的标准误", "standard error of the drift of the mortality index", "k a year", 0, 10, "44-1.2"},
    {K::futures_drift_wage_sd, "futures.drift_wage_sd", "平均工资增长率的标准误", "standard error of mean wage growth", "a year", 0, 0.05, "44-5.10"},
    {K::futures_drift_fertility_sd, "futures.drift_fertility_sd", "长期生育水平的标准误", "standard error of long-run fertility", "log", 0, 1, "44-1.2"},
    {K::futures_small_units, "futures.small_units", "小单位的随机波动", "chance of deaths and entries in small units", "choice", 0, 1, "44-1.2", kChoice, {"off", "on"}},
  };
}
// clang-format on

std::vector<KnobRow> all_rows() {
  std::vector<KnobRow> rows;
  const auto add = [&rows](KnobUse use, std::vector<KnobRow> part) {
    for (KnobRow& row : part) row.use = use;
    rows.insert(rows.end(), part.begin(), part.end());
  };
  for (auto part :
       {contribution_rows(), economy_rows(), benefit_rows(), population_rows(), stream_rows(), enforcement_rows()})
    add(KnobUse::members, std::move(part));
  for (auto part : {fiscal_rows(), regime_rows()}) add(KnobUse::settlement, std::move(part));
  add(KnobUse::futures, futures_rows());
  constexpr std::array kOfFundsAlone{K::fund_interest, K::revenue_growth};  // of the economy's
  constexpr std::array kCityWide{
      K::inflation, K::fund_interest, K::reference_wage, K::market_wage, K::external_money, K::short_rule,
      K::pool_topup, K::short_tolerance, K::over_tolerance, K::limited_pool, K::deadline_months, K::subsidy_rule,
      K::gap_share, K::fixed_index, K::adjustment_basis, K::ratio_basis, K::special_weight_extra,
      K::special_weight_saved, K::special_weight_own, K::special_cap_share, K::plan_method, K::plan_stretch,
      // one for the province or the city by law
      K::wage_growth, K::base_growth, K::province_base, K::urban_income, K::reference_pension, K::reference_years,
      K::reference_share_70, K::reference_turnover, K::increase_rate, K::increase_fixed_share, K::increase_years_share,
      K::increase_own_share, K::increase_tilt_share, K::increase_form, K::published_fixed, K::published_per_year,
      K::published_own_share, K::published_tilt, K::tilt_age, K::survivor_cap, K::survivor_floor, K::limited_base,
      K::limited_further, K::limited_from, K::limited_share, K::unpaid, K::special_lag, K::tier_reading, K::ratio_lag,
      K::ratio_date, K::special_cap, K::over_excludes, K::regime, K::upload_rate, K::upload_wage_share, K::handout,
      K::national_transfer, K::reward_city_pool, K::reward_weight_completion, K::reward_weight_execution,
      K::reward_weight_coverage, K::reward_execution_tolerance, K::reward_coverage_target, K::reward_on_time_least,
      K::response, K::response_without, K::response_with};
  const auto among = [](const auto& knobs, K knob) {
    return std::find(knobs.begin(), knobs.end(), knob) != knobs.end();
  };
  for (KnobRow& row : rows) {
    if (among(kOfFundsAlone, row.id)) row.use = KnobUse::settlement;
    row.city_wide = row.use == KnobUse::futures || among(kCityWide, row.id);
    row.of_opening = row.id == K::index_scale;
  }
  std::sort(rows.begin(), rows.end(), [](const KnobRow& a, const KnobRow& b) { return a.id < b.id; });
  return rows;
}

}  // namespace

const std::vector<KnobRow>& knob_catalogue() {
  static const std::vector<KnobRow> rows = all_rows();
  return rows;
}

const KnobRow& row(Knob knob) { return knob_catalogue()[static_cast<std::size_t>(knob)]; }

std::string_view choice_name(Knob knob, int choice) { return row(knob).choices[static_cast<std::size_t>(choice)]; }

int choice_index(Knob knob, std::string_view name) {
  const auto& choices = row(knob).choices;
  return static_cast<int>(std::find(choices.begin(), choices.end(), name) - choices.begin());
}

std::optional<Knob> find_knob(std::string_view key) {
  for (const KnobRow& r : knob_catalogue())
    if (r.key == key) return r.id;
  return std::nullopt;
}

}  // namespace ballast
