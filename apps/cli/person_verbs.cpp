/// The verbs about one person: award, retirement, lifetable.
#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/documents.hpp"
#include "apps/cli/installation.hpp"
#include "apps/cli/user_file.hpp"
#include "apps/cli/verbs.hpp"
#include "models/population/life_table.hpp"
#include "output/json/json.hpp"
#include "output/table/figures.hpp"
#include "output/table/width.hpp"
#include "scenarios/reader/chinese_keys.hpp"
#include "scenarios/reader/fields.hpp"

namespace ballast::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;

Expected<std::string> one_file(const Arguments& arguments, const char* example) {
  if (arguments.operands().size() == 1) return arguments.operands().front();
  return fail(usage_issue(arguments.operands().empty() ? "no file is named" : "more than one file is named", example));
}

/// Whether the credited years give a monthly pension at all; the sums stand whatever they are.
std::string minimum_line(const AwardShown& award, Year year, Lang lang) {
  if (!award.below_minimum()) return {};
  const std::string text = fmt::format(
      fmt::runtime(in(lang,
                      "注：缴费年限（含视同）{:g} 年，不足 {} 年的最低缴费年限 {:g} 年，尚不能按月领取；以上只是计算。"
                      "到龄后延迟领取的，最低年限按到龄当年。",
                      "Remark: {:g} years, paid and deemed; a monthly pension in {} takes {:g}. The sums above are "
                      "arithmetic, not an entitlement. Who draws later than the statutory age needs the years of that "
                      "age's year.")),
      award.credited_years, year, award.minimum_years);
  return wrapped(text, kTableWidth) + "\n";
}

/// What the symbols of the formulas stand for, and what they are here.
std::string symbols_line(const Award& award, Lang lang) {
  const AwardInput& given = award.input;
  const std::string index =
      given.mean_index
          ? fmt::format(fmt::runtime(in(lang, "x̄ 平均缴费指数 {:.10g}；", "x̄ mean index {:.10g}; ")), *given.mean_index)
          : std::string{};
  return wrapped(
      fmt::format(
          fmt::runtime(in(lang,
                          "P 省级、C 本市计发基数 {:.10g}、{:.10g} 元/月；a 实际缴费、v 视同缴费 {:.10g}、{:.10g} "
                          "年；{}A 个人账户储存额 {:.2f} 元；r₁ 基础、r₂ 过渡性养老金每年计发 {:.10g}、{:.10g}。",
                          "P, C: benefit bases of province and city, {:.10g} and {:.10g} yuan a month; a, "
                          "v: paid and deemed years, {:.10g} and {:.10g}; {}A: account, {:.2f} yuan; r₁, r₂: "
                          "basic and transitional rate a year, {:.10g} and {:.10g}.")),
          given.bases.province, given.bases.city, given.paid_years, given.deemed_years, index, given.account,
          award.rates.basic, award.rates.transitional),
      kTableWidth);
}

std::string award_table(const AwardShown& shown, Year year, Lang lang) {
  const Award& award = shown.award;
  Rows parts;
  const auto add = [&](Phrase name, Fen amount) {
    parts.push_back({std::string(phrase(name, lang)), fmt::format("{:.2f}", yuan(amount))});
  };
  add(Phrase::award_basic, award.basic);
  add(Phrase::award_transitional, award.transitional);
  add(Phrase::award_account, award.account);
  add(Phrase::award_total, award.total);
  std::string out = fmt::format(fmt::runtime(in(lang, "{}（{}）\n{}\n", "{} ({})\n{}\n")),
                                phrase(Phrase::award_title, lang), phrase(Phrase::award_in, lang), aligned(parts));
  out += minimum_line(shown, year, lang);
  Rows steps;
  for (const AwardStep& step : award.steps)
    steps.push_back({std::string(in(lang, step.zh, step.en)), step.formula, fmt::format("{:.10g}", step.value)});
  return out + aligned(steps, 2) + "\n" + symbols_line(award, lang);
}

/// A person's category and month of birth.
struct Person {
  std::string category;
  YearMonth birth;
};

