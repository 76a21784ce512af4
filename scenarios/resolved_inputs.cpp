#include "scenarios/resolved_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

namespace ballast {
namespace {

std::string line_of(const Scenario& s, const KnobRow& row, int unit) {
  std::string line;
  double last = std::nan("");
  for (Year t = s.base_year; t <= s.last_year; ++t) {
    const double value = s.knobs.year(row.id, unit, t) + 0.0;  // no −0
    if (value == last) continue;
    const std::string_view gap = line.empty() ? "" : " ";
    line += row.kind == KnobKind::choice
                ? fmt::format("{}{}:{}", gap, t, row.choices[static_cast<std::size_t>(s.knobs.choice(row.id, unit, t))])
                : fmt::format("{}{}:{}", gap, t, value);
    last = value;
  }
  return line;
}

/// Its values by the year from which they hold.
std::map<Year, std::string_view> values_of(std::string_view line) {
  std::map<Year, std::string_view> values;
  while (!line.empty()) {
    const std::string_view word = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(line.size(), word.size() + 1));
    Year from = 0;
    std::from_chars(word.data(), word.data() + word.size(), from);
    if (const auto colon = word.find(':'); colon != word.npos) values[from] = word.substr(colon + 1);
  }
  return values;
}
/// What holds in a year.
std::string_view value_in(const std::map<Year, std::string_view>& values, Year t) {
  const auto after = values.upper_bound(t);
  return after == values.begin() ? std::string_view{} : std::prev(after)->second;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> resolved_inputs(const Scenario& s) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const KnobRow& row : knob_catalogue())
    for (std::size_t c = 0; c < s.units.size(); ++c)
      lines.emplace_back(fmt::format("{}[{}]", row.key, s.units[c].zh), line_of(s, row, static_cast<int>(c)));
  return lines;
}

std::optional<Parting> parting(std::string_view one, std::string_view other) {
  const auto a = values_of(one), b = values_of(other);
  std::set<Year> years;
  for (const auto& values : {a, b})
    for (const auto& [from, value] : values) years.insert(from);
  for (const Year t : years)
    if (const auto x = value_in(a, t), y = value_in(b, t); x != y) return Parting{t, std::string(x), std::string(y)};
  return std::nullopt;
}

}  // namespace ballast
