/// The residents of every unit, year by year, and the labour pools they make (model §3).
#pragma once

#include <vector>

#include "models/population/cohort_component.hpp"
#include "scenarios/scenario.hpp"

namespace ballast {

/// One unit's residents: index 0 is the base year.
using PopulationPath = std::vector<PopulationYear>;

PopulationPath project_population(const Scenario& scenario, int unit);

/// People who could be insured in `unit`'s pool in a year, by sex and age reached, those insured in other schemes
/// taken off: Σ_d catchment(d, unit)·population_d·employability_d·(1 − elsewhere_d). [persons]
Residents labour_pool(const Scenario& scenario, const std::vector<PopulationPath>& population, int unit, Year year);

}  // namespace ballast
