#include "sim/studies/targets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace ballast {
namespace {

/// Shares are quotients of sums in binary; results keep twelve decimals of them.
constexpr double kLastBits = 5e-13;

double measure(Measure m, const Projection& p, int unit, Year year) { return p.at(m, unit, year); }

/// Of what the treasury owed, what came within the deadline; missing where nothing was owed.
double on_time(const Projection& p, int unit, Year year) {
  const double owed = measure(Measure::treasury, p, unit, year);
  return owed > 0 ? measure(Measure::treasury_on_time, p, unit, year) / owed : std::numeric_limits<double>::quiet_NaN();
}

/// Of the year's expenditure, what was paid in the year: arrears grow only where pensions of the year are not paid, and
/// are repaid only where all of them are.
double paid_in_full(const Projection& p, int unit, Year year) {
  const double due = measure(Measure::expenditure, p, unit, year);
  const double unpaid =
      measure(Measure::benefit_arrears, p, unit, year) - measure(Measure::benefit_arrears, p, unit, year - 1);
  return due > 0 ? 1.0 - std::max(0.0, unpaid) / due : 1.0;
}

template <Measure m>
double of(const Projection& p, int unit, Year year) {
  return measure(m, p, unit, year);
}

constexpr std::array kKinds{
    TargetKind{Knob::target_plan_completion, "plan_completion", "44-5.3", true, of<Measure::plan_completion>},
    TargetKind{Knob::target_collection_rate, "collection_rate", "44-5.3", true, of<Measure::collection_rate>},
    TargetKind{Knob::target_coverage_rate, "coverage_rate", "44-5.3", true, of<Measure::coverage_rate>},
    TargetKind{Knob::target_on_time, "on_time", "44-2.9", true, on_time},
    TargetKind{Knob::target_paid, "paid", "44-5.1", true, paid_in_full},
    TargetKind{Knob::target_early_share, "early_retirement_share", "44-4.4", false,
               of<Measure::early_retirement_share>}};

}  // namespace

std::span<const TargetKind> target_kinds() { return kKinds; }

TargetOutcome judge_target(const TargetKind& kind, int unit, double target, double achieved) {
  TargetOutcome o{.kind = &kind, .unit = unit, .target = target};
  if (std::isnan(achieved)) return o;
  o.achieved = achieved;
  o.met = kind.at_least ? achieved >= target - kLastBits : achieved <= target + kLastBits;
  const double above = kind.at_least ? achieved : target, below = kind.at_least ? target : achieved;
  if (below > 0) o.attained = above / below;
  return o;
}

std::vector<TargetOutcome> target_outcomes(const Scenario& scenario, const Projection& projection, Year year) {
  std::vector<TargetOutcome> outcomes;
  for (int unit = 0; unit < projection.member_units(); ++unit)
    for (const TargetKind& kind : kKinds)
      outcomes.push_back(judge_target(kind, unit, scenario.knobs.year(kind.target, unit, year),
                                      kind.achieved(projection, unit, year)));
  return outcomes;
}

}  // namespace ballast
