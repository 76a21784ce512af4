/// `ballast knobs [KNOB…]`: every adjustable number, those of a clause and why, or those named with every dated value.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "apps/cli/documents.hpp"
#include "apps/cli/installation.hpp"
#include "apps/cli/verbs.hpp"
#include "output/issues/issue_text.hpp"
#include "output/json/json.hpp"
#include "output/numbers.hpp"
#include "output/table/figures.hpp"
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
  int width = 0;
  for (const KnobInfo& knob : knobs) width = std::max(width, display_width(knob.key) + 2);
  std::string out = wrapped(phrase(Phrase::knobs_title, lang), kTableWidth);
  for (const KnobInfo& knob : knobs)
    out += beside(knob.key, width, in(lang, knob.zh, knob.en), kTableWidth) +
           beside("", width, value_of(knob, lang), kTableWidth);
  return out;
}

/// A knob with its default and what it may be, its clause, and what it means.
std::string knob_heading(const KnobInfo& knob, Lang lang) {
  return fmt::format("{} {}   [{}] {}\n  {}\n", knob.key, value_of(knob, lang), knob.clause,
                     in(lang, name_zh(knob.status), key(knob.status)), in(lang, knob.zh, knob.en));
}

/// The readings of a clause: each switch with its default, its choices or bounds, and why it stands as it does.
std::string knob_reasons(const std::vector<KnobInfo>& knobs, Lang lang) {
  std::string out;
  for (const KnobInfo& knob : knobs) {
    out += knob_heading(knob, lang);
    const std::string_view source = in(lang, knob.source_zh, knob.source);
    if (!source.empty()) out += wrapped(fmt::format("  {}", source), kTableWidth) + "\n";
  }
  return out;
}

std::string entry_value(const Dated& entry, Knob knob, Lang lang) {
  if (const auto* number = std::get_if<double>(&entry.value)) return number_text(*number);
  const std::string& name = std::get<std::string>(entry.value);
  const auto& choices = row(knob).choices;
  const auto at = std::find(choices.begin(), choices.end(), name);
  if (lang == Lang::en || at == choices.end()) return name;
  return fmt::format("{}（{}）", name, choice_zh(knob, static_cast<int>(at - choices.begin())));
}

/// How the values of a knob go on where none is given any more.
std::string after_the_last(Knob knob, Lang lang) {
  const KnobRow& of = row(knob);
  if (!of.grows_with) return {};
  const KnobRow& with = row(*of.grows_with);
  return wrapped(fmt::format(fmt::runtime(in(lang, "  最后一个数之后逐年推算，随{}（{}）变动。",
                                             "  After the last of them it moves with {} ({}), year by year.")),
                             in(lang, with.zh, with.key), in(lang, with.key, with.en)),
                 kTableWidth);
}

/// Every value given, from when on, and where those come from that stand together.
std::string knob_entries(const KnobInfo& knob, Lang lang) {
  const Knob id = *find_knob(knob.key);
  std::string out = knob_heading(knob, lang);
  if (knob.of_unit)
    out += wrapped(fmt::format(fmt::runtime(in(lang, "  以下为{}的数，其他单位另有数值。",
                                               "  Values of {}; other units have their own.")),
                               in(*knob.of_unit, lang)),
                   kTableWidth);
  for (std::size_t i = 0; i < knob.entries.size(); ++i) {
    const Dated& entry = knob.entries[i];
    out += fmt::format("  {}  {}\n", month_text(entry.from), entry_value(entry, id, lang));
    const bool more = i + 1 < knob.entries.size() && knob.entries[i + 1].source == entry.source &&
                      knob.entries[i + 1].status == entry.status;
    if (!more)
      out += wrapped_set_in(fmt::format("{}{}{}", in(lang, name_zh(entry.status), key(entry.status)),
                                        in(lang, "：", ": "), in(lang, entry.source_zh, entry.source)),
                            kTableWidth);
  }
  return out + after_the_last(id, lang);
}

