/// What a scenario says about its uncertainty, out of its knobs `futures.…`: read in the first uncertain year.
#pragma once

#include "models/base/expected.hpp"
#include "models/uncertainty/shocks.hpp"
#include "scenarios/scenario.hpp"

namespace ballast {

/// How what is decided each year follows the economy's departures (shares of last year's, or of the year's, departure).
struct Following {
  double increase_on_wages = 0;    ///< pension increase, of last year's departure of wage growth [1]
  double increase_on_prices = 0;   ///< pension increase, of last year's departure of inflation [1]
  double account_on_interest = 0;  ///< bookkeeping rate, of the year's departure of interest [1]
  double revenue_on_wages = 0;     ///< growth of budget revenue, of the year's departure of wage growth [1]
};

/// How far its futures depart.
Spreads spreads_of(const Scenario& scenario);

/// Why the spreads make no sense together; empty when they do.
Issues spread_issues(const Scenario& scenario);

/// How far its decisions follow the economy's departures.
Following following_of(const Scenario& scenario);

}  // namespace ballast
