/// One case as the fiscal studies see it: what stage 2 was asked, what it answered, and who the units are.
#pragma once

#include <Eigen/Core>
#include <string>
#include <vector>

#include "sim/engine/fiscal.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

/// Legal contribution rates. [1]
struct ContributionRates {
  double unit = 0, individual = 0, flexible = 0;
};

struct FiscalCase {
  std::string case_key;
  Label title, note, notice;
  bool illustrative = true;
  Year base_year = 0, first_year = 0, last_year = 0, published_through = 0;
  Asked asked{};             ///< the case by its key
  std::vector<Label> units;  ///< units of account, without pool and whole city
  Label pool, city;
  FiscalInput input;
  FiscalResult result;
  std::vector<UnitFlows> flows;                       ///< what stage 1 answered, by unit; row 0 = base_year
  std::vector<std::vector<ContributionRates>> rates;  ///< [unit][year from base_year]
  Eigen::ArrayXXd general_revenue;                    ///< [unit × year from base_year, yuan]

  int year_index(Year year) const { return year - first_year; }
  double revenue(std::size_t unit, Year year) const {
    return general_revenue(static_cast<Eigen::Index>(unit), year - base_year);
  }
};

}  // namespace ballast
