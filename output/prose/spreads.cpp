#include "output/prose/spreads.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace ballast {
namespace {

constexpr std::string_view kShipped = "scenarios/assumptions/central.toml";

constexpr std::string_view kOfFutures = "futures.";
constexpr std::string_view kOfNames = "abcdefghijklmnopqrstuvwxyz0123456789_.";

/// The knobs of futures that a text says.
void add_named(std::string_view text, std::set<std::string, std::less<>>& knobs) {
  for (std::size_t at = text.find(kOfFutures); at != text.npos; at = text.find(kOfFutures, at + 1)) {
    if (at > 0 && kOfNames.find(text[at - 1]) != kOfNames.npos) continue;  // the end of a longer name
    knobs.emplace(text.substr(at, text.find_first_not_of(kOfNames, at) - at));
  }
}

/// The knobs of futures that are named in what was set or in a text other than the shipped assumptions.
std::set<std::string, std::less<>> named_knobs(const Projection& p) {
  std::set<std::string, std::less<>> knobs;
  for (const std::string& set : p.asked.sets) add_named(set, knobs);
  for (const InputText& file : p.texts)
    if (file.path != kShipped) add_named(*file.text, knobs);
  return knobs;
}

}  // namespace

std::vector<std::string> set_spreads(const Projection& p) {
  const auto named = named_knobs(p);
  std::vector<std::string> knobs;
  for (const ResolvedInput& input : p.inputs) {
    std::string knob = input.name.substr(0, input.name.find('['));  // of units one after the other
    const bool known = !knobs.empty() && knobs.back() == knob;
    if (!known && named.contains(knob)) knobs.push_back(std::move(knob));
  }
  return knobs;
}

std::map<std::string_view, std::string_view> read_spreads(const Projection& p) {
  std::map<std::string_view, std::string_view> spreads;
  for (const ResolvedInput& input : p.inputs) {
    const std::string_view name = input.name, value = input.value;
    if (name.starts_with(kOfFutures)) spreads[name.substr(0, name.find('['))] = value.substr(value.rfind(':') + 1);
  }
  return spreads;
}

bool without_spread(const Projection& p) {
  const auto spreads = read_spreads(p);
  const auto holds = [&](std::string_view knob, std::string_view value) {
    const auto at = spreads.find(knob);
    return at != spreads.end() && at->second == value;
  };
  const bool means = holds("futures.parameters", "on");
  const auto strays = [&](const auto& spread) {
    const auto& [knob, value] = spread;
    return knob.ends_with("_sd") && value != "0" && (means || !knob.starts_with("futures.drift_"));
  };
  return holds("futures.spread", "0") ||
         !(holds("futures.small_units", "on") || std::any_of(spreads.begin(), spreads.end(), strays));
}

std::string set_spreads_sentence(const Projection& p, Lang lang) {
  const std::vector<std::string> knobs = set_spreads(p);
  if (knobs.empty()) return {};
  const std::string list = fmt::format("{}", fmt::join(knobs, in(lang, "、", ", ")));
  return fmt::format(fmt::runtime(phrase(Phrase::ensemble_spreads_set, lang)), list);
}

std::string spreads_sentence(const Projection& p, Lang lang) {
  const std::string set = set_spreads_sentence(p, lang);
  return set + std::string(set.empty() ? "" : in(lang, "", " ")) + std::string(phrase(Phrase::ensemble_spreads, lang));
}

}  // namespace ballast
