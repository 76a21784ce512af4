#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "output/asked.hpp"
#include "output/json/json.hpp"
#include "output/notice.hpp"
#include "output/studies/past.hpp"
#include "output/table/figures.hpp"
#include "output/table/width.hpp"

namespace ballast {
namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr double kHardly = 0.1;  ///< learnt of an adjustable below which the past says next to nothing
constexpr double kFar = 2;       ///< standard deviations beyond which two figures do not agree

Json factor_json(const CalibratedFactor& factor) {
  Json json;
  json["name"] = factor.adjustable.name;
  json["knobs"] = Json::array();
  for (const Knob knob : factor.adjustable.knobs) json["knobs"].push_back(row(knob).key);
  json["factor"] = json_plain(factor.factor);
  json["log_sd"] = json_plain(factor.sd);
  json["prior_sd"] = json_plain(factor.adjustable.prior_sd);
  json["prior_distance"] = json_plain(factor.prior_distance);
  json["learnt"] = json_plain(factor.learnt);
  json["at_bound"] = factor.at_bound;
  return json;
}

Json point_json(const CalibrationPoint& point, const std::vector<Label>& units) {
  Json json;
  json["year"] = point.observed.year;
  json["measure"] = row(point.observed.measure).key;
  const std::optional<int> unit = point.observed.unit;
  json["unit"] = unit ? Json(units[static_cast<std::size_t>(*unit)].zh) : Json(nullptr);
  json["published"] = json_plain(point.observed.value);
  json["before"] = json_plain(point.before);
  json["after"] = json_plain(point.after);
  json["sigma"] = json_plain(point.sigma);
  return json;
}

std::string factor_table(const Calibration& calibration, Lang lang) {
  const auto text = [&](std::string_view zh, std::string_view en) { return std::string(in(lang, zh, en)); };
  Rows rows{{text("参数", "adjustable"), text("倍数", "factor"), text("68 % 区间", "68 % interval"),
             text("距先验（标准差）", "prior distance (sd)"), text("数据提供的信息量", "learnt"), ""}};
  for (const CalibratedFactor& one : calibration.factors) {
    const Label& title = one.adjustable.title;
    const std::string factor = fmt::format("{:.4f}", one.factor), distance = with_sign(one.prior_distance, 2);
    if (one.at_bound)
      rows.push_back({text(title.zh, title.en), factor, "–", distance, "–", text("到达界限", "at its bound")});
    else
      rows.push_back({text(title.zh, title.en), factor,
                      fmt::format("{:.3f}–{:.3f}", one.factor * std::exp(-one.sd), one.factor * std::exp(one.sd)),
                      distance, fmt::format("{:.0f} %", std::max(0.0, 100 * one.learnt)),
                      one.learnt < kHardly                  ? text("无法识别", "not identified")
                      : std::abs(one.prior_distance) > kFar ? text("远离先验", "far from its prior")
                                                            : ""});
  }
  return aligned(rows);
}

/// Of the factors that are estimated, after a blank line; empty where there are none.
std::string correlation_table(const Calibration& calibration, Lang lang) {
  Rows rows(1, {std::string(in(lang, "相关系数", "correlation"))});
  const auto name = [lang](const CalibratedFactor& one) {
    return std::string(in(lang, one.adjustable.title.zh, one.adjustable.name));
  };
  std::vector<std::size_t> free;
  for (std::size_t i = 0; i < calibration.factors.size(); ++i)
    if (!calibration.factors[i].at_bound) free.push_back(i);
  if (free.empty()) return {};
  for (const std::size_t i : free) rows.front().push_back(name(calibration.factors[i]));
  for (const std::size_t i : free) {
    rows.push_back({name(calibration.factors[i])});
    for (const std::size_t j : free)
      rows.back().push_back(
          with_sign(calibration.correlation(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)), 2));
  }
  return "\n" + aligned(rows);
}

/// How far the figures of one measure of one unit, or of the whole place, are off.
struct Fit {
  double before = 0, after = 0;  ///< Σ of squares of relative errors
  double weighted = 0;           ///< Σ of squares of what is left, in standard errors of the published figures
  int count = 0;

  double apart() const { return std::sqrt(weighted / count); }
};

/// By unit, −1 for the whole place, and measure.
std::map<std::pair<int, Measure>, Fit> fits_of(const Calibration& calibration) {
  std::map<std::pair<int, Measure>, Fit> fits;
  for (const CalibrationPoint& point : calibration.points) {
    Fit& fit = fits[{point.observed.unit.value_or(-1), point.observed.measure}];
    fit.before += std::pow(point.before / point.observed.value - 1, 2);
    fit.after += std::pow(point.after / point.observed.value - 1, 2);
    fit.weighted += std::pow(std::log(point.after / point.observed.value) / point.sigma, 2);
    ++fit.count;
  }
  return fits;
}

