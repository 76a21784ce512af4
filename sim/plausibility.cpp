#include "sim/plausibility.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ballast {
namespace {

/// How many times the larger of two amounts is the smaller.
double apart(double a, double b) { return std::max(a / b, b / a); }

void remark(PlaceReport& report, std::string_view file, std::string what) {
  report.remarks.push_back(
      issue_in(IssueKind::data, fmt::format("{}/{}", report.directory, file), std::move(what), {}));
}

double of(const Scenario& s, Knob knob, std::size_t unit) {
  return s.knobs.year(knob, static_cast<int>(unit), s.base_year);
}

/// A wage of a year where a month's is asked, or money in ten thousands: members, wage and rates against what was paid.
void remark_contributions(const Scenario& s, PlaceReport& report) {
  constexpr double kApart = 5;  // who does not pay, and on less than the wage, is less than that
  for (std::size_t c = 0; c < s.units.size(); ++c) {
    const double heads = insured_members(s.openings[c]), wage = of(s, Knob::reference_wage, c);
    const double due = heads * kMonthsAYear * wage * (of(s, Knob::unit_rate, c) + of(s, Knob::individual_rate, c));
    const double paid = s.openings[c].fund.income;
    if (due > 0 && paid > 0 && apart(due, paid) > kApart)
      remark(report, "parameters.csv",
             fmt::format("{}: {:.0f} insured on wage.reference {:.0f} owe {:.0f} yuan a year, fund.csv of {} has "
                         "{:.0f}; is the wage a month's, in yuan?",
                         s.units[c].zh, heads, wage, due, s.base_year, paid));
  }
}

/// Other wages against that of the contribution bounds, all yuan a month.
void remark_wages(const Scenario& s, PlaceReport& report) {
  constexpr double kApart = 3;
  const double reference = of(s, Knob::reference_wage, 0);
  for (const Knob knob : {Knob::market_wage, Knob::province_base})
    if (const double wage = of(s, knob, 0); apart(wage, reference) > kApart)
      remark(report, "parameters.csv",
             fmt::format("{} is {:.0f} yuan a month in {}, and wage.reference {:.0f}; are both a month's, in yuan?",
                         row(knob).key, wage, s.base_year, reference));
}

/// A year's pension where a month's is asked, or ten thousands: nowhere is a mean pension far above the wage.
void remark_pensions(const Scenario& s, PlaceReport& report) {
  constexpr double kAbove = 3, kBelow = 20;
  for (std::size_t c = 0; c < s.units.size(); ++c) {
    const Drawn drawn = drawn_pensions(s.openings[c]);
    const double wage = of(s, Knob::market_wage, c) * of(s, Knob::wage_level, c);
    const double pension = drawn.heads > 0 ? drawn.pensions / (kMonthsAYear * drawn.heads) : wage;
    const auto tell = [&](std::string_view question) {
      remark(report, "retirees.csv",
             fmt::format("{}: the mean pension is {:.0f} yuan a month in {}, the wage of the place {:.0f}; {}",
                         s.units[c].zh, pension, s.base_year, wage, question));
    };
    if (pension > kAbove * wage) tell("is it a year's?");
    if (pension * kBelow < wage) tell("is it in ten thousands of yuan?");
  }
}

/// Income is as much as retirees.csv comes to, and expenditure is not.
void remark_columns_changed(const Scenario& s, PlaceReport& report) {
  constexpr double kNear = 1.15, kFar = 1.3;  // grants and increases within the year are a few per cent
  std::vector<std::string> units;
  for (std::size_t c = 0; c < s.units.size(); ++c) {
    const FundYear& fund = s.openings[c].fund;
    const double pensions = drawn_pensions(s.openings[c]).pensions;
    if (pensions <= 0 || fund.income <= 0 || fund.expenditure <= 0) continue;
    if (apart(fund.income, pensions) < kNear && apart(fund.expenditure, pensions) > kFar)
      units.push_back(s.units[c].zh);
  }
  if (!units.empty())
    remark(report, "fund.csv",
           fmt::format("income of {} is what retirees.csv comes to in pensions, and expenditure is not ({}); have the "
                       "columns changed places?",
                       s.base_year, fmt::join(units, ", ")));
}

Year last_entry(const Timeline& timeline) { return timeline.empty() ? 0 : timeline.back().from.year(); }

/// A level of the place's own stands still from its last entry to the opening, and grows from there (K3).
void remark_ended_before(const Place& place, PlaceReport& report) {
  const Year opening = place.base_years.back();
  for (const auto& [knob, by_unit] : place.values) {
    if (row(knob).kind != KnobKind::level) continue;
    Year last = opening;
    for (const Timeline& timeline : by_unit)
      if (!timeline.empty() && std::get<double>(timeline.back().value) != 0)  // nothing grows to nothing
        last = std::min(last, last_entry(timeline));
    if (last < opening)
      remark(report, "parameters.csv",
             fmt::format("the last value of {} is of {}: it stands still until the opening at the end of {}",
                         row(knob).key, last, opening));
  }
}

}  // namespace

void remark_implausible(const Scenario& s, PlaceReport& report) {
  const std::size_t before = report.remarks.size();
  remark_contributions(s, report);
  if (report.remarks.size() == before) remark_wages(s, report);  // else it is the reference wage, and told
  remark_pensions(s, report);
  remark_columns_changed(s, report);
}

/// Levels are what is published year by year; what follows grows (equation K3).
void remark_published_years(const Law& law, const Place& place, PlaceReport& report) {
  Year last = place.base_years.back();
  for (const KnobRow& row : knob_catalogue()) {
    if (row.kind != KnobKind::level) continue;
    if (const auto of_law = law.values.find(row.id); of_law != law.values.end())
      last = std::max(last, last_entry(of_law->second));
    if (const auto of_place = place.values.find(row.id); of_place != place.values.end())
      for (const Timeline& timeline : of_place->second) last = std::max(last, last_entry(timeline));
  }
  remark_ended_before(place, report);
  if (const Year opening = place.base_years.back(); place.base.published_through < opening)
    remark(
        report, "place.toml",
        fmt::format("published_through is {}, before the last opening at the end of {}: what is published up to then "
                    "belongs to it",
                    place.base.published_through, opening));
  if (place.base.published_through > last)
    remark(report, "place.toml",
           fmt::format("published_through is {}, and the last year with a published value is {}: what follows it is "
                       "assumed, and would be marked as an estimate",
                       place.base.published_through, last));
}

}  // namespace ballast
