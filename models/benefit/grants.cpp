#include "models/benefit/grants.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ballast {
namespace {

constexpr int kMostYears = 70;  // of credited service

}  // namespace

SurvivorScale::SurvivorScale(SurvivorRule of) : rule(std::move(of)) {
  for (int years = 0; years <= kMostYears; ++years) months.push_back(survivor_months(rule, years));
  most = *std::max_element(months.begin(), months.end());
}

int survivor_months(const SurvivorRule& rule, double credited_years) {
  const double years = credited_years + kYearsRounding;
  const auto found = std::find_if(rule.classes.begin(), rule.classes.end(),
                                  [&](const SurvivorClass& c) { return years < c.below_years; });
  if (found != rule.classes.end()) return found->months;
  const int further = static_cast<int>(std::floor(std::max(0.0, years - rule.extra_after_years)));
  return std::min(rule.cap_months, rule.months_there + further * rule.months_per_further_year);
}

}  // namespace ballast
