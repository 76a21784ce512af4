#include "scenarios/reader/place_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <tuple>

#include "models/base/nearest.hpp"
#include "scenarios/reader/alike.hpp"
#include "scenarios/reader/csv_line.hpp"
#include "scenarios/reader/personal_data.hpp"
#include "scenarios/reader/place_reader.hpp"
#include "scenarios/reader/separator.hpp"
#include "scenarios/reader/text_file.hpp"
#include "scenarios/reader/workbook_file.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;

/// Amounts of yuan may have as many digits as a telephone number; "见" is a value that may be one.
bool holds_money(std::string_view unit) { return unit.find("yuan") != unit.npos || unit.starts_with("见"); }

/// One file looked over as it lies on the disk: signs before its text, persons in it, what its rows say of themselves.
class FileScan {
 public:
  FileScan(const fs::path& path, std::string shown, PlaceReport& report) : shown_(std::move(shown)), report_(report) {
    std::error_code error;
    if (fs::file_size(path, error) > kMostBytesOfATable || error) return;  // the reader of tables says so
    std::ifstream stream(path, std::ios::binary);
    text_.assign(std::istreambuf_iterator<char>(stream), {});
  }

  void run() {
    if (is_utf16(text_))
      return say(1, 1, "the file is UTF-16, with a byte order mark", "UTF-8", "save it as CSV in UTF-8");
    std::string_view rest = without_byte_order_mark(text_);
    if (first_broken_line(rest) > 0) return;  // the reader of tables says so
    table_.file = shown_;
    for (int line = 1; !rest.empty(); ++line) look_at(next_line(rest), line);
    tell_persons();
    report_.tables.push_back(std::move(table_));
  }

 private:
  void look_at(std::string_view line, int number) {
    if (says_nothing(line) || other_sign_) return;
    other_sign_ = header_.empty() && parted_otherwise(shown_, number, line);  // the reader of tables says so
    if (other_sign_) return;
    const auto cells = cells_of(line, kept_);
    if (header_.empty()) return look_at_header(line, cells, number);
    ++table_.rows;
    for (std::size_t c = 0; c < std::min(cells.size(), header_.size()); ++c) {
      Persons& found = persons_[c];
      const bool identity = looks_like_identity_number(cells[c]);
      if (!identity && (money_[c] || !looks_like_phone_number(cells[c]))) continue;
      if (found.count++ == 0) found = {1, number, identity};
    }
    if (status_ >= cells.size()) return;
    table_.measured += cells[status_] == "measured";
    table_.estimated += cells[status_] == "estimated";
    table_.synthetic += cells[status_] == "synthetic";
  }

  void look_at_header(std::string_view line, const std::vector<std::string_view>& cells, int number) {
    const auto& tables = place_tables();
    const auto of = std::find_if(tables.begin(), tables.end(),
                                 [this](const PlaceTable& table) { return shown_.ends_with(table.file); });
    header_ = cells;
    persons_.resize(cells.size());
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const TableColumn* known = nullptr;
      for (const TableColumn& column : of->columns)
        if (column.key == cells[c]) known = &column;
      money_.push_back(known != nullptr && holds_money(known->unit));
      if (cells[c] == kStatusColumn) status_ = c;
      if (known == nullptr && announces_persons(cells[c]))
        say(number, column_of(line, c), fmt::format("column \"{}\" is about persons", cells[c]),
            "totals by unit and age, never persons", "leave the column out");
    }
  }

  void tell_persons() {
    for (std::size_t c = 0; c < persons_.size(); ++c)
      if (const Persons& found = persons_[c]; found.count > 0)
        say(found.line, 0,
            fmt::format("column \"{}\" holds what looks like {} ({} cells)", header_[c],
                        found.identity ? "identity numbers" : "telephone numbers", found.count),
            "totals by unit and age, never persons", "leave the column out");
  }

  void say(int line, int column, std::string what, std::string expected, std::string remedy) {
    report_.issues.push_back(
        {IssueKind::data, shown_, line, column, std::move(what), std::move(expected), std::move(remedy)});
  }

  struct Persons {
    int count = 0, line = 0;
    bool identity = false;
  };

  std::string shown_, text_;
  std::deque<std::string> kept_;  ///< cells that are not in text_ as they read
  PlaceReport& report_;
  TableReport table_;
  std::vector<std::string_view> header_;
  std::vector<Persons> persons_;
  std::vector<bool> money_;
  bool other_sign_ = false;  ///< parts the cells: they cannot be looked at
  std::size_t status_ = static_cast<std::size_t>(-1);
};

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.is_regular_file(error)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

