/// The planner's verb about the tables of a place.
#include <fmt/format.h>

#include "scenarios/reader/library.hpp"
#include "sim/planner.hpp"

namespace ballast {
namespace {

/// Values that a place does not give and has from the rules of others.
void remark_borrowed(const Library& library, PlaceReport& report) {
  const auto law = library.law(kCentralAssumptions);
  if (!law || !library.place().base.has_scheme) return;
  if (const auto keys = borrowed(*law, library.place()); !keys.empty())
    report.remarks.push_back(issue_in(IssueKind::data, report.directory + "/parameters.csv",
                                      fmt::format("{} parameters are those of other places' rules, for want of the "
                                                  "place's own: {}",
                                                  keys.size(), fmt::join(keys, ", ")),
                                      {}));
}

/// A wage of a year where a month's is asked, or money in ten thousands: members, wage and rates against what was paid.
void remark_contributions(const Scenario& s, PlaceReport& report) {
  constexpr double kApart = 5;  // who does not pay, and on less than the wage, is less than that
  for (std::size_t c = 0; c < s.units.size(); ++c) {
    const auto of = [&](Knob knob) { return s.knobs.year(knob, static_cast<int>(c), s.base_year); };
    const double heads = insured_members(s.openings[c]);
    const double due =
        heads * kMonthsAYear * of(Knob::reference_wage) * (of(Knob::unit_rate) + of(Knob::individual_rate));
    const double paid = s.openings[c].fund.income;
    if (due > 0 && paid > 0 && (due > kApart * paid || paid > kApart * due))
      report.remarks.push_back(issue_in(
          IssueKind::data, report.directory + "/parameters.csv",
          fmt::format(
              "{}: {:.0f} insured on wage.reference {:.0f} owe {:.0f} yuan a year, fund.csv of {} has {:.0f}; is "
              "the wage a month's, in yuan?",
              s.units[c].zh, heads, of(Knob::reference_wage), due, s.base_year, paid),
          {}));
  }
}

}  // namespace

Expected<PlaceReport> Planner::check_data(const std::string& directory) const {
  auto report = check_place(directory);
  if (!report || !report->clean()) return report;
  // A folder is named with a slash; values that law and assumptions leave to the place come to light here.
  const std::string folder =
      report->directory.find('/') == std::string::npos ? "./" + report->directory : report->directory;
  for (const Year year : report->base_years) {
    auto library = Library::open(data_dir_, folder, year + 1);
    if (!library) return fail(std::move(library.error()));
    const auto scenario = library->place().base.has_scheme ? library->scenario({kDefaultCase, {}, year + 1, {}})
                                                           : library->residents({kDefaultCase, {}, {}, {}});
    if (scenario && year == report->base_years.front()) remark_borrowed(*library, *report);
    if (scenario && scenario->has_scheme) remark_contributions(*scenario, *report);
    if (!scenario) report->issues.insert(report->issues.end(), scenario.error().begin(), scenario.error().end());
  }
  return report;
}

}  // namespace ballast
