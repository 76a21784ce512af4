#include "scenarios/reader/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenarios/reader/knob_words.hpp"

namespace ballast {
namespace {

double number_of(const Dated& entry, const KnobRow& row) {
  if (const auto* number = std::get_if<double>(&entry.value)) return *number;
  return choice_index(row.id, std::get<std::string>(entry.value));
}

/// Resolves one knob after another; growth knobs come before the levels that follow them.
class Resolver {
 public:
  Resolver(const Law& law, const Place& place, const std::vector<Change>& changes, const ResolveRequest& request,
           Issues& issues)
      : law_(law),
        place_(place),
        changes_(changes),
        request_(request),
        issues_(issues),
        years_hold_(issues.empty()),
        values_(request.base_year, request.last_year, units()) {}

  KnobValues run() {
    for (const bool levels : {false, true})
      for (const KnobRow& row : knob_catalogue())
        if ((row.kind == KnobKind::level) == levels && wanted(row.id)) resolve(row);
    return std::move(values_);
  }

 private:
  int units() const { return static_cast<int>(place_.unit_names.size()); }

  bool wanted(Knob knob) const {
    const auto& only = request_.only;
    return only.empty() || std::find(only.begin(), only.end(), knob) != only.end();
  }

  Timeline layered(const KnobRow& row, int unit) const {
    const auto law = law_.values.find(row.id);
    const auto place = place_.values.find(row.id);
    const Timeline below = law == law_.values.end() ? Timeline{} : law->second;
    return place == place_.values.end() ? below : overlaid(below, place->second[static_cast<std::size_t>(unit)]);
  }

  /// Which file a missing value belongs in: that of the place, unless the law has the knob and the place leaves it so.
  std::string file_of(const KnobRow& row) const {
    const bool by_place = !law_.values.contains(row.id) || place_.values.contains(row.id);
    return by_place && !place_.shown.empty() ? place_.shown + "/parameters.csv" : "scenarios";
  }

  void resolve(const KnobRow& row) {
    std::vector<std::string> lacking;
    for (int c = 0; c < units(); ++c) {
      const Timeline timeline = layered(row, c);
      if (timeline.empty() || timeline.front().from > year_month(request_.first_year, 1)) {
        lacking.push_back(place_.unit_names[static_cast<std::size_t>(c)]);
        continue;
      }
      MonthlySeries series = months_of(row, timeline);
      if (row.kind == KnobKind::level) grow(row, timeline, c, series);
      for (const Change& change : changes_)
        if (change.knob == row.id && (!change.unit || *change.unit == c)) apply(row, change, c, series);
      values_.set(row.id, c, std::move(series));
    }
    if (lacking.empty()) return;
    issues_.push_back(
        issue_in(IssueKind::data, file_of(row),
                 fmt::format("{} has no value for {}-01 in {}", row.key, request_.first_year, fmt::join(lacking, ", ")),
                 "a dated entry in law, assumptions or the place's parameters.csv"));
  }

  MonthlySeries months_of(const KnobRow& row, const Timeline& timeline) const {
    MonthlySeries series{request_.base_year, {}};
    series.months.reserve(12 * static_cast<std::size_t>(request_.last_year - request_.base_year + 1));
    std::size_t entry = 0;
    for (YearMonth m = year_month(request_.base_year, 1); m <= year_month(request_.last_year, 12); m = m + 1) {
      while (entry + 1 < timeline.size() && timeline[entry + 1].from <= m) ++entry;
      series.months.push_back(number_of(timeline[entry], row));
    }
    return series;
  }

  /// After the last published year a level grows each January (equation K3).
  void grow(const KnobRow& row, const Timeline& timeline, int unit, MonthlySeries& series) {
    const Year last = std::max(timeline.back().from.year(), request_.base_year);
    for (Year year = last + 1; year <= request_.last_year; ++year) {
      const Year growth_year = std::max(request_.base_year, year - row.growth_lag);
      const double growth = 1.0 + growth_of(row, values_, unit, growth_year);
      const double level = series.month(year_month(year - 1, 12)) * growth;
      const auto january = static_cast<std::size_t>(12 * (year - request_.base_year));
      std::fill_n(series.months.begin() + static_cast<std::ptrdiff_t>(january), 12, level);
      if (!row.holds(level)) return outgrown(row, unit, year, level);
    }
  }

