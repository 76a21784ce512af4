#include "output/comparison/cases.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "output/json/json.hpp"
#include "output/table/figures.hpp"
#include "output/table/width.hpp"
#include "scenarios/knobs.hpp"

namespace ballast {

namespace {

std::string knob_name(const std::string& key, Lang lang) {
  const auto knob = find_knob(key);
  return knob ? std::string(in(lang, row(*knob).zh, row(*knob).en)) : key;
}

/// `baseline, with 3 knobs changed from 2026 on: …`
std::string change_line(const CaseInfo& one, const std::vector<std::string>& names, Lang lang) {
  const std::string from =
      one.from ? fmt::format(fmt::runtime(in(lang, "{}年起", " from {} on")), one.from->year()) : "";
  const std::string on =
      one.base.empty() ? std::string{} : fmt::format(fmt::runtime(in(lang, "在 {} 基础上，", "{}, with ")), one.base);
  if (lang == Lang::zh) return fmt::format("{}{}改动{}项参数：{}", on, from, names.size(), fmt::join(names, "、"));
  return fmt::format("{}{} {} changed{}: {}", on, names.size(), names.size() == 1 ? "knob" : "knobs", from,
                     fmt::join(names, "; "));
}

}  // namespace

std::string cases_table(const std::vector<CaseInfo>& cases, Lang lang) {
  if (cases.empty()) return std::string(in(lang, "没有方案文件（.toml）。\n", "No case is here (.toml).\n"));
  std::string out;
  for (const CaseInfo& one : cases) {
    out += fmt::format("{}  {}\n", one.key, in(one.title, lang));
    std::vector<std::string> names;
    for (const std::string& key : one.knobs) names.push_back(knob_name(key, lang));
    const std::string changes =
        names.empty() ? std::string(in(lang, "不改动参数", "changes nothing")) : change_line(one, names, lang);
    out += wrapped_set_in(changes, kTableWidth);
  }
  return out;
}

std::string cases_document(const std::vector<CaseInfo>& cases) {
  Json json{{"schema", "ballast.cases/1"}, {"cases", Json::array()}};
  for (const CaseInfo& one : cases)
    json["cases"].push_back({{"case", one.key},
                             {"base", one.base.empty() ? Json(nullptr) : Json(one.base)},
                             {"title", one.title.en},
                             {"title_zh", one.title.zh},
                             {"knobs", one.knobs},
                             {"from", one.from ? Json(one.from->year()) : Json(nullptr)}});
  return printed(json);
}

}  // namespace ballast
