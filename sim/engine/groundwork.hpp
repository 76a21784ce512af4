/// Groundwork: what is computed once for a scenario before any unit lives: residents, and the tables that units with
/// the same rules share.
#pragma once

#include <memory>
#include <vector>

#include "sim/engine/cohort_tables.hpp"
#include "sim/engine/exit_rules.hpp"
#include "sim/engine/lanes.hpp"
#include "sim/engine/life.hpp"
#include "sim/engine/surroundings.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

/// What depends on rules alone, of all units that agree on them.
struct CommonTables {
  CommonTables(const Scenario& scenario, int unit);

  ExitTable table;
  ExitRules exits;
  CohortTables cohorts;
  OpeningPattern opening;
  std::vector<RatesYear> rates;          ///< of the scenario, before a departure of the index
  std::vector<MortalityYear> mortality;  ///< of insured lives by year from the first projected year
  ResidentMortality residents;           ///< by year from the first projected year
};

class Groundwork {
 public:
  /// `threads` as for parallel_for; the result does not depend on it.
  Groundwork(const Scenario& scenario, int threads);

  /// Every unit once; the units of a block share their tables.
  const std::vector<Block>& blocks() const { return blocks_; }
  const std::vector<PopulationPath>& population() const { return population_; }
  const CommonTables& common(int unit) const {
    return *tables_[static_cast<std::size_t>(table_of_[static_cast<std::size_t>(unit)])];
  }

 private:
  std::vector<PopulationPath> population_;
  std::vector<std::unique_ptr<CommonTables>> tables_;
  std::vector<int> table_of_;  ///< by unit
  std::vector<Block> blocks_;
};

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
