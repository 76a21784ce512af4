#include "sim/futures/spreads.hpp"

#include <algorithm>

#include "sim/futures/future.hpp"

namespace ballast {
namespace {

/// The knobs of the whole city in the year the futures begin.
class Asked {
 public:
  explicit Asked(const Scenario& scenario)
      : knobs_(scenario.knobs), year_(std::min(first_uncertain_year(scenario), scenario.last_year)) {}

  double operator()(Knob knob) const { return knobs_.year(knob, 0, year_); }
  bool on(Knob knob) const { return knobs_.choice(knob, 0, year_) == 1; }

 private:
  const KnobValues& knobs_;
  Year year_;
};

void read_economy(const Asked& asked, Spreads& spreads) {
  spreads.economy << asked(Knob::futures_wage_on_wage), asked(Knob::futures_wage_on_inflation),
      asked(Knob::futures_wage_on_interest), asked(Knob::futures_inflation_on_wage),
      asked(Knob::futures_inflation_on_inflation), asked(Knob::futures_inflation_on_interest),
      asked(Knob::futures_interest_on_wage), asked(Knob::futures_interest_on_inflation),
      asked(Knob::futures_interest_on_interest);
  spreads.economy_sd << asked(Knob::futures_wage_sd), asked(Knob::futures_inflation_sd),
      asked(Knob::futures_interest_sd);
  spreads.wage_inflation_correlation = asked(Knob::futures_wage_inflation_correlation);
  spreads.wage_interest_correlation = asked(Knob::futures_wage_interest_correlation);
  spreads.inflation_interest_correlation = asked(Knob::futures_inflation_interest_correlation);
}

void read_units(const Asked& asked, Spreads& spreads) {
  spreads.entry = {asked(Knob::futures_entry_persistence), asked(Knob::futures_entry_sd),
                   asked(Knob::futures_entry_unit_sd)};
  spreads.collection = {asked(Knob::futures_collection_persistence), asked(Knob::futures_collection_sd),
                        asked(Knob::futures_collection_unit_sd)};
  spreads.migration = {asked(Knob::futures_migration_persistence), asked(Knob::futures_migration_sd),
                       asked(Knob::futures_migration_unit_sd)};
  spreads.small_units = asked.on(Knob::futures_small_units);
}

}  // namespace

Spreads spreads_of(const Scenario& scenario) {
  const Asked asked(scenario);
  Spreads spreads;
  spreads.spread = asked(Knob::futures_spread);
  spreads.bound = asked(Knob::futures_bound);
  spreads.mortality_sd = asked(Knob::futures_mortality_sd);
  spreads.fertility_persistence = asked(Knob::futures_fertility_persistence);
  spreads.fertility_sd = asked(Knob::futures_fertility_sd);
  spreads.fertility_least = asked(Knob::futures_fertility_least);
  spreads.fertility_most = asked(Knob::futures_fertility_most);
  read_economy(asked, spreads);
  read_units(asked, spreads);
  spreads.parameters = asked.on(Knob::futures_parameters);
  spreads.drift_mortality_sd = asked(Knob::futures_drift_mortality_sd);
  spreads.drift_wage_sd = asked(Knob::futures_drift_wage_sd);
  spreads.drift_fertility_sd = asked(Knob::futures_drift_fertility_sd);
  return spreads;
}

Following following_of(const Scenario& scenario) {
  const Asked asked(scenario);
  return {.increase_on_wages = asked(Knob::futures_increase_on_wages),
          .increase_on_prices = asked(Knob::futures_increase_on_prices),
          .account_on_interest = asked(Knob::futures_account_on_interest),
          .revenue_on_wages = asked(Knob::futures_revenue_on_wages)};
}

}  // namespace ballast
