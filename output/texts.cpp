#include "output/texts.hpp"

#include <array>

namespace ballast {

namespace {

using enum Phrase;

struct Row {
  Phrase id;
  std::string_view zh, en;
};

constexpr std::array<Row, static_cast<std::size_t>(Phrase::count_)> kRows{{
    {headline_title, "{} —— 主要结果", "{} — headline"},
    {illustrative, "演示数据，非官方：{}", "Illustrative, not official: {}"},
    {set_besides, "另设参数：{}", "Set besides: {}"},
    {money_nominal, "金额为当年价格（名义值）。", "Money in prices of each year (nominal)."},
    {money_constant, "金额按{}年不变价格。", "Money in constant prices of {}."},
    {column_unit, "单位", "Unit"},
    {column_retirees, "离退休\n万人", "Retired\n10k"},
    {column_support, "抚养比", "Support"},
    {column_deficit, "首次当期\n收不抵支", "First\ndeficit"},
    {column_depletion, "结余\n用尽", "Run\ndry"},
    {column_peak_subsidy, "补助峰值\n亿元（年）", "Peak subsidy\n100m yuan"},
    {column_peak_treasury, "财政峰值\n亿元（年）", "Peak treasury\n100m yuan"},
    {headline_units, "离退休：{}年末人数。峰值：补助合计、财政承担金额最大的一年。",
     "Retired: at the end of {}. Peaks: the year in which subsidies, or the treasury's part, are largest."},
    {never, "—", "—"},
    {path_title, "{} 逐年情况（万人、{}）", "{} year by year (persons in 10k, money in {})"},
    {path_contributors, "参保职工", "Insured"},
    {path_retirees, "离退休人员", "Retired"},
    {path_support, "抚养比", "Support ratio"},
    {path_contributions, "保险费收入", "Contributions"},
    {path_other_income, "利息和其他", "Other, int."},
    {path_expenditure, "基金支出", "Expenditure"},
    {path_subsidy, "补助合计", "Subsidies"},
    {path_topup, "市级统筹补足", "Pool top-up"},
    {path_passed_up, "上解", "Passed up"},
    {path_central, "中央净拨", "Central net"},
    {path_treasury, "财政承担", "Treasury"},
    {path_balance, "累计结余", "Fund balance"},
    {path_constant, "  {}年价格", "  {} prices"},
    {path_months, "可支付月数", "Payable months"},
    {phase_history, "历史", "hist."},
    {phase_estimate, "估计", "est."},
    {phase_projection, "预测", "proj."},
    {legend_history, "历史：{}年末基期", "hist.: opening position at the end of {}"},
    {legend_estimate, "估计：{}年按已公布参数推算", "est.: {} under published values"},
    {legend_projection, "预测：{}年按假设推算", "proj.: {} under assumptions"},
    {explain_deficit, "首次当期收不抵支：不计补助和财政资金，支出首次超过收入的年份；“≤”：基期已是如此。",
     "First deficit: first year in which spending exceeds own income, before subsidies and treasury money; "
     "“≤”: the base year has one already."},
    {explain_depletion,
     "结余用尽：结余降至最低支付储备、须由财政承担的首个年份；{}以各单位合计判断。“—”表示到期末未发生。",
     "Run dry: first year with the balance at its floor and the treasury paying; {} by the sums of its units. "
     "“—” means not by the last year."},
    {explain_support, "抚养比：参保职工（含中断缴费）人数 ÷ 离退休人数。",
     "Support ratio: insured members (paying or suspended) per retiree."},
    {explain_subsidies,
     "补助合计：定额、调标、专项之和，以市级统筹现有资金为限；资金不足时只拨现有资金，其余由结余和财政承担。",
     "Subsidies: fixed, adjustment and special, as far as the city's pool has money; where it has too little, what it "
     "has is paid, and balances and treasuries bear the rest."},
    {explain_balanced, "各年预算均能平衡：补助、结余和市级统筹补足之后的预算缺口由财政承担。",
     "Every budget balances: what subsidies, balances and the pool leave open is for the treasuries."},
    {budget_lacks, "预算不能平衡，财政无力安排（fiscal.treasury_cap）：{}；最多在{}年，{}{}。",
     "Budgets that treasuries cannot balance (fiscal.treasury_cap): {}; most in {}, {} ({})."},
    {pensions_unpaid, "待遇未能足额发放：{}；累计欠发最多在{}年末，{}{}。",
     "Pensions not paid in full: {}; owed most at the end of {}, {} ({})."},
    {first_in, "{}（{}年首次）", "{} (first in {})"},
    {and_others, "另{}个单位", "{} other units"},
    {settle_stranger, "“{}”不是随附地区的单位，是否指“{}”？仍按所写名称办理决算。",
     "'{}' is no unit of the shipped place: is {} meant? It is settled under the name it has."},
    {explain_topup, "市级统筹补足：市级统筹在补助之外补足的缺口，统收统支下则代替补助；其余由结余和财政承担。",
     "Pool top-up: what the pool pays towards units' gaps beside subsidies, under unified payment in their place; "
     "balances and treasuries pay the rest."},
    {explain_passed_up, "上解：按比例上解市级统筹的资金和统收统支下上解的当年结余，不留在单位累计结余中。",
     "Passed up: the levy to the pool, and under unified payment what a unit has left of a year; neither stays in its "
     "balance."},
    {explain_central, "中央净拨：中央调剂拨付和全国统筹调剂减去中央调剂上解。",
     "Central net: hand-outs of the central adjustment fund and transfers of national pooling, less uploads."},
    {files_written, "结果文件在 {}", "Result files are in {}"},
    {files_of_before, "以下文件本次未写，属于以前的运算：{}",
     "Not written by this run, and left from an earlier one: {}"},
    {run_took, "{} 个方案，用时 {:.2f} 秒，内存峰值 {} MB", "Cases: {}; {:.2f} s; peak memory {} MB"},
    {ensemble_title, "{} —— 随机模拟{}次（随机种子{}{}）", "{} — futures: {} (seed {}{})"},
    {ensemble_antithetic, "，对偶抽样", ", antithetic: mirrored pairs"},
    {ensemble_sobol, "，Sobol 序列", ", Sobol sequence"},
    {ensemble_sobol_number, "Sobol 序列在次数为2的幂时分布最均匀，{}不是：宜取{}或{}次（docs/uncertainty.md）。",
     "Points of a Sobol sequence lie most evenly where their number is a power of two; {} is none: better {} or {} "
     "(docs/uncertainty.md)."},
    {ensemble_stopped, "中途停止：完成{}次，共要求{}次。", "Stopped early: finished {} of {}."},
    {ensemble_all_certain, "所求各年均为确定：随机偏离自{}年起，此前各次模拟相同，中位数与区间上下限为同一数值。",
     "Every year asked for is certain: no future departs before {}, so the median and both bounds are one number."},
    {ensemble_path, "{}：中位数和95%区间（万人；{}）",
     "{}: the median, and where 19 futures of 20 lie (10k persons; {})"},
    {ensemble_money_nominal, "{}，当年价格", "{}, prices of each year"},
    {ensemble_money_constant, "{}，{}年不变价格", "{}, prices of {}"},
    {ensemble_constant,
     "按{0}年不变价格，财政承担额各年合计：中位数 {1} {4}，95%区间 {2} 至 {3} {4}；ensemble --prices {0} "
     "时各行均按不变价格。",
     "In prices of {0}, calls on the treasury of all years together: median {1}, 95 % range {2} to {3} ({4}); ensemble "
     "--prices {0} shows every row in them."},
    {ensemble_risks, "各单位的风险", "What may happen to each unit"},
    {ensemble_dry, "至{}年\n结余用尽", "Fund\nused up\nby {}"},
    {ensemble_used_up_by, "结余用尽\n10·50·90%的模拟", "Fund\nused up\nin 10 · 50 ·\n90 % of futures"},
    {ensemble_first_call, "财政首次承担\n10·50·90%的模拟", "Treasury\nfirst called\non in 10 · 50 ·\n90 % of futures"},
    {ensemble_in_need, "{}年\n有缺口", "Needs\nmoney\nin {}"},
    {ensemble_never, "至{}年\n未承担", "No call\nby {}"},
    {ensemble_calls, "财政承担合计\n均值（{1}，\n{0}年价）", "Mean calls,\nall years\n{1}\nof {0}"},
    {ensemble_worst, "最不利5%\n均值（{1}，\n{0}年价）", "Mean of\nworst 5 %\n{1}\nof {0}"},
    {ensemble_certain, "{}年", "{}"},
    {ensemble_certain_calls, "其中{}年的财政承担为确定值，各次模拟相同：{}。",
     "Of these calls those of {} are certain, the same in every future: {}."},
    {ensemble_part, "{0} {1} {3}（合计 {2}）", "{0} {1} of {2} ({3})"},
    {ensemble_no_rows, "{}没有下列指标的数值：{}。", "{} has no values of: {}."},
    {ensemble_together, "{}年：各单位均无须财政承担的模拟占 {}，{}个单位均须承担的占 {}。",
     "Units called on in {}: none in {} of the futures, all {} in {}."},
    {ensemble_error, "上列年份的抽样误差（一个标准误）至多 ±{} 年。",
     "These years may be off by up to ±{} (one standard error)."},
    {ensemble_error_beyond, "在一个标准误之内，有的年份可能晚于{0}年或不出现。",
     "Within one standard error some of these years may lie beyond {0} or never come."},
    {ensemble_error_within, "在一个标准误之内，有的“—”可能落在{0}年以内。",
     "Within one standard error some — may be a year by {0}."},
    {ensemble_more, "其余所求指标见 --json，或用 --out 写成结果文件后 ballast export。",
     "The other measures asked for: --json, or --out and ballast export."},
    {ensemble_case_itself, "方案本身（不含随机偏离）：{}", "The case itself, without departures: {}"},
    {ensemble_missed_plans,
     "首次承担不论金额大小：完不成征缴计划的年份，少收部分也可能由财政承担（fiscal.short_rule），基金并不缺钱；"
     "基金是否缺钱看“有缺口”和“结余用尽”。",
     "A first call counts whatever its size: in a year that misses its plan the treasury may owe the shortfall "
     "(fiscal.short_rule) though the fund has money. “Needs money” and “used up” tell whether it lacks money."},
    {ensemble_error_unknown, "Sobol 序列的抽样误差不能由自身得出；换种子再算一次即可比较。",
     "A Sobol sequence cannot tell its own error: draw again with another seed and compare."},
    {ensemble_difference, "{}：{} 减 {}", "{}: {} less {}"},
    {ensemble_same_futures, "同一组随机模拟（种子{}）", "The same futures (seed {})"},
    {ensemble_same_draws, "随机数相同（种子{}），但{}不同，因此不是同一组模拟",
     "The same draws (seed {}) but not the same futures (they differ in {})"},
    {ensemble_other_futures, "两组模拟不同（{}；{}）", "Other futures ({}; {})"},
    {ensemble_drawn, "种子{}、{}、自{}年起", "seed {}, {}, from {} on"},
    {ensemble_drawn_independent, "独立抽样", "independent"},
    {ensemble_drawn_antithetic, "对偶抽样", "antithetic"},
    {ensemble_drawn_sobol, "Sobol 序列", "sobol"},
    {ensemble_with_errors, "、标准误（±）", ", standard error (±)"},
    {ensemble_one_by_one, "：逐次相减的均值{}和95%区间（万人；{}）。",
     ", one by one: mean{}, 95 % range (10k persons; {})."},
    {ensemble_front,
     "：取两者共有的前{}次（各有{}、{}次），逐次相减的均值{}和95%区间（万人；{}）；风险按各自全部模拟计。",
     ", the first {} of {} and of {}, which both hold, one by one: mean{}, 95 % range (10k persons; {}); risks are of "
     "all futures of each."},
    {ensemble_apart_errors, "，标准误（±）按各自独立抽样计", "; ±: standard error as of two independent draws"},
    {ensemble_apart, "：均值相减{}（万人；{}）。", ": mean less mean{} (10k persons; {})."},
    {ensemble_not_kept,
     "文件未都保留逐次结果，无法逐次相减：只要两方案在同一次模拟中同向变动，±就是上限，实际误差更小。"
     "用 --keep-paths 重新抽样即可逐次相减。",
     "Not both files keep what each future answered, so they cannot be taken one by one: as long as both cases fare "
     "well or badly in the same futures, ± is an upper bound and the error is smaller. To pair them, draw again with "
     "--keep-paths."},
    {ensemble_calls_less, "全部单位财政承担合计（各年之和，{}年不变价，{}）：均值相差 {}，95%区间 {} 至 {}。",
     "Calls of all units together, all years (prices of {}, {}): mean difference {}, 95 % range {} to {}."},
    {ensemble_calls_less_apart, "全部单位财政承担合计（各年之和，{}年不变价，{}）：均值相减 {}。",
     "Calls of all units together, all years (prices of {}, {}), mean less mean: {}."},
    {ensemble_tighter,
     "若两方案各自独立抽样，达到同样精度所需的模拟次数约为现在的{}倍（以末年{}计，为所列指标中最小）。",
     "Drawn apart, the two cases would need about {} times as many futures for the same precision (last year; {}, the "
     "least of the measures shown)."},
    {ensemble_tighter_and_least,
     "若两方案各自独立抽样，达到同样精度所需的模拟次数约为现在的{}倍（以末年{}计）；所列指标中最小为{}倍（{}）。",
     "Drawn apart, the two cases would need about {} times as many futures for the same precision (last year; {}); the "
     "least of the measures shown is {} times ({})."},
    {ensemble_events_less, "各单位风险之差（概率：百分点；财政承担：{}年不变价、{}{}）",
     "Risks of each unit, difference (shares in points, calls in {1} of {0}{2})"},
    {ensemble_events_errors, "；± 标准误", "; ± standard error"},
    {ensemble_together_less, "{}年须由财政承担的单位，模拟占比之差（百分点）：一个也没有 {}；{}个均有 {}。",
     "Units called on in {}, difference of shares in points: none of them {}; all {} of them {}."},
    {ensemble_ever_called, "期内曾承担", "Ever called"},
    {ensemble_events_apart,
     "比例、财政承担合计及其最不利5%的±按各自独立抽样计（未都用 --keep-paths "
     "保留逐次的风险，或次数不同）；两方案同向变动时偏大。",
     "± of shares, of calls and of their worst 5 %: as of two independent draws (not both files keep the events of as "
     "many single futures, --keep-paths), which is too wide as long as both cases fare well or badly together."},
    {ensemble_explain, "2.5%、97.5%：低于（高于）它的模拟各占四十分之一。",
     "2.5 %, 97.5 %: one future in forty lies below, one above."},
    {ensemble_explain_few, "模拟不足80次：2.5%、97.5%和最不利5%只由最外侧的一至四次模拟决定，误差无从得知，不宜引用。",
     "Fewer than 80 futures: 2.5 and 97.5 % and the worst 5 % rest on one to four of the outermost, and how far they "
     "may be off cannot be told; do not quote them."},
    {ensemble_explain_error,
     "±：所附数值的抽样误差（一个标准误）；该数值为确定值、各次模拟几乎都相同，或模拟太少不能得出时不列。比例为0%或100%"
     "时，±约为一次模拟所占的比例。",
     "±: sampling error of the figure before it (one standard error); none where the figure is certain or the same in "
     "nearly all futures, or where there are too few of them to tell. Of shares of 0 and 100 % it is about what one "
     "future counts."},
    {ensemble_explain_events,
     "结余用尽：结余曾降至最低支付储备且由财政承担的模拟所占比例（以后可能回升）；期内曾承担：财政至少在一年须承担的模"
     "拟所占比例。"
     "财政承担合计：各年之和（{0}年不变价），因逾期未到位而再次列为应付的不重复计；最不利5%"
     "：其中最不利的二十分之一的均值（CVaR）。",
     "Fund used up: share of futures in which the fund was once at its floor and the treasury paid (it may recover). "
     "Ever called: share of futures "
     "with a call on the treasury in some year. Calls: all years' sum in prices of {0}, what comes late and is owed "
     "again counted once; worst 5 %: mean of the worst twentieth (CVaR)."},
    {ensemble_explain_risks,
     "结余用尽：结余曾降至最低支付储备且由财政承担的模拟所占比例（以后可能回升）；{2}以各单位合计判断。"
     "有缺口：当年收入和补助不抵支出的模拟所占比例，{2}为至少一个单位有缺口。"
     "10·50·90%：到该年已有一成、一半、九成的模拟如此，“—”为期内达不到。"
     "只列一个年份：发生在{1}年以前，随机偏离尚未开始，各次模拟相同。"
     "未承担：财政始终不必承担的模拟所占比例，其余至少承担过一次。"
     "财政承担合计：各年之和按{0}年不变价的均值，因逾期未到位而再次列为应付的不重复计；最不利5%"
     "：其中最不利的二十分之一的均值（CVaR）。",
     "Used up: share of futures in which the fund was once at its floor and the treasury paid (it may recover); {2} by "
     "the sums of its units. "
     "Needs money: share of futures whose income and subsidies do not cover the year; {2}: of some unit. 10 · 50 · 90 "
     "%: years by which it is so in "
     "a tenth, a half, nine tenths of the futures, — if it never is in so many. A year alone: it happened before {1}, "
     "when futures part, and so in all. No call: share of "
     "futures without a call; the rest are called on at least once. Calls: mean of all years' sum in prices of {0}, "
     "what comes late and is owed again "
     "counted once; worst 5 %: mean of the worst twentieth (CVaR)."},
    {ensemble_explain_median,
     "人数、工资总额、保险费收入的中位数与不含随机偏离的推算大致相同；凡含 max(0, ·) 的量（缺口、补助、财政、结余）则"
     "不然，可能偏高，也可能偏低。",
     "The median of heads, wage bills and contributions is about the run without departures; that of whatever holds a "
     "max(0, ·) (gaps, subsidies, treasury, balance) is not, and may lie above or below it."},
    {ensemble_explain_plans,
     "每次模拟的预算都在年度开始前编制（plan.method），实际可能完不成计划；少收部分由财政承担多少依 fiscal.short_rule："
     "按条款 44-2.7 为全部，取 within_ "
     "各项时以当年缺口为限。计划按推算编制且无加成时，不含随机偏离的推算正好完成计划。",
     "In every future budgets are made before the year (plan.method), so a plan may be missed; fiscal.short_rule says "
     "how much of the shortfall is the treasury's: all by clause 44-2.7, by within_… as far as the year has a gap. "
     "With "
     "plans by the case's own projection and no stretch the run without departures meets them."},
    {ensemble_spreads,
     "随附的波动幅度均为假设：死亡率、生育率、工资、物价、利率参照已公布的区间和序列；新参保、征缴率、净迁移，以及"
     "养老金调整、记账利率、财政收入随工资和利率变动的程度，没有本地数据支持。区间不含模型本身的误差和政策变动"
     "（docs/uncertainty.md）。",
     "The spreads as shipped are assumptions: those of mortality, fertility, wages, prices and interest follow "
     "published intervals and series; those of entry, collection and net migration, and how far pension increases, the "
     "bookkeeping rate and budget revenue follow wages and interest, rest on no data of the place. The range holds "
     "neither errors of the model itself nor changes of policy (docs/uncertainty.md)."},
    {ensemble_spreads_set, "由方案、地区数据或 --set 设定，未用随附值：{}。",
     "Set by the case, its place or --set and not as shipped: {}."},
    {ensemble_no_spread,
     "没有随机偏离（futures.spread 或各标准差为 0）：各次模拟均为方案本身的推算，中位数与区间上下限为同一数值。",
     "No future departs (futures.spread, or every standard deviation, is 0): each is the run itself, and the median "
     "and both bounds are one number."},
    {ensemble_not_told, "各次模拟没有这项指标：以下为方案本身的推算，不含随机偏离。",
     "The futures were not asked for this measure: below is the run without departures."},
    {ensemble_not_in_both, "两份结果未同时含有：{}。", "Not in both results: {}."},
    {ensemble_progress, "{}/{} 次 · 每秒 {:.0f} 次 · 还需 {:.0f} 秒",
     "{}/{} futures · {:.0f} a second · {:.0f} s left"},
    {ensemble_estimate, "{} 个方案、各模拟 {} 次：约 {:.0f} 秒，内存约 {:.0f} MB，运行期间磁盘至多 {:.0f} MB。未计算。",
     "Cases: {}; futures of each: {}. About {:.0f} s, {:.0f} MB of memory, at most {:.0f} MB on the disk meanwhile. "
     "Nothing computed."},
    {ensemble_resumed, "{}：接续上次，已完成 {} 次，共要求 {} 次。", "{}: resumed, {} of {} futures were finished."},
    {ensemble_starts_anew, "{0}：没有可接续的，从头开始，共要求 {2} 次。",
     "{0}: nothing to resume, begins with the first of {2} futures."},
    {ensemble_drawn_anew, "{}：上次运行已完成的模拟未予接续，全部重新计算；若加 --resume，本可接续。",
     "{}: what an earlier run had finished is drawn anew; --resume would have gone on with it."},
    {ensemble_damaged, "{}：{} 组模拟已损坏，重新计算。",
     "{}: blocks of futures that are damaged and drawn again: {}."},
    {ensemble_goes_on,
     "已中断：完成 {} 次模拟，共要求 {} 次；同一命令加 --resume 即可接续（至多64次一组，已满的组不再重算）。{}",
     "Stopped: {} of {} futures are finished; the same command with --resume goes on (they are kept by tiles of up to "
     "64: those of a tile that is not full are drawn again). {}"},
    {ensemble_file_stands, "原有结果文件未被替换。", "A result file that stood there is not replaced."},
    {ensemble_file_of_finished, "结果文件已写入，仅含已完成的模拟。", "The result files hold the finished ones alone."},
    {compare_title, "对比：{} 减 {}", "Comparison: {} less {}"},
    {compare_other_tables, "两者读取的地区底表不同：{}。", "The tables of the place are not the same: {}."},
    {compare_none, "没有差别。", "No difference."},
    {compare_central, "模拟结果以其方案本身的推算（不含随机偏离）参与比较。",
     "An ensemble is compared by its central run, without departures."},
    {compare_keep_other, "两份结果的模拟次数或所存指标不同，因此不相同。",
     "The files keep another number of futures or other measures: they are not the same."},
    {compare_first, "不相同：最先不同的是{2}年{1}的{0}，{3}与{4}。",
     "Not the same: what differs first is {0} of {1} in {2}, {3} and {4}."},
    {compare_by_unit, "{}—{}年合计之差（{}）；累计结余为期末之差。",
     "Differences of {}-{} together ({}); the fund balance differs at the end."},
    {compare_nominal_sums, "多年合计中以后年份所占比重大，按不变价格（--prices {}）相差多少、哪个更大，都可能不同。",
     "In sums over years later ones weigh more: in constant prices (--prices {}) a difference may be another, even of "
     "the other sign."},
    {compare_by_year, "{}：{}—{}年各年之差（{}）。", "{}: differences of each year, {}-{} ({})."},
    {compare_by_measure, "{}：每项指标取相差最大的一年。", "{}: of each measure the year that differs most."},
    {compare_deficit, "首次当期收不抵支", "First deficit"},
    {compare_depletion, "结余用尽", "Run dry"},
    {column_measure, "指标", "Measure"},
    {column_year, "年份", "Year"},
    {column_base, "被减方案", "First"},
    {column_other, "对比方案", "Second"},
    {column_difference, "差额", "Difference"},
    {column_in, "计量单位", "In"},
    {award_title, "养老金测算", "Determination of a pension"},
    {award_in, "元/月", "yuan a month"},
    {award_basic, "基础养老金", "Basic pension"},
    {award_account, "个人账户养老金", "Account pension"},
    {award_transitional, "过渡性养老金", "Transitional pension"},
    {award_total, "合计", "Total"},
    {life_table_legend,
     "x 年龄；qx 死亡概率；lx 生存人数；ex、e°x 简约（取整）、完全平均余命（年）；äx 期初付终身年金；Ax "
     "终身寿险（死亡年末给付）；"
     "利率{:g}%。",
     "x age; qx probability of death; lx survivors; ex, e°x curtate and complete expectation of life (years); äx "
     "annuity "
     "due for life; Ax whole life assurance, paid at the end of the year of death; interest {:g} %."},
    {retirement_statutory, "法定退休时间", "Statutory month"},
    {retirement_age, "法定退休年龄", "Statutory age"},
    {retirement_delay, "延迟月数", "Delay (months)"},
    {retirement_divisor, "计发月数", "Divisor (months)"},
    {retirement_minimum, "最低缴费年限（年）", "Minimum contribution years"},
    {retirement_earliest, "最早可弹性提前至", "Earliest month"},
    {retirement_minimum_earliest, "其时最低缴费年限（年）", "Minimum years then"},
    {retirement_latest, "最晚可弹性延迟至", "Latest month"},
    {population_title, "{} 人口（年末，万人）", "{}: residents at 31 December (10k)"},
    {population_total, "合计", "Total"},
    {population_male, "男", "Men"},
    {population_female, "女", "Women"},
    {population_young, "0—15岁", "0-15"},
    {population_working, "16—59岁", "16-59"},
    {population_old, "60岁及以上", "60+"},
    {population_births, "出生", "Births"},
    {population_deaths, "死亡", "Deaths"},
    {population_migrants, "净迁入", "Net migr."},
    {population_clipped, "有 {} 万人的净迁出因无人可迁而未发生。",
     "Net emigration of {} (10k) did not happen: nobody was left to leave."},
    {population_nobody, "该单位没有居民，其参保人员住在其他单位。",
     "This unit has no residents: those insured there live in other units."},
    {population_legend, "出生、死亡、净迁入为全年数。年龄为当年所达周岁。",
     "Births, deaths and net migration are of the whole year. Ages are those reached in the year."},
    {lee_carter_title, "Lee–Carter 拟合（{}）：{}—{} 岁，{}—{} 年，{:.0f} 个单元",
     "Lee–Carter fit ({}): ages {}-{}, years {}-{}, {:.0f} cells"},
    {lee_carter_figures, "漂移 {:.5f}　年波动 {:.5f}　对数似然 {:.3f}　解释 {:.2f} %",
     "drift {:.5f}  yearly sigma {:.5f}  log-likelihood {:.3f}  explained {:.2f} %"},
    {knobs_title, "可调参数：名称、含义；默认值（首年1月；分单位的取首个单位）、范围或选项、计量单位",
     "Adjustable numbers: key, meaning; default (in January of the first year; where units differ, the first unit's), "
     "range or choices, unit"},
    {measures_title, "输出指标", "Measures"},
    {data_clean, "{}：未发现问题。", "{}: no problem found."},
    {data_problems, "{}：发现 {} 个问题，见上。", "{}: problems told above: {}."},
    {data_tables, "数据表  行数  实测  估计  合成", "table  rows  measured  estimated  synthetic"},
    {data_measured, "全部为实测数据，结果不再标注“演示”。",
     "Every row is measured: results bear no illustrative mark."},
    {data_measured_till, "起点及以前的数据全部为实测，结果不再标注“演示”；其后年份为估计或合成：{}。",
     "Every row up to the starting point is measured: results bear no illustrative mark. Later years are estimates or "
     "synthetic: {}."},
    {data_remark, "注意：{}：{}", "note: {}: {}"},
    {data_illustrative, "并非全部为实测数据，结果将标注“演示”。",
     "Not every row is measured: results are marked illustrative."},
    {data_written, "已写出 {} 个文件，在 {}", "{} files are in {}"},
    {form_text, "文本", "text"},
    {form_other_type, "其他类型", "another type"},
    {form_group, "组", "group"},
    {form_link, "链接", "a link"},
    {form_other_object, "其他对象", "another object"},
    {form_unreadable, "无法读取", "unreadable"},
    {form_axis, "轴", "axis"},
    {issue_expected, "应为：", "expected: "},
    {issue_remedy, "建议：", "remedy: "},
}};

consteval bool in_order() {
  for (std::size_t i = 0; i < kRows.size(); ++i)
    if (static_cast<std::size_t>(kRows[i].id) != i || kRows[i].zh.empty() || kRows[i].en.empty()) return false;
  return true;
}
static_assert(in_order(), "every text stands in both languages, in the order of the enumeration");

}  // namespace

std::string_view phrase(Phrase id, Lang lang) {
  const Row& row = kRows[static_cast<std::size_t>(id)];
  return lang == Lang::zh ? row.zh : row.en;
}

std::string_view in(const Label& label, Lang lang) { return lang == Lang::zh ? label.zh : label.en; }

}  // namespace ballast
