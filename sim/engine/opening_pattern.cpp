#include "sim/engine/opening_pattern.hpp"

#include <algorithm>

namespace ballast {

OpeningPattern opening_pattern(const Scenario& s) {
  OpeningPattern pattern;
  const auto buckets = static_cast<std::size_t>(s.top_service) + 1;
  std::vector<OpeningCell> of_age;  // by cohort type and bucket; empty: nobody
  for (Category g : kAllCategories)
    for (const auto& [age, cells] : s.service[static_cast<std::size_t>(g)]) {
      of_age.assign(kCohorts * buckets, {});
      for (const ServiceCell& cell : cells) {
        const int years =
            std::max(cell.service, static_cast<int>(cell.paid_years + cell.deemed_years + kYearsRounding));
        const int bucket = std::min(years, s.top_service);
        OpeningCell& into = of_age[static_cast<std::size_t>(cell.cohort) * buckets + static_cast<std::size_t>(bucket)];
        into.category = g, into.age = age, into.cohort = cell.cohort, into.bucket = bucket;
        (cell.contributing ? into.per_head.contributing : into.per_head.suspended) +=
            cell.share *
            Members<double>{1, cell.paid_years, cell.paid_years * cell.index, cell.account, 1, cell.deemed_years};
      }
      for (const OpeningCell& cell : of_age)
        if (cell.age > 0) pattern.push_back(cell);
    }
  return pattern;
}

}  // namespace ballast
