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

/// Futures read a value once, in a year after which it may not change: it is the last.
bool without_spread(const Projection& p) {
  return std::any_of(p.inputs.begin(), p.inputs.end(), [](const ResolvedInput& input) {
    return input.name.starts_with("futures.spread[") && input.value.substr(input.value.rfind(':') + 1) == "0";
  });
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
