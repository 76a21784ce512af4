#include "models/measures/catalogue.hpp"

namespace ballast {

namespace {

using enum Measure;
using enum Aggregation;

constexpr std::string_view kExact = "exact";
constexpr std::string_view kInExpectation = "exact in expectation";
// What contains new awards: minimum years are tested as if people spread evenly within a year of service (up to 2 %),
// the transitional pension rests on one correlation factor per cohort (κ, within 0.5 % of new awards): docs/limits.md.
constexpr std::string_view kNearly = "approximation ≤ 2 %";

constexpr std::array<MeasureRow, kMeasures> kRows{{
    {contributors, "contributors", "参保职工人数", "Insured active members", "person",
     "contributing_end + suspended_end", sum, kInExpectation},
    {payers, "payers", "缴费人数", "Paying members", "person", "contributing_end", sum, kInExpectation},
    {suspended, "suspended", "中断缴费人数", "Suspended members", "person", "suspended_end", sum, kInExpectation},
    {retirees, "retirees", "离退休人数", "Retirees", "person", "retired_end", sum, kInExpectation},
    {new_retirees, "new_retirees", "新增退休人数", "New retirees", "person",
     "retired_statutory + retired_flexible_early + retired_flexible_late + early_retirees + "
     "illness_benefit_to_retired",
     sum, kInExpectation},
    {early_retirees, "early_retirees", "提前退休人数", "Early retirees", "person",
     "early_special + early_illness + early_irregular", sum, kInExpectation},
    {early_special, "early_special", "特殊工种提前退休人数", "Early retirees: special work", "person",
     "retired_special", sum, kInExpectation},
    {early_illness, "early_illness", "因病提前退休人数", "Early retirees: illness", "person", "retired_illness", sum,
     kInExpectation},
    {early_irregular, "early_irregular", "违规提前退休人数", "Early retirees: irregular approval", "person",
     "retired_irregular", sum, kInExpectation},
    {flexible_early, "flexible_early", "弹性提前退休人数", "Flexible early retirees", "person",
     "retired_flexible_early", sum, kInExpectation},
    {flexible_late, "flexible_late", "弹性延迟退休人数", "Flexible late retirees", "person", "retired_flexible_late",
     sum, kInExpectation},
    {early_retirement_share, "early_retirement_share", "提前退休占比", "Early retirement share", "1",
     "early_retirees / new_retirees", ratio, kInExpectation},
    {flexible_early_share, "flexible_early_share", "弹性提前退休占比", "Flexible early share", "1",
     "flexible_early / new_retirees", ratio, kInExpectation},
    {entrants, "entrants", "新参保人数", "New members", "person", "entrants", sum, kInExpectation},
    {support_ratio, "support_ratio", "抚养比（参保职工/离退休）", "Support ratio (contributors per retiree)", "1",
     "contributors / retirees", ratio, kInExpectation},
    {dependency_ratio, "dependency_ratio", "制度赡养率（离退休/参保职工）",
     "System dependency ratio (retirees per contributor)", "1", "retirees / contributors", ratio, kInExpectation},
    {paying_share, "paying_share", "参保缴费率", "Paying share", "1", "payers / contributors", ratio, kInExpectation},
    {collection_rate, "collection_rate", "征缴率", "Collection rate", "1",
     "(contributions_unit + contributions_individual + contributions_flexible) / contributions_due", ratio,
     kInExpectation},
    {plan_completion, "plan_completion", "征缴计划完成率", "Plan completion", "1", "contributions / plan_income", ratio,
     kExact},
    {base_ratio, "base_ratio", "缴费基数比", "Contribution base ratio", "1",
     "contribution_base / market_wage_bill (employees)", ratio, kInExpectation},
    {replacement_rate, "replacement_rate", "养老金替代率（全体，对当年市场工资）",
     "Replacement rate (all retirees, market wage of the year)", "1", "average_pension / market wage", ratio, kNearly},
    {replacement_rate_reference, "replacement_rate_reference", "养老金替代率（全体，对缴费基准工资）",
     "Replacement rate (all retirees, reference wage of the year)", "1", "average_pension / reference wage", ratio,
     kNearly},
    {replacement_rate_new, "replacement_rate_new", "养老金替代率（新退休，对当年市场工资）",
     "Replacement rate (new retirees, market wage of the year)", "1", "average_pension_new / market wage", ratio,
     kNearly},
    {average_pension, "average_pension", "月人均养老金", "Average pension", "yuan/month",
     "(pension_annual_end − illness_benefit_annual_end) / 12 / retirees", ratio, kNearly},
    {average_pension_new, "average_pension_new", "新退休人员月人均养老金", "Average new award", "yuan/month",
     "new_award_pension / (new_retirees + illness_benefit_new − illness_limited_new − illness_benefit_to_retired)",
     ratio, kNearly},
    {payg_rate, "payg_rate", "现收现付成本率", "Pay-as-you-go rate", "1",
     "expenditure / (contribution_base + contribution_base_flexible)", ratio, kNearly},
    {effective_increase, "effective_increase", "调待实际增幅", "Effective increase of pensions", "1",
     "increase of the year / pensions in payment at 31 December t − 1", ratio, kInExpectation},
    {contributions, "contributions", "保险费收入", "Contribution income", "yuan",
     "contributions_unit + contributions_individual + contributions_flexible + contributions_arrears + "
     "contributions_makeup",
     sum, kInExpectation},
    {other_income, "other_income", "其他收入（不含利息）", "Other income without interest", "yuan",
     "late_fees + transfers_in + false_claims_recovered", sum, kInExpectation},
    {interest, "interest", "利息收入", "Interest", "yuan",
     "i · max(0, fund_balance(t−1) + ½·(contributions + other_income + subsidy_total + central net − levy − "
     "expenditure))",
     sum, kExact},
    {income, "income", "基金收入", "Income", "yuan",
     "contributions + other_income + interest + subsidy_total + pool_topup + treasury_on_time + withheld + advance + "
     "central_handout + national_transfer; "
     "市级统筹: interest + levy + external_money + advance_repaid + unified_surplus + provincial_backing; "
     "全市: Σ − transfers_between",
     sum, kExact},
    {expenditure, "expenditure", "基金支出", "Expenditure", "yuan",
     "pensions + illness benefit + grants + refunds + transfers out + false claims", sum, kNearly},
    {levy, "levy", "上解市级统筹", "Levy to the city pool", "yuan", "levy rate · contributions", sum, kExact},
    {external_money, "external_money", "省级及中央补助", "Provincial and central money", "yuan",
     "dated data, received by the city pool", sum, kExact},
    {transfers_between, "transfers_between", "单位与市级统筹之间往来", "Transfers between the unit and the pool",
     "yuan", "subsidy_total + pool_topup + advance + levy + advance_repaid + unified_surplus", sum, kExact},
    {current_balance, "current_balance", "当期结余", "Current balance", "yuan", "fund_balance(t) − fund_balance(t−1)",
     sum, kExact},
    {fund_balance, "fund_balance", "累计结余", "Fund balance at 31 December", "yuan", "closing balance of the ledger",
     sum, kExact},
    {reserve_floor, "reserve_floor", "储备金下限", "Reserve floor", "yuan", "balance that must not be used", sum,
     kExact},
    {payable_months, "payable_months", "可支付月数", "Payable months", "month", "12 · fund_balance / expenditure",
     ratio, kNearly},
    {plan_income, "plan_income", "征缴计划", "Collection plan", "yuan", "plan.method", sum, kExact},
    {budget_expenditure, "budget_expenditure", "预算支出", "Budgeted expenditure", "yuan", "plan.method", sum, kExact},
    {budget_gap, "budget_gap", "预算收支缺口", "Budget gap", "yuan",
     "max(0, budget_expenditure + planned levy − plan_income − planned other income)", sum, kExact},
    {ex_ante_gap, "ex_ante_gap", "补助和结余之后的预算缺口", "Budget gap after subsidies and usable balance", "yuan",
     "max(0, budget_gap − subsidy_total − usable balance)", sum, kExact},
    {budget_lacking, "budget_lacking", "预算赤字（财政无力安排部分）", "Budget deficit the treasury cannot bear",
     "yuan", "max(0, ex_ante_gap − fiscal.treasury_cap · general revenue)", sum, kExact},
    {need, "need", "当年基金缺口", "Need", "yuan",
     "max(0, expenditure + levy − contributions − other_income − interest − subsidy_total − central net)", sum, kExact},
    {gap_short, "gap_short", "未完成征缴计划形成的缺口", "Gap from uncollected contributions", "yuan",
     "44-2.7: fiscal.short_rule; full: need − max(0, need − (plan_income − contributions))", sum, kExact},
    {gap_over, "gap_over", "超支形成的缺口", "Gap from overspending", "yuan",
     "44-2.8: min(expenditure − budget_expenditure, need − gap_short)", sum, kExact},
    {gap_structural, "gap_structural", "结构性缺口", "Structural gap", "yuan", "need − gap_short − gap_over", sum,
     kExact},
    {from_balance, "from_balance", "动用累计结余", "Taken from the balance", "yuan", "waterfall: the balance's part",
     sum, kExact},
    {pool_topup, "pool_topup", "市级统筹补足", "Top-up by the pool", "yuan",
     "fiscal.pool_topup; unified regimes: structural gap less balance and local share", sum, kExact},
    {subsidy_share_of_gap, "subsidy_share_of_gap", "按缺口比例补助", "Subsidy as a share of the budget gap", "yuan",
     "subsidy.gap_share · budget_gap, cut to the pool's means", sum, kExact},
    {subsidy_fixed, "subsidy_fixed", "定额补助", "Fixed subsidy", "yuan",
     "base of the last share-of-gap year · factor · index, cut to the pool's means", sum, kExact},
    {subsidy_adjustment, "subsidy_adjustment", "调标补助", "Adjustment subsidy", "yuan",
     "tier(support ratio of t−1) · increase in payment, cut to the pool's means", sum, kExact},
    {subsidy_special, "subsidy_special", "专项补助", "Special subsidy", "yuan",
     "min(cap, w₁·extra + w₂·saved + w₃·own) of t−1, cut to the pool's means", sum, kExact},
    {subsidy_total, "subsidy_total", "补助合计", "Subsidies", "yuan",
     "subsidy_share_of_gap + subsidy_fixed + subsidy_adjustment + subsidy_special", sum, kExact},
    {treasury, "treasury", "财政承担", "Owed by the treasury", "yuan",
     "treasury_short + treasury_over + treasury_structural + receivable(t−1)", sum, kExact},
    {treasury_short, "treasury_short", "财政补足：未完成计划", "Treasury: uncollected contributions", "yuan",
     "plan_income − contributions beyond tolerance: in full, or its part of the gap (fiscal.short_rule)", sum, kExact},
    {treasury_over, "treasury_over", "财政承担：超支", "Treasury: overspending", "yuan",
     "gap_over less what the balance paid", sum, kExact},
    {treasury_structural, "treasury_structural", "财政承担：结构性缺口", "Treasury: structural gap", "yuan",
     "gap_structural less top-up and what the balance paid", sum, kExact},
    {treasury_on_time, "treasury_on_time", "财政按时到位", "Treasury money paid on time", "yuan",
     "on-time share · treasury", sum, kExact},
    {withheld, "withheld", "财政扣款", "Withheld from settlement", "yuan",
     "min(treasury − treasury_on_time, settlement owed by the city)", sum, kExact},
    {receivable, "receivable", "财政欠拨", "Receivable from the treasury", "yuan",
     "treasury − treasury_on_time − withheld", sum, kExact},
    {advance, "advance", "市级统筹垫付", "Advance by the pool", "yuan",
     "pensions the unit cannot pay, as far as the pool's means go", sum, kExact},
    {advance_repaid, "advance_repaid", "归还垫付", "Advances repaid", "yuan", "first charge of the next year", sum,
     kExact},
    {benefit_arrears, "benefit_arrears", "待遇拖欠", "Benefit arrears", "yuan",
     "pensions neither the unit nor the pool could pay, outstanding at 31 December", sum, kExact},
    {central_upload, "central_upload", "中央调剂上解", "Upload to the central adjustment fund", "yuan",
     "fiscal.regime = national: rate · share · mean wage(t−1) · should_be_insured(t−1)", sum, kExact},
    {central_handout, "central_handout", "中央调剂拨付", "Hand-out of the central adjustment fund", "yuan",
     "fiscal.regime = national: central.handout · retirees(t−1)", sum, kExact},
    {national_transfer, "national_transfer", "全国统筹调剂", "Transfer under national pooling", "yuan",
     "fiscal.regime = national: national.transfer · retirees(t−1)", sum, kExact},
    {unified_surplus, "unified_surplus", "结余上解（统收统支）", "Surplus that goes up under unified payment", "yuan",
     "unified regimes: closing balance beyond what the unit held before them, less what it used of it", sum, kExact},
    {provincial_backing, "provincial_backing", "省级统筹调入", "Money the province brings under unified payment",
     "yuan", "市级统筹: what supports and advances ask beyond the pool's means", sum, kExact},
    {provincial_surplus, "provincial_surplus", "上解省级统筹", "Surplus of the pool that goes up to the province",
     "yuan", "市级统筹: the year's net inflow under unified payment", sum, kExact},
    {reward_score, "reward_score", "考核得分", "Score of collection and budget execution", "1",
     "w₁·completion + w₂·execution + w₃·coverage of t − 1; 0 where treasury money was late", none, kExact},
    {reward_city, "reward_city", "市级奖励（基金外）", "Reward paid by the city, outside the fund", "yuan",
     "reward.city_pool · score·w / Σ score·w", sum, kExact},
    {reward_county, "reward_county", "县级奖励（基金外）", "Reward paid by the unit, outside the fund", "yuan",
     "reward.county_rate · contributions(t−1) where the plan of t − 1 was completed", sum, kExact},
    {should_be_insured, "should_be_insured", "应参保人数", "Who should be insured", "person", "should_be_insured_end",
     sum, kInExpectation},
    {coverage_rate, "coverage_rate", "参保覆盖率", "Coverage", "1", "contributors / should_be_insured", ratio,
     kInExpectation},
    {fiscal_burden, "fiscal_burden", "财政负担率", "Fiscal burden", "1",
     "(treasury_on_time + withheld) / general revenue", ratio, kExact},
    {increase_first_year, "increase_first_year", "当年调待新增支出", "First-year cost of the year's increase", "yuan",
     "Σ increase of t · months paid", sum, kInExpectation},
    {increase_surviving, "increase_surviving", "历次调待仍在支付的增支", "Increases since the base year in payment",
     "yuan", "Σ surviving increases · months paid", sum, kInExpectation},
    {account_from_pool, "account_from_pool", "统筹支付的个人账户养老金", "Account pensions paid by the pooled fund",
     "yuan", "pension_account_from_pool", sum, kNearly},
    {deemed_years_cost, "deemed_years_cost", "视同缴费年限成本", "Cost of deemed years in new awards", "yuan",
     "0.5 %·(P+C)·v + transitional", sum, kNearly},
    {account_balances, "account_balances", "个人账户记账额", "Individual account balances", "yuan", "account_end", sum,
     kInExpectation},
    {arrears_stock, "arrears_stock", "累计欠费", "Stock of arrears", "yuan", "arrears_stock", sum, kInExpectation},
    {premium_subsidy, "premium_subsidy", "困难群体缴费补贴", "Premium subsidy, outside the fund", "yuan",
     "premium_subsidy", sum, kInExpectation},
    {early_contributions_lost, "early_contributions_lost", "提前退休少缴保费（含弹性提前）",
     "Contributions lost to early retirement, flexible included", "yuan",
     "contributions_lost_(flexible + special + illness + irregular)", sum, kNearly},
    {early_months_gained, "early_months_gained", "提前退休多领月数（含弹性提前）",
     "Months of pension gained by early retirement, flexible included", "month",
     "months_gained_(flexible + special + illness + irregular)", sum, kNearly},
    {old_age_ratio, "old_age_ratio", "老年人口抚养比（60+/15—59）", "Old-age ratio (60+ per person aged 15 to 59)", "1",
     "population_60plus / population_15_59", ratio, kInExpectation},
    {population, "population", "常住人口", "Population", "person", "population", sum, kInExpectation},
}};

consteval bool in_order() {
  for (int i = 0; i < kMeasures; ++i) {
    const MeasureRow& r = kRows[static_cast<std::size_t>(i)];
    if (static_cast<int>(r.id) != i || r.key.empty() || r.zh.empty() || r.en.empty() || r.formula.empty()) return false;
  }
  return true;
}
static_assert(in_order(), "every measure has its row, in the order of the enumeration");

}  // namespace

const std::array<MeasureRow, kMeasures> kMeasureCatalogue = kRows;

const MeasureRow& row(Measure measure) { return kMeasureCatalogue[static_cast<std::size_t>(measure)]; }

std::string_view key(Aggregation aggregation) {
  constexpr std::array<std::string_view, 3> kKeys{"sum", "ratio", "none"};
  return kKeys[static_cast<std::size_t>(aggregation)];
}

bool is_money(const MeasureRow& row) { return row.unit.starts_with("yuan"); }

std::optional<Measure> measure_from_key(std::string_view key) {
  for (const MeasureRow& candidate : kMeasureCatalogue)
    if (candidate.key == key) return candidate.id;
  return std::nullopt;
}

}  // namespace ballast