std::optional<Label> unit_of(int unit, const Calibration& calibration) {
  return unit < 0 ? std::nullopt : std::optional(calibration.units[static_cast<std::size_t>(unit)]);
}

Json unmet_json(const Calibration& calibration) {
  Json unmet = Json::array();
  for (const auto& [of, fit] : fits_of(calibration)) {
    if (fit.apart() <= kFar) continue;
    const auto unit = unit_of(of.first, calibration);
    unmet.push_back({{"measure", row(of.second).key},
                     {"unit", unit ? Json(unit->zh) : Json(nullptr)},
                     {"standard_errors", json_plain(fit.apart())}});
  }
  return unmet;
}

/// What the fit leaves as far off as it should not be; empty where it meets the past.
std::string unmet_text(const Calibration& calibration, Lang lang) {
  std::string names;
  for (const auto& [of, fit] : fits_of(calibration))
    if (fit.apart() > kFar)
      names += fmt::format(fmt::runtime(in(lang, "{}{}（{:.1f}）", "{}{} ({:.1f})")),
                           names.empty() ? "" : in(lang, "、", ", "),
                           name_of(of.second, unit_of(of.first, calibration), lang), fit.apart());
  if (names.empty()) return {};
  return "\n" + wrapped(fmt::format(fmt::runtime(in(lang,
                                                    "未能再现往年：{}。括号内为校准后误差与公布数标准误之比的均方根，"
                                                    "大于 2 即仅靠这些参数不能解释，据此预测须慎重。",
                                                    "The past is not reproduced: {}. In brackets: what is left, in "
                                                    "standard errors of a published figure (root mean square); above "
                                                    "2 these adjustables do not explain it, and a forecast should not "
                                                    "rest on them alone.")),
                                    names),
                        kTableWidth);
}

/// The root of the mean square.
std::string off_by(double squares, int count) { return fmt::format("{:.2f} %", 100 * std::sqrt(squares / count)); }

/// Root mean square of the relative errors of a measure, before and after: of the whole place, then of units.
std::string fit_table(const Calibration& calibration, Lang lang) {
  Rows rows{{std::string(in(lang, "指标", "measure")), std::string(in(lang, "年数", "years")),
             std::string(in(lang, "校准前误差", "error before")), std::string(in(lang, "校准后误差", "error after"))}};
  for (const auto& [of, fit] : fits_of(calibration))
    rows.push_back({name_of(of.second, unit_of(of.first, calibration), lang), std::to_string(fit.count),
                    off_by(fit.before, fit.count), off_by(fit.after, fit.count)});
  return aligned(rows);
}

/// A base is named without its folder: the file of a case that was given by its path must lie beside it.
std::string where_its_base_lies(const Calibration& calibration) {
  if (!calibration.case_name.ends_with(".toml")) return {};
  return fmt::format("# 请与 {0}.toml 放在同一文件夹 Keep this file in the folder of {0}.toml\n", calibration.case_key);
}

/// What was set besides the case, as a change of the case.
std::string change_of_set(const Change& change, const std::vector<Label>& units) {
  std::string out = fmt::format("\n[[change]]\nknob = \"{}\"\n", row(change.knob).key);
  if (change.unit) out += fmt::format("unit = \"{}\"\n", units[static_cast<std::size_t>(*change.unit)].zh);
  if (change.from) out += fmt::format("from = \"{}-{:02}\"\n", change.from->year(), change.from->month());
  if (const auto* choice = std::get_if<std::string>(&change.amount))
    out += fmt::format("value = \"{}\"\n", *choice);
  else
    out += fmt::format("value = {}\n", std::get<double>(change.amount));
  return out + "why = \"set besides the case that was fitted 校准时在方案之外设定\"\n";
}

/// Both languages, as a case has them.
std::string why_of(const CalibratedFactor& one) {
  const Label& title = one.adjustable.title;
  if (one.at_bound) return fmt::format("fitted: {}, at its bound 校准：{}，到达界限", title.en, title.zh);
  return fmt::format("fitted: {}, log ±{:.3f} 校准：{}，对数标准误 ±{:.3f}", title.en, one.sd, title.zh, one.sd);
}

}  // namespace