/// The tiers that subsidy.tier_reading reads, and the knots of its other reading.
std::string tier_lines(const TierTable& table, Lang lang) {
  const std::string_view source = in(lang, table.stands.source_zh, table.stands.source);
  std::string out =
      wrapped(fmt::format(fmt::runtime(in(lang, "调标补助分档（{}：{}）", "Tiers of the adjustment subsidy ({}: {})")),
                          in(lang, name_zh(table.stands.status), key(table.stands.status)), source),
              kTableWidth);
  Rows rows{{std::string(in(lang, "  抚养比", "  support ratio")), std::string(in(lang, "补助比例%", "share %"))}};
  for (std::size_t i = 0; i < table.tiers.size(); ++i) {
    const bool first = i == 0, last = i + 1 == table.tiers.size();
    const std::string from = number_text(table.tiers[i].from),
                      below = last ? std::string{} : number_text(table.tiers[i + 1].from);
    const std::string_view form = first  ? in(lang, "  低于{1}", "  below {1}")
                                  : last ? in(lang, "  {0}及以上", "  {0} and more")
                                         : in(lang, "  {0}至{1}（不含）", "  {0} to below {1}");
    rows.push_back({fmt::format(fmt::runtime(form), from, below), number_text(100 * table.tiers[i].share)});
  }
  out += aligned(rows);
  if (table.knots.empty()) return out;
  std::vector<std::string> knots;
  for (const Tier& knot : table.knots)
    knots.push_back(fmt::format("{} → {}%", number_text(knot.from), number_text(100 * knot.share)));
  return out + wrapped(fmt::format(fmt::runtime(in(lang, "  linear（线性读法）在各节点之间按直线内插：{}。",
                                                   "  linear: on straight lines between {}.")),
                                   fmt::join(knots, in(lang, "、", ", "))),
                       kTableWidth);
}

/// `--clause 44-2` keeps the knobs of that section, `--clause 44-2.7` those of the clause.
Expected<std::vector<KnobInfo>> of_clause(std::vector<KnobInfo> knobs, const std::string& clause) {
  if (clause.empty()) return knobs;
  std::erase_if(knobs, [&](const KnobInfo& k) { return k.clause != clause && !k.clause.starts_with(clause + "."); });
  if (knobs.empty()) return fail(usage_issue(fmt::format("--clause: no knob of '{}'", clause), "44-2 or 44-2.7"));
  return knobs;
}

/// The knobs named, in the order of the catalogue; all where none is.
Expected<std::vector<KnobInfo>> named(std::vector<KnobInfo> knobs, const std::vector<std::string>& names) {
  if (names.empty()) return knobs;
  std::vector<std::string> known;
  for (const KnobInfo& knob : knobs) known.push_back(knob.key);
  Issues issues;
  for (const std::string& name : names)
    if (std::find(known.begin(), known.end(), name) == known.end())
      issues.push_back(
          usage_issue(fmt::format("unknown knob \"{}\"", name), "a key of `ballast knobs`", did_you_mean(name, known)));
  if (!issues.empty()) return fail(std::move(issues));
  std::erase_if(knobs, [&](const KnobInfo& k) { return std::find(names.begin(), names.end(), k.key) == names.end(); });
  return knobs;
}

/// Those of the clause or by name, with the tiers where they are read.
std::string told_in_full(const std::vector<KnobInfo>& knobs, bool by_name, const TierTable& table, Lang lang) {
  std::string out;
  if (!by_name) out = knob_reasons(knobs, lang);
  for (const KnobInfo& knob : knobs)
    if (by_name) out += (out.empty() ? "" : "\n") + knob_entries(knob, lang);
  const std::string_view reading = row(Knob::tier_reading).key;
  const bool tiers = std::any_of(knobs.begin(), knobs.end(), [&](const KnobInfo& k) { return k.key == reading; });
  return tiers ? out + (by_name ? "\n" : "") + tier_lines(table, lang) : out;
}

}  // namespace

int list_knobs(const Arguments& arguments, const Console& console) {
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  auto all = planner->knobs(arguments.value("place", kDefaultPlace));
  if (!all) return refuse(console, all.error());
  auto chosen = named(std::move(*all), arguments.operands());
  if (!chosen) return refuse(console, chosen.error());
  const auto knobs = of_clause(std::move(*chosen), arguments.value("clause"));
  if (!knobs) return refuse(console, knobs.error());
  if (console.json) return answer(printed(knobs_json(*knobs)));
  const bool by_name = !arguments.operands().empty();
  if (!by_name && !arguments.has("clause")) return answer(knob_table(*knobs, console.lang));
  const auto table = planner->tier_table();
  if (!table) return refuse(console, table.error());
  return answer(told_in_full(*knobs, by_name, *table, console.lang));
}

}  // namespace ballast::cli
