#include "apps/cli/verbs.hpp"

#include <fmt/format.h>

#include "output/table/figures.hpp"
#include "output/table/width.hpp"

namespace ballast::cli {

namespace {

using enum Option::Takes;

Option threads_option() { return {"threads", value, "线程数（默认 0，即全部）", "threads (default 0: all)"}; }
Option place_option() {
  return {"place", value, "地区（默认 puyang），或底表文件夹 ./目录",
          "place (default puyang), or a folder of tables, ./DIR"};
}
Option sets_option() { return {"set", values, "K=V 等，可重复", "K=V and the like; repeatable"}; }
Option unit_option() { return {"unit", value, "只看一个单位", "show one unit"}; }

/// What decides which projection is computed; verbs about cases share it.
std::vector<Option> projection_options() {
  return {{"place", value, "地区（默认 puyang），或底表文件夹 ./目录",
           "place (default puyang), or a folder of tables, ./DIR"},
          {"from", value, "首个推算年份；期初为上年末（puyang：2016 或 2025，默认 2016）",
           "first projected year, after the opening year (puyang: 2016, the default, or 2025)"},
          {"horizon", value, "最后年份（默认 2075）", "last year (default 2075)"},
          {"set", values, "K=V、K=V@2027、K=V@2027-05、K[范县]=V，可重复",
           "K=V, K=V@2027, K=V@2027-05, K[范县]=V; repeatable"},
          threads_option(),
          {"unit", value, "逐年表（compare 为各表）看哪个单位（默认全市）",
           "the unit shown in the yearly tables, for compare in all (default: the whole city)"},
          {"prices", value, "nominal（默认）或地区的价格基年（puyang：2025）",
           "nominal (default) or the place's price year (puyang: 2025)"}};
}

/// The same for verbs that speak of booked money, which has the prices of its year; each says itself what its unit is.
std::vector<Option> booked_options(Option unit) {
  std::vector<Option> options = projection_options();
  std::erase_if(options, [](const Option& option) { return option.name == "prices"; });
  for (Option& option : options)
    if (option.name == "unit") option = unit;
  return options;
}

std::vector<Option> with(std::vector<Option> options, std::vector<Option> more) {
  options.insert(options.end(), more.begin(), more.end());
  return options;
}

/// In place of the table on the terminal.
Option csv_option() {
  return {"csv", nothing, "输出表格（UTF-8，Excel、WPS 可直接打开）", "a table for a spreadsheet (UTF-8 CSV)"};
}

std::vector<Option> budget_options() {
  return {{"year", value, "预算年度", "the year of the budget"},
          {"solve", nothing, "列入使收支平衡的财政补贴", "enter the treasury money that balances"},
          {"cap", values, "本级财政上限，如 濮阳县=12000000（元），可重复",
           "what a treasury can bear, such as 濮阳县=12000000 (yuan); repeatable"},
          {"out", value, "draft：预算文件目录；notify：各单位预算表目录",
           "draft: directory of the budget file; notify: of the units' sheets"},
          {"by", value, "办理单位：市级经办机构、人社局、财政局、市政府",
           "the office that acts: agency, human_resources, finance, government (or its Chinese name)"},
          {"on", value, "办理日期 YYYY-MM-DD", "the day, YYYY-MM-DD"},
          {"head", value, "verify：应有的末号记录 SHA-256", "verify: the SHA-256 the last record should have"},
          {"explain", nothing, "execute：逐项说明依据", "execute: say it in sentences, clause by clause"},
          csv_option()};
}

/// Its money stands in the prices of its years too: sums over a period, and what comes of one yuan of a year.
std::vector<Option> rules_options() {
  return with(booked_options({"unit", value, "只看一个单位（单位之间的差距仍为全部单位）",
                              "show one unit (spreads stay those of all units)"}),
              {{"rules", value, "办法，如 as_case,share_of_gap", "rules, such as as_case,share_of_gap"},
               {"period", value, "期间，如 2026-2035", "a period, such as 2026-2035"},
               {"year", value, "边际成本、断崖和棘轮的年份；默认为多数单位财政有应付款的首年，没有则为最后一年",
                "year of marginal costs, cliffs and ratchet (default: the first in which most units' treasuries owe "
                "money, or the last)"},
               csv_option()});
}

/// What decides which part of the past is looked at: back-tests look at several, a calibration at one.
std::vector<Option> past_options(Option place, Option from) {
  return {std::move(place),
          std::move(from),
          {"to", value, "最后年份（默认为公布的末年）", "last year (default: the last published)"},
          {"observed", value, "历年公布数表格（默认为该地区的 observed.csv）",
           "a table of published years (default: the place's observed.csv)"},
          sets_option(),
          threads_option()};
}

std::vector<Command> projection_verbs() {
  return {
      {{"run", "CASE…", "推算各方案并写出结果文件", "project cases and write the result files",
        with(projection_options(),
             {{"out", value, "结果目录", "directory of the result files"},
              {"format", value, "h5,csv,json 中的若干", "which of h5,csv,json"},
              {"reuse-flows", value, "取用已有结果 .h5 中第一阶段的流量",
               "take the yearly flows of members and pensions (stage 1) from an earlier result, an .h5"}})},
       run_cases},
      {{"ensemble", "CASE…", "随机模拟：同一组随机抽样下各方案的区间与概率",
        "many futures of each case, the same in all: ranges and probabilities",
        with(projection_options(),
             {{"paths", value, "模拟次数（默认 1000）", "how many futures (default 1000)"},
              {"seed", value, "随机种子（默认 44）", "seed of the draw (default 44)"},
              {"sampling", value, "independent（默认）、antithetic 或 sobol",
               "independent (default), antithetic or sobol"},
              {"measures", value, "指标，逗号分隔；all＝全部（默认为主要指标）",
               "measures, by comma; all of them: all (default: the headline measures)"},
              {"out", value, "结果目录：每个方案一个 .h5（默认不写文件）",
               "directory of the result files, one .h5 a case (default: no files)"},
              {"keep-paths", nothing, "文件中保留每次模拟的指标", "keep every future's measures in the file"},
              {"keep-flows", nothing, "文件中保留每次模拟第一阶段的流量",
               "keep every future's yearly flows of members and pensions (stage 1) in the file"},
              {"compress", nothing, "压缩以上两项", "compress both"},
              {"resume", nothing, "接续被中断的运行（DIR/<方案>.h5.part）",
               "go on where a run was stopped or killed (DIR/<case>.h5.part)"},
              {"reuse-flows", value, "取用已有随机模拟 .h5 中的流量（次数、种子以文件为准），只重算第二阶段",
               "settle the flows of an earlier ensemble (.h5) anew, with its paths and its seed"},
              {"dry-run", nothing, "只估计时间、内存和磁盘", "only estimate time, memory and disk"}})},
       draw_ensembles},
      {{"compare", "CASE|RESULT.h5…", "方案或结果文件对比：后者减前者",
        "put cases or result files side by side: the others less the first",
        with(projection_options(), {{"by", value, "unit、year 或 measure", "unit, year or measure"},
                                    {"same", nothing, "有任何差别时退出码为 1", "exit code 1 when anything differs"}})},
       compare_cases},
      {{"scenario",
        "list [DIR] | diff CASE CASE…",
        "列出方案（或文件夹中的方案）；方案参数对比",
        "which cases there are, or lie in a folder; what cases set differently, everything resolved",
        {place_option(),
         {"from", value, "首个推算年份", "first projected year"},
         {"horizon", value, "最后年份（默认 2075）", "last year (default 2075)"},
         sets_option()}},
       study_scenarios}};
}

std::vector<Command> people_verbs() {
  return {{{"award", "FILE.json", "测算一人的养老金", "one person's pension, every step shown", {}}, award_pension},
          {{"retirement",
            "",
            "测算一人的法定退休时间",
            "one person's month of retirement",
            {{"category", value, "male、female_cadre、female_worker、male_flexible、female_flexible",
              "male, female_cadre, female_worker, male_flexible, female_flexible"},
             {"birth", value, "出生年月 YYYY-MM", "month of birth, YYYY-MM"}}},
           retirement_months},
          {{"lifetable",
            "FILE.csv",
            "生命表函数",
            "the functions of a life table",
            {{"column", value, "死亡概率所在列", "the column of death probabilities"},
             {"interest", value, "利率（小数，如 0.04）", "interest, a fraction such as 0.04"}}},
           life_table_of},
          {{"fit-mortality",
            "FILE.csv",
            "死亡率模型拟合（Lee–Carter）",
            "fit Lee and Carter's model to deaths or rates",
            {{"method", value, "svd（默认）、poisson、binomial", "svd (default), poisson or binomial"},
             {"ages", value, "年龄范围，如 55:89（默认全部）", "a span of ages such as 55:89 (default: all)"},
             {"clip-cohorts", value, "首尾各 N 个出生队列不计权（默认 0）",
              "give the first and last N cohorts no weight (default 0)"}}},
           fit_mortality},
          {{"population",
            "[CASE]",
            "推算常住人口",
            "project the residents of a place",
            {{"place", value, "地区（默认 puyang；china＝全国）", "place (default puyang; china = the country)"},
             {"from", value, "首个推算年份，即期初次年（默认取最早的期初）",
              "first projected year, after an opening (default: the first one)"},
             {"horizon", value, "最后年份（默认为数据表末年）", "last year (default: that of the tables)"},
             sets_option(),
             unit_option()}},
           project_residents}};
}

std::vector<Command> past_verbs() {
  return {
      {{"backtest", "[CASE]", "回测：从早年推算并与公布数比较", "run the past again from an earlier year and score it",
        with(past_options({"place", value, "地区（默认 national）或底表文件夹，可列多个，逗号分隔",
                           "places (default national) or folders of tables, by comma"},
                          {"from", value, "首个推算年份，期初为上年末，可列多个（默认为每个期初）",
                           "first projected years (default: after every opening)"}),
             {{"page", nothing, "按 docs/backtest.md 的格式输出", "print in the form of docs/backtest.md"}})},
       backtest_past},
      {{"calibrate", "[CASE]", "以历年总数校准参数", "fit knobs to past yearly totals",
        with(past_options({"place", value, "地区（默认 national），或底表文件夹 ./目录",
                           "place (default national), or a folder of tables, ./DIR"},
                          {"from", value, "首个推算年份，期初为上年末（默认为最早的期初）",
                           "first projected year (default: after the earliest opening)"}),
             {{"fit", value, "参数，如 collection,entry（默认全部）",
               "what to fit, such as collection,entry (default: all)"},
              {"as-case", nothing, "输出为方案文件", "print a case file with the factors"}})},
       calibrate_case}};
}

std::vector<Command> fiscal_verbs() {
  return {
      {{"settle",
        "FILE",
        "按实际数决算一年",
        "settle one year from actual figures",
        {{"year", value, "年份（表格文件必填）", "the year (needed with a table)"},
         {"set", values, "规则，如 fiscal.short_rule=full", "a rule, such as fiscal.short_rule=full"},
         {"explain", nothing, "逐项说明依据", "say it in sentences, clause by clause"},
         csv_option()}},
       settle_year},
      {{"budget", "CASE | ACT FILE",
        "年度基金预算：CASE 查看；draft CASE 或 draft 预算表.csv 编制；notify、review、approve、amend、status、verify "
        "FILE；execute FILE "
        "实际数",
        "the fund budget of a year: CASE shows it; draft CASE or draft FORM.csv; notify, review, approve, amend, "
        "status or verify FILE; "
        "execute FILE ACTUAL",
        with(booked_options({"unit", value,
                             "CASE：哪个单位的预算（默认全市）；notify：通报哪些单位，逗号分隔（默认全部）",
                             "CASE: whose budget is shown (default: the whole city); notify: which units are told, by "
                             "comma (default: all)"}),
             budget_options())},
       budget_of_year},
      {{"explain", "CASE", "一个单位一年的账：逐笔说明来源、去向和依据",
        "one unit's year: every yuan with its giver, taker and clause",
        with(booked_options({"unit", value, "哪个单位，或市级统筹（默认全市）",
                             "which unit, or the city pool (default: the whole city)"}),
             {{"year", value, "年份", "the year"},
              {"measure", value, "只看一项：gap、subsidy、treasury、balance、budget 等",
               "one matter only: gap, subsidy, treasury, balance, budget, …"},
              csv_option()})},
       explain_year},
      {{"rules", "compare CASE…", "各种补助办法对比", "the same people under other subsidy rules", rules_options()},
       compare_rules_of},
      {{"targets", "CASE", "目标责任考核：各单位目标与完成情况",
        "targets of the assessment: asked and achieved by unit",
        with(booked_options({"unit", value, "只看一个单位的目标（默认全部单位）",
                             "the targets of one unit (default: of all units)"}),
             {{"year", value, "年份", "the year"}, csv_option()})},
       assess_targets}};
}

std::vector<Command> result_verbs() {
  return {{{"inspect",
            "RESULT.h5",
            "查看结果文件",
            "look into a result file",
            {unit_option(), {"measure", value, "只看一项指标，逐年分单位", "one measure, by year and unit"}}},
           inspect_result},
          {{"export",
            "RESULT.h5",
            "把结果文件导出为表格",
            "a result file as tables",
            {{"format", value, "csv,json,sheet 中的若干（sheet：可直接用电子表格打开）",
              "which of csv,json,sheet (sheet: opens in a spreadsheet as it is)"},
             {"out", value, "输出目录（只导出一种时可省略，输出到屏幕）",
              "directory (one form may go to stdout instead)"}}},
           export_result},
          {{"verify", "RESULT.h5", "核对结果文件是否被改动", "has a result file changed since it was written?", {}},
           verify_file},
          {{"validate-output", "RESULT.h5", "检查结果文件的格式", "does a result file have the documented form?", {}},
           validate_output},
          {{"rerun",
            "RESULT.h5",
            "仅凭结果文件重算并逐数比较",
            "make a result again from its own file alone, and compare",
            {threads_option()}},
           rerun_result}};
}

std::vector<Command> catalogue_verbs() {
  return {{{"data",
            "check DIR | template DIR",
            "底表：check 检查全部问题；template 写出待填空表",
            "a place's tables: check finds every problem; template writes empty ones to fill in",
            {{"xlsx", nothing, "template：另写一个工作簿", "template: a workbook too"}}},
           tend_data},
          {{"knobs",
            "[KNOB…]",
            "全部可调参数；KNOB 列出其历次数值和来源",
            "every adjustable number; of KNOB every dated value and its source",
            {place_option(),
             {"clause", value, "只列某条及其默认值的理由，如 44-2.7 或 44-2",
              "those of a clause and why, such as 44-2.7 or 44-2"}}},
           list_knobs},
          {{"measures", "", "全部输出指标", "every measure a run answers", {}}, list_measures},
          {{"version", "", "版本", "the version", {}}, print_version},
          {{"help", "[VERB]", "用法", "how to use it", {}}, print_help}};
}

/// In the order in which help lists them.
std::vector<Command> all_commands() {
  std::vector<Command> all;
  for (const auto verbs : {projection_verbs, people_verbs, past_verbs, fiscal_verbs, result_verbs, catalogue_verbs})
    for (Command& command : verbs()) all.push_back(std::move(command));
  return all;
}

}  // namespace

const std::vector<Command>& commands() {
  static const std::vector<Command> kCommands = all_commands();
  return kCommands;
}

std::string help_text(Lang lang) {
  int width = 0;
  for (const Command& command : commands())
    width = std::max(width, display_width(command.verb.name + " " + command.verb.operands) + 2);
  std::string out = std::string(in(lang, "ballast 压舱石：企业职工基本养老保险基金推算\n\n用法：ballast VERB [选项]\n",
                                   "ballast 压舱石: forecasts an enterprise-employee pension fund\n\n"
                                   "usage: ballast VERB [options]\n"));
  for (const Command& command : commands())
    out += beside("  " + command.verb.name + " " + command.verb.operands, width + 2,
                  in(lang, command.verb.zh, command.verb.en), kTableWidth);
  out += in(lang, "\n例：\n", "\nexamples:\n");
  out +=
      "  ballast run baseline --out output/runs\n"
      "  ballast run baseline --set retirement.early_irregular=0.5@2027 --unit 范县\n"
      "  ballast compare baseline early-retirement-tight --by year\n"
      "  ballast retirement --category male --birth 1965-05\n";
  return out + std::string(in(lang, "\n各命令的选项：ballast help VERB\n", "\noptions of a verb: ballast help VERB\n"));
}

}  // namespace ballast::cli
