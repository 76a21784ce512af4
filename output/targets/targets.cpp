#include "output/targets/targets.hpp"

#include <fmt/format.h>

#include "output/asked.hpp"
#include "output/csv/spreadsheet.hpp"
#include "output/json/json.hpp"
#include "output/notice.hpp"
#include "output/prose/sentences.hpp"
#include "output/table/figures.hpp"
#include "output/table/fitted.hpp"
#include "output/table/phases.hpp"
#include "output/table/width.hpp"
#include "scenarios/knobs.hpp"

namespace ballast {

namespace {

std::string percent(const std::optional<double>& value) { return value ? decimal(100 * *value, 2) : "—"; }

const Label& unit_of(const TargetsOfYear& t, const TargetOutcome& o) {
  return t.projection.units[static_cast<std::size_t>(o.unit)];
}

/// Those of one unit; of all units where it is −1.
std::vector<TargetOutcome> outcomes_of(const TargetsOfYear& t, int unit) {
  std::vector<TargetOutcome> shown;
  for (const TargetOutcome& o : t.outcomes)
    if (unit < 0 || o.unit == unit) shown.push_back(o);
  return shown;
}

std::string asked(const TargetOutcome& o) {
  return fmt::format("{} {}", o.kind->at_least ? "≥" : "≤", decimal(100 * o.target, 2));
}

std::string_view verdict(const TargetOutcome& o, Lang lang) {
  if (!o.achieved) return "—";
  return o.met ? in(lang, "完成", "met") : in(lang, "未完成", "missed");
}

/// Its name, without the word with which all of them begin in English.
std::string_view target_name(const KnobRow& knob, Lang lang) {
  constexpr std::string_view kBegins = "target: ";
  const std::string_view name = in(lang, knob.zh, knob.en);
  return name.starts_with(kBegins) ? name.substr(kBegins.size()) : name;
}

}  // namespace

std::string targets_document(const TargetsOfYear& t, int unit) {
  Json json;
  json["schema"] = "ballast.targets/1";
  json["case"] = t.projection.case_key;
  mark_into(json, t.projection);
  asked_into(json, t.projection);
  json["year"] = t.year;
  json["plan_is_outcome"] = t.plan_is_outcome;
  json["targets"] = Json::array();
  for (const TargetOutcome& o : outcomes_of(t, unit))
    json["targets"].push_back({{"unit", unit_of(t, o).zh},
                               {"target", o.kind->key},
                               {"zh", row(o.kind->target).zh},
                               {"en", row(o.kind->target).en},
                               {"sense", o.kind->at_least ? "at_least" : "at_most"},
                               {"asked", json_number(o.target, "1")},
                               {"achieved", json_share(o.achieved)},
                               {"attained", json_share(o.attained)},
                               {"met", o.achieved ? Json(o.met) : Json(nullptr)},
                               {"clause", o.kind->clause}});
  return printed(json);
}

std::string targets_csv(const TargetsOfYear& t, int unit, Lang lang) {
  SpreadsheetRows rows;
  if (lang == Lang::zh)
    rows.push_back({"年份", "单位", "目标", "要求", "目标值", "实际值", "完成程度", "是否完成", "依据"});
  else
    rows.push_back({"year", "unit", "target", "sense", "asked", "achieved", "attained", "met", "clause"});
  if (t.projection.illustrative) rows.push_back(notice_row(t.projection.notice, rows[0].size()));
  add_asked_row(rows, t.projection);
  const auto number = [](const std::optional<double>& v) { return v ? fmt::format("{:.6f}", *v) : std::string{}; };
  for (const TargetOutcome& o : outcomes_of(t, unit))
    rows.push_back({std::to_string(t.year), unit_of(t, o).zh,
                    std::string(in(lang, row(o.kind->target).zh, o.kind->key)),
                    std::string(o.kind->at_least ? in(lang, "不低于", "at_least") : in(lang, "不高于", "at_most")),
                    number(o.target), number(o.achieved), number(o.attained), std::string(verdict(o, lang)),
                    std::string(o.kind->clause)});
  return spreadsheet(rows);
}

std::string targets_table(const TargetsOfYear& t, int unit, Lang lang) {
  std::vector<std::vector<std::string>> rows;
  if (lang == Lang::zh)
    rows.push_back({"单位", "目标", "要求%", "实际%", "完成程度%", "结果", "依据"});
  else
    rows.push_back({"Unit", "Target", "Asked %", "Achieved %", "Attained %", "Result", "Clause"});
  int met = 0, judged = 0;
  for (const TargetOutcome& o : outcomes_of(t, unit)) {
    judged += o.achieved.has_value(), met += o.achieved && o.met;
    rows.push_back({std::string(in(unit_of(t, o), lang)), std::string(target_name(row(o.kind->target), lang)), asked(o),
                    percent(o.achieved), percent(o.attained), std::string(verdict(o, lang)),
                    fmt::format("[{}]", o.kind->clause)});
  }
  std::string out = notice_lines(notice_of(t.projection), lang) + note_line(t.projection.note, lang);
  out += fmt::format(fmt::runtime(in(lang, "{}年目标责任考核 · {}\n", "Targets of {} · {}\n")), t.year,
                     in(t.projection.title, lang));
  out += asked_lines(t.projection, lang) + phase_legend(t.projection, t.year, t.year, lang);
  out += fitted(std::move(rows), kTableWidth, 2);
  out += fmt::format(fmt::runtime(in(lang, "{} 项中完成 {} 项。  [44-5.3]\n", "Of {} targets {} are met.  [44-5.3]\n")),
                     judged, met);
  out += wrapped(
      in(lang,
         "要求值取自 target.* 参数，原文没有规定数字（出处见 ballast "
         "knobs）。完成程度：控制类目标（不高于）按要求÷实际计算。“—”：当年没有"
         "应付款，不计入；或要求为0，无从比较。",
         "What is asked comes from the target.* knobs: the order gives no figures (ballast knobs names its source). "
         "Attained: of a target that is a limit, asked over achieved. —: nothing was owed, not counted; or "
         "nothing is asked that could be attained."),
      kTableWidth);
  if (t.plan_is_outcome)
    out += wrapped(
        in(lang, "征缴计划按推算编制且无加成，计划完成率按定义为100%；可用 --set plan.stretch 或 plan.method 改变。",
           "The plan is the projection itself without a stretch, so its completion is 100 % by construction; try "
           "--set plan.stretch or plan.method."),
        kTableWidth);
  return out;
}

}  // namespace ballast
