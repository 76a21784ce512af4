/// What a scenario says about its uncertainty, out of its knobs `futures.…`: read in the first uncertain year.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/base/expected.hpp"
#include "models/uncertainty/shocks.hpp"
#include "scenarios/scenario.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

/// How what is decided each year follows the economy's departures (shares of last year's, or of the year's, departure).
struct Following {
  double increase_on_wages = 0;    ///< pension increase, of last year's departure of wage growth [1]
  double increase_on_prices = 0;   ///< pension increase, of last year's departure of inflation [1]
  double account_on_interest = 0;  ///< bookkeeping rate, of the year's departure of interest [1]
  double revenue_on_wages = 0;     ///< growth of budget revenue, of the year's departure of wage growth [1]
};

/// What futures read of the knobs `futures.…`, in the first uncertain year: numbers, and of choices which.
using SpreadValues = std::map<Knob, double>;
SpreadValues spread_values(const Scenario& scenario);
/// The same of what a result says was asked: a value may not change after that year, so each knob's last. What a file
/// of an older program lacks is not among them.
SpreadValues spread_values(const Projection& projection);
/// As the record of what was asked has it: a number, or the name of a choice.
std::string spread_text(Knob knob, double value);

/// How far futures depart. A value that is missing is 0.
Spreads spreads_of(const SpreadValues& values);
Spreads spreads_of(const Scenario& scenario);
/// Whether they depart at all.
bool departs(const Projection& projection);

/// Knobs by which the futures of two differ under the same draws: none where neither departs, and of means that are not
/// uncertain in either nothing is asked.
std::vector<Knob> parted_spreads(const SpreadValues& one, const SpreadValues& other);

/// Why the spreads make no sense together; empty when they do.
Issues spread_issues(const Scenario& scenario);

/// How far its decisions follow the economy's departures.
Following following_of(const Scenario& scenario);

}  // namespace ballast
