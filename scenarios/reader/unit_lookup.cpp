#include "scenarios/reader/unit_lookup.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ballast {

std::optional<int> find_unit(std::string_view name, std::span<const Label> units) {
  if (name.empty()) return std::nullopt;
  const auto chinese = std::find_if(units.begin(), units.end(), [&](const Label& unit) { return unit.zh == name; });
  if (chinese != units.end()) return static_cast<int>(chinese - units.begin());
  const auto is_english = [&](const Label& unit) { return unit.en == name; };
  const auto english = std::find_if(units.begin(), units.end(), is_english);
  if (english == units.end() || std::any_of(english + 1, units.end(), is_english)) return std::nullopt;
  return static_cast<int>(english - units.begin());
}

std::string listed_units(std::span<const Label> units) {
  std::vector<std::string> listed;
  for (const Label& unit : units)
    listed.push_back(unit.en.empty() || unit.en == unit.zh ? unit.zh : fmt::format("{} ({})", unit.zh, unit.en));
  return fmt::format("{}", fmt::join(listed, ", "));
}

std::vector<std::string> names_of_units(std::span<const Label> units) {
  std::vector<std::string> names;
  for (const Label& unit : units)
    for (const std::string& name : {unit.zh, unit.en})
      if (!name.empty()) names.push_back(name);
  return names;
}

}  // namespace ballast
