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
    if (!scenario) report->issues.insert(report->issues.end(), scenario.error().begin(), scenario.error().end());
  }
  return report;
}

}  // namespace ballast
