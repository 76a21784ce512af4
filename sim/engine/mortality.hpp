/// Central death rates of a unit's residents and insured lives in a year, as its knobs choose them (P2, P7 – P9).
#pragma once

#include <Eigen/Core>

#include "scenarios/scenario.hpp"

namespace ballast {

/// Whose year it is.
struct RatesAsked {
  int unit = 0;
  Year year = 0;
  Sex sex = Sex::male;
};

/// A group of insured lives: the knobs that choose its basis and its selection against it.
struct InsuredGroup {
  Knob basis, selection;
};
inline constexpr InsuredGroup kActives{Knob::basis_active, Knob::selection_active};
inline constexpr InsuredGroup kRetirees{Knob::basis_retired, Knob::selection_retired};
inline constexpr InsuredGroup kIllnessRetirees{Knob::basis_retired, Knob::selection_illness};

/// Residents: the population's rates under `mortality.improvement`, times `population.mortality`. [1/year]
Eigen::ArrayXd resident_rates(const Scenario& scenario, const RatesAsked& asked);

/// Insured lives: the group's basis under the same improvement, times `population.mortality` and its selection.
/// [1/year]
Eigen::ArrayXd insured_group_rates(const Scenario& scenario, const RatesAsked& asked, const InsuredGroup& group);

}  // namespace ballast
