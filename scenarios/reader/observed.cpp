#include "scenarios/reader/observed.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "models/base/date.hpp"
#include "scenarios/reader/csv.hpp"
#include "scenarios/reader/published.hpp"

namespace ballast {
namespace {

constexpr std::array<std::string_view, 6> kColumns{"year", "unit", "measure", "value", "status", "source"};
constexpr Range kYears{kFirstCalendarYear, kLastCalendarYear, "calendar year"},
    kValues{0, 1e16, "in the unit of the measure"};
const std::vector<std::string> kStatusNames(kStatusKeys.begin() + kFirstOfTables, kStatusKeys.end());

std::vector<std::string> measure_keys() {
  std::vector<std::string> keys;
  for (const MeasureRow& row : kMeasureCatalogue) keys.emplace_back(row.key);
  return keys;
}

/// `issues`: what is wrong with the table already.
Expected<std::vector<Publication>> rows_of(const std::optional<CsvTable>& table, Issues issues,
                                           const std::vector<std::string>& units) {
  if (!table) return fail(std::move(issues));
  std::vector<Publication> observed;
  std::set<std::tuple<Year, int, int>> seen;
  const std::vector<std::string> keys = measure_keys();
  for (int row = 0; row < table->rows(); ++row) {
    Publication one;
    one.year = table->whole(row, "year", kYears, issues);
    const bool whole = table->text(row, "unit").empty();
    const int unit = whole ? -1 : table->choice(row, "unit", units, issues);
    if (!whole) one.unit = unit;
    const int measure = table->choice(row, "measure", keys, issues);
    one.value = table->number(row, "value", kValues, issues);
    const int status = table->choice(row, "status", kStatusNames, issues);
    one.source = table->text(row, "source");
    if (one.source.empty()) issues.push_back(table->issue(row, "source", "no source", "where from"));
    if (measure < 0 || status < 0 || (!whole && unit < 0)) continue;
    one.measure = static_cast<Measure>(measure);
    one.status = static_cast<Status>(kFirstOfTables + static_cast<std::size_t>(status));
    if (!seen.emplace(one.year, unit, measure).second)
      issues.push_back(table->issue(row, "year", "the row stands twice", "once"));
    observed.push_back(one);
  }
  if (!issues.empty()) return fail(std::move(issues));
  std::stable_sort(observed.begin(), observed.end(), [](const auto& a, const auto& b) { return a.year < b.year; });
  return observed;
}

}  // namespace

Expected<std::vector<Observation>> read_observed(const std::string& path, const std::string& shown,
                                                 const std::vector<std::string>& units) {
  Issues issues;
  const auto table = CsvTable::read(path, shown, kColumns, 0, issues);
  auto rows = rows_of(table, std::move(issues), units);
  if (!rows) return fail(std::move(rows.error()));
  return std::vector<Observation>(rows->begin(), rows->end());
}

Expected<std::vector<Publication>> publications(std::string text, const std::string& shown,
                                                const std::vector<std::string>& units) {
  Issues issues;
  const auto table = CsvTable::parse(std::move(text), shown, kColumns, 0, issues);
  return rows_of(table, std::move(issues), units);
}

}  // namespace ballast
