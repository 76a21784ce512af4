/// The census groups that totals of residents are given for.
#pragma once

#include "models/base/quantity.hpp"
#include "models/base/sums.hpp"

namespace ballast {

inline constexpr Age kCensusWorkingFrom = 15, kCensusOldFrom = 60;

/// Everybody, ages 15–59, ages 60 and over. [persons]
template <class Real>
struct alignas(sizeof(Real)) CensusGroups {
  Real all{}, working{}, old{};
};

/// Of residents who are `people(x)` at each of so many ages.
template <class Real, class People>
CensusGroups<Real> census_groups(int ages, People people) {
  constexpr Age kSecond = kCensusWorkingFrom + 1;
  const Real above_first = sum_by_fours<Real>(kCensusOldFrom - kSecond, [&](int i) { return people(kSecond + i); });
  return {.all = sum_by_fours<Real>(ages, people),
          .working = above_first + people(kCensusWorkingFrom),
          .old = sum_by_fours<Real>(ages - kCensusOldFrom, [&](int i) { return people(kCensusOldFrom + i); })};
}

}  // namespace ballast
