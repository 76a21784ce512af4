/// Central death rates of a unit's residents and insured lives in a year, as its knobs choose them (P2, P7 – P9).
#pragma once

#include <Eigen/Core>
#include <array>
#include <vector>

#include "models/population/cohort_component.hpp"
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

/// Central death rates of everybody by year, of one sex, before a future's departure of the index k.
struct GroupRates {
  Eigen::ArrayXd residents, active, retired, ill;
};
using RatesYear = std::array<GroupRates, kSexes>;

/// Of units that agree on their knobs, by year from the first projected year.
std::vector<RatesYear> group_rates(const Scenario& scenario, int unit);

/// What a departure K of the mortality index does to every rate of a sex: exp(b(x)·K) by age; K = 0 leaves them.
Eigen::ArrayXd shifted_by(const Scenario& scenario, Sex sex, double departure);

/// The departure of the index in a year: a future's, or none.
double index_departure(const Scenario& scenario, Year year);

/// Death probabilities of insured lives of one sex in one year, by age reached.
template <class Real>
struct alignas(sizeof(Real)) InsuredMortality {
  std::array<Real, Demography::kAges> active{}, retired{}, ill{};
};
template <class Real>
using MortalityYear = std::array<InsuredMortality<Real>, kSexes>;

/// A year's, where the index departs.
MortalityYear<double> insured_mortality(const Scenario& scenario, const RatesYear& rates, double departure);

}  // namespace ballast
