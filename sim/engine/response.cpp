#include "sim/engine/response.hpp"

#include <algorithm>
#include <cassert>

#include "models/contribution/effort.hpp"
#include "sim/engine/fiscal_city.hpp"
#include "sim/engine/fiscal_input.hpp"
#include "sim/engine/one_yuan.hpp"

namespace ballast {
namespace {

constexpr int kOn = 1;  // of the choices of response.collection

/// One year of the city with a yuan more of foreseen gap in one unit. `in` is left as it was.
UnitYear with_one_yuan(FiscalInput& in, int y, std::size_t c, const CityState& before, const UnitYear& was) {
  const auto t = static_cast<std::size_t>(y);
  const UnitRules rules = in.unit_rules[t][c];
  foresee_one_yuan(in, t, c, was.budget);
  const UnitYear is = city_year(in, y, before).units[c];
  in.flows[t][c].at(Flow::pension_basic) -= kOneYuan;
  in.unit_rules[t][c] = rules;
  return is;
}

double borne(const UnitYear& was, const UnitYear& is) {
  const Fen own = is.settled.cover.treasury() - was.settled.cover.treasury() + was.closing() - is.closing();
  return std::clamp(static_cast<double>(own.count) / static_cast<double>(kOneYuan.count), 0.0, 1.0);
}

/// The case's or the future's collection rates, bent by what each unit bore in the year before.
KnobValues reacting(const Scenario& s, const std::vector<std::vector<double>>& shares) {
  KnobValues knobs = s.knobs;
  const KnobRow& row = ballast::row(Knob::collection_rate);
  knobs.open(Knob::collection_rate, false);
  for (std::size_t c = 0; c < s.units.size(); ++c) {
    const int unit = static_cast<int>(c);
    for (Year t = s.first_year + 1; t <= s.last_year; ++t) {
      if (s.knobs.choice(Knob::response, unit, t) != kOn) continue;
      const EffortTerms terms{s.knobs.year(Knob::response_without, unit, t),
                              s.knobs.year(Knob::response_with, unit, t)};
      const double factor = effort(terms, shares[static_cast<std::size_t>(t - 1 - s.first_year)][c]);
      const double rate = s.knobs.year(Knob::collection_rate, unit, t) * factor;
      knobs.move(Knob::collection_rate, unit, t, std::clamp(rate, row.min, row.max));
    }
  }
  return knobs;
}

bool same_rates(const Scenario& a, const KnobValues& b) {
  for (int c = 0; c < static_cast<int>(a.units.size()); ++c)
    for (Year t = a.first_year; t <= a.last_year; ++t)
      if (a.knobs.year(Knob::collection_rate, c, t) != b.year(Knob::collection_rate, c, t)) return false;
  return true;
}

/// What happens follows the knobs of `s`, what plans foresee those of the case they are of.
Expected<BothStages> settled(const Scenario& s, StageOne stage, const Planned& planned) {
  FiscalInput asked = fiscal_input(planned.by, s.knobs, stage.flows);
  asked.central = planned.paths;
  auto years = audited_years(asked);
  if (!years) return fail(std::move(years.error()));
  return BothStages{std::move(stage), std::move(asked), std::move(*years)};
}

}  // namespace

std::vector<std::vector<double>> own_shares(const FiscalInput& input, const std::vector<FiscalYear>& years) {
  FiscalInput in = input;
  std::vector<std::vector<double>> shares;
  CityState before = opening_city(in);
  for (int y = 0; y < in.years; ++y) {
    const FiscalYear& year = years[static_cast<std::size_t>(y)];
    auto& of_year = shares.emplace_back();
    for (std::size_t c = 0; c < in.units.size(); ++c)
      of_year.push_back(borne(year.units[c], with_one_yuan(in, y, c, before, year.units[c])));
    before = next_city(in, y, before, year);
  }
  return shares;
}

bool responds(const Scenario& s) {
  for (Year t = s.first_year; t <= s.last_year; ++t)
    if (s.knobs.choice(Knob::response, 0, t) == kOn) return true;
  return false;
}

Expected<BothStages> settle_flows(const Scenario& s, StageOne stage) { return settled(s, std::move(stage), {s, {}}); }

Expected<BothStages> run_both(const Scenario& s, int threads) { return run_both(s, threads, {s, {}}); }

Expected<BothStages> run_both(const Scenario& s, int threads, const Planned& planned) {
  auto stage = run_membership(s, threads);
  if (!stage) return fail(std::move(stage.error()));
  auto both = settled(s, std::move(*stage), planned);
  if (!both || !responds(s)) return both;
  Scenario bent = s;
  // Ends because a year's rates follow the years before it alone: pass k leaves the first k years final (response.hpp).
  for (int passes = 1;; ++passes) {
    assert(passes <= s.last_year - s.first_year + 2 && "a rate moved by its own year or a later one");
    KnobValues next = reacting(s, own_shares(both->asked, both->settled));
    both->passes = passes;
    if (same_rates(bent, next)) return both;
    bent.knobs = std::move(next);
    stage = run_membership(bent, threads);
    if (!stage) return fail(std::move(stage.error()));
    both = settled(bent, std::move(*stage), planned);
    if (!both) return both;
  }
}

}  // namespace ballast
