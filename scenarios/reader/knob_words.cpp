#include "scenarios/reader/knob_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "models/base/nearest.hpp"
#include "scenarios/reader/cell_number.hpp"

namespace ballast {

std::string nearest_knob(std::string_view key) {
  const std::string last = "." + std::string(key);
  std::vector<std::string> keys;
  for (const KnobRow& row : knob_catalogue()) {
    if (key == row.zh || key == row.en || row.key.ends_with(last)) return std::string(row.key);
    keys.emplace_back(row.key);
  }
  return nearest_name(key, keys);
}

std::string range_of(const KnobRow& row) {
  if (row.kind == KnobKind::flag) return std::string(row.unit);
  return fmt::format("{} to {} [{}]", row.min, row.max, row.unit);
}

std::string one_value_for_all(const KnobRow& row) {
  return fmt::format("{} holds for the whole city, not for one unit", row.key);
}

std::string instead_of_percent(const KnobRow& row, double percent) {
  constexpr std::array<std::string_view, 4> kFractions{"share", "probability", "ratio", "a year"};
  constexpr double kHundred = 100;
  const bool fraction = std::any_of(kFractions.begin(), kFractions.end(),
                                    [&](std::string_view unit) { return row.unit.starts_with(unit); });
  const bool number = row.kind == KnobKind::rate || row.kind == KnobKind::level;
  return fraction && number && percent >= 1 && row.holds(percent / kHundred)
             ? fmt::format("write {:.15g}", percent / kHundred)
             : "";
}

std::string instead_of_text(const KnobRow& row, std::string_view text) {
  const auto meant = number_meant(text);
  if (!meant) return {};
  if (!row.holds(*meant) || row.is_fraction(*meant)) return instead_of_percent(row, *meant);
  return fmt::format("write {:.15g}", *meant);
}

}  // namespace ballast
