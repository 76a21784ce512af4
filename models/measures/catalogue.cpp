#include "models/measures/catalogue.hpp"

namespace ballast {

namespace {

using enum Measure;
using enum Aggregation;

constexpr std::string_view kExact = "exact";  // of what the formula names: what that is not, it is not either
constexpr std::string_view kInExpectation = "exact in expectation";
// What contains new awards: minimum years are tested as if people spread evenly within a year of service (up to 2 %),
// the transitional pension rests on one correlation factor per cohort (κ, within 0.5 % of new awards): docs/limits.md.
constexpr std::string_view kNearly = "approximation ≤ 2 %";

constexpr std::array<MeasureRow, kMeasures> kRows{{
    {contributors, "contributors", "参保职工人数", "Insured active members", "person",
     "contributing_end + suspended_end", "年末缴费人数 + 年末中断缴费人数", sum, kInExpectation},
    {payers, "payers", "缴费人数", "Paying members", "person", "contributing_end", "年末缴费人数", sum, kInExpectation},
    {suspended, "suspended", "中断缴费人数", "Suspended members", "person", "suspended_end", "年末中断缴费人数", sum,
     kInExpectation},
    {retirees, "retirees", "离退休人数", "Retirees", "person", "retired_end", "年末离退休人数", sum, kInExpectation},
    {new_retirees, "new_retirees", "新增退休人数", "New retirees", "person",
     "retired_statutory + retired_flexible_early + retired_flexible_late + early_retirees + "
     "illness_benefit_to_retired",
     "到龄退休 + 弹性提前 + 弹性延迟 + 提前退休 + 病残津贴转退休", sum, kInExpectation},
    {early_retirees, "early_retirees", "提前退休人数", "Early retirees", "person",
     "early_special + early_illness + early_irregular; illness benefits, which take the place of illness, are not "
     "counted",
     "特殊工种 + 因病 + 违规提前退休人数；替代因病退休的病残津贴不计入", sum, kInExpectation},
    {early_special, "early_special", "特殊工种提前退休人数", "Early retirees: special work", "person",
     "retired_special", "当年特殊工种退休人数", sum, kInExpectation},
    {early_illness, "early_illness", "因病提前退休人数", "Early retirees: illness", "person",
     "retired_illness: 0 once the illness benefit has taken its place", "当年因病退休人数；改领病残津贴后为0", sum,
     kInExpectation},
    {early_irregular, "early_irregular", "违规提前退休人数", "Early retirees: irregular approval", "person",
     "retired_irregular", "当年违规审批退休人数", sum, kInExpectation},
    {flexible_early, "flexible_early", "弹性提前退休人数", "Flexible early retirees", "person",
     "retired_flexible_early", "当年弹性提前退休人数", sum, kInExpectation},
    {flexible_late, "flexible_late", "弹性延迟退休人数", "Flexible late retirees", "person", "retired_flexible_late",
     "当年弹性延迟退休人数", sum, kInExpectation},
    {early_retirement_share, "early_retirement_share", "提前退休占比", "Early retirement share", "1",
     "early_retirees / new_retirees", "提前退休人数 ÷ 新增退休人数", ratio, kInExpectation},
    {flexible_early_share, "flexible_early_share", "弹性提前退休占比", "Flexible early share", "1",
     "flexible_early / new_retirees", "弹性提前退休人数 ÷ 新增退休人数", ratio, kInExpectation},
    {entrants, "entrants", "新参保人数", "New members", "person", "entrants", "当年新参保人数", sum, kInExpectation},
    {support_ratio, "support_ratio", "抚养比（参保职工/离退休）", "Support ratio (insured per retiree)", "1",
     "contributors / retirees", "参保职工人数 ÷ 离退休人数", ratio, kInExpectation},
    {dependency_ratio, "dependency_ratio", "制度赡养率（离退休/参保职工）",
     "System dependency ratio (retirees per insured)", "1", "retirees / contributors", "离退休人数 ÷ 参保职工人数",
     ratio, kInExpectation},
    {paying_share, "paying_share", "参保缴费率", "Paying share", "1", "payers / contributors",
     "缴费人数 ÷ 参保职工人数", ratio, kInExpectation},
    {collection_rate, "collection_rate", "征缴率", "Collection rate", "1",
     "(contributions_unit + contributions_individual + contributions_flexible) / contributions_due",
     "（单位 + 个人 + 灵活就业人员缴费）÷ 应缴", ratio, kInExpectation},
    {plan_completion, "plan_completion", "征缴计划完成率", "Plan completion", "1", "contributions / plan_income",
     "保险费收入 ÷ 征缴计划", ratio, kExact},
    {base_ratio, "base_ratio", "缴费基数比", "Contribution base ratio", "1",
     "contribution_base / market_wage_bill (employees)", "缴费基数 ÷ 市场工资总额（职工）", ratio, kInExpectation},
    {replacement_rate, "replacement_rate", "养老金替代率（全体，对当年市场工资）",
     "Replacement rate (all retirees, market wage of the year)", "1", "average_pension / market wage",
     "月人均养老金 ÷ 当年市场工资", ratio, kNearly},
    {replacement_rate_reference, "replacement_rate_reference", "养老金替代率（全体，对缴费基数参照工资）",
     "Replacement rate (all retirees, reference wage of the year)", "1", "average_pension / reference wage",
     "月人均养老金 ÷ 当年缴费基数参照工资", ratio, kNearly},
    {replacement_rate_new, "replacement_rate_new", "养老金替代率（新退休，对当年市场工资）",
     "Replacement rate (new retirees, market wage of the year)", "1", "average_pension_new / market wage",
     "新退休人员月人均养老金 ÷ 当年市场工资", ratio, kNearly},
    {average_pension, "average_pension", "月人均养老金", "Average pension", "yuan/month",
     "(pension_annual_end − illness_benefit_annual_end) / 12 / retirees",
     "（年末养老金年额 − 其中病残津贴）÷ 12 ÷ 离退休人数", ratio, kNearly},
    {average_pension_new, "average_pension_new", "新退休人员月人均养老金", "Average new award", "yuan/month",
     "new_award_pension / (new_retirees + illness_benefit_new − illness_limited_new − illness_benefit_to_retired)",
     "新核定养老金 ÷（新增退休 + 新领病残津贴 − 年限不足者 − 病残津贴转退休）", ratio, kNearly},
    {payg_rate, "payg_rate", "现收现付成本率", "Pay-as-you-go rate", "1",
     "expenditure / (contribution_base + contribution_base_flexible)",
     "基金支出 ÷（职工缴费基数 + 灵活就业人员缴费基数）", ratio, kNearly},
    {effective_increase, "effective_increase", "调待实际增幅", "Effective increase of pensions", "1",
     "increase of the year / pensions in payment at 31 December t − 1", "当年调待额 ÷ 上年末在发养老金", ratio,
     kInExpectation},
    {contributions, "contributions", "保险费收入", "Contribution income", "yuan",
     "contributions_unit + contributions_individual + contributions_flexible + contributions_arrears + "
     "contributions_makeup",
     "单位缴费 + 个人缴费 + 灵活就业人员缴费 + 清欠收入 + 一次性补缴", sum, kInExpectation},
    {other_income, "other_income", "其他收入（不含利息）", "Other income without interest", "yuan",
     "late_fees + transfers_in + false_claims_recovered", "滞纳金 + 转移收入 + 追回冒领", sum, kInExpectation},
    {interest, "interest", "利息收入", "Interest", "yuan",
     "i · max(0, fund_balance(t−1) + ½·(contributions + other_income + subsidy_total + central net − levy − "
     "expenditure)); "
     "city pool: i · max(0, fund_balance(t−1) + ½·(levy + external_money − subsidies claimed))",
     "i · max(0, 上年末累计结余 + ½·（保险费收入 + 其他收入 + 补助合计 + 中央调剂净额 − 上解 − 支出）)；"
     "市级统筹：i · max(0, 上年末累计结余 + ½·（上解 + 中央和省级补助 − 各单位应得补助）)",
     sum, kExact},
    {income, "income", "基金收入", "Income", "yuan",
     "contributions + other_income + interest + subsidy_total + pool_topup + treasury_on_time + withheld + advance + "
     "central_handout + national_transfer; "
     "city pool: interest + levy + external_money + advance_repaid + unified_surplus + provincial_backing; "
     "whole city: Σ − transfers_between",
     "保险费收入 + 其他收入 + 利息 + 补助合计 + 市级统筹补足 + 财政按时到位 + 扣减 + 垫付 + 中央调剂拨付 + "
     "全国统筹调剂；市级统筹：利息 + 上解 + 中央和省级补助 + 归还垫付 + 结余上解 + 省级统筹调入；全市：合计 − "
     "单位与市级统筹之间往来",
     sum, kExact},
    {expenditure, "expenditure", "基金支出", "Expenditure", "yuan",
     "pensions + illness benefit + grants + refunds + transfers out + false claims",
     "养老金 + 病残津贴 + 丧葬抚恤 + 账户返还 + 转移支出 + 冒领", sum, kNearly},
    {levy, "levy", "上解市级统筹", "Levy to the city pool", "yuan", "levy rate · contributions",
     "上解比例 · 保险费收入", sum, kExact},
    {external_money, "external_money", "中央和省级补助", "Provincial and central money", "yuan",
     "dated data, received by the city pool", "按年份给定，拨入市级统筹", sum, kExact},
    {transfers_between, "transfers_between", "单位与市级统筹之间往来", "Transfers between the unit and the pool",
     "yuan", "subsidy_total + pool_topup + advance + levy + advance_repaid + unified_surplus",
     "补助合计 + 市级统筹补足 + 垫付 + 上解 + 归还垫付 + 结余上解", sum, kExact},
    {current_balance, "current_balance", "当期结余", "Current balance", "yuan", "fund_balance(t) − fund_balance(t−1)",
     "累计结余(t) − 累计结余(t−1)", sum, kExact},
    {fund_balance, "fund_balance", "累计结余", "Fund balance at 31 December", "yuan", "closing balance of the ledger",
     "总账年末余额", sum, kExact},
    {reserve_floor, "reserve_floor", "最低支付储备", "Reserve floor", "yuan", "balance that must not be used",
     "不得动用的结余", sum, kExact},
    {payable_months, "payable_months", "可支付月数", "Payable months", "month", "12 · fund_balance / expenditure",
     "12 · 累计结余 ÷ 基金支出", ratio, kNearly},
    {plan_income, "plan_income", "征缴计划", "Collection plan", "yuan", "plan.method", "按 plan.method 编制", sum,
     kExact},
    {budget_expenditure, "budget_expenditure", "预算支出", "Budgeted expenditure", "yuan", "plan.method",
     "按 plan.method 编制", sum, kExact},
    {budget_gap, "budget_gap", "预算收支缺口", "Budget gap", "yuan",
     "max(0, budget_expenditure + planned levy − plan_income − planned other income)",
     "max(0, 预算支出 + 计划上解 − 征缴计划 − 计划其他收入)", sum, kExact},
    {ex_ante_gap, "ex_ante_gap", "补助和结余之后的预算缺口", "Budget gap after subsidies and usable balance", "yuan",
     "max(0, budget_gap − subsidy_total − usable balance); unified regimes: regime.local_share of it",
     "max(0, 预算收支缺口 − 补助合计 − 可动用结余)；统收统支下：其中 regime.local_share 部分", sum, kExact},
    {budget_lacking, "budget_lacking", "预算赤字（财政无力安排部分）", "Budget deficit the treasury cannot bear",
     "yuan", "max(0, ex_ante_gap − fiscal.treasury_cap · general revenue)",
     "max(0, 补助和结余之后的预算缺口 − fiscal.treasury_cap · 一般公共预算收入)", sum, kExact},
    {need, "need", "当年基金缺口", "Need", "yuan",
     "max(0, expenditure + levy − contributions − other_income − interest − subsidy_total − central net)",
     "max(0, 支出 + 上解 − 保险费收入 − 其他收入 − 利息 − 补助合计 − 中央调剂净额)", sum, kExact},
    {gap_short, "gap_short", "未完成征缴计划形成的缺口", "Gap from uncollected contributions", "yuan",
     "44-2.7: fiscal.short_rule; full: need − max(0, need − max(0, plan_income − contributions beyond tolerance))",
     "44-2.7：fiscal.short_rule；full：缺口 − max(0, 缺口 − (征缴计划 − 保险费收入)中超出容许幅度的部分)", sum, kExact},
    {gap_over, "gap_over", "超支形成的缺口", "Gap from overspending", "yuan",
     "44-2.8: min(max(0, expenditure − excluded lines − budget_expenditure beyond tolerance), need − gap_short)",
     "44-2.8：min((基金支出 − 不计超支部分 − 预算支出)中超出容许幅度的部分, 缺口 − 未完成征缴计划形成的缺口)", sum,
     kExact},
    {gap_structural, "gap_structural", "结构性缺口", "Structural gap", "yuan", "need − gap_short − gap_over",
     "缺口 − 未完成征缴计划形成的缺口 − 超支形成的缺口", sum, kExact},
    {from_balance, "from_balance", "动用累计结余", "Taken from the balance", "yuan", "waterfall: the balance's part",
     "缺口由结余承担的部分", sum, kExact},
    {pool_topup, "pool_topup", "市级统筹补足", "Top-up by the pool", "yuan",
     "fiscal.pool_topup; unified regimes: structural gap less balance and local share",
     "fiscal.pool_topup；统收统支下：结构性缺口减结余和地方分担", sum, kExact},
    {subsidy_share_of_gap, "subsidy_share_of_gap", "按缺口比例补助", "Subsidy as a share of the budget gap", "yuan",
     "subsidy.gap_share · budget_gap, cut to the pool's means",
     "subsidy.gap_share · 预算收支缺口，以市级统筹现有资金为限", sum, kExact},
    {subsidy_fixed, "subsidy_fixed", "定额补助", "Fixed subsidy", "yuan",
     "share-of-gap subsidy of the subsidies' base year · factor · index, cut to the pool's means",
     "补助基年的按缺口比例补助 · 系数 · 指数，以市级统筹现有资金为限", sum, kExact},
    {subsidy_adjustment, "subsidy_adjustment", "调标补助", "Adjustment subsidy", "yuan",
     "tier(support ratio of t−1, or as subsidy.ratio_lag says) · increase still in payment, or as "
     "subsidy.adjustment_basis says, cut to the pool's means",
     "档次（上年抚养比，或依 subsidy.ratio_lag）· 仍在支付的调待增支（或依 "
     "subsidy.adjustment_basis），以市级统筹现有资金为限",
     sum, kExact},
    {subsidy_special, "subsidy_special", "专项补助", "Special subsidy", "yuan",
     "min(cap, w₁·contributions above plan + w₂·spending below budget + w₃·treasury money on time) of t−1, or as "
     "special.lag says, cut to the pool's means",
     "min(封顶, w₁·增收 + w₂·节支 + w₃·按时到位的同级财政资金)（上年，或依 special.lag），以市级统筹现有资金为限", sum,
     kExact},
    {subsidy_total, "subsidy_total", "补助合计", "Subsidies", "yuan",
     "subsidy_share_of_gap + subsidy_fixed + subsidy_adjustment + subsidy_special",
     "按缺口比例补助 + 定额补助 + 调标补助 + 专项补助", sum, kExact},
    {treasury, "treasury", "应由财政承担（含上年欠拨）", "Owed by the treasury", "yuan",
     "treasury_short + treasury_over + treasury_structural + receivable(t−1)",
     "少收 + 超支 + 结构性缺口（财政部分）+ 上年欠拨", sum, kExact},
    {treasury_short, "treasury_short", "财政承担：少收", "Treasury: uncollected contributions", "yuan",
     "plan_income − contributions beyond tolerance: in full, or its part of the gap (fiscal.short_rule)",
     "(征缴计划 − 保险费收入)中超出容许幅度的部分：全额，或其形成的缺口（fiscal.short_rule）", sum, kExact},
    {treasury_over, "treasury_over", "财政承担：超支", "Treasury: overspending", "yuan",
     "gap_over less what the balance paid", "超支形成的缺口减结余承担部分", sum, kExact},
    {treasury_structural, "treasury_structural", "财政承担：结构性缺口", "Treasury: structural gap", "yuan",
     "gap_structural less top-up and what the balance paid", "结构性缺口减市级统筹补足和结余承担部分", sum, kExact},
    {treasury_of_year, "treasury_of_year", "财政承担", "Treasury: arising in the year", "yuan",
     "treasury_short + treasury_over + treasury_structural", "少收 + 超支 + 结构性缺口（财政部分）", sum, kExact},
    {treasury_on_time, "treasury_on_time", "财政按时到位", "Treasury money paid on time", "yuan",
     "on-time share · treasury", "按时到位比例 · 应由财政承担", sum, kExact},
    {withheld, "withheld", "结算资金扣减", "Withheld from settlement", "yuan",
     "min(treasury − treasury_on_time, settlement owed by the city)", "min(应由财政承担 − 按时到位, 市对县区结算资金)",
     sum, kExact},
    {receivable, "receivable", "财政欠拨", "Receivable from the treasury", "yuan",
     "treasury − treasury_on_time − withheld", "应由财政承担 − 按时到位 − 扣减", sum, kExact},
    {advance, "advance", "市级统筹垫付", "Advance by the pool", "yuan",
     "pensions the unit cannot pay, as far as the pool's means go", "单位无力发放的待遇，以市级统筹现有资金为限", sum,
     kExact},
    {advance_repaid, "advance_repaid", "归还垫付", "Advances repaid", "yuan",
     "after benefit arrears, from the first cash of later years", "以后年度有资金时，在补发拖欠待遇之后首先归还", sum,
     kExact},
    {benefit_arrears, "benefit_arrears", "待遇拖欠", "Benefit arrears", "yuan",
     "pensions neither the unit nor the pool could pay, outstanding at 31 December",
     "单位和市级统筹均无力发放、年末仍未发放的待遇", sum, kExact},
    {central_upload, "central_upload", "中央调剂上解", "Upload to the central adjustment fund", "yuan",
     "fiscal.regime = national: rate · share · mean wage(t−1) · should_be_insured(t−1)",
     "fiscal.regime = national：费率 · 份额 · 上年平均工资 · 上年应参保人数", sum, kExact},
    {central_handout, "central_handout", "中央调剂拨付", "Hand-out of the central adjustment fund", "yuan",
     "fiscal.regime = national: central.handout · retirees(t−1)",
     "fiscal.regime = national：central.handout · 上年离退休人数", sum, kExact},
    {national_transfer, "national_transfer", "全国统筹调剂", "Transfer under national pooling", "yuan",
     "fiscal.regime = national: national.transfer · retirees(t−1)",
     "fiscal.regime = national：national.transfer · 上年离退休人数", sum, kExact},
    {unified_surplus, "unified_surplus", "结余上解（统收统支）", "Surplus that goes up under unified payment", "yuan",
     "unified regimes: closing balance beyond what the unit held before them, less what it used of it",
     "统收统支下：年末结余超出原有结余（减已动用）的部分", sum, kExact},
    {provincial_backing, "provincial_backing", "省级统筹调入", "Money the province brings under unified payment",
     "yuan", "city pool: what supports and advances ask beyond the pool's means",
     "市级统筹：补足和垫付超出其现有资金的部分", sum, kExact},
    {provincial_surplus, "provincial_surplus", "上解省级统筹", "Surplus of the pool that goes up to the province",
     "yuan", "city pool: the year's net inflow under unified payment", "市级统筹：统收统支下当年净流入", sum, kExact},
    {reward_score, "reward_score", "考核得分", "Score of collection and budget execution", "1",
     "w₁·completion + w₂·execution + w₃·growth of insured members of t − 1 over reward.coverage_target; 0 where "
     "treasury money was late",
     "w₁·完成率 + w₂·执行率 + w₃·扩面得分（上年参保人数增长率 ÷ reward.coverage_target）；财政资金逾期的为0", none,
     kExact},
    {reward_city, "reward_city", "市级奖励（基金外）", "Reward paid by the city, outside the fund", "yuan",
     "reward.city_pool · score·w / Σ score·w", "reward.city_pool · 得分·w ÷ Σ 得分·w", sum, kExact},
    {reward_county, "reward_county", "本级奖励（基金外）", "Reward paid by the unit, outside the fund", "yuan",
     "reward.county_rate · contributions(t−1) where the plan of t − 1 was completed",
     "reward.county_rate · 上年保险费收入，限上年完成计划的", sum, kExact},
    {should_be_insured, "should_be_insured", "应参保人数", "Who should be insured", "person", "should_be_insured_end",
     "年末应参保人数", sum, kInExpectation},
    {coverage_rate, "coverage_rate", "参保覆盖率", "Coverage", "1", "contributors / should_be_insured",
     "参保职工人数 ÷ 应参保人数", ratio, kInExpectation},
    {fiscal_burden, "fiscal_burden", "财政负担率", "Fiscal burden", "1",
     "(treasury_on_time + withheld) / general revenue", "（财政按时到位 + 扣减）÷ 一般公共预算收入", ratio, kExact},
    {increase_first_year, "increase_first_year", "当年调待新增支出", "First-year cost of the year's increase", "yuan",
     "Σ increase of t · months paid", "Σ 当年调待额 · 支付月数", sum, kInExpectation},
    {increase_surviving, "increase_surviving", "补助基年以来历次调待仍在支付的增支",
     "Increases since the subsidies’ base year in payment", "yuan", "Σ surviving increases · months paid",
     "Σ 补助基年以来仍在支付的历次调待额 · 支付月数", sum, kInExpectation},
    {account_from_pool, "account_from_pool", "统筹支付的个人账户养老金", "Account pensions paid by the pooled fund",
     "yuan", "pension_account_from_pool", "个人账户用完后由统筹支付的账户养老金", sum, kNearly},
    {deemed_years_cost, "deemed_years_cost", "视同缴费年限成本", "Cost of deemed years in new awards", "yuan",
     "12·(½·r₁·(P + C)·v + transitional) of the year's awards with an account pension but those of buyers, r₁ = "
     "benefit.basic_rate",
     "12·（½·r₁·（P + C）·v + 过渡性养老金），当年新核定且有个人账户养老金者，补缴者除外，r₁ = benefit.basic_rate", sum,
     kNearly},
    {account_balances, "account_balances", "个人账户记账额", "Individual account balances", "yuan", "account_end",
     "年末个人账户记账额", sum, kInExpectation},
    {arrears_stock, "arrears_stock", "累计欠费", "Stock of arrears", "yuan", "arrears_stock", "年末累计欠费", sum,
     kInExpectation},
    {premium_subsidy, "premium_subsidy", "就业困难人员社会保险补贴", "Premium subsidy, outside the fund", "yuan",
     "premium_subsidy", "就业困难人员社会保险补贴（基金外）", sum, kInExpectation},
    {early_contributions_lost, "early_contributions_lost", "提前退休少缴保险费（含弹性提前）",
     "Contributions lost to early retirement, flexible included", "yuan",
     "contributions_lost_(flexible + special + illness with new illness benefits + irregular)",
     "少缴保险费：弹性提前 + 特殊工种 + 因病（含新领病残津贴，其人数不计入退休）+ 违规", sum, kNearly},
    {early_months_gained, "early_months_gained", "提前退休多领月数（含弹性提前）",
     "Months of pension gained by early retirement, flexible included", "month",
     "months_gained_(flexible + special + illness with new illness benefits + irregular)",
     "多领月数：弹性提前 + 特殊工种 + 因病（含新领病残津贴，其人数不计入退休）+ 违规", sum, kNearly},
    {old_age_ratio, "old_age_ratio", "老年人口抚养比（60+/15—59）", "Old-age ratio (60+ per person aged 15 to 59)", "1",
     "population_60plus / population_15_59", "60岁及以上人口 ÷ 15—59岁人口", ratio, kInExpectation},
    {population, "population", "常住人口", "Population", "person", "population", "年末常住人口", sum, kInExpectation},
}};

consteval bool in_order() {
  for (int i = 0; i < kMeasures; ++i) {
    const MeasureRow& r = kRows[static_cast<std::size_t>(i)];
    if (static_cast<int>(r.id) != i || r.key.empty() || r.zh.empty() || r.en.empty() || r.formula.empty() ||
        r.formula_zh.empty())
      return false;
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

bool is_money(std::string_view unit) { return unit.starts_with("yuan"); }

std::optional<Measure> measure_from_key(std::string_view key) {
  for (const MeasureRow& candidate : kMeasureCatalogue)
    if (candidate.key == key) return candidate.id;
  return std::nullopt;
}

}  // namespace ballast
