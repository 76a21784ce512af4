#include "output/prose/unit_names.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "models/base/levels.hpp"

namespace ballast {

std::string_view unit_name(const std::vector<Label>& names, std::string_view unit, Lang lang) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kLevels{
      {{kWholeCityName, "Whole city"}, {kCityUnitName, "City level"}}};
  if (lang == Lang::zh) return unit;
  for (const Label& name : names)
    if (name.zh == unit) return name.en;
  for (const auto& [zh, en] : kLevels)
    if (zh == unit) return en;
  return unit;
}

std::vector<Label> labelled(const std::vector<Label>& names, const std::vector<std::string>& units) {
  std::vector<Label> both;
  for (const std::string& unit : units) both.push_back({unit, std::string(unit_name(names, unit, Lang::en))});
  return both;
}

std::string listed_units(const std::vector<Label>& names, const std::vector<std::string>& units, Lang lang) {
  std::vector<std::string_view> called;
  for (const std::string& unit : units) called.push_back(unit_name(names, unit, lang));
  return fmt::format("{}", fmt::join(called, in(lang, " ", ", ")));
}

}  // namespace ballast
