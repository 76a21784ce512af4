/// Groundwork: what is computed once for a scenario before any unit lives: residents, and the tables that units with
/// the same rules share.
#pragma once

#include <memory>
#include <vector>

#include "models/benefit/grants.hpp"
#include "sim/engine/cohort_tables.hpp"
#include "sim/engine/exit_rules.hpp"
#include "sim/engine/opening_pattern.hpp"
#include "sim/engine/population.hpp"

namespace ballast {

/// What depends on rules alone, of all units that agree on them.
struct RuleTables {
  RuleTables(const Scenario& scenario, int unit);

  ExitTable table;
  ExitRules exits;
  CohortTables cohorts;
  OpeningPattern opening;
  std::vector<SurvivorScale> survivors;  ///< of those who die, by year from the base year
};

/// How people die, of the same units.
struct DeathTables {
  DeathTables() = default;
  DeathTables(const Scenario& scenario, int unit);

  std::vector<RatesYear> rates;                  ///< of the scenario, before a departure of the index
  std::vector<MortalityYear<double>> mortality;  ///< of insured lives by year from the first projected year
  ResidentMortality residents;                   ///< by year from the first projected year
};

class Groundwork {
 public:
  /// Residents through a year, for whoever moves them on alone. `threads` as for parallel_for; the result does not
  /// depend on it.
  Groundwork(const Scenario& scenario, int threads, Year through);
  Groundwork(const Scenario& scenario, int threads) : Groundwork(scenario, threads, scenario.last_year) {}

  /// Every unit once, with those it shares tables with: they may stand side by side.
  std::vector<std::vector<int>> units_alike() const;
  const std::vector<PopulationPath>& population() const { return population_; }
  const RuleTables& rules(int unit) const { return *rules_[table(unit)]; }
  const DeathTables& deaths(int unit) const { return deaths_[table(unit)]; }

 private:
  std::size_t table(int unit) const { return static_cast<std::size_t>(table_of_[static_cast<std::size_t>(unit)]); }

  std::vector<PopulationPath> population_;
  std::vector<std::unique_ptr<RuleTables>> rules_;  ///< by table
  std::vector<DeathTables> deaths_;                 ///< by table
  std::vector<int> table_of_;                       ///< by unit
};

}  // namespace ballast
