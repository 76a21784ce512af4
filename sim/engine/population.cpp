#include "sim/engine/population.hpp"

#include "models/base/ahead.hpp"

namespace ballast {
namespace {

PopulationRates rates_of(const Scenario& scenario, int unit, Year year,
                         const std::array<CohortMortality, kSexes>& mortality) {
  const Demography& tables = scenario.demography;
  const KnobValues& knobs = scenario.knobs;
  const auto row = static_cast<std::size_t>(year - tables.first_year);
  PopulationRates rates;
  rates.mortality = mortality;
  const BaseTables& opening = scenario.openings[static_cast<std::size_t>(unit)];
  for (std::size_t sex = 0; sex < kSexes; ++sex) {
    rates.migration_rate[sex] = tables.migration_shape[sex] * knobs.year(Knob::net_migration, unit, year);
    if (!opening.migrants[sex].empty())
      rates.migrants[sex] = opening.migrants[sex][static_cast<std::size_t>(year - scenario.base_year - 1)] *
                            knobs.year(Knob::migrants, unit, year);
  }
  rates.fertility = tables.fertility_age[row] * (tables.total_fertility[row] * knobs.year(Knob::fertility, unit, year));
  rates.sex_ratio_at_birth = tables.sex_ratio[row];
  return rates;
}

/// Residents alone: a scenario without a scheme has no rates of insured lives.
std::vector<RatesYear> rates_of_residents(const Scenario& s, int unit) {
  std::vector<RatesYear> years(static_cast<std::size_t>(s.last_year - s.base_year));
  for (std::size_t y = 0; y < years.size(); ++y)
    for (const Sex sex : {Sex::male, Sex::female})
      years[y][static_cast<std::size_t>(sex)].residents =
          resident_rates(s, {unit, s.base_year + 1 + static_cast<Year>(y), sex});
  return years;
}

/// One year's, where the index of mortality departs.
std::array<CohortMortality, kSexes> mortality_of(const Scenario& s, const RatesYear& rates, double departure) {
  std::array<CohortMortality, kSexes> mortality;
  for (const Sex sex : {Sex::male, Sex::female}) {
    const auto index = static_cast<std::size_t>(sex);
    mortality[index] = cohort_mortality(rates[index].residents * shifted_by(s, sex, departure));
  }
  return mortality;
}

}  // namespace

ResidentMortality resident_mortality(const Scenario& s, const std::vector<RatesYear>& rates) {
  ResidentMortality mortality;
  for (const RatesYear& year : rates)
    mortality.push_back(
        mortality_of(s, year, index_departure(s, s.base_year + 1 + static_cast<Year>(mortality.size()))));
  return mortality;
}

PopulationPath project_population(const Scenario& s, int unit) {
  return project_population(s, unit, resident_mortality(s, rates_of_residents(s, unit)), s.last_year);
}

PopulationPath project_population(const Scenario& s, int unit, const ResidentMortality& mortality, Year through) {
  PopulationPath path{{.residents = s.openings[static_cast<std::size_t>(unit)].population}};
  for (Year t = s.base_year + 1; t <= through; ++t)
    path.push_back(project_year(path.back().residents,
                                rates_of(s, unit, t, mortality[static_cast<std::size_t>(t - s.base_year - 1)])));
  return path;
}

double pool_share(const Scenario& scenario, double drawn, int unit, Year year) {
  return drawn * scenario.knobs.year(Knob::employability, unit, year) *
         (1.0 - scenario.knobs.year(Knob::insured_elsewhere, unit, year));
}

Residents labour_pool(const Scenario& scenario, const std::vector<PopulationPath>& population, int unit, Year year) {
  const auto index = static_cast<std::size_t>(year - scenario.base_year);
  Residents pool{Eigen::ArrayXd::Zero(Demography::kAges), Eigen::ArrayXd::Zero(Demography::kAges)};
  for (Eigen::SparseMatrix<double>::InnerIterator at(scenario.catchment, unit); at; ++at) {
    const int d = static_cast<int>(at.row());
    const double share = pool_share(scenario, at.value(), d, year);
    if (!(share > 0)) continue;
    const PopulationPath& path = population[static_cast<std::size_t>(d)];
    for (std::size_t sex = 0; sex < kSexes; ++sex) {
      if (index + 1 < path.size()) ask_for(path[index + 1].residents[sex].data(), Demography::kAges);  // asked for next
      pool[sex] += share * path[index].residents[sex];
    }
  }
  return pool;
}

}  // namespace ballast
