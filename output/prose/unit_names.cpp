#include "output/prose/unit_names.hpp"

#include <array>
#include <utility>

#include "sim/engine/levels.hpp"

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

}  // namespace ballast
