/// A future: a scenario whose knobs and whose index of mortality depart from its path.
///
/// Rates move by the economy's departures, levels by the product of what their growth moved; the rest follows year by
/// year. With W, P, I the departures of wage growth, inflation and interest in the year, ln(1 + rate) moves by
///   wage_growth W · inflation P · fund_interest I · account_rate a·I · revenue_growth r·W
///   base_growth W(t−1) · increase_rate w·W(t−1) + p·P(t−1)
/// so that a level is lognormal around the scenario's, which is its median; and
///   level(t) = level(t)·Π (1 + g′(s − lag))/(1 + g(s − lag))           of every level that grows with a knob
///   take-up·exp(entry − ½·its variance) · logit(collection rate) + collection · net migration + migration ·
///   fertility·multiplier · where asked, noise of small units (small_numbers.hpp): take-up·N/n of its entrants and the
///   selection of each group of insured lives·N/n of its deaths; residents have none, their deaths are not the fund's
/// All within the bounds of their knobs. Published years are certain: departures begin in the year after.
/// A future is what the case with these knobs would be: tests hold the one against the other.
#pragma once

#include <cstdint>
#include <vector>

#include "models/uncertainty/shocks.hpp"
#include "scenarios/scenario.hpp"
#include "sim/engine/projection.hpp"
#include "sim/futures/spreads.hpp"

namespace ballast {

struct Future {
  KnobValues knobs;
  std::vector<double> index_shift;  ///< of the mortality index k, by year from the base year
};

/// The first year that can depart from the scenario's path.
Year first_uncertain_year(const Scenario& scenario);
/// The year whose values of `futures.*` hold for the whole run.
Year spreads_read_in(const Scenario& scenario);

/// How the futures of a scenario are drawn: its units, and its years from the first uncertain one on.
Drawing drawing_of(const Scenario& scenario, std::int64_t seed, Sampling sampling = Sampling::independent);

/// Deaths and entrants that a scenario expects, for the noise of small units. [unit × year from the base year, persons]
struct ExpectedEvents {
  Eigen::ArrayXXd deaths, deaths_retired, deaths_ill, entrants;
};

/// `central`: the scenario's run without departures.
ExpectedEvents expected_events(const Projection& central);

/// `shocks` begin in the last certain year. `expected` is read where the shocks hold noise of small units.
Future future_of(const Scenario& scenario, const Following& following, const Shocks& shocks,
                 const ExpectedEvents& expected);

/// The scenario as it stands in this future.
Scenario scenario_of(const Scenario& scenario, const Future& future);

}  // namespace ballast
