#include "scenarios/reader/place_tables.hpp"

#include <algorithm>

namespace ballast {
namespace {

using enum PlaceTable::Stands;
using enum PlaceTable::Need;

constexpr std::string_view kPersonsUnit = "人 persons", kShareUnit = "0 … 1", kYuanUnit = "元 yuan",
                           kYearsUnit = "年 years", kAgeUnit = "岁 age reached in the year", kNameUnit = "名称 name";

const TableColumn kUnit{"unit", "单位", "unit", kNameUnit, "濮阳县"};
const TableColumn kSex{"sex", "性别", "sex", "male | female", "male"};
const TableColumn kAge{"age", "年龄", "age", kAgeUnit, "30"};
const TableColumn kYear{"year", "年份", "calendar year", "年 year", "2024"};
const TableColumn kCategory{"category", "人员类别", "category",
                            "male_employee | female_cadre | female_worker | male_flexible | female_flexible",
                            "male_employee"};
const TableColumn kKind{"kind", "退休类型", "kind of retirement", "retired | illness", "retired"};
const TableColumn kHeads{"heads", "人数", "persons at 31 December", kPersonsUnit, "120"};

TableColumn share(std::string_view zh, std::string_view en, std::string_view example) {
  return {"share", zh, en, kShareUnit, example};
}
TableColumn money(std::string_view key, std::string_view zh, std::string_view en, std::string_view example) {
  return {key, zh, en, kYuanUnit, example};
}

std::vector<PlaceTable> of_the_place() {
  return {{"sources.csv",
           "来源",
           "sources that rows name",
           once,
           always,
           1,
           {{"id", "标识", "short name", kNameUnit, "books2024"},
            {"citation", "出处", "citation", "文字 text", "市社保中心2024年统计报表"},
            {"url", "网址", "address", "文字 text", "https://www.example.gov.cn"},
            {"licence", "许可", "licence", "文字 text", "内部资料"}}},
          {"units.csv",
           "单位",
           "units of account",
           once,
           always,
           1,
           {{"unit", "单位，以“市本级”结尾者由市级财政承担",
             "unit; where the name ends in 市本级 the city's treasury pays", kNameUnit, "濮阳县"},
            {"name_en", "英文名", "English name", kNameUnit, "Puyang County"},
            {"has_residents", "是否有常住人口", "whether residents live there", "0 | 1", "1"},
            {"treasury", "财政归属，即本单位", "whose treasury pays: the unit itself", kNameUnit, "濮阳县"},
            {"in_local_pool", "是否纳入本市统筹", "whether its fund is in the city's pool", "0 | 1", "1"}}},
          {"parameters.csv",
           "分单位参数",
           "parameters by unit (empty: all) and the month from which they hold",
           once,
           with_scheme,
           3,
           {{"key", "参数", "a key of `ballast knobs`", kNameUnit, "contribution.collection_rate"},
            {"unit", "单位", "unit; empty for all", kNameUnit, "濮阳县"},
            {"from", "起始年月", "first month", "YYYY-MM", "2024-01"},
            {"value", "数值", "value", "见 see `ballast knobs`", "0.95"}}}};
}

std::vector<PlaceTable> of_residents() {
  return {
      {"population.csv",
       "常住人口",
       "residents at 31 December",
       at_each_opening,
       always,
       3,
       {kUnit, kSex, kAge, {"persons", "人数", "residents; age 105 means 105 and older", kPersonsUnit, "5600"}}},
      {"mortality.csv",
       "死亡率",
       "central death rates: every year from the first projected one to the horizon",
       once,
       always,
       2,
       {kYear,
        kAge,
        {"male", "男", "men", "人年死亡率 deaths a person-year", "0.0011"},
        {"female", "女", "women", "人年死亡率 deaths a person-year", "0.0006"}}},
      {"fertility.csv",
       "总和生育率",
       "total fertility, years as in mortality.csv",
       once,
       always,
       1,
       {kYear,
        {"total_fertility", "总和生育率", "total fertility", "births a woman", "1.2"},
        {"sex_ratio_at_birth", "出生性别比", "males born a female", "ratio", "1.1"}}},
      {"fertility_age.csv",
       "分年龄生育",
       "share of total fertility by age of mother",
       once,
       always,
       2,
       {{"from_year", "起始年份", "first year", "年 year", "2020"},
        {"age", "年龄", "age of mother", kAgeUnit, "27"},
        share("占比", "share; one year's shares add to 1", "0.085")}},
      {"migration.csv",
       "迁移年龄模式",
       "relative net migration by age",
       once,
       optional,
       2,
       {kSex, kAge, {"shape", "相对强度", "relative; 1 on average over ages 15-59", "ratio", "1.4"}}},
      {"migrants.csv",
       "净迁入人数",
       "net migrants in numbers",
       once,
       optional,
       3,
       {kUnit, kYear, kAge, {"male", "男", "men", kPersonsUnit, "-12"}, {"female", "女", "women", kPersonsUnit, "-9"}}},
      {"catchment.csv",
       "劳动力来源",
       "share of a unit's working-age residents in each unit's labour pool",
       once,
       with_scheme,
       2,
       {{"resident_unit", "居住单位", "where they live", kNameUnit, "濮阳县"},
        {"pool_unit", "参保单位", "where they could join", kNameUnit, "市本级"},
        share("占比", "share; one resident unit's shares add to 1", "0.02")}}};
}

/// People of one cell may stand in several rows of service.csv; their shares add to one.
std::vector<PlaceTable> of_members() {
  return {{"members.csv",
           "参保职工",
           "insured members (contributing and suspended) at 31 December",
           at_each_opening,
           with_scheme,
           3,
           {kUnit, kCategory, kAge, kHeads}},
          {"service.csv",
           "缴费年限与账户",
           "credited years, index and account of members; means a head",
           at_each_opening,
           with_scheme,
           0,
           {kCategory,
            {"cohort", "中人或新人", "middle: deemed years before accounts; new: none", "middle | new", "new"},
            {"member_status", "缴费状态", "contributing or suspended", "contributing | suspended", "contributing"},
            kAge,
            {"service", "年限组", "completed credited years; 20 means 20 and more", kYearsUnit, "5"},
            share("占比", "share of the category's members of this age; they add to 1", "0.12"),
            {"paid_years", "实际缴费年限", "paid years", kYearsUnit, "5.4"},
            {"deemed_years", "视同缴费年限", "deemed years", kYearsUnit, "0"},
            {"index", "平均缴费指数", "mean index of the paid years", "ratio", "0.68"},
            money("account", "个人账户储存额", "account", "21000")}},
          {"kappa.csv",
           "中人校正系数 κ",
           "sum of v·x over mean index times sum of v; middle cohorts",
           at_each_opening,
           with_scheme,
           2,
           {kCategory,
            {"birth_year", "出生年份，service.csv 有视同年限的各年",
             "year of birth: every one with deemed years in service.csv", "年 year", "1966"},
            {"kappa", "校正系数 κ", "1 when deemed years and index go apart", "ratio", "1.002"}}}};
}

/// The same of their awards.
std::vector<PlaceTable> of_retirees() {
  return {{"retirees.csv",
           "退休人员",
           "retirees at 31 December",
           at_each_opening,
           with_scheme,
           4,
           {kUnit,
            kCategory,
            kKind,
            {"age", "年龄", "age", kAgeUnit, "65"},
            kHeads,
            {"mean_pension", "月均养老金", "mean monthly pension; the account's part included", "元/月 yuan a month",
             "2900"},
            {"mean_years", "平均缴费年限", "mean credited years at award", kYearsUnit, "28"}}},
          {"award_pattern.csv",
           "待遇核定",
           "award ages of the retirees and the parts of their pension",
           at_each_opening,
           with_scheme,
           0,
           {kCategory,
            kKind,
            {"age", "年龄", "age", kAgeUnit, "65"},
            {"award_age", "核定年龄", "age reached in the year of award", kAgeUnit, "60"},
            share("占比", "share of this age; they add to 1", "0.8"),
            {"account_share", "账户养老金占比", "part of the pension from the account", kShareUnit, "0.09"},
            {"balance_months", "账户余额月数", "account left over the monthly account pension", "月 months", "95"},
            {"transitional_share", "过渡性养老金占比", "transitional part of the pension", kShareUnit, "0.15"},
            {"increase_share", "补助基年以来历次调整占比",
             "part that stems from adjustments since the base year of the subsidies", kShareUnit, "0.2"}},
           1}};
}

std::vector<PlaceTable> of_money() {
  return {{"fund.csv",
           "基金收支",
           "fund by unit and pool; balance at 31 December",
           once,
           with_scheme,
           2,
           {kUnit, kYear, money("balance", "累计结余", "balance", "221273000"),
            money("income", "保险费收入", "contributions", "202715000"),
            money("plan_income", "保险费收入计划", "planned contributions", "205802000"),
            money("other_income", "其他收入", "other income, interest included", "5965000"),
            money("plan_other_income", "其他收入预算", "planned other income", "5845000"),
            money("expenditure", "基金支出", "expenditure", "279502000"),
            money("budget_expenditure", "基金支出预算", "budgeted expenditure", "276735000"),
            money("levy", "上解", "levy to the pool", "0"),
            money("treasury_on_time", "按时到位的财政补贴", "treasury money paid on time", "15460000"),
            money("interest", "其他收入中的利息", "interest within other income", "5255000")},
           1},
          {"finance.csv",
           "一般公共预算",
           "general public budget",
           once,
           with_scheme,
           2,
           {kUnit, kYear, money("general_revenue", "一般公共预算收入", "revenue", "1414660000"),
            money("general_expenditure", "一般公共预算支出", "expenditure", "4910140000")}},
          {"totals.csv",
           "控制总数",
           "totals the tables must add to, exactly",
           at_each_opening,
           optional,
           3,
           {{"table", "数据表", "which table", "population | members | retirees | fund | finance", "population"},
            {"unit", "单位", "unit; empty for the whole place", kNameUnit, "濮阳县"},
            {"group", "分组",
             "population: all, male, female or ages such as 0-14, 60+; members, retirees: all or a category; fund, "
             "finance: a column",
             kNameUnit, "60+"},
            {"total", "总数", "persons, or yuan", "人或元 persons or yuan", "176000"}}},
          {"observed.csv",
           "往年实绩",
           "past years as they were: for `backtest` and `calibrate`",
           once,
           optional,
           3,
           {kYear,
            {"unit", "单位", "unit; empty for the whole place", kNameUnit, ""},
            {"measure", "指标", "a key of `ballast measures`", kNameUnit, "retirees"},
            {"value", "数值", "value", "见 see `ballast measures`", "142500"}}}};
}

std::vector<PlaceTable> all_tables() {
  std::vector<PlaceTable> tables = of_the_place();
  for (auto&& part : {of_residents(), of_members(), of_retirees(), of_money()})
    tables.insert(tables.end(), part.begin(), part.end());
  return tables;
}

}  // namespace

const std::vector<PlaceTable>& place_tables() {
  static const std::vector<PlaceTable> kTables = all_tables();
  return kTables;
}

const PlaceTable& place_table(std::string_view file) {
  const auto& tables = place_tables();
  return *std::find_if(tables.begin(), tables.end(), [file](const PlaceTable& table) { return table.file == file; });
}

}  // namespace ballast