/// What the first sheet of the workbook becomes where all are saved: how it is filled in.
constexpr std::string_view kSteps = "README.csv";

/// Every .csv of a folder, in the order of the catalogue; one that is no table of a place is named.
void scan_folder(const std::string& folder, bool later, PlaceReport& report) {
  std::vector<std::string> known;
  for (const PlaceTable& table : place_tables())
    if (!later || table.stands == PlaceTable::Stands::at_each_opening) known.emplace_back(table.file);
  for (const std::string& name : names_in(folder)) {
    const std::string shown = folder + "/" + name;
    const bool table = std::find(known.begin(), known.end(), name) != known.end();
    if (table) FileScan(shown, shown, report).run();
    if (!table && name.ends_with(".csv") && name != kSteps)
      report.issues.push_back(issue_in(IssueKind::data, shown, fmt::format("{} is no table of a place", name),
                                       fmt::format("one of: {}", fmt::join(known, ", ")), nearest_name(name, known)));
  }
}

void keep(Issues& kept, const Issues& issues) {
  std::set<std::tuple<std::string, int, std::string>> known;
  for (const Issue& issue : kept) known.emplace(issue.file, issue.line, issue.what);
  for (const Issue& issue : issues)
    if (known.emplace(issue.file, issue.line, issue.what).second) kept.push_back(issue);
}

}  // namespace

Expected<PlaceReport> check_place(const std::string& directory) {
  std::error_code error;
  if (is_workbook(directory)) return fail(workbook_of_tables(directory));
  if (fs::is_regular_file(directory, error)) return fail(file_for_a_folder(directory));
  if (!fs::is_directory(directory, error))
    return fail(error == std::errc::permission_denied
                    ? folder_not_read(directory)
                    : issue_in(IssueKind::not_found, directory, "no such folder", kFolderOfAPlace,
                               fs::is_directory("scenarios/places/" + directory, error)
                                   ? "ballast data check scenarios/places/" + directory
                                   : "ballast data template " + directory));
  PlaceReport report;
  report.directory =
      directory.size() > 1 && directory.ends_with('/') ? directory.substr(0, directory.size() - 1) : directory;
  PlaceReader reader(report.directory, report.directory);
  if (auto nothing = reader.nothing_there()) {
    report.issues = {std::move(*nothing)}, report.illustrative = true;
    return report;
  }
  read_place_file(reader);
  report.base_years = reader.place.base_years;
  scan_folder(report.directory, false, report);
  if (reader.has("observed.csv")) reader.open(place_table("observed.csv"));
  keep(report.issues, told_once(reader.issues));
  if (report.base_years.empty()) keep(report.issues, read_place(report.directory, report.directory).error());
  bool illustrative = report.base_years.empty();
  for (const Year year : report.base_years) {
    if (year != report.base_years.front()) scan_folder(fmt::format("{}/{}", report.directory, year), true, report);
    const auto place = read_place(report.directory, report.directory, year + 1);
    keep(place ? report.remarks : report.issues, place ? place->remarks : place.error());
    illustrative = illustrative || !place || place->base.illustrative;
  }
  report.illustrative = illustrative;
  return report;
}

}  // namespace ballast
