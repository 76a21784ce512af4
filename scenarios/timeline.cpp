#include "scenarios/timeline.hpp"

#include <algorithm>
#include <numeric>

namespace ballast {

double MonthlySeries::year_mean(Year year) const {
  const auto january = months.begin() + 12 * (year - first_year);
  // Twelve times 0.95 by twelve is not 0.95: what holds all year is not put through the sum.
  if (std::all_of(january, january + 12, [&](double month) { return month == *january; })) return *january;
  return std::accumulate(january, january + 12, 0.0) / 12.0;
}

const Dated& in_force(const Timeline& timeline, YearMonth month) {
  const Dated* found = &timeline.front();
  for (const Dated& entry : timeline)
    if (entry.from <= month) found = &entry;
  return *found;
}

Timeline overlaid(const Timeline& below, const Timeline& above) {
  if (above.empty()) return below;
  Timeline result;
  for (const Dated& entry : below)
    if (entry.from < above.front().from) result.push_back(entry);
  result.insert(result.end(), above.begin(), above.end());
  return result;
}

}  // namespace ballast
