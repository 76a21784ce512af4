#include "scenarios/reader/contradictions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "models/subsidy/adjustment.hpp"

namespace ballast {
namespace {

/// Knobs that together may not exceed another, or 1 where there is none.
struct Limit {
  std::string_view name;
  std::vector<Knob> knobs;
  std::optional<Knob> most = {};

  bool concerns(Knob knob) const { return knob == most || std::find(knobs.begin(), knobs.end(), knob) != knobs.end(); }
};

std::vector<Limit> limits() {
  std::vector<Knob> streams;
  for (int stream = 0; stream < kStreams; ++stream) streams.push_back(of_stream(Knob::pool_share_private, stream));
  return {{"labour.pool_share_*", std::move(streams)},
          {"retirement.flexible_*", {Knob::flexible_early, Knob::flexible_late}},
          {row(Knob::entry_age_min).key, {Knob::entry_age_min}, Knob::entry_age_max},
          {row(Knob::transfer_in_from).key, {Knob::transfer_in_from}, Knob::transfer_in_to},
          {row(Knob::survivor_floor).key, {Knob::survivor_floor}, Knob::survivor_cap}};
}

bool in_force(const Change& change, const Scenario& s, int unit, Year t) {
  const YearMonth from = change.from.value_or(year_month(s.first_year, 1));
  const YearMonth latest = year_month(t, row(change.knob).of_january() ? 1 : 12);
  return (!change.unit || *change.unit == unit) && from <= latest && (!change.to || change.to->year() >= t);
}

/// Where one of the knobs was given last: in a change, the place's table or the law.
Written given_at(const Limit& limit, const Scenario& s, const KnobSources& sources, int unit, Year t) {
  const auto& [law, place, changes] = sources;
  const auto change = std::find_if(changes.rbegin(), changes.rend(), [&](const Change& one) {
    return limit.concerns(one.knob) && in_force(one, s, unit, t);
  });
  if (change != changes.rend()) return {change->file, change->line, change->column};
  const auto of_place = [&](const auto& knob) { return limit.concerns(knob.first); };
  if (std::any_of(place.values.begin(), place.values.end(), of_place)) return {place.shown + "/parameters.csv"};
  const auto of_law = law.given_at.find(limit.knobs.front());
  return of_law == law.given_at.end() ? Written{"scenarios"} : of_law->second;
}

std::optional<Issue> first_excess(const Limit& limit, const Scenario& s, const KnobSources& sources) {
  constexpr double kRounding = 1e-9;
  for (Year t = s.base_year; t <= s.last_year; ++t)
    for (int c = 0; c < static_cast<int>(s.units.size()); ++c) {
      double sum = 0;
      for (const Knob knob : limit.knobs) sum += s.knobs.year(knob, c, t);
      const double most = limit.most ? s.knobs.year(*limit.most, c, t) : 1.0;
      if (sum <= most + kRounding) continue;
      const Written at = given_at(limit, s, sources, c, t);
      const std::string name = row(limit.knobs.front()).city_wide
                                   ? std::string(limit.name)
                                   : fmt::format("{}[{}]", limit.name, s.units[static_cast<std::size_t>(c)].zh);
      return Issue{.kind = IssueKind::data,
                   .file = at.file,
                   .line = at.line,
                   .column = at.column,
                   .what = limit.most ? fmt::format("{} = {} in {}", name, sum, t)
                                      : fmt::format("{} add to {:.4f} in {}", name, sum, t),
                   .expected = limit.most ? fmt::format("at most {} = {}", row(*limit.most).key, most) : "at most 1",
                   .remedy = {}};
    }
  return std::nullopt;
}

/// Where a knob that must not be as it is was given last.
Issue contradiction(Knob knob, const Scenario& s, const KnobSources& sources, Year t, std::string what,
                    std::string expected) {
  const Written at = given_at({row(knob).key, {knob}}, s, sources, 0, t);
  return {.kind = IssueKind::data,
          .file = at.file,
          .line = at.line,
          .column = at.column,
          .what = std::move(what),
          .expected = std::move(expected),
          .remedy = {}};
}

/// The rolled basis goes on from last year's claim (F10), and no table holds that of a later opening.
std::optional<Issue> unknown_claim(const Scenario& s, const KnobSources& sources) {
  if (s.base_year == s.subsidy_base_year) return std::nullopt;
  for (Year t = s.first_year; t <= s.last_year; ++t)
    if (s.knobs.choice(Knob::adjustment_basis, 0, t) == static_cast<int>(AdjustmentBasis::rolled))
      return contradiction(
          Knob::adjustment_basis, s, sources, t,
          fmt::format("{} = rolled: the claims of {} to {} are not known where a run opens at the end of {}",
                      row(Knob::adjustment_basis).key, s.subsidy_base_year + 1, s.base_year, s.base_year),
          fmt::format("surviving_stock or first_year_flow, or a run from {}", s.subsidy_base_year + 1));
  return std::nullopt;
}

/// A rate of increase that is given to nobody, by none of its ways (M0.2).
std::optional<Issue> increase_of_nobody(const Scenario& s, const KnobSources& sources) {
  constexpr std::array kWays{Knob::increase_fixed_share, Knob::increase_years_share, Knob::increase_own_share,
                             Knob::increase_tilt_share};
  for (Year t = s.first_year; t <= s.last_year; ++t) {
    const auto nothing = [&](Knob way) { return s.knobs.year(way, 0, t) == 0; };
    if (s.knobs.choice(Knob::increase_form, 0, t) != 0 || s.knobs.year(Knob::increase_rate, 0, t) == 0) continue;
    if (std::all_of(kWays.begin(), kWays.end(), nothing))
      return contradiction(kWays.back(), s, sources, t, fmt::format("benefit.increase_*_share are all 0 in {}", t),
                           fmt::format("at least one above 0 where {} is not 0", row(Knob::increase_rate).key));
  }
  return std::nullopt;
}

}  // namespace

void check_contradictions(const Scenario& scenario, const KnobSources& sources, Issues& issues) {
  for (const Limit& limit : limits())
    if (auto issue = first_excess(limit, scenario, sources)) issues.push_back(std::move(*issue));
  for (const auto& check : {unknown_claim, increase_of_nobody})
    if (auto issue = check(scenario, sources)) issues.push_back(std::move(*issue));
}

}  // namespace ballast
