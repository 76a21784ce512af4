/// The verbs that list what there is: knobs, measures, version, help.
#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "apps/cli/documents.hpp"
#include "apps/cli/installation.hpp"
#include "apps/cli/verbs.hpp"
#include "output/issues/issue_text.hpp"
#include "output/json/json.hpp"
#include "output/numbers.hpp"
#include "output/table/width.hpp"
#include "scenarios/choice_names.hpp"

namespace ballast::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;

/// A number as people write it: no exponents.
std::string number_text(double value) { return plain_number(value, 8); }

/// The value a knob has, and what it may be.
std::string usual_of(const KnobInfo& knob) {
  return knob.default_number ? number_text(*knob.default_number) : knob.default_choice;
}
std::string range_of(const KnobInfo& knob, Lang lang) {
  if (!knob.choices.empty()) {
    std::vector<std::string> names = knob.choices;
    const Knob id = *find_knob(knob.key);
    for (std::size_t i = 0; lang == Lang::zh && i < names.size(); ++i)
      names[i] += fmt::format("（{}）", choice_zh(id, static_cast<int>(i)));
    return fmt::format("{}", fmt::join(names, " | "));
  }
  return fmt::format("{} … {}", number_text(knob.min.value_or(0)), number_text(knob.max.value_or(0)));
}

/// `= 0.2   (0 … 0.5 share of base)`
std::string value_of(const KnobInfo& knob, Lang lang) {
  const bool choice = !knob.choices.empty();
  return fmt::format("= {}   ({}{}{})", usual_of(knob), range_of(knob, lang), choice ? "" : " ",
                     choice ? "" : issue_text(knob.unit, lang));
}

/// Beside each key what it means, folded where it is long, and below that its value and what it may be.
std::string knob_table(const std::vector<KnobInfo>& knobs, Lang lang) {
  constexpr int kWidth = 120;
  int key_width = 0;
  for (const KnobInfo& knob : knobs) key_width = std::max(key_width, display_width(knob.key));
  Rows rows;
  for (const KnobInfo& knob : knobs) {
    rows.push_back({knob.key});
    for (const std::string& text : {std::string(in(lang, knob.zh, knob.en)), value_of(knob, lang)}) {
      std::istringstream lines(wrapped(text, kWidth - key_width - 2));
      for (std::string line; std::getline(lines, line); rows.push_back({""})) rows.back().push_back(line);
    }
    rows.pop_back();
  }
  return wrapped(phrase(Phrase::knobs_title, lang), kWidth) + aligned(rows, 2);
}

/// The readings of a clause: each switch with its default, its choices or bounds, and why it stands as it does.
std::string knob_reasons(const std::vector<KnobInfo>& knobs, Lang lang) {
  constexpr int kWidth = 100;
  std::string out;
  for (const KnobInfo& knob : knobs) {
    out += fmt::format("{} {}   [{}] {}\n  {}\n", knob.key, value_of(knob, lang), knob.clause,
                       in(lang, name_zh(knob.status), key(knob.status)), in(lang, knob.zh, knob.en));
    const std::string_view source = in(lang, knob.source_zh, knob.source);
    if (!source.empty()) out += wrapped(fmt::format("  {}", source), kWidth) + "\n";
  }
  return out;
}

/// `--clause 44-2` keeps the knobs of that section, `--clause 44-2.7` those of the clause.
Expected<std::vector<KnobInfo>> of_clause(std::vector<KnobInfo> knobs, const std::string& clause) {
  if (clause.empty()) return knobs;
  std::erase_if(knobs, [&](const KnobInfo& k) { return k.clause != clause && !k.clause.starts_with(clause + "."); });
  if (knobs.empty()) return fail(usage_issue(fmt::format("--clause: no knob of '{}'", clause), "44-2 or 44-2.7"));
  return knobs;
}

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

int list_knobs(const Arguments& arguments, const Console& console) {
  if (!arguments.operands().empty()) return refuse(console, {no_operands(arguments)});
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  auto all = planner->knobs(arguments.value("place", kDefaultPlace));
  if (!all) return refuse(console, all.error());
  const auto knobs = of_clause(std::move(*all), arguments.value("clause"));
  if (!knobs) return refuse(console, knobs.error());
  if (!console.json && arguments.has("clause")) return answer(knob_reasons(*knobs, console.lang));
  if (!console.json) return answer(knob_table(*knobs, console.lang));
  return answer(printed(knobs_json(*knobs)));
}

int list_measures(const Arguments& arguments, const Console& console) {
  if (!arguments.operands().empty()) return refuse(console, {no_operands(arguments)});
  if (console.json) return answer(measures_document());
  Rows rows;
  for (const MeasureRow& row : kMeasureCatalogue)
    rows.push_back({std::string(row.key), std::string(in(console.lang, row.zh, row.en)),
                    issue_text(row.unit, console.lang), how_it_adds_up(row.aggregation, console.lang)});
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
  if (console.json) return refuse(console, {usage_issue("help has no JSON", "help, or help VERB, without --json")});
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
