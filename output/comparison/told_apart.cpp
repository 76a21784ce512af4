#include "output/comparison/told_apart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "output/asked.hpp"
#include "output/prose/sentences.hpp"
#include "output/table/figures.hpp"
#include "output/table/width.hpp"
#include "scenarios/knobs.hpp"
#include "sim/futures/spreads.hpp"

namespace ballast {

namespace {

/// The name of a place where the two have one each; its key where only the keys differ; else nothing.
std::string place_apart(const Projection& one, const Projection& other, Lang lang) {
  if (in(one.place_name, lang) != in(other.place_name, lang)) return std::string(in(one.place_name, lang));
  return one.place != other.place ? one.place : std::string{};
}

/// Texts of the place's tables, by the names of their files.
std::map<std::string_view, std::string_view> tables_of(const Projection& p) {
  constexpr std::string_view kPlaces = "scenarios/places/";
  std::map<std::string_view, std::string_view> tables;
  for (const InputText& input : p.texts) {
    const std::string_view path = input.path;
    if (path.starts_with(kPlaces)) tables[path.substr(path.rfind('/') + 1)] = *input.text;
  }
  return tables;
}

void add_once(std::vector<std::string>& names, std::string_view name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
}

/// Names whose values in `these` are not those in `others`.
template <class Map>
void add_other(const Map& these, const Map& others, std::vector<std::string>& names) {
  for (const auto& [name, value] : these)
    if (const auto at = others.find(name); at == others.end() || at->second != value)
      add_once(names, name.substr(0, name.find('[')));
}

std::map<std::string_view, std::string_view> inputs_of(const Projection& p) {
  std::map<std::string_view, std::string_view> inputs;
  for (const ResolvedInput& input : p.inputs) inputs[input.name] = input.value;
  return inputs;
}

/// The first few of the knobs that differ, by name.
std::string changed_line(const Projection& base, const Projection& other, Lang lang) {
  constexpr std::size_t kMostNamed = 6;
  const std::vector<std::string> keys = changed_knobs(base, other);
  if (keys.empty()) return {};
  std::vector<std::string_view> names;
  for (std::size_t k = 0; k < std::min(keys.size(), kMostNamed); ++k) {
    const auto knob = find_knob(keys[k]);
    names.push_back(knob ? in(lang, row(*knob).zh, row(*knob).en) : std::string_view(keys[k]));
  }
  std::string said =
      fmt::format("{}{}", in(lang, "不同的参数：", "Set otherwise: "), fmt::join(names, in(lang, "、", "; ")));
  if (keys.size() > kMostNamed) said += fmt::format(fmt::runtime(in(lang, "等{}项", "; {} in all")), keys.size());
  return wrapped(said + std::string(in(lang, "。", ".")), kTableWidth);
}

}  // namespace

std::string told_apart(const Projection& one, const Projection& other, Lang lang) {
  const std::string place = place_apart(one, other, lang);
  const std::string of_place = place.empty() ? place : fmt::format("{}{}", in(lang, "，", ", "), place);
  std::string said =
      fmt::format(fmt::runtime(in(lang, "{}（{}{}）", "{} ({}{})")), in(one.title, lang), one.case_key, of_place);
  if (one.asked.sets != other.asked.sets && !one.asked.sets.empty())
    said += fmt::format(" + {}", fmt::join(one.asked.sets, ", "));
  return said;
}

std::string alike_and_other(const Projection& base, const Projection& other, Lang lang) {
  std::string lines = base.asked.sets == other.asked.sets ? set_besides(base.asked.sets, lang) : std::string{};
  if (const std::vector<std::string> tables = other_tables(base, other); !tables.empty())
    lines += wrapped(filled(Phrase::compare_other_tables, lang, fmt::join(tables, in(lang, "、", ", "))), kTableWidth);
  return lines + changed_line(base, other, lang);
}

std::string other_note(const Projection& base, const Projection& other, Lang lang) {
  return in(base.note, lang) == in(other.note, lang) ? std::string{} : note_line(other.note, lang);
}

std::vector<std::string> other_tables(const Projection& base, const Projection& other) {
  const auto a = tables_of(base), b = tables_of(other);
  std::vector<std::string> names;
  add_other(a, b, names), add_other(b, a, names);
  return names;
}

std::vector<std::string> changed_knobs(const Projection& base, const Projection& other) {
  std::vector<std::string> names;
  const auto add = [&names](const Projection& these, const Projection& others) {
    const auto values = inputs_of(others);
    for (const ResolvedInput& input : these.inputs)
      if (const auto at = values.find(input.name); at == values.end() || at->second != input.value)
        add_once(names, std::string_view(input.name).substr(0, input.name.find('[')));
  };
  add(base, other), add(other, base);
  return names;
}

std::vector<std::string> other_spreads(const Projection& base, const Projection& other) {
  std::vector<std::string> names;
  for (const Knob knob : parted_spreads(spread_values(base), spread_values(other))) names.emplace_back(row(knob).key);
  return names;
}

void told_apart_into(Json& json, const Projection& one) {
  json["case"] = one.case_key;
  json["place"] = one.place;
  sets_into(json, one.asked.sets);
}

}  // namespace ballast
