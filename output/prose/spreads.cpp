#include "output/prose/spreads.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ballast {
namespace {

constexpr std::string_view kShipped = "scenarios/assumptions/central.toml";

/// Whether a text says the name, and not one that it begins or ends.
bool names(std::string_view text, std::string_view name) {
  constexpr std::string_view kOfNames = "abcdefghijklmnopqrstuvwxyz0123456789_.";
  const auto goes_on = [&](std::size_t at) { return at < text.size() && kOfNames.find(text[at]) != kOfNames.npos; };
  for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1))
    if (!goes_on(at + name.size()) && (at == 0 || !goes_on(at - 1))) return true;
  return false;
}

bool is_set(const Projection& p, std::string_view knob) {
  const auto said = [knob](std::string_view text) { return names(text, knob); };
  return std::any_of(p.asked.sets.begin(), p.asked.sets.end(), said) ||
         std::any_of(p.texts.begin(), p.texts.end(),
                     [&](const InputText& file) { return file.path != kShipped && said(*file.text); });
}

}  // namespace

std::vector<std::string> set_spreads(const Projection& p) {
  std::vector<std::string> knobs;
  for (const ResolvedInput& input : p.inputs) {
    std::string knob = input.name.substr(0, input.name.find('['));  // of units one after the other
    const bool known = !knobs.empty() && knobs.back() == knob;
    if (knob.starts_with("futures.") && !known && is_set(p, knob)) knobs.push_back(std::move(knob));
  }
  return knobs;
}

/// Futures read a value once, in a year after which it may not change: it is the last.
bool without_spread(const Projection& p) {
  return std::any_of(p.inputs.begin(), p.inputs.end(), [](const ResolvedInput& input) {
    return input.name.starts_with("futures.spread[") && input.value.substr(input.value.rfind(':') + 1) == "0";
  });
}

std::string spreads_sentence(const Projection& p, Lang lang) {
  const std::vector<std::string> knobs = set_spreads(p);
  const std::string shipped(phrase(Phrase::ensemble_spreads, lang));
  if (knobs.empty()) return shipped;
  const std::string list = fmt::format("{}", fmt::join(knobs, in(lang, "、", ", ")));
  return fmt::format(fmt::runtime(phrase(Phrase::ensemble_spreads_set, lang)), list) + shipped;
}

}  // namespace ballast
