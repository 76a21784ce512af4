/// How the members of a place are spread over years of service when a projection begins, a head of each age.
#pragma once

#include <vector>

#include "models/membership/members.hpp"
#include "scenarios/scenario.hpp"

namespace ballast {

/// Sums a head over those of one age and service bucket, from the place's common pattern of members.
struct OpeningCell {
  Category category{};
  Age age = 0;
  Cohort cohort{};
  int bucket = 0;
  MemberCell<double> per_head;  ///< of all heads of the category and age
};
using OpeningPattern = std::vector<OpeningCell>;  ///< each cell once, by category and age
OpeningPattern opening_pattern(const Scenario& scenario);

}  // namespace ballast