/// What a category is called; one of Planner::retirement_categories.
std::string_view category_name(const std::string& category, Lang lang) {
  if (category == "male") return in(lang, "男职工", "Man, employed");
  if (category == "female_cadre") return in(lang, "女干部（管理、技术岗位）", "Woman, cadre's post");
  if (category == "female_worker") return in(lang, "女工人", "Woman, worker's post");
  if (category == "male_flexible") return in(lang, "男灵活就业人员", "Man, flexibly employed");
  return in(lang, "女灵活就业人员", "Woman, flexibly employed");
}

/// Whom the answer is about, and by the law of which time.
std::string retirement_heading(const Person& person, const RetirementAnswer& a, Lang lang) {
  const std::string whom = fmt::format(fmt::runtime(in(lang, "{}，{}出生\n", "{}, born {}\n")),
                                       category_name(person.category, lang), month_text(person.birth));
  const bool chooses = a.earliest_month != a.latest_month;
  const std::string law = fmt::format(
      fmt::runtime(chooses ? in(lang, "适用{}起施行的渐进式延迟退休和弹性退休规定。",
                                "By the law from {} on: later statutory ages, and a choice of months.")
                           : in(lang, "适用{}以前的规定：法定退休年龄不延迟，不能弹性提前或延迟。",
                                "By the law before {}: the statutory age as it was, and no choice of months.")),
      month_text(a.flexible_from));
  return whom + wrapped(law, kTableWidth) + "\n";
}

std::string retirement_table(const RetirementAnswer& a, Lang lang) {
  const auto line = [lang](Phrase name, std::string value) -> std::vector<std::string> {
    return {std::string(phrase(name, lang)), std::move(value)};
  };
  const int years = a.age_months / kMonthsAYear, months = a.age_months % kMonthsAYear;
  const std::string age = fmt::format(
      fmt::runtime(in(lang, months == 0 ? "{}岁" : "{}岁{}个月", months == 0 ? "{}y" : "{}y {}m")), years, months);
  Rows rows{line(Phrase::retirement_statutory, month_text(a.statutory_month)), line(Phrase::retirement_age, age),
            line(Phrase::retirement_delay, std::to_string(a.delay_months)),
            line(Phrase::retirement_divisor, fmt::format("{:.1f}", a.divisor)),
            line(Phrase::retirement_minimum, fmt::format("{}", a.minimum_years))};
  if (a.earliest_month != a.latest_month) {
    rows.push_back(line(Phrase::retirement_earliest, month_text(a.earliest_month)));
    if (a.minimum_years_earliest != a.minimum_years)
      rows.push_back(line(Phrase::retirement_minimum_earliest, fmt::format("{}", a.minimum_years_earliest)));
    rows.push_back(line(Phrase::retirement_latest, month_text(a.latest_month)));
  }
  return aligned(rows);
}

/// The one category that a word may stand for, as a remedy; of women there are three.
std::string category_meant(std::string_view word) {
  const std::vector<std::string>& names = Planner::retirement_categories();
  const std::string_view key = key_in_chinese(word);
  if (key == "female" || word == "female") return {};
  if (key.empty()) return did_you_mean(word, names);
  return did_you_mean(key == "male_employee" ? "male" : key, names);
}

Expected<Person> person_of(const Arguments& arguments) {
  const std::vector<std::string>& names = Planner::retirement_categories();
  Issues issues;
  const std::string category = arguments.value("category");
  if (category.empty())
    issues.push_back(usage_issue("--category is missing", fmt::format("{}", fmt::join(names, " | "))));
  else if (std::find(names.begin(), names.end(), category) == names.end())
    issues.push_back(usage_issue(fmt::format("--category: no category '{}'", category),
                                 fmt::format("{}", fmt::join(names, " | ")), category_meant(category)));
  const auto birth = parse_month(arguments.value("birth"));
  if (!arguments.has("birth"))
    issues.push_back(usage_issue("--birth is missing", "--birth 1965-05"));
  else if (!birth)
    issues.push_back(usage_issue(fmt::format("--birth: '{}' is not a month", arguments.value("birth")), "YYYY-MM",
                                 instead_of_month(arguments.value("birth"))));
  if (auto refused = birth ? Planner::birth_issue(*birth) : std::nullopt) issues.push_back(std::move(*refused));
  if (!arguments.operands().empty())
    issues.push_back(usage_issue(fmt::format("unexpected '{}'", arguments.operands().front()), "no operands"));
  if (!issues.empty()) return fail(std::move(issues));
  return Person{category, *birth};
}

