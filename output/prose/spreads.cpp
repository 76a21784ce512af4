#include "output/prose/spreads.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "scenarios/reader/law.hpp"
#include "sim/futures/spreads.hpp"

namespace ballast {
namespace {

constexpr std::string_view kAssumptions = "scenarios/assumptions/";

/// What the assumptions that a case rests on say of each knob, as they are shipped; their futures' values have no
/// dates.
std::map<Knob, Timeline> shipped(const Projection& p) {
  const auto text = std::find_if(p.texts.begin(), p.texts.end(), [](const InputText& file) {
    return file.path.starts_with(kAssumptions) && file.path.ends_with(".toml");
  });
  return text == p.texts.end() ? std::map<Knob, Timeline>{} : parameters_in(*text->text);
}

bool is_shipped(Knob knob, double value, const std::map<Knob, Timeline>& shipped) {
  const auto at = shipped.find(knob);
  if (at == shipped.end() || at->second.empty()) return false;
  const auto& as = at->second.back().value;
  const auto* number = std::get_if<double>(&as);
  return number ? *number == value : std::get<std::string>(as) == spread_text(knob, value);
}

}  // namespace

std::vector<std::string> set_spreads(const Projection& p) {
  std::vector<std::string> knobs;
  const std::map<Knob, Timeline> known = shipped(p);
  if (known.empty()) return knobs;
  for (const auto& [knob, value] : spread_values(p))
    if (!is_shipped(knob, value, known)) knobs.emplace_back(row(knob).key);
  return knobs;
}

std::string set_spreads_sentence(const Projection& p, Lang lang) {
  const std::vector<std::string> knobs = set_spreads(p);
  if (knobs.empty()) return {};
  const std::string list = fmt::format("{}", fmt::join(knobs, in(lang, "、", ", ")));
  return filled(Phrase::ensemble_spreads_set, lang, list);
}

std::string spreads_sentence(const Projection& p, Lang lang) {
  const std::string set = set_spreads_sentence(p, lang);
  return set + std::string(set.empty() ? "" : in(lang, "", " ")) + std::string(phrase(Phrase::ensemble_spreads, lang));
}

}  // namespace ballast
