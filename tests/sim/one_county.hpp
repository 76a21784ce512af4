/// Stage 1 of one county by itself, as tests ask for it.
#pragma once

#include <utility>

#include "sim/engine/membership.hpp"

namespace ballast::test {

inline Expected<MembershipResult> project_unit(const Scenario& scenario, int unit, const Groundwork& groundwork,
                                               const Tamper& tamper = {}) {
  auto results = project_units(scenario, {unit}, groundwork, tamper);
  if (!results) return fail(std::move(results.error()));
  return std::move(results->front());
}

}  // namespace ballast::test
