#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstring>

#include "output/asked.hpp"
#include "output/json/json.hpp"
#include "output/notice.hpp"
#include "output/studies/past.hpp"
#include "output/table/figures.hpp"
#include "output/table/fitted.hpp"
#include "output/table/width.hpp"

namespace ballast {
namespace {

using Rows = std::vector<std::vector<std::string>>;
constexpr int kAhead = 5;  ///< years, as the contract of the back-test asks

std::string_view given_key(Given given) { return given == Given::frozen ? "frozen" : "coverage"; }
std::string_view given_name(Given given, Lang lang) {
  return given == Given::frozen ? in(lang, "行为不变", "behaviour frozen") : in(lang, "给定参保总数", "coverage given");
}

std::string percent(double share) { return with_sign(100 * share, 1) + " %"; }
std::string plain_percent(double share) { return decimal(100 * share, 1) + " %"; }

/// As bulletins print them, one decimal less than elsewhere: 万人, 亿元, or a ratio.
std::string published_figure(double value, const MeasureRow& row) {
  if (row.unit == "person") return decimal(value / 1e4, 1);
  return row.unit == "yuan" ? decimal(value / 1e8, 1) : decimal(value, 3);
}

std::string ahead_text(const BacktestScore& score, Year base_year) {
  const BacktestPoint* point = score.ahead(base_year, kAhead);
  return point ? percent(point->error()) : "—";
}

std::string name_of(const BacktestScore& score, Lang lang) { return name_of(score.measure, score.unit, lang); }

std::vector<std::string> score_line(const Backtest& test, const BacktestScore& score, Lang lang) {
  return {name_of(score, lang),
          std::string(given_name(score.given, lang)),
          std::to_string(score.points.size()),
          plain_percent(score.mape()),
          percent(score.bias()),
          fmt::format("{} ({})", percent(score.worst().error()), score.worst().year),
          ahead_text(score, test.base_year)};
}

std::vector<std::string> score_heading(Lang lang) {
  const auto text = [&](std::string_view zh, std::string_view en) { return std::string(in(lang, zh, en)); };
  return {text("指标", "measure"),      text("条件", "run"),           text("年数", "years"),
          text("平均绝对误差", "MAPE"), text("平均偏差", "mean bias"), text("最大误差", "worst"),
          text("第5年", "5th year")};
}

Json score_json(const Backtest& test, const BacktestScore& score) {
  Json json;
  json["given"] = given_key(score.given);
  json["measure"] = row(score.measure).key;
  json["unit"] = score.unit ? Json(score.unit->zh) : Json(nullptr);
  json["mape"] = json_plain(score.mape());
  json["bias"] = json_plain(score.bias());
  json["worst"] = json_plain(score.worst().error());
  json["worst_year"] = score.worst().year;
  const BacktestPoint* ahead = score.ahead(test.base_year, kAhead);
  json["ahead_5"] = ahead ? json_plain(ahead->error()) : Json(nullptr);
  json["points"] = Json::array();
  for (const BacktestPoint& point : score.points) {
    Json one;
    one["year"] = point.year;
    one["projected"] = json_number(point.projected, row(score.measure).unit);
    one["published"] = json_number(point.published, row(score.measure).unit);
    one["error"] = json_plain(point.error());
    one["status"] = key(point.status);
    json["points"].push_back(std::move(one));
  }
  return json;
}

std::string markdown_row(const std::vector<std::string>& cells) {
  return fmt::format("| {} |\n", fmt::join(cells, " | "));
}

std::string markdown_heading(std::vector<std::string> cells) {
  std::string out = markdown_row(cells);
  for (std::string& cell : cells) cell = "---";
  return out + markdown_row(cells);
}

std::string both(std::string_view zh, std::string_view en) { return fmt::format("{} {}", zh, en); }
std::string both_names(const BacktestScore& score) { return both(name_of(score, Lang::zh), name_of(score, Lang::en)); }

/// Every year of the measures of one run, published beside projected.
std::string years_of(const Backtest& test, Given given) {
  std::string out;
  for (const BacktestScore& score : test.scores) {
    if (score.given != given) continue;
    const MeasureRow& of = row(score.measure);
    const std::string unit = of.unit == "person" ? "万人 10k" : of.unit == "yuan" ? "亿元 100m yuan" : "比 ratio";
    out += fmt::format("\n{}, {}\n\n", both_names(score), unit);
    std::vector<std::string> years{"年 year"}, published{"公布 published"}, projected{"推算 projected"},
        error{"误差 error"};
    for (const BacktestPoint& point : score.points) {
      years.push_back(std::to_string(point.year));
      published.push_back(published_figure(point.published, of) + (point.status == Status::measured ? "" : " ~"));
      projected.push_back(published_figure(point.projected, of));
      error.push_back(percent(point.error()));
    }
    out += markdown_heading(years) + markdown_row(published) + markdown_row(projected) + markdown_row(error);
  }
  return out;
}

/// A word as a shell takes it for one.
std::string in_shell(const std::string& word) {
  const auto plain = [](unsigned char c) { return std::isalnum(c) != 0 || c > 0x7F || std::strchr("_./@=,:+-", c); };
  if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

/// What printed the section.
std::string command_of(const Backtest& test) {
  std::string out = fmt::format("ballast backtest {} --place {} --from {} --to {}", in_shell(test.case_name),
                                in_shell(test.asked_place), test.first_year, test.last_year);
  if (!test.observed.empty()) out += " --observed " + in_shell(test.observed);
  for (const std::string& set : test.sets) out += " --set " + in_shell(set);
  return out;
}

/// Years that the run with coverage given could not be brought to.
std::string unmet_text(const Backtest& test, Lang lang) {
  if (test.unmet.empty()) return {};
  return fmt::format(
      fmt::runtime(in(lang,
                      "给定参保总数未能实现：{}年扩面参数在界限内取任何值，参保总数都不等于公布数，表中为最接近者。",
                      "Coverage could not be given in {}: no entry within the bounds of its knobs gives "
                      "exactly the published participants; what stands here is the nearest.")),
      fmt::join(test.unmet, in(lang, "、", ", ")));
}

std::string section(const Backtest& test) {
  std::string out =
      fmt::format("\n## {} · {}: {} – {}\n\n", test.place_name.zh, test.place_name.en, test.first_year, test.last_year);
  out += fmt::format("期初 opening: 31 December {}. `{}`\n\n", test.base_year, command_of(test));
  std::vector<std::string> heading = score_heading(Lang::zh);
  const std::vector<std::string> english = score_heading(Lang::en);
  for (std::size_t i = 0; i < heading.size(); ++i) heading[i] += " " + english[i];
  out += markdown_heading(heading);
  for (const BacktestScore& score : test.scores) {
    std::vector<std::string> line = score_line(test, score, Lang::zh);
    line[0] = both_names(score);
    line[1] = both(given_name(score.given, Lang::zh), given_name(score.given, Lang::en));
    out += markdown_row(line);
  }
  if (!test.entry.empty()) {
    out += "\n给定参保总数时各年扩面倍数 multiplier of entry by year, coverage given:";
    for (std::size_t y = 0; y < test.entry.size(); ++y)
      out += fmt::format(" {} ×{:.2f}", test.first_year + static_cast<int>(y), test.entry[y]);
    out += "\n";
  }
  for (const Lang lang : {Lang::zh, Lang::en})
    if (const std::string unmet = unmet_text(test, lang); !unmet.empty()) out += "\n" + unmet + "\n";
  for (const Given given : {Given::frozen, Given::coverage})
    if (const std::string years = years_of(test, given); !years.empty())
      out += fmt::format("\n### {} {}\n{}", given_name(given, Lang::zh), given_name(given, Lang::en), years);
  return out;
}

}  // namespace

std::string name_of(Measure measure, const std::optional<Label>& unit, Lang lang) {
  const MeasureRow& of = row(measure);
  std::string name(in(lang, of.zh, of.en));
  return unit ? name + " · " + std::string(in(*unit, lang)) : name;
}

std::string backtest_document(const std::vector<Backtest>& tests) {
  Json json;
  json["schema"] = "ballast.backtest/1";
  json["backtests"] = Json::array();
  for (const Backtest& test : tests) {
    Json one;
    one["place"] = test.place;
    one["case"] = test.case_key;
    sets_into(one, test.sets);
    mark_into(one, test);
    one["base_year"] = test.base_year;
    one["first_year"] = test.first_year;
    one["last_year"] = test.last_year;
    one["entry"] = Json::array();
    for (const double factor : test.entry) one["entry"].push_back(json_plain(factor));
    if (!test.unmet.empty()) one["unmet"] = test.unmet;
    one["scores"] = Json::array();
    for (const BacktestScore& score : test.scores) one["scores"].push_back(score_json(test, score));
    json["backtests"].push_back(std::move(one));
  }
  return printed(json);
}

std::string backtest_table(const std::vector<Backtest>& tests, Lang lang) {
  std::string out;
  for (const Backtest& test : tests) {
    out += fmt::format(fmt::runtime(in(lang, "{}（{}）：自{}年末起推算 {}—{} 年，与公布数比较\n",
                                       "{} ({}): projected from the end of {}, {}-{}, against what was published\n")),
                       in(test.place_name, lang), test.case_name, test.base_year, test.first_year, test.last_year);
    out += notice_lines(notice_of(test), lang) + set_besides(test.sets, lang);
    Rows rows{score_heading(lang)};
    for (const BacktestScore& score : test.scores) rows.push_back(score_line(test, score, lang));
    out += fitted_two_texts(rows, kTableWidth) + "\n";
    if (const std::string unmet = unmet_text(test, lang); !unmet.empty()) out += wrapped(unmet, kTableWidth) + "\n";
  }
  return out +
         wrapped(
             in(lang,
                "误差＝推算÷公布−1。行为不变：扩面、缴费、征缴率和基数停在首年水平；给定参保总数：逐年调整扩面，使"
                "参保总人数（在职加退休）等于公布数，其中退休多少仍由模型推算。各年工资、物价、利率、待遇调整比例、"
                "财政补助和死亡率两种情形下均为已知。",
                "Error = projected / published − 1. Behaviour frozen: entry, paying, collection and bases stay as in "
                "the "
                "first year. Coverage given: each year's entry is scaled until participants (insured and retired "
                "together) "
                "are the published ones; how many of them are retired is the model's. Wages, prices, rates, increases, "
                "subsidies and mortality of those years are given in both."),
             kTableWidth);
}

std::string backtest_page(const std::vector<Backtest>& tests) {
  std::string out =
      "# Back-tests · 回测\n\n"
      "Made by `ballast backtest --page` with the places and years below; do not edit. 由该命令按下列地区和年份生成，"
      "请勿手改。\n"
      "How the places are made and what the numbers mean: [past.md](past.md). 底表和口径见 [past.md](past.md)。\n"
      "`~`: a recalled or derived figure 回忆或推算的公布数。 " +
      std::string("Error 误差 = projected 推算 / published 公布 − 1.\n");
  for (const Backtest& test : tests) out += section(test);
  return out;
}

}  // namespace ballast
