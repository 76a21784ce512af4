#include "sim/engine/opening_pattern.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace ballast {

OpeningPattern opening_pattern(const Scenario& s) {
  OpeningPattern pattern;
  for (Category g : kAllCategories)
    for (const auto& [age, cells] : s.service[static_cast<std::size_t>(g)]) {
      std::map<std::pair<Cohort, int>, MemberCell<double>> by_bucket;
      for (const ServiceCell& cell : cells) {
        const int years =
            std::max(cell.service, static_cast<int>(cell.paid_years + cell.deemed_years + kYearsRounding));
        MemberCell<double>& into = by_bucket[{cell.cohort, std::min(years, s.top_service)}];
        (cell.contributing ? into.contributing : into.suspended) +=
            cell.share *
            Members<double>{1, cell.paid_years, cell.paid_years * cell.index, cell.account, cell.deemed_years, 1};
      }
      for (const auto& [place, per_head] : by_bucket) pattern.push_back({g, age, place.first, place.second, per_head});
    }
  return pattern;
}

}  // namespace ballast
