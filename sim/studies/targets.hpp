/// The government's target assessment 目标责任考核 (44-5.3; F37): what was asked of each unit in a year, what came out,
/// and whether that is enough. Targets are dated numbers of the catalogue (`target.*`), so that a place, a case or
/// `--set` may ask something else of one unit from some year on.
///   at least:  met when achieved ≥ target,  attained = achieved / target
///   at most:   met when achieved ≤ target,  attained = target / achieved
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "scenarios/scenario.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

struct TargetKind {
  Knob target;
  std::string_view key, clause;  ///< key as in answers: that of the knob without `target.`
  bool at_least = true;
  double (*achieved)(const Projection&, int unit, Year);  ///< NaN where there is nothing to judge [1]
};

/// All targets in the order in which they are shown.
std::span<const TargetKind> target_kinds();

struct TargetOutcome {
  const TargetKind* kind = nullptr;
  int unit = 0;
  double target = 0;
  std::optional<double> achieved{}, attained{};  ///< none: nothing to judge
  bool met = true;
};

TargetOutcome judge_target(const TargetKind& kind, int unit, double target, double achieved);

/// Every unit against every target of a year.
std::vector<TargetOutcome> target_outcomes(const Scenario& scenario, const Projection& projection, Year year);

/// A case with its outcomes, as the planner answers.
struct TargetsOfYear {
  Projection projection;
  Year year = 0;
  bool plan_is_outcome = false;  ///< plan by projection without stretch: completion is full by construction
  std::vector<TargetOutcome> outcomes{};
};

}  // namespace ballast
