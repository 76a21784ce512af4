#include "scenarios/timeline.hpp"

#include <numeric>

namespace ballast {

double MonthlySeries::year_mean(Year year) const {
  const auto january = months.begin() + 12 * (year - first_year);
  return std::accumulate(january, january + 12, 0.0) / 12.0;
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