std::string calibration_document(const Calibration& calibration) {
  Json json;
  json["schema"] = "ballast.calibration/1";
  json["place"] = calibration.place;
  json["case"] = calibration.case_key;
  sets_into(json, calibration.sets);
  mark_into(json, calibration);
  json["base_year"] = calibration.base_year;
  json["first_year"] = calibration.first_year;
  json["last_year"] = calibration.last_year;
  json["converged"] = calibration.converged;
  json["trials"] = calibration.trials;
  json["chi2_before"] = json_plain(calibration.chi2_before);
  json["chi2_after"] = json_plain(calibration.chi2_after);
  json["prior_penalty"] = json_plain(calibration.prior_penalty);
  json["not_reproduced"] = unmet_json(calibration);
  json["factors"] = Json::array();
  for (const CalibratedFactor& factor : calibration.factors) json["factors"].push_back(factor_json(factor));
  json["singular_values"] = Json::array();
  for (const double value : calibration.singular_values) json["singular_values"].push_back(json_plain(value));
  json["correlation"] = Json::array();
  for (Eigen::Index i = 0; i < calibration.correlation.rows(); ++i) {
    json["correlation"].push_back(Json::array());
    for (Eigen::Index j = 0; j < calibration.correlation.cols(); ++j)
      json["correlation"].back().push_back(json_plain(calibration.correlation(i, j)));
  }
  json["points"] = Json::array();
  for (const CalibrationPoint& point : calibration.points)
    json["points"].push_back(point_json(point, calibration.units));
  return printed(json);
}

std::string calibration_table(const Calibration& calibration, Lang lang) {
  std::string out =
      fmt::format(fmt::runtime(in(lang, "{}：以 {}—{} 年公布数校准\n", "{}: fitted to what was published, {}-{}\n")),
                  in(calibration.place_name, lang), calibration.first_year, calibration.last_year);
  out += notice_lines(notice_of(calibration), lang) + set_besides(calibration.sets, lang);
  out += fit_table(calibration, lang) + "\n" + factor_table(calibration, lang) + correlation_table(calibration, lang) +
         unmet_text(calibration, lang);
  out += fmt::format(fmt::runtime(in(lang, "\n加权平方和 {:.1f} → {:.1f}，先验惩罚 {:.2f}；试算 {} 次{}\n奇异值：",
                                     "\nweighted squares {:.1f} → {:.1f}, prior penalty {:.2f}; {} trials{}\n"
                                     "singular values:")),
                     calibration.chi2_before, calibration.chi2_after, calibration.prior_penalty, calibration.trials,
                     calibration.converged ? std::string_view{} : in(lang, "；未收敛", "; not converged"));
  for (const double value : calibration.singular_values) out += fmt::format(" {:.4g}", value);
  if (calibration.singular_values.empty()) out += " –";
  return out + "\n" +
         wrapped(in(lang,
                    "倍数作用于该参数所列各项。数据提供的信息量＝1−后验方差÷先验方差：接近 0 "
                    "表示公布数对它几乎没有说明。相关接近 ±1 的两项"
                    "只能一起识别。到达界限的一项不作估计，其余各项以其停在界限为前提。",
                    "A factor multiplies every knob of its row. Learnt = 1 − variance after over variance before: near "
                    "0 the past says "
                    "next to nothing of it. Two with a correlation near ±1 are known only together. One at its bound "
                    "is not estimated; the others are, given that it stays there."),
                 kTableWidth);
}

std::string calibration_case(const Calibration& calibration) {
  std::string out = where_its_base_lies(calibration);
  constexpr std::size_t kLongTitle = 200;  // bytes: a line of a case has a limit
  const Year first = calibration.first_year, last = calibration.last_year;
  const auto named = [&](const std::string& title) { return title.size() > kLongTitle ? calibration.case_key : title; };
  const Json title =
      fmt::format("{}, fitted to {}, {}-{}", named(calibration.case_title.en), calibration.place_name.en, first, last);
  const Json title_zh = fmt::format("{}，以{}{}—{}年公布数校准", named(calibration.case_title.zh),
                                    calibration.place_name.zh, first, last);
  out += fmt::format("title = {}\ntitle_zh = {}\nbase = \"{}\"\n", title.dump(), title_zh.dump(), calibration.case_key);
  for (const Change& change : calibration.set_changes) out += change_of_set(change, calibration.units);
  for (const CalibratedFactor& one : calibration.factors)
    for (const Knob knob : one.adjustable.knobs) {
      const Change fitted = scaled(knob, one.factor, calibration.first_year);
      out += fmt::format("\n[[change]]\nknob = \"{}\"\n", row(knob).key);
      if (fitted.from) out += fmt::format("from = {}\n", fitted.from->year());
      const Json why = why_of(one);
      out += fmt::format("scale = {}\nwhy = {}\n", one.factor, why.dump());
    }
  return out;
}

}  // namespace ballast
