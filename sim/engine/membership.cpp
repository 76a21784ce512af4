#include "sim/engine/membership.hpp"

#include "sim/engine/membership_audit.hpp"
#include "sim/engine/membership_steps.hpp"

namespace ballast {

Expected<MembershipResult> project_unit(const Scenario& scenario, int unit,
                                        const std::vector<PopulationPath>& population, const Tamper& tamper) {
  const MembershipRules law(scenario, unit, population);
  const PopulationPath& residents = population[static_cast<std::size_t>(unit)];
  MembershipResult result;
  result.flows.values.setZero(scenario.last_year - scenario.base_year + 1, kFlows);
  Life life = opening_life(scenario, unit);
  Auditor auditor(life);
  record_stocks(life, residents.front(), YearBook(result.flows, 0));

  for (Year t = scenario.base_year + 1; t <= scenario.last_year; ++t) {
    const int row = t - scenario.base_year;
    YearBook book(result.flows, row);
    MembershipYear rules = law.year(t);

    life.grow_older();
    index_and_pay(life, rules, book);  // §4.0 increase, §4.1 deaths, §4.6 payments
    const Entrants entering = law.entrants(t, insured_after_deaths(life, rules));  // §4.3 entry, by stream
    restore_arrears(life, rules);  // §4.4 recovered arrears restore years
    for (Category g : kAllCategories) {
      const Leaving leaving = live_through(life, g, rules, entering, book);  // §4.1 – §4.5, age by age
      collect(life, g, leaving, rules, book);                                // §4.4 contributions, arrears
      award_pensions(life, g, leaving, rules, book);                         // §4.5 awards
    }
    subsidise_hardship(life, entering, rules, book);  // §4.3 premium subsidy, outside the fund
    reach_statutory_age(life, rules, book);           // §4.6 illness benefit becomes a pension
    if (tamper) tamper(life, t);

    record_stocks(life, residents[static_cast<std::size_t>(row)], book);  // §4.7 closing
    if (auto broken = auditor.close_year(life, t, book); !broken.empty()) {
      broken.front().what = scenario.units[static_cast<std::size_t>(unit)].zh + ": " + broken.front().what;
      return fail(std::move(broken));
    }
  }
  result.audit = auditor.worst();
  return result;
}

}  // namespace ballast