  void outgrown(const KnobRow& row, int unit, Year year, double level) {
    if (!years_hold_) return;                      // nobody asked for those years
    if (!outgrown_.insert(row.id).second) return;  // told of another unit
    issues_.push_back(issue_in(IssueKind::data, file_of(row), becomes(row, unit, year_month(year, 1), level),
                               range_of(row),
                               fmt::format("lower {}, or end earlier (--horizon)", ballast::row(*row.grows_with).key)));
  }

  /// A knob, with the unit where units may differ in it.
  std::string named(const KnobRow& row, int unit) const {
    return row.city_wide ? std::string(row.key)
                         : fmt::format("{}[{}]", row.key, place_.unit_names[static_cast<std::size_t>(unit)]);
  }

  std::string becomes(const KnobRow& row, int unit, YearMonth m, double value) const {
    return fmt::format("{} becomes {} in {}-{:02}", named(row, unit), value, m.year(), m.month());
  }

  /// Whether a change never holds, with an issue: its months run backwards, or are none of the place and the run.
  bool is_misplaced(const KnobRow& row, const Change& change, YearMonth from, YearMonth end) {
    const Year known_from = place_.first_base_year;
    const auto wrong = [&](std::string_view when, std::string expected) {
      issues_.push_back({.kind = IssueKind::data,
                         .file = change.file,
                         .line = change.line,
                         .column = change.column,
                         .what = fmt::format("the change of {} {}", row.key, when),
                         .expected = std::move(expected),
                         .remedy = {}});
      return true;
    };
    if (change.to && end <= from) return wrong("begins after it ends", "from not later than to");
    if (change.to && end <= year_month(known_from, 1))
      return wrong("ends before anything is known of the place", fmt::format("a month from {}-01 on", known_from));
    if (row.of_opening && from > year_month(request_.base_year, 1))
      return wrong("begins after the opening", fmt::format("no from, or {}-01", request_.base_year));
    if (from > year_month(request_.last_year, 12))
      return wrong("begins after the horizon", fmt::format("a month up to {}-12", request_.last_year));
    return false;
  }

  void apply(const KnobRow& row, const Change& change, int unit, MonthlySeries& series) {
    const YearMonth opening = year_month(request_.base_year, 1);
    const YearMonth from = change.from.value_or(row.of_opening ? opening : year_month(request_.first_year, 1));
    const YearMonth end = end_of(change).value_or(year_month(request_.last_year, 12) + 1);
    if (is_misplaced(row, change, from, end)) return;
    for (YearMonth m = std::max(from, opening); m < end && m <= year_month(request_.last_year, 12); m = m + 1) {
      double& value = series.months[static_cast<std::size_t>(m.index - 12 * request_.base_year)];
      const double full = changed(row, change, value);
      const double ramp = change.ramp_years > 0 ? std::min(1.0, (m - from + 1) / (12.0 * change.ramp_years)) : 1.0;
      value = ramp < 1.0 ? value + ramp * (full - value) : full;  // a bound is met to the bit
      if (row.holds(value) && !row.is_fraction(value)) continue;
      if (!out_of_range_.insert(&change).second) return;  // told of another unit
      issues_.push_back({.kind = IssueKind::data,
                         .file = change.file,
                         .line = change.line,
                         .column = change.column,
                         .what = becomes(row, unit, m, value),
                         .expected = range_of(row),
                         .remedy = {}});
      return;
    }
  }

  static double changed(const KnobRow& row, const Change& change, double value) {
    if (const auto* name = std::get_if<std::string>(&change.amount)) return choice_index(row.id, *name);
    const double amount = std::get<double>(change.amount);
    return change.kind == ChangeKind::value   ? amount
           : change.kind == ChangeKind::scale ? value * amount
                                              : value + amount;
  }

  const Law& law_;
  const Place& place_;
  const std::vector<Change>& changes_;
  ResolveRequest request_;
  Issues& issues_;
  const bool years_hold_;                 ///< what is wrong before values are resolved are the years
  std::set<const Change*> out_of_range_;  ///< each is told once
  std::set<Knob> outgrown_;               ///< each is told once
  KnobValues values_;
};

}  // namespace

KnobValues resolve_knobs(const Law& law, const Place& place, const std::vector<Change>& changes,
                         const ResolveRequest& request, Issues& issues) {
  return Resolver(law, place, changes, request, issues).run();
}

}  // namespace ballast
