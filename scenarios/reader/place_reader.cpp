#include "scenarios/reader/place_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "scenarios/reader/text_file.hpp"
#include "scenarios/reader/unit_name.hpp"
#include "scenarios/reader/workbook_file.hpp"

namespace ballast {
namespace {

const std::vector<std::string> kStatusNames(kStatusKeys.begin() + kFirstOfTables, kStatusKeys.end());
const std::vector<std::string> kCategoryNames(kCategoryKeys.begin(), kCategoryKeys.end());

std::vector<std::string_view> keys_of(const PlaceTable& of) {
  std::vector<std::string_view> keys;
  for (std::size_t k = 0; k < of.keys; ++k) keys.push_back(of.columns[k].key);
  return keys;
}

/// The year a row speaks of, where the table has one.
std::optional<Year> year_of(const CsvTable& table, int row) {
  for (const std::string_view column : {"year", "from_year", "from"}) {
    if (!table.has(column)) continue;
    constexpr std::size_t kLongest = 5;  // with the comma of a spreadsheet
    int year = 0;
    for (const char c : table.text(row, column).substr(0, kLongest)) {
      if (c == '-') break;
      year = c >= '0' && c <= '9' ? year * 10 + c - '0' : year;
    }
    return year;
  }
  return std::nullopt;
}

/// Whether the system does not let this user list a folder, or reach into it.
bool keeps_out(const std::string& folder) {
  std::error_code error;
  const std::filesystem::directory_iterator list(folder, error);
  return error || !std::filesystem::status_known(std::filesystem::status(folder + "/place.toml", error));
}

}  // namespace

std::string spans_of(const std::vector<Year>& years) {
  std::string told;
  for (std::size_t first = 0, last = 0; first < years.size(); first = ++last) {
    while (last + 1 < years.size() && years[last + 1] == years[last] + 1) ++last;
    told += fmt::format("{}{}", told.empty() ? "" : ", ", years[first]);
    if (last > first) told += fmt::format("-{}", years[last]);
  }
  return told;
}

PlaceReader::PlaceReader(std::string directory, std::string shown)
    : directory_(std::move(directory)), shown_(std::move(shown)) {}

std::string PlaceReader::in_place(std::string_view file) const {
  const bool later = place.base.base_year != place.first_base_year && file != "place.toml" &&
                     place_table(file).stands == PlaceTable::Stands::at_each_opening;  // the first opening: no folder
  return later ? fmt::format("{}/{}", place.base.base_year, file) : std::string(file);
}

std::optional<CsvTable> PlaceReader::open(const PlaceTable& of) {
  std::vector<std::string_view> columns;
  for (const TableColumn& column : of.columns) columns.push_back(column.key);
  const bool sources = of.file == "sources.csv";
  if (!sources) columns.insert(columns.begin(), {kStatusColumn, kSourceColumn});
  auto table = CsvTable::read(path(of.file), shown(of.file), columns, of.may_lack, issues);
  if (!has(of.file)) lacking_ = true;
  if (!table) return std::nullopt;
  place.base.files.push_back(source_file(shown(of.file), table->content()));
  check_rows(*table, of);
  if (sources && table->complete()) {
    source_ids_.emplace();
    for (int row = 0; row < table->rows(); ++row) source_ids_->emplace_back(table->text(row, "id"));
  }
  if (!sources) check_pedigree(*table);
  return table;
}

bool PlaceReader::wants(const PlaceTable& table) const {
  return table.need == PlaceTable::Need::always || has(table.file) ||
         (table.need == PlaceTable::Need::with_scheme && place.base.has_scheme);
}

Status PlaceReader::status(const CsvTable& table, int row) const {
  const auto found = std::find(kStatusKeys.begin(), kStatusKeys.end(), table.text(row, kStatusColumn));
  return found == kStatusKeys.end() ? Status::synthetic : static_cast<Status>(found - kStatusKeys.begin());
}

bool PlaceReader::has(std::string_view file) const {
  std::error_code error;
  return std::filesystem::exists(path(file), error);
}

bool PlaceReader::sound(std::initializer_list<std::string_view> files) const {
  return std::none_of(files.begin(), files.end(), [this](std::string_view file) {
    const std::string name = shown(file);
    return misopened_.contains(name) ||
           std::any_of(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.file == name; });
  });
}

