/// The verbs that list what there is: measures, version, help.
#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/installation.hpp"
#include "apps/cli/verbs.hpp"
#include "output/issues/issue_text.hpp"
#include "output/json/json.hpp"
#include "output/table/figures.hpp"
#include "output/table/fitted.hpp"

namespace ballast::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string how_it_adds_up(Aggregation aggregation, Lang lang) {
  const std::string_view english = key(aggregation);
  switch (aggregation) {
    case Aggregation::sum:
      return std::string(in(lang, "各单位相加", english));
    case Aggregation::ratio:
      return std::string(in(lang, "合计后再相除", english));
    case Aggregation::none:
      break;
  }
  return std::string(in(lang, "不合计", english));
}

Issue no_operands(const Arguments& arguments) {
  return usage_issue(fmt::format("unexpected '{}'", arguments.operands().front()), "no operands");
}

}  // namespace

int list_measures(const Arguments& arguments, const Console& console) {
  if (!arguments.operands().empty()) return refuse(console, {no_operands(arguments)});
  if (console.json) return answer(measures_document());
  Rows rows;
  for (const MeasureRow& row : kMeasureCatalogue)
    rows.push_back({std::string(row.key), std::string(in(console.lang, row.zh, row.en)),
                    issue_text(row.unit, console.lang), how_it_adds_up(row.aggregation, console.lang)});
  return answer(
      fmt::format("{}\n{}", phrase(Phrase::measures_title, console.lang), fitted_two_texts(rows, kTableWidth)));
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
  if (console.json) return refuse(console, {usage_issue("help has no JSON", "help, or help VERB, without --json")});
  if (arguments.operands().empty()) return answer(help_text(console.lang));
  const std::string& wanted = arguments.operands().front();
  const auto of = std::find_if(commands().begin(), commands().end(),
                               [&](const Command& command) { return command.verb.name == wanted; });
  Issues issues;
  if (of == commands().end()) {
    std::vector<std::string> names;
    for (const Command& command : commands()) names.push_back(command.verb.name);
    issues.push_back(usage_issue(fmt::format("no verb '{}'", wanted), fmt::format("{}", fmt::join(names, " ")),
                                 did_you_mean(wanted, names)));
  }
  if (arguments.operands().size() > 1)
    issues.push_back(usage_issue(fmt::format("unexpected '{}'", arguments.operands()[1]), "one verb",
                                 issues.empty() ? "ballast help " + wanted : std::string{}));
  if (!issues.empty()) return refuse(console, issues);
  return answer(help_of(of->verb, console.lang));
}

}  // namespace ballast::cli
