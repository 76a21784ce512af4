#include "sim/futures/spreads.hpp"

#include <fmt/format.h>

#include <Eigen/Eigenvalues>

#include "sim/futures/future.hpp"

namespace ballast {
namespace {

/// The knobs of the whole city in the year the futures begin.
class Asked {
 public:
  explicit Asked(const Scenario& scenario) : knobs_(scenario.knobs), year_(spreads_read_in(scenario)) {}

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

/// Spreads hold for the whole run: one that changes in a year after they are read would not be seen.
void refuse_later_values(const Scenario& s, Issues& issues) {
  const Year read = spreads_read_in(s);
  for (const KnobRow& row : knob_catalogue()) {
    if (row.use != KnobUse::futures) continue;
    const auto value = [&](Year t) { return s.knobs.year(row.id, 0, t); };
    Year t = read;
    while (t <= s.last_year && value(t) == value(read)) ++t;
    if (t <= s.last_year)
      issues.push_back(issue_of(IssueKind::data, fmt::format("{} changes in {}: futures read it once", row.key, t),
                                fmt::format("one value from {} on", read)));
  }
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

Issues spread_issues(const Scenario& scenario) {
  const Spreads spreads = spreads_of(scenario);
  Issues issues;
  const auto refuse = [&](std::string what, std::string expected) {
    issues.push_back(issue_of(IssueKind::data, std::move(what), std::move(expected)));
  };
  const double radius = spreads.economy.eigenvalues().cwiseAbs().maxCoeff();
  if (radius >= 1)
    refuse(fmt::format("futures.wage_on_wage … futures.interest_on_interest: departures of the economy never die out "
                       "(spectral radius {:.3f})",
                       radius),
           "a spectral radius below 1");
  const double a = spreads.wage_inflation_correlation, b = spreads.wage_interest_correlation,
               c = spreads.inflation_interest_correlation;
  if (1 + 2 * a * b * c - a * a - b * b - c * c < -1e-12)
    refuse(fmt::format("futures.…_correlation: {}, {} and {} contradict one another", a, b, c),
           "correlations that three numbers can have together");
  refuse_later_values(scenario, issues);
  return issues;
}

Following following_of(const Scenario& scenario) {
  const Asked asked(scenario);
  return {.increase_on_wages = asked(Knob::futures_increase_on_wages),
          .increase_on_prices = asked(Knob::futures_increase_on_prices),
          .account_on_interest = asked(Knob::futures_account_on_interest),
          .revenue_on_wages = asked(Knob::futures_revenue_on_wages)};
}

}  // namespace ballast
