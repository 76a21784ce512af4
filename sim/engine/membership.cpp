#include "sim/engine/membership.hpp"

#include <memory>

#include "sim/engine/membership_audit.hpp"
#include "sim/engine/membership_steps.hpp"

namespace ballast {
namespace {

/// Flexible members re-enrolled as employees must leave before they arrive.
constexpr std::array kFlexibleFirst{Category::male_flexible, Category::female_flexible, Category::male_employee,
                                    Category::female_cadre, Category::female_worker};

}  // namespace

Expected<MembershipResult> project_unit(const Scenario& scenario, int unit, const Groundwork& groundwork,
                                        const Tamper& tamper) {
  const MembershipRules law(scenario, unit, groundwork);
  const PopulationPath& residents = groundwork.population()[static_cast<std::size_t>(unit)];
  MembershipResult result;
  result.flows.values.setZero(scenario.last_year - scenario.base_year + 1, kFlows);
  Life life = opening_life(scenario, unit);
  Auditor auditor(life.totals());
  YearBook opening(result.flows, 0);
  record_stocks(auditor.totals(), residents.front(), opening);

  const auto rules_storage = std::make_unique<MembershipYear>();
  MembershipYear& rules = *rules_storage;
  for (Year t = scenario.base_year + 1; t <= scenario.last_year; ++t) {
    const int row = t - scenario.base_year;
    YearBook book(result.flows, row);
    law.year(t, rules);

    life.grow_older();
    index_and_pay(life, rules, book);                                                     // §4.0, §4.1, §4.6
    book_false_claims(life, rules, book);                                                 // §4.1
    const Entrants entering = law.entrants(t, rules, insured_after_deaths(life, rules));  // §4.3 entry, by stream
    restore_arrears(life, rules);                                                         // §4.4 recovered arrears
    Reclassified movers(scenario.top_service + 1);
    for (Category g : kFlexibleFirst) {
      const double gained =
          live_through(life, g, rules, entering, movers, book);  // §4.1 – §4.5, age by age, and awards
      collect(life, g, gained, rules, book);                     // §4.4 contributions, arrears
    }
    book_entry(entering, rules, book);                // §4.3 streams, transfers in
    subsidise_hardship(life, entering, rules, book);  // §4.3 premium subsidy, outside the fund
    lend(life, rules, book);                          // §4.5 loans for missing years, outside the fund
    reach_statutory_age(life, rules, book);           // §4.6 illness benefit becomes a pension
    if (tamper) tamper(life, t);

    auto broken = auditor.close_year(life.totals(), t, book);  // §4.7 closing
    record_stocks(auditor.totals(), residents[static_cast<std::size_t>(row)], book);
    if (!broken.empty()) {
      broken.front().what = scenario.units[static_cast<std::size_t>(unit)].zh + ": " + broken.front().what;
      return fail(std::move(broken));
    }
  }
  result.audit = auditor.worst();
  return result;
}

}  // namespace ballast
