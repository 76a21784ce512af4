#include "output/comparison/scenario_diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <map>
#include <sstream>

#include "output/asked.hpp"
#include "output/issues/issue_text.hpp"
#include "output/json/json.hpp"
#include "output/numbers.hpp"
#include "output/table/figures.hpp"
#include "output/table/width.hpp"
#include "scenarios/knobs.hpp"

namespace ballast {

namespace {

constexpr const char* kNothing = "—";  ///< where one of the two has no such input

/// `contribution.unit_rate[范县]` in its two parts.
std::pair<std::string, std::string> knob_and_unit(const std::string& name) {
  const std::size_t open = name.find('[');
  return {name.substr(0, open), open == std::string::npos ? "" : name.substr(open + 1, name.size() - open - 2)};
}

/// Joins a unit's difference to those of other units that are the same.
void join(std::vector<KnobDifference>& all, KnobDifference one) {
  for (KnobDifference& known : all)
    if (known.knob == one.knob && known.first == one.first && known.second == one.second) {
      known.units.push_back(one.units.front());
      return;
    }
  all.push_back(std::move(one));
}

/// `2026:0.06000000000000002` as a reader puts it, with the digits he needs; names of choices as they are.
std::string said(const std::string& word, Lang lang) {
  const std::size_t colon = word.find(':');
  if (colon == std::string::npos) return word;
  std::string from = word.substr(0, colon), what = word.substr(colon + 1);
  double value = 0;
  const char* const last = what.data() + what.size();
  const auto [end, error] = std::from_chars(what.data(), last, value);
  constexpr double kWithExponent = 1e7;  // from here on {:.7g} would write one
  if (error == std::errc() && end == last)
    what = std::abs(value) < kWithExponent ? fmt::format("{:.7g}", value) : plain_number(value, 2);
  const bool month = from.find('-') != std::string::npos;
  return fmt::format(fmt::runtime(in(lang, month ? "{}起 {}" : "{}年起 {}", "{}: {}")), from, what);
}

std::vector<std::string> words_of(const std::string& series) {
  std::istringstream text(series);
  return {std::istream_iterator<std::string>(text), {}};
}

/// The years in which a series begins anew, at most a few of them, from the last before the two series part.
std::string abridged(const std::string& series, const std::string& other, Lang lang) {
  constexpr std::size_t kMost = 4;
  const auto words = words_of(series), others = words_of(other);
  const auto alike = std::mismatch(words.begin(), words.end(), others.begin(), others.end()).first - words.begin();
  const std::size_t first = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, alike - 1));
  std::string out = first > 0 ? "… " : "";
  for (std::size_t n = first; n < words.size() && n < first + kMost; ++n)
    out += (n > first ? std::string(in(lang, "；", "; ")) : "") + said(words[n], lang);
  return first + kMost < words.size() ? out + " …" : out;
}

/// The name of a knob, with what its values are counted in where they are no shares of something.
std::string name_of(const std::string& knob, Lang lang) {
  const auto found = find_knob(knob);
  if (!found) return {};
  const KnobRow& of = row(*found);
  std::string name(in(lang, of.zh, of.en));
  const bool plain = of.unit == "share" || of.unit == "ratio" || of.unit == "multiplier";
  if (of.kind == KnobKind::choice || plain) return name;
  return fmt::format("{} [{}]", name, issue_text(of.unit, lang));
}

/// `baseline (Baseline)`, and what was set besides it unless `plain`.
std::string named(const ResolvedCase& one, bool plain, Lang lang) {
  const std::string name =
      fmt::format(fmt::runtime(in(lang, "{}（{}）", "{} ({})")), one.case_key, in(one.title, lang));
  return plain || one.sets.empty() ? name : fmt::format("{} + {}", name, fmt::join(one.sets, ", "));
}

/// The units of a difference as the reader calls them, one after the other.
std::string units_said(const std::vector<std::string>& names, const std::vector<Label>& units, Lang lang) {
  std::vector<std::string> said;
  for (const std::string& name : names) {
    const auto unit = std::find_if(units.begin(), units.end(), [&](const Label& u) { return u.zh == name; });
    said.push_back(unit == units.end() ? name : std::string(in(*unit, lang)));
  }
  return fmt::format("{}", fmt::join(said, in(lang, "、", ", ")));
}

}  // namespace

std::vector<KnobDifference> knob_differences(const ResolvedCase& first, const ResolvedCase& second) {
  std::map<std::string, std::size_t> units_of;
  std::map<std::string, std::string> second_values;
  for (const ResolvedInput& input : second.inputs) second_values[input.name] = input.value;
  std::vector<KnobDifference> all;
  const auto hold = [&](const std::string& name, const std::string& value, const std::string& other) {
    const auto [knob, unit] = knob_and_unit(name);
    ++units_of[knob];
    if (value != other) join(all, {knob, {unit}, value, other});
  };
  for (const ResolvedInput& input : first.inputs) {
    const auto other = second_values.extract(input.name);
    hold(input.name, input.value, other.empty() ? kNothing : other.mapped());
  }
  for (const ResolvedInput& input : second.inputs)
    if (second_values.contains(input.name)) hold(input.name, kNothing, input.value);
  for (KnobDifference& difference : all)
    if (difference.units.size() == units_of[difference.knob]) difference.units.clear();
  return all;
}

std::string scenario_diff_table(const ResolvedCase& first, const std::vector<ResolvedCase>& others, Lang lang) {
  std::string out;
  for (const ResolvedCase& other : others) {
    const bool alike = first.sets == other.sets;  // else each is named with its own
    out += fmt::format(fmt::runtime(in(lang, "参数差别：{} 与 {}\n", "Parameters: {} and {}\n")),
                       named(first, alike, lang), named(other, alike, lang));
    if (alike) out += set_besides(first.sets, lang);
    const auto all = knob_differences(first, other);
    std::vector<Label> units_of_both = first.units;
    units_of_both.insert(units_of_both.end(), other.units.begin(), other.units.end());
    if (all.empty()) out += std::string(phrase(Phrase::compare_none, lang)) + "\n";
    for (const KnobDifference& d : all) {
      const std::string units =
          d.units.empty() ? std::string(in(lang, "全部单位", "all units")) : units_said(d.units, units_of_both, lang);
      out += fmt::format("{}  {}\n{}", d.knob, name_of(d.knob, lang), wrapped_set_in(units, kTableWidth));
      out += aligned({{"  " + first.case_key, abridged(d.first, d.second, lang)},
                      {"  " + other.case_key, abridged(d.second, d.first, lang)}},
                     2);
    }
  }
  return out;
}

std::string scenario_diff_document(const ResolvedCase& first, const std::vector<ResolvedCase>& others) {
  Json json;
  json["schema"] = "ballast.scenario-diff/1";
  json["first"] = first.case_key;
  sets_into(json, first.sets);
  json["others"] = Json::array();
  for (const ResolvedCase& other : others) {
    Json one{{"case", other.case_key}};
    sets_into(one, other.sets);
    one["differences"] = Json::array();
    for (const KnobDifference& d : knob_differences(first, other))
      one["differences"].push_back({{"knob", d.knob},
                                    {"units", d.units.empty() ? Json(nullptr) : Json(d.units)},
                                    {"first", d.first},
                                    {"second", d.second}});
    json["others"].push_back(std::move(one));
  }
  return printed(json);
}

}  // namespace ballast
