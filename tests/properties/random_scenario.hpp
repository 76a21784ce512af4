/// Random knobs and switches of stage 1, as `--set` takes them.
#pragma once

#include <fmt/core.h>
#include <rapidcheck.h>

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "scenarios/knobs.hpp"

namespace ballast::random_scenario {

/// A knob and the range it is drawn from.
struct Range {
  const char* key;
  double from, to;
};
inline constexpr Range kRanges[] = {{"contribution.collection_rate", 0.6, 1},
                                    {"contribution.paying_share", 0.5, 0.95},
                                    {"contribution.density", 0.5, 1},
                                    {"contribution.declared_share", 0.4, 1},
                                    {"contribution.arrears_recovery", 0, 0.5},
                                    {"contribution.waiver_small", 0, 0.5},
                                    {"contribution.turnover", 0, 0.5},
                                    {"economy.wage_growth", -0.02, 0.1},
                                    {"economy.base_growth", -0.05, 0.1},
                                    {"economy.account_rate", 0, 0.08},
                                    {"benefit.increase_rate", 0, 0.08},
                                    {"benefit.tilt_age", 60, 80},
                                    {"retirement.early_special", 0, 2},
                                    {"retirement.early_illness", 0, 4},
                                    {"retirement.early_irregular", 0, 4},
                                    {"retirement.flexible_early", 0, 0.5},
                                    {"retirement.flexible_late", 0, 0.4},
                                    {"retirement.short_leave", 0, 1},
                                    {"retirement.short_buy", 0, 1},
                                    {"retirement.limited_base", 6, 24},
                                    {"coverage.private", 0, 0.2},
                                    {"coverage.flexible", 0, 0.2},
                                    {"coverage.hardship", 0, 0.2},
                                    {"stream.level_migrant", 0.5, 1.5},
                                    {"stream.retention_private", 0.5, 1},
                                    {"enforcement.reclassified", 0, 0.1},
                                    {"transfer.out_rate", 0, 0.03},
                                    {"transfer.in_rate", 0, 0.01},
                                    {"hardship.loan_share", 0, 0.5},
                                    {"false_claims.share", 0, 0.1},
                                    {"audit.recovered_share", 0, 0.4},
                                    {"population.mortality", 0.7, 1.4},
                                    {"timing.death_months_paid", 0, 12},
                                    {"timing.part_year", 0, 1}};
inline constexpr const char* kSwitches[] = {"contribution.accrual_on=due", "benefit.increase_split=pool",
                                            "benefit.increase_form=published", "benefit.hold_harmless=0",
                                            "mortality.basis_retired=cl5_cl6"};

/// Four to eleven knobs, some switches.
inline std::vector<std::string> some_sets() {
  std::vector<std::string> sets;
  std::set<int> taken;
  for (int n = *rc::gen::inRange(4, 12); n > 0; --n) {
    const int at = *rc::gen::inRange(0, static_cast<int>(std::size(kRanges)));
    if (!taken.insert(at).second) continue;
    const Range& range = kRanges[at];
    const bool whole = row(*find_knob(range.key)).kind == KnobKind::whole;
    const double value = range.from + (range.to - range.from) * *rc::gen::inRange(0, 101) / 100;
    sets.push_back(fmt::format("{}={:.6f}", range.key, whole ? std::round(value) : value));
  }
  for (const char* choice : kSwitches)
    if (*rc::gen::inRange(0, 3) == 0) sets.emplace_back(choice);
  for (const std::string& set : sets) RC_LOG() << set << '\n';
  return sets;
}

}  // namespace ballast::random_scenario
