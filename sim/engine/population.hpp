/// The residents of every unit, year by year, and the labour pools they make (equations P1 – P5).
#pragma once

#include <vector>

#include "models/population/cohort_component.hpp"
#include "scenarios/scenario.hpp"
#include "sim/engine/mortality.hpp"

namespace ballast {

/// One unit's residents: index 0 is the base year.
using PopulationPath = std::vector<PopulationYear>;

/// Death probabilities of residents by sex, by year from the first projected year.
using ResidentMortality = std::vector<std::array<CohortMortality, kSexes>>;

/// Under the scenario's own index of mortality.
ResidentMortality resident_mortality(const Scenario& scenario, const std::vector<RatesYear>& rates);

PopulationPath project_population(const Scenario& scenario, int unit);
/// The same through a year where the death probabilities of its years are known.
PopulationPath project_population(const Scenario& scenario, int unit, const ResidentMortality& mortality, Year through);

/// The share of a unit's residents in a labour pool that draws on so many: those employable and not insured elsewhere.
double pool_share(const Scenario& scenario, double drawn, int unit, Year year);

/// People who could be insured in `unit`'s pool in a year, by sex and age reached, those insured in other schemes
/// taken off: Σ_d catchment(d, unit)·population_d·employability_d·(1 − elsewhere_d). [persons]
Residents labour_pool(const Scenario& scenario, const std::vector<PopulationPath>& population, int unit, Year year);

}  // namespace ballast
