/// The tables of scenarios/tables: insured lives and the Lee–Carter pattern, the same for every place.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "models/base/expected.hpp"
#include "scenarios/scenario.hpp"

namespace ballast {

struct LifeTables {
  std::array<std::array<InsuredTable, kSexes>, kLifeTables> insured;  ///< by MortalityBasis − 1
  std::array<LeeCarter, kSexes> lee_carter;
  std::vector<SourceFile> files;
};

/// Reads life_tables.csv (q by table, age and sex), lee_carter.csv (b by age and sex) and lee_carter_drift.csv.
Expected<LifeTables> read_life_tables(const std::string& directory, const std::string& shown_directory);

}  // namespace ballast
