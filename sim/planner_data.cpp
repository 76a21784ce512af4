/// The planner's verb about the tables of a place.
#include "scenarios/reader/library.hpp"
#include "sim/planner.hpp"

namespace ballast {

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
    if (!scenario) report->issues.insert(report->issues.end(), scenario.error().begin(), scenario.error().end());
  }
  return report;
}

}  // namespace ballast
