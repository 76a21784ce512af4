/// What a result has to say, table by table, under the names of its HDF5 file: one for each measure of a run; of an
/// ensemble also the spread of every measure asked for, the shares of futures by year, and the errors of both.
#pragma once

#include <string>
#include <vector>

#include "sim/studies/ensemble.hpp"

namespace ballast {

struct NamedTable {
  std::string key;         ///< fund_balance, fund_balance_quantile_0.05
  std::string_view unit;   ///< a unit of the catalogue; of shares of futures: share
  Label name;              ///< for people
  Eigen::ArrayXXd values;  ///< [unit × year from the base year]
};

/// In the order of the catalogue, events last.
std::vector<NamedTable> named_tables(const Projection& run);
std::vector<NamedTable> named_tables(const Ensemble& ensemble);

}  // namespace ballast
