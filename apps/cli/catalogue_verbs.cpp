/// The verbs that list what there is: knobs, measures, version, help.
#include <fmt/format.h>

#include "apps/cli/documents.hpp"
#include "apps/cli/installation.hpp"
#include "apps/cli/verbs.hpp"
#include "output/json/json.hpp"
#include "output/table/width.hpp"

namespace ballast::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string knob_table(const std::vector<KnobInfo>& knobs, Lang lang) {
  Rows rows;
  for (const KnobInfo& knob : knobs) {
    const std::string range = knob.choices.empty() ? fmt::format("{} … {}", knob.min.value_or(0), knob.max.value_or(0))
                                                   : fmt::format("{}", fmt::join(knob.choices, "|"));
    const std::string usual = knob.default_number ? fmt::format("{:.6g}", *knob.default_number) : knob.default_choice;
    rows.push_back({knob.key, std::string(in(lang, knob.zh, knob.en)), knob.unit, range, usual});
  }
  return fmt::format("{}\n{}", phrase(Phrase::knobs_title, lang), aligned(rows, 3));
}

Issue no_operands(const Arguments& arguments) {
  return usage_issue(fmt::format("unexpected '{}'", arguments.operands().front()), "no operands");
}

}  // namespace

int list_knobs(const Arguments& arguments, const Console& console) {
  if (!arguments.operands().empty()) return refuse(console, {no_operands(arguments)});
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  const auto knobs = planner->knobs(arguments.value("place", "puyang"));
  if (!knobs) return refuse(console, knobs.error());
  if (!console.json) return answer(knob_table(*knobs, console.lang));
  return answer(printed(knobs_json(*knobs)));
}

int list_measures(const Arguments& arguments, const Console& console) {
  if (!arguments.operands().empty()) return refuse(console, {no_operands(arguments)});
  if (console.json) return answer(measures_document());
  Rows rows;
  for (const MeasureRow& row : kMeasureCatalogue)
    rows.push_back({std::string(row.key), std::string(in(console.lang, row.zh, row.en)), std::string(row.unit),
                    std::string(key(row.aggregation))});
  return answer(fmt::format("{}\n{}", phrase(Phrase::measures_title, console.lang), aligned(rows, 3)));
}

int print_version(const Arguments& arguments, const Console& console) {
  if (!arguments.operands().empty()) return refuse(console, {no_operands(arguments)});
  if (!console.json) return answer(fmt::format("ballast {}\n", kVersion));
  Json json;
  json["schema"] = "ballast.version/1";
  json["program"] = "ballast";
  json["version"] = kVersion;
  json["git_sha"] = kGitSha;
  json["compiler"] = kCompiler;
  return answer(printed(json));
}

int print_help(const Arguments& arguments, const Console& console) {
  if (arguments.operands().empty()) return answer(help_text(console.lang));
  std::vector<std::string> names;
  for (const Command& command : commands()) {
    if (command.verb.name == arguments.operands().front()) return answer(help_of(command.verb, console.lang));
    names.push_back(command.verb.name);
  }
  const std::string wrong = arguments.operands().front();
  return refuse(console, {usage_issue(fmt::format("no verb '{}'", wrong), fmt::format("{}", fmt::join(names, " ")),
                                      did_you_mean(wrong, names))});
}

}  // namespace ballast::cli