void PlaceReader::complain_of_opening(std::string_view file, Year opening, const std::set<Year>& years) {
  if (const bool told = misopens(); !misopened_.insert(shown(file)).second || told) return;
  const Written& at = opening > place.first_base_year ? later_openings : first_opening;
  issues.push_back({.kind = IssueKind::data,
                    .file = at.file,
                    .line = at.line,
                    .column = at.column,
                    .what = fmt::format("the place opens at the end of {}, and {} has rows of {} only", opening, file,
                                        spans_of({years.begin(), years.end()})),
                    .expected = fmt::format("a year that the tables have, or rows of {}", opening),
                    .remedy = {}});
}

std::optional<Issue> PlaceReader::no_folder_of_opening() const {
  const Year opening = place.base.base_year;
  std::error_code error;
  const std::string folder = fmt::format("{}/{}", directory_, opening);
  if (opening == place.first_base_year || std::filesystem::exists(folder, error)) return std::nullopt;
  return Issue{.kind = IssueKind::data,
               .file = later_openings.file,
               .line = later_openings.line,
               .column = later_openings.column,
               .what = fmt::format("the place opens at the end of {} too, and has no folder {}", opening, opening),
               .expected = fmt::format("the tables of 31 December {} in a folder of this name", opening),
               .remedy = "take the year out where there are none"};
}

std::optional<Issue> PlaceReader::nothing_there() const {
  const auto& tables = place_tables();
  const bool any = has("place.toml") || std::any_of(tables.begin(), tables.end(),
                                                    [this](const PlaceTable& table) { return has(table.file); });
  if (any || !workbook_in(directory_).empty()) return std::nullopt;
  if (keeps_out(directory_)) return folder_not_read(shown_);
  return issue_in(IssueKind::not_found, shown_, "has none of the tables of a place", kFolderOfAPlace,
                  "ballast data template " + shown_);
}

void PlaceReader::tell_workbook() {
  const std::string name = lacking_ ? workbook_in(directory_) : std::string{};
  if (!name.empty()) issues.insert(issues.begin(), workbook_of_tables(shown_ + "/" + name));
}

void PlaceReader::forget_units() { place.unit_names.clear(), place.base.units.clear(), outside_units.clear(); }

void PlaceReader::check_rows(const CsvTable& table, const PlaceTable& of) {
  if (table.rows() == 0 && table.complete() && of.need != PlaceTable::Need::optional) {
    complain(of.file, "the table is empty", "at least one row");
    lacking_ = true;
  }
  const std::vector<std::string_view> keys = keys_of(of);
  if (keys.empty()) return;
  for (const auto& [row, earlier] : table.repeated(keys)) {
    std::string name;
    for (const std::string_view key : keys) fmt::format_to(std::back_inserter(name), " {}", table.text(row, key));
    issues.push_back(table.issue(row, keys.back(), fmt::format("{} stands twice", name.substr(1)),
                                 fmt::format("once; it stands in line {} already", table.line(earlier))));
  }
}

void PlaceReader::check_pedigree(const CsvTable& table) {
  std::string_view last;  // most rows repeat the source of the row above
  for (int row = 0; row < table.rows(); ++row) {
    const std::string_view status = table.text(row, kStatusColumn), source = table.text(row, kSourceColumn);
    if (std::find(kStatusNames.begin(), kStatusNames.end(), status) == kStatusNames.end())
      table.choice(row, kStatusColumn, kStatusNames, issues);
    if (status != key(Status::measured) && year_of(table, row).value_or(place.base.base_year) <= place.base.base_year)
      place.all_measured = false;
    if (source == last) continue;
    last = source;
    if (source.empty()) issues.push_back(table.issue(row, kSourceColumn, "no source", "an id of sources.csv"));
    std::string_view rest = source_ids_ ? source : std::string_view{};
    while (!rest.empty()) {
      const std::size_t plus = std::min(rest.find('+'), rest.size());
      const std::string id(rest.substr(0, plus));
      if (std::find(source_ids_->begin(), source_ids_->end(), id) == source_ids_->end())
        issues.push_back(
            table.issue(row, kSourceColumn, fmt::format("unknown source \"{}\"", id), "an id of sources.csv"));
      rest.remove_prefix(std::min(plus + 1, rest.size()));
    }
  }
}