Json life_table_json(const MortalityColumn& column, const LifeTable& table) {
  Json json;
  json["schema"] = "ballast.lifetable/1";
  json["ages"] = Json::array();
  for (std::size_t i = 0; i < column.qx.size(); ++i) json["ages"].push_back(column.first_age + static_cast<int>(i));
  const auto add = [&json](const char* key, const std::vector<double>& values) {
    json[key] = Json::array();
    for (const double value : values) json[key].push_back(json_plain(value));
  };
  add("lx", table.lx);
  add("ex_curtate", table.ex_curtate);
  add("ex_complete", table.ex_complete);
  add("annuity_due", table.annuity_due);
  add("assurance", table.assurance);
  return json;
}

std::string life_table_text(const MortalityColumn& column, const LifeTable& table, double interest, Lang lang) {
  Rows rows{{"x", "qx", "lx", "ex", "e°x", "äx", "Ax"}};
  for (std::size_t i = 0; i < column.qx.size(); ++i)
    rows.push_back({std::to_string(column.first_age + static_cast<int>(i)), fmt::format("{:.6f}", column.qx[i]),
                    fmt::format("{:.2f}", table.lx[i]), fmt::format("{:.4f}", table.ex_curtate[i]),
                    fmt::format("{:.4f}", table.ex_complete[i]), fmt::format("{:.4f}", table.annuity_due[i]),
                    fmt::format("{:.6f}", table.assurance[i])});
  return aligned(rows) + wrapped(filled(Phrase::life_table_legend, lang, 100 * interest), kTableWidth);
}

Expected<double> interest_of(const Arguments& arguments) {
  constexpr double kLow = -0.5, kHigh = 1.0;
  Issues issues;
  const auto interest = arguments.number("interest", issues);
  if (!arguments.has("interest"))
    issues.push_back(usage_issue("lifetable needs --interest", "a fraction such as 0.04"));
  if (interest && !(*interest > kLow && *interest <= kHigh))
    issues.push_back(issue_of(IssueKind::data, fmt::format("--interest {} is out of range", *interest),
                              "a fraction above -0.5, at most 1; 4 % is 0.04"));
  if (!arguments.has("column")) issues.push_back(usage_issue("lifetable needs --column", "the name of a column"));
  if (!issues.empty()) return fail(std::move(issues));
  return *interest;
}

}  // namespace

int award_pension(const Arguments& arguments, const Console& console) {
  const auto path = one_file(arguments, "ballast award FILE.json");
  if (!path) return refuse(console, path.error());
  const auto file = read_award_file(*path);
  if (!file) return refuse(console, file.error());
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  const auto award = planner->award({file->award_month, file->input});
  if (!award) return refuse(console, award.error());
  const Year year = file->award_month.year();
  const auto minimum = planner->minimum_years(year);
  if (!minimum) return refuse(console, minimum.error());
  const AwardShown shown{*award, file->input.paid_years + file->input.deemed_years, *minimum};
  return answer(console.json ? printed(award_json(shown)) : award_table(shown, year, console.lang));
}

int retirement_months(const Arguments& arguments, const Console& console) {
  const auto person = person_of(arguments);
  if (!person) return refuse(console, person.error());
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  const auto months = planner->retirement(person->category, person->birth);
  if (!months) return refuse(console, months.error());
  return answer(console.json
                    ? printed(retirement_json(*months))
                    : retirement_heading(*person, *months, console.lang) + retirement_table(*months, console.lang));
}

int life_table_of(const Arguments& arguments, const Console& console) {
  const auto path = one_file(arguments, "ballast lifetable FILE.csv --column NAME --interest 0.04");
  if (!path) return refuse(console, path.error());
  const auto interest = interest_of(arguments);
  if (!interest) return refuse(console, interest.error());
  const auto column = read_mortality_column(*path, arguments.value("column"));
  if (!column) return refuse(console, column.error());
  const LifeTable table = life_table(column->qx, *interest);
  return answer(console.json ? printed(life_table_json(*column, table))
                             : life_table_text(*column, table, *interest, console.lang));
}

}  // namespace ballast::cli
