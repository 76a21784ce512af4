#include "output/comparison/scenario_diff.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <sstream>

#include "output/json/json.hpp"
#include "output/table/width.hpp"
#include "scenarios/knobs.hpp"

namespace ballast {

namespace {

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

/// `2026:0.06000000000000002` with the digits a reader needs; names of choices as they are.
std::string shortened(const std::string& word) {
  const std::size_t colon = word.find(':');
  double value = 0;
  const char* const last = word.data() + word.size();
  if (colon == std::string::npos) return word;
  const auto [end, error] = std::from_chars(word.data() + colon + 1, last, value);
  return error == std::errc() && end == last ? fmt::format("{}:{:.7g}", word.substr(0, colon), value) : word;
}

/// The years in which a series begins anew, at most a few of them.
std::string abridged(const std::string& series) {
  constexpr int kMost = 4;
  std::istringstream words(series);
  std::string out, word;
  for (int n = 0; n < kMost && words >> word; ++n) out += (n > 0 ? " " : "") + shortened(word);
  return words >> word ? out + " …" : out;
}

std::string_view name_of(const std::string& knob, Lang lang) {
  const auto found = find_knob(knob);
  return found ? in(lang, row(*found).zh, row(*found).en) : std::string_view{};
}

}  // namespace

std::vector<KnobDifference> knob_differences(const ResolvedCase& first, const ResolvedCase& second) {
  std::map<std::string, std::size_t> units_of;
  std::map<std::string, std::string> second_values;
  for (const ResolvedInput& input : second.inputs) second_values[input.name] = input.value;
  std::vector<KnobDifference> all;
  for (const ResolvedInput& input : first.inputs) {
    const auto [knob, unit] = knob_and_unit(input.name);
    ++units_of[knob];
    const auto other = second_values.find(input.name);
    const std::string value = other == second_values.end() ? "—" : other->second;
    if (value != input.value) join(all, {knob, {unit}, input.value, value});
  }
  for (KnobDifference& difference : all)
    if (difference.units.size() == units_of[difference.knob]) difference.units.clear();
  return all;
}

std::string scenario_diff_table(const ResolvedCase& first, const std::vector<ResolvedCase>& others, Lang lang) {
  std::string out;
  for (const ResolvedCase& other : others) {
    out += fmt::format(fmt::runtime(in(lang, "参数差别：{}（{}）与 {}（{}）\n", "Parameters: {} ({}) and {} ({})\n")),
                       first.case_key, in(first.title, lang), other.case_key, in(other.title, lang));
    const auto all = knob_differences(first, other);
    if (all.empty()) out += std::string(phrase(Phrase::compare_none, lang)) + "\n";
    for (const KnobDifference& d : all) {
      const std::string units =
          d.units.empty() ? std::string(in(lang, "全部单位", "all units")) : fmt::format("{}", fmt::join(d.units, " "));
      out += fmt::format("{}  {}\n  {}\n", d.knob, name_of(d.knob, lang), units);
      out += aligned({{"  " + first.case_key, abridged(d.first)}, {"  " + other.case_key, abridged(d.second)}}, 2);
    }
  }
  return out;
}

std::string scenario_diff_document(const ResolvedCase& first, const std::vector<ResolvedCase>& others) {
  Json json;
  json["schema"] = "ballast.scenario-diff/1";
  json["first"] = first.case_key;
  json["others"] = Json::array();
  for (const ResolvedCase& other : others) {
    Json one{{"case", other.case_key}, {"differences", Json::array()}};
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