int PlaceReader::unit(const CsvTable& table, int row, std::string_view column) {
  const std::string name(table.text(row, column));
  if (std::find(outside_units.begin(), outside_units.end(), name) == outside_units.end())
    return choose_unit(table, row, place.unit_names, column);
  if (column != "pool_unit") pass_over(table, name);  // the residents of that row may be the pool's
  return -1;
}

int PlaceReader::choose_unit(const CsvTable& table, int row, std::span<const std::string> names,
                             std::string_view column) {
  if (!knows_units()) return -1;
  const int unit = table.choice(row, column, names, issues);
  if (unit < 0 && !is_total(table.text(row, column))) misnamed_.insert(table.shown());
  return unit;
}

std::optional<Year> PlaceReader::year(const CsvTable& table, int row) {
  const std::size_t before = issues.size();
  const Year year = table.whole(row, "year", kCalendar, issues);
  if (issues.size() == before) return year;
  misdated_.insert(table.shown());
  return std::nullopt;
}

void PlaceReader::pass_over(const CsvTable& table, const std::string& unit) { ++outside_rows_[table.shown()][unit]; }

void PlaceReader::pass_over(const CsvTable& table, Year year) { other_years_[table.shown()].insert(year); }

void PlaceReader::remark_rows_passed_over() {
  const auto add = [this](const std::string& file, std::string what) {
    place.remarks.push_back(issue_in(IssueKind::data, file, std::move(what), {}));
  };
  for (const auto& [file, units] : outside_rows_)
    for (const auto& [unit, rows] : units)
      add(file, fmt::format("rows of {}, outside the city's pool, are passed over: {}", unit, rows));
  for (const auto& [file, years] : other_years_)
    add(file, fmt::format("rows of {} are passed over: the place opens at {}", spans_of({years.begin(), years.end()}),
                          fmt::join(place.base_years, ", ")));
}

void PlaceReader::remark(std::string_view file, std::string what) {
  place.remarks.push_back(issue_in(IssueKind::data, shown(file), std::move(what), {}));
}
bool PlaceReader::doubts(const std::string& unit) const {
  return std::find(doubtful_units.begin(), doubtful_units.end(), unit) != doubtful_units.end();
}
int PlaceReader::category(const CsvTable& table, int row) {
  return table.choice(row, "category", kCategoryNames, issues);
}
int PlaceReader::sex(const CsvTable& table, int row) { return table.choice(row, "sex", kSexNames, issues); }

void PlaceReader::complain_of_sum(std::string_view file, std::string what, std::string expected, int line) {
  sums_.push_back({IssueKind::data, shown(file), line, 0, std::move(what), std::move(expected), {}});
}

bool PlaceReader::adds_up(std::string_view file) const {
  return std::none_of(sums_.begin(), sums_.end(),
                      [name = shown(file)](const Issue& issue) { return issue.file == name; });
}

void PlaceReader::tell_sums() {
  constexpr int kFew = 5;  // of a table; shares in percent are all of them wrong
  std::map<std::string, int> of_file;
  for (const Issue& sum : sums_)
    if (++of_file[sum.file] <= kFew) issues.push_back(sum);
  for (const auto& [file, count] : of_file)
    if (count > kFew)
      issues.push_back(
          issue_in(IssueKind::data, file, fmt::format("shares of {} more groups do not add up", count - kFew), "1"));
}

void PlaceReader::complain(std::string_view file, std::string what, std::string expected, int line) {
  issues.push_back({.kind = IssueKind::data,
                    .file = shown(file),
                    .line = line,
                    .column = 0,
                    .what = std::move(what),
                    .expected = std::move(expected),
                    .remedy = {}});
}

}  // namespace ballast
