#include "scenarios/resolved_inputs.hpp"

#include <fmt/format.h>

#include <cmath>

namespace ballast {
namespace {

std::string line_of(const Scenario& s, const KnobRow& row, int unit) {
  std::string line;
  double last = std::nan("");
  for (Year t = s.base_year; t <= s.last_year; ++t) {
    const double value = s.knobs.year(row.id, unit, t);
    if (value == last) continue;
    const std::string_view gap = line.empty() ? "" : " ";
    line += row.kind == KnobKind::choice
                ? fmt::format("{}{}:{}", gap, t, row.choices[static_cast<std::size_t>(s.knobs.choice(row.id, unit, t))])
                : fmt::format("{}{}:{}", gap, t, value);
    last = value;
  }
  return line;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> resolved_inputs(const Scenario& s) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const KnobRow& row : knob_catalogue())
    for (std::size_t c = 0; c < s.units.size(); ++c)
      lines.emplace_back(fmt::format("{}[{}]", row.key, s.units[c].zh), line_of(s, row, static_cast<int>(c)));
  return lines;
}

}  // namespace ballast
