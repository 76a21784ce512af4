/// The planner's verb about the tables of a place.
#include <fmt/format.h>

#include "scenarios/reader/library.hpp"
#include "sim/planner.hpp"
#include "sim/plausibility.hpp"

namespace ballast {
namespace {

/// Of a place with a scheme: whether its published years are, and what it has from the rules of others.
void look_at_values(const Library& library, PlaceReport& report) {
  const auto law = library.law(kCentralAssumptions);
  if (!law || !library.place().base.has_scheme) return;
  remark_published_years(*law, library.place(), report);
  report.borrowed = borrowed(*law, library.place());
}

/// The last remark: the list of them follows it.
void remark_borrowed(PlaceReport& report) {
  if (report.borrowed.empty()) return;
  report.remarks.push_back(
      issue_in(IssueKind::data, report.directory + "/parameters.csv",
               fmt::format("{} parameters are those of other places' rules, for want of the place's own",
                           report.borrowed.size()),
               {}));
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
    if (scenario && year == report->base_years.front()) look_at_values(*library, *report);
    if (scenario && scenario->has_scheme) remark_implausible(*scenario, *report);
    if (!scenario) report->issues.insert(report->issues.end(), scenario.error().begin(), scenario.error().end());
  }
  remark_borrowed(*report);
  return report;
}

}  // namespace ballast
