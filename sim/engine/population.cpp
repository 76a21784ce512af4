#include "sim/engine/population.hpp"

#include "sim/engine/mortality.hpp"

namespace ballast {
namespace {

PopulationRates rates_of(const Scenario& scenario, int unit, Year year) {
  const Demography& tables = scenario.demography;
  const auto row = static_cast<std::size_t>(year - tables.first_year);
  const KnobValues& knobs = scenario.knobs;
  PopulationRates rates;
  const BaseTables& opening = scenario.openings[static_cast<std::size_t>(unit)];
  for (const Sex of : {Sex::male, Sex::female}) {
    const auto sex = static_cast<std::size_t>(of);
    rates.mortality[sex] = cohort_mortality(resident_rates(scenario, {unit, year, of}));
    rates.migration_rate[sex] = tables.migration_shape[sex] * knobs.year(Knob::net_migration, unit, year);
    if (!opening.migrants[sex].empty())
      rates.migrants[sex] = opening.migrants[sex][static_cast<std::size_t>(year - scenario.base_year - 1)] *
                            knobs.year(Knob::migrants, unit, year);
  }
  rates.fertility = tables.fertility_age[row] * (tables.total_fertility[row] * knobs.year(Knob::fertility, unit, year));
  rates.sex_ratio_at_birth = tables.sex_ratio[row];
  return rates;
}

}  // namespace

PopulationPath project_population(const Scenario& scenario, int unit) {
  PopulationPath path;
  path.push_back({.residents = scenario.openings[static_cast<std::size_t>(unit)].population});
  for (Year year = scenario.base_year + 1; year <= scenario.last_year; ++year)
    path.push_back(project_year(path.back().residents, rates_of(scenario, unit, year)));
  return path;
}

Residents labour_pool(const Scenario& scenario, const std::vector<PopulationPath>& population, int unit, Year year) {
  const auto index = static_cast<std::size_t>(year - scenario.base_year);
  Residents pool{Eigen::ArrayXd::Zero(Demography::kAges), Eigen::ArrayXd::Zero(Demography::kAges)};
  for (int d = 0; d < static_cast<int>(population.size()); ++d) {
    const double share = scenario.catchment(d, unit) * scenario.knobs.year(Knob::employability, d, year) *
                         (1.0 - scenario.knobs.year(Knob::insured_elsewhere, d, year));
    if (!(share > 0)) continue;
    for (std::size_t sex = 0; sex < kSexes; ++sex)
      pool[sex] += share * population[static_cast<std::size_t>(d)][index].residents[sex];
  }
  return pool;
}

}  // namespace ballast
