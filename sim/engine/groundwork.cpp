#include "sim/engine/groundwork.hpp"

#include <algorithm>

#include "sim/engine/mortality.hpp"
#include "sim/engine/parallel.hpp"

namespace ballast {
namespace {

/// The knobs that CommonTables read: units alike in all of them share one.
constexpr std::array kCommonKnobs{
    Knob::flexible_early,    Knob::flexible_late,    Knob::early_window,       Knob::late_window,
    Knob::minimum_months,    Knob::special_age_male, Knob::special_age_female, Knob::early_from_male,
    Knob::early_from_female, Knob::illness_window,   Knob::illness_benefit,    Knob::account_rate,
    Knob::mortality,         Knob::selection_active, Knob::selection_retired,  Knob::selection_illness,
    Knob::basis_active,      Knob::basis_retired,    Knob::improvement};

bool alike(const Scenario& s, int a, int b) {
  return std::all_of(kCommonKnobs.begin(), kCommonKnobs.end(),
                     [&](Knob knob) { return s.knobs.series(knob, a).months == s.knobs.series(knob, b).months; });
}

}  // namespace

CommonTables::CommonTables(const Scenario& s, int unit) : exits(s, unit) {
  for (Year t = s.base_year + 1; t <= s.last_year; ++t) {
    auto& year = mortality.emplace_back();
    for (const Sex sex : {Sex::male, Sex::female}) {
      const auto of = [&](const InsuredGroup& group) {
        return cohort_mortality(insured_group_rates(s, {unit, t, sex}, group));
      };
      year[static_cast<std::size_t>(sex)] = {of(kActives), of(kRetirees), of(kIllnessRetirees)};
    }
  }
}

Groundwork::Groundwork(const Scenario& s, int threads) : population_(s.units.size()), table_of_(s.units.size()) {
  const int units = static_cast<int>(s.units.size());
  std::vector<int> first_of_kind;
  for (int c = 0; c < units; ++c) {
    const auto same = std::find_if(first_of_kind.begin(), first_of_kind.end(), [&](int d) { return alike(s, c, d); });
    table_of_[static_cast<std::size_t>(c)] = static_cast<int>(same - first_of_kind.begin());
    if (same == first_of_kind.end()) first_of_kind.push_back(c);
  }
  tables_.resize(first_of_kind.size());
  const int kinds = static_cast<int>(first_of_kind.size());
  parallel_for(kinds + units, threads, [&](int task) {
    if (task < kinds)
      tables_[static_cast<std::size_t>(task)] =
          std::make_unique<CommonTables>(s, first_of_kind[static_cast<std::size_t>(task)]);
    else
      population_[static_cast<std::size_t>(task - kinds)] = project_population(s, task - kinds);
  });
}

}  // namespace ballast
