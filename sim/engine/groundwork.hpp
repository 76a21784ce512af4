/// Groundwork: what is computed once for a scenario before any unit lives: residents, and the tables that units with
/// the same rules share.
#pragma once

#include <memory>
#include <vector>

#include "sim/engine/exit_table.hpp"
#include "sim/engine/population.hpp"

namespace ballast {

/// Death probabilities by age reached, of one sex in one year.
struct InsuredMortality {
  CohortMortality active, retired, ill;
};

/// What depends on rules alone.
struct CommonTables {
  CommonTables(const Scenario& scenario, int unit);

  ExitTable exits;
  std::vector<std::array<InsuredMortality, kSexes>> mortality;  ///< by year from the first projected year
};

class Groundwork {
 public:
  /// `threads` as for parallel_for; the result does not depend on it.
  Groundwork(const Scenario& scenario, int threads);

  const std::vector<PopulationPath>& population() const { return population_; }
  const CommonTables& common(int unit) const {
    return *tables_[static_cast<std::size_t>(table_of_[static_cast<std::size_t>(unit)])];
  }

 private:
  std::vector<PopulationPath> population_;
  std::vector<std::unique_ptr<CommonTables>> tables_;
  std::vector<int> table_of_;  ///< by unit
};

}  // namespace ballast
