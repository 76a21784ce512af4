#include "sim/engine/groundwork.hpp"

#include <algorithm>

#include "sim/engine/mortality.hpp"
#include "sim/engine/parallel.hpp"

namespace ballast {
namespace {

/// Knobs that may differ between the units of a block, besides those of streams and of growth: the equations take them
/// by lane.
constexpr std::array kLaneKnobs{Knob::unit_rate,
                                Knob::individual_rate,
                                Knob::account_credit_rate,
                                Knob::flexible_pooled_rate,
                                Knob::waiver_large,
                                Knob::waiver_small,
                                Knob::small_share,
                                Knob::declared_share,
                                Knob::local_relief,
                                Knob::wage_sigma,
                                Knob::collection_rate,
                                Knob::paying_share,
                                Knob::density,
                                Knob::turnover,
                                Knob::wage_level,
                                Knob::wage_male_employee,
                                Knob::wage_female_cadre,
                                Knob::wage_female_worker,
                                Knob::market_wage,
                                Knob::province_base,
                                Knob::city_base_ratio,
                                Knob::audit_recovered,
                                Knob::reclassified,
                                Knob::transfer_out_rate,
                                Knob::transfer_in_rate,
                                Knob::employability,
                                Knob::insured_elsewhere,
                                Knob::index_scale,
                                Knob::net_migration,
                                Knob::fertility,
                                Knob::migrants};

/// Whether units must agree on a knob to share tables and a block. Growth of the economy is in its levels; what each
/// stream of entry has of its own goes by lane.
bool must_agree(const KnobRow& row) {
  const Knob knob = row.id;
  const bool of_a_stream = knob >= Knob::coverage_private && knob <= Knob::retention_hardship;
  const bool growth = knob == Knob::inflation || knob == Knob::wage_growth || knob == Knob::base_growth;
  return row.use == KnobUse::members && !of_a_stream && !growth &&
         std::find(kLaneKnobs.begin(), kLaneKnobs.end(), knob) == kLaneKnobs.end();
}

bool alike(const Scenario& s, int a, int b) {
  return std::all_of(knob_catalogue().begin(), knob_catalogue().end(), [&](const KnobRow& row) {
    return !must_agree(row) || row.city_wide || s.knobs.same(row.id, a, b);
  });
}

/// The law's rule with what the knobs say of each year.
std::vector<SurvivorScale> survivor_scales(const Scenario& s, int unit) {
  std::vector<SurvivorScale> scales;
  for (Year t = s.base_year; t <= s.last_year; ++t) {
    SurvivorRule rule = s.survivors;
    rule.cap_months = static_cast<int>(s.knobs.year(Knob::survivor_cap, unit, t));
    rule.retired_floor_months = static_cast<int>(s.knobs.year(Knob::survivor_floor, unit, t));
    scales.emplace_back(std::move(rule));
  }
  return scales;
}

}  // namespace

RuleTables::RuleTables(const Scenario& s, int unit)
    : table(s, unit),
      exits(s, unit, table),
      cohorts(s, table),
      opening(opening_pattern(s)),
      survivors(survivor_scales(s, unit)) {}

DeathTables::DeathTables(const Scenario& s, int unit)
    : rates(group_rates(s, unit)), residents(resident_mortality(s, rates)) {
  for (Year t = s.base_year + 1; t <= s.last_year; ++t)
    mortality.push_back(
        insured_mortality(s, rates[static_cast<std::size_t>(t - s.base_year - 1)], index_departure(s, t)));
}

Groundwork::Groundwork(const Scenario& s, int threads, Year through)
    : population_(s.units.size()), table_of_(s.units.size()) {
  const int units = static_cast<int>(s.units.size());
  std::vector<int> first_of_kind;
  for (int c = 0; c < units; ++c) {
    const auto same = std::find_if(first_of_kind.begin(), first_of_kind.end(), [&](int d) { return alike(s, c, d); });
    table_of_[static_cast<std::size_t>(c)] = static_cast<int>(same - first_of_kind.begin());
    if (same == first_of_kind.end()) first_of_kind.push_back(c);
  }
  rules_.resize(first_of_kind.size()), deaths_.resize(first_of_kind.size());
  parallel_for(2 * static_cast<int>(first_of_kind.size()), threads, [&](int task) {
    const auto kind = static_cast<std::size_t>(task / 2);
    if (task % 2 == 0)
      rules_[kind] = std::make_unique<RuleTables>(s, first_of_kind[kind]);
    else
      deaths_[kind] = DeathTables(s, first_of_kind[kind]);
  });
  parallel_for(units, threads, [&](int unit) {
    population_[static_cast<std::size_t>(unit)] = project_population(s, unit, deaths(unit).residents, through);
  });
}

std::vector<std::vector<int>> Groundwork::units_alike() const {
  std::vector<std::vector<int>> units(rules_.size());
  for (std::size_t unit = 0; unit < table_of_.size(); ++unit)
    units[static_cast<std::size_t>(table_of_[unit])].push_back(static_cast<int>(unit));
  return units;
}

}  // namespace ballast
