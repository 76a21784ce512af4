#include "scenarios/reader/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <functional>
#include <variant>

#include "models/base/nearest.hpp"
#include "scenarios/reader/cell_number.hpp"
#include "scenarios/reader/chinese_keys.hpp"
#include "scenarios/reader/csv_line.hpp"
#include "scenarios/reader/separator.hpp"
#include "scenarios/reader/text_file.hpp"
#include "scenarios/reader/unit_name.hpp"

namespace ballast {
namespace {

constexpr std::size_t kMostTold = 100;  // of the unknown columns of one table
constexpr std::size_t kOnHeap = 64;     // bytes: a text that moves as a whole, so that views of it stay valid

std::string join(std::span<const std::string_view> names) { return fmt::format("{}", fmt::join(names, ", ")); }

/// The header as it stands in its line.
struct Header {
  std::string_view line;
  const std::vector<std::string_view>& names;
};

Issues header_issues(const std::string& shown, int line, const Header& header,
                     std::span<const std::string_view> columns, std::size_t may_lack) {
  Issues issues;
  const std::vector<std::string> known(columns.begin(), columns.end());
  for (std::size_t c = 0; c < header.names.size(); ++c) {
    const std::string_view name = header.names[c];
    if (std::find(columns.begin(), columns.end(), name) == columns.end() && issues.size() < kMostTold)
      issues.push_back({.file = shown,
                        .line = line,
                        .column = column_of(header.line, c),
                        .what = fmt::format("unknown column \"{}\"", name),
                        .expected = join(columns),
                        .remedy = nearest_name(name, known)});
  }
  for (const auto& name : columns) {
    const auto times = std::count(header.names.begin(), header.names.end(), name);
    const bool optional = static_cast<std::size_t>(&name - columns.data()) >= columns.size() - may_lack;
    if (times != 1 && !(optional && times == 0))
      issues.push_back({.file = shown,
                        .line = line,
                        .column = 1,
                        .what = fmt::format("column \"{}\" must stand exactly once", name),
                        .expected = join(columns),
                        .remedy = {}});
  }
  return issues;
}

/// What is wrong with a line as such; false when its cells cannot be told apart.
bool reads(const std::string& shown, int number, std::string_view line, Issues& issues) {
  const auto wrong = [&](int column, std::string_view what, std::string_view expected, std::string_view remedy) {
    issues.push_back({.file = shown,
                      .line = number,
                      .column = column,
                      .what = std::string(what),
                      .expected = std::string(expected),
                      .remedy = std::string(remedy)});
  };
  if (const std::size_t at = first_control(line); at != std::string_view::npos)
    wrong(characters(line.substr(0, at)) + 1, "the row holds a control character", "characters that can be seen", {});
  const auto fault = quote_fault(line);
  if (fault)
    wrong(column_of(line, fault->cell), fault->what, "a cell on one line in two quotation marks, those within doubled",
          fault->remedy);
  return !fault;
}

/// Of money or persons: 0 says that there is none.
bool is_amount(const Range& range) {
  return range.min <= 0 && (range.unit.starts_with("yuan") || range.unit.starts_with("persons"));
}

/// What a number may be, in words.
std::string words_of(const Range& range) {
  constexpr std::string_view kFlag = "0 or 1";
  if (range.unit == kFlag) return std::string(kFlag);
  return fmt::format("{} to {} {}", range.min, range.max, range.unit);
}

/// What to write for a word that is none of the names.
std::string name_remedy(std::string_view cell, const std::vector<std::string>& names) {
  if (is_total(cell)) return std::string(kWithoutTotals);
  const std::string key(key_in_chinese(cell));
  return std::find(names.begin(), names.end(), key) != names.end() ? key : nearest_name(cell, names);
}

/// The table if nothing is wrong with any of it.
Expected<CsvTable> sound(std::optional<CsvTable> table, Issues issues) {
  if (!issues.empty()) return fail(std::move(issues));
  return std::move(*table);
}

}  // namespace

Expected<CsvTable> CsvTable::read(const std::string& path, const std::string& shown,
                                  std::span<const std::string_view> columns, std::size_t may_lack) {
  Issues issues;
  auto table = read(path, shown, columns, may_lack, issues);
  return sound(std::move(table), std::move(issues));
}

std::optional<CsvTable> CsvTable::read(const std::string& path, const std::string& shown,
                                       std::span<const std::string_view> columns, std::size_t may_lack,
                                       Issues& issues) {
  auto text = read_text_file(path, shown, kMostBytesOfATable);
  if (text) return parse(std::move(*text), shown, columns, may_lack, issues);
  issues.insert(issues.end(), text.error().begin(), text.error().end());
  return std::nullopt;
}

Expected<CsvTable> CsvTable::parse(std::string text, const std::string& shown,
                                   std::span<const std::string_view> columns, std::size_t may_lack) {
  Issues issues;
  auto table = parse(std::move(text), shown, columns, may_lack, issues);
  return sound(std::move(table), std::move(issues));
}

std::optional<CsvTable> CsvTable::parse(std::string text, const std::string& shown,
                                        std::span<const std::string_view> columns, std::size_t may_lack,
                                        Issues& issues) {
  CsvTable table;
  table.shown_ = shown;
  table.content_ = std::move(text);
  table.content_.reserve(kOnHeap);
  int number = 0;
  std::string_view rest = table.content_;
  while (!rest.empty()) {
    const std::string_view line = next_line(rest);
    ++number;
    if (says_nothing(line)) continue;
    if (auto other = table.header_.empty() ? parted_otherwise(shown, number, line) : std::nullopt) {
      issues.push_back(std::move(*other));
      return std::nullopt;
    }
    const bool readable = reads(shown, number, line, issues);
    if (!table.header_.empty()) {
      table.take_row(line, number, readable, issues);
      continue;
    }
    table.header_ = cells_of(line, table.kept_);
    for (; table.header_.size() > 1 && table.header_.back().empty(); ++table.unnamed_) table.header_.pop_back();
    const Issues wrong = header_issues(shown, number, {line, table.header_}, columns, may_lack);
    issues.insert(issues.end(), wrong.begin(), wrong.end());
    if (!readable || !wrong.empty()) return std::nullopt;
  }
  if (!table.header_.empty()) return table;
  issues.push_back({.file = shown,
                    .line = 1,
                    .column = 1,
                    .what = "the table has no header",
                    .expected = join(columns),
                    .remedy = {}});
  return std::nullopt;
}

void CsvTable::take_row(std::string_view line, int number, bool readable, Issues& issues) {
  auto cells = cells_of(line, kept_);
  const auto empty = [](std::string_view cell) { return cell.empty(); };
  if (cells.size() == header_.size() + unnamed_ &&
      std::all_of(cells.end() - static_cast<std::ptrdiff_t>(unnamed_), cells.end(), empty))
    cells.resize(header_.size());
  const bool fits = cells.size() == header_.size();
  complete_ = complete_ && readable && fits;
  if (readable && !fits)
    issues.push_back({.file = shown_,
                      .line = number,
                      .column = 1,
                      .what = fmt::format("the row has {} cells", cells.size()),
                      .expected = fmt::format("{} cells, as the header", header_.size()),
                      .remedy = {}});
  if (!readable || !fits) return;
  cells_.insert(cells_.end(), cells.begin(), cells.end());
  lines_.push_back({line, number});
}

std::size_t CsvTable::column_index(std::string_view column) const {
  return static_cast<std::size_t>(std::find(header_.begin(), header_.end(), column) - header_.begin());
}

std::string_view CsvTable::cell(int row, std::size_t column) const {
  return cells_[static_cast<std::size_t>(row) * header_.size() + column];
}

bool CsvTable::has(std::string_view column) const { return column_index(column) < header_.size(); }

namespace {

/// What two cells of a key have in common where they say the same: numbers by what they are, 30 and 30.0, else the
/// text.
std::variant<double, std::string_view> said_by(std::string_view cell) {
  const bool may_be_number =
      !cell.empty() && (cell.front() == '-' || std::isdigit(static_cast<unsigned char>(cell.front())));
  const auto number = may_be_number ? number_in(cell) : std::nullopt;
  if (number) return *number + 0.0;
  return cell;
}

}  // namespace

std::vector<std::pair<int, int>> CsvTable::repeated(std::span<const std::string_view> columns) const {
  std::vector<std::size_t> at;
  for (const std::string_view column : columns) at.push_back(column_index(column));
  std::vector<std::pair<std::size_t, int>> hashes(lines_.size());
  for (int row = 0; row < rows(); ++row) {
    std::size_t hash = 0;
    for (const std::size_t column : at)
      hash = hash * 1000003 + std::hash<std::variant<double, std::string_view>>{}(said_by(cell(row, column)));
    hashes[static_cast<std::size_t>(row)] = {hash, row};
  }
  std::sort(hashes.begin(), hashes.end());
  std::vector<std::pair<int, int>> found;
  for (std::size_t k = 1; k < hashes.size(); ++k) {
    const auto [row, earlier] = std::pair{hashes[k].second, hashes[k - 1].second};
    if (hashes[k].first == hashes[k - 1].first && std::all_of(at.begin(), at.end(), [&](std::size_t c) {
          return said_by(cell(row, c)) == said_by(cell(earlier, c));
        }))
      found.emplace_back(row, earlier);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string_view CsvTable::text(int row, std::string_view column) const { return cell(row, column_index(column)); }

Issue CsvTable::issue(int row, std::string_view column, std::string what, std::string expected,
                      std::string remedy) const {
  return {.file = shown_,
          .line = line(row),
          .column = column_of(lines_[static_cast<std::size_t>(row)].text, column_index(column)),
          .what = std::move(what),
          .expected = std::move(expected),
          .remedy = std::move(remedy)};
}

double CsvTable::number(int row, std::string_view column, const Range& range, Issues& issues) const {
  const std::string_view cell = text(row, column);
  const auto value = is_shortened(cell) ? std::nullopt : number_in(cell);
  if (value && *value >= range.min && *value <= range.max) return *value;
  std::string what = value          ? fmt::format("{} = {} is out of range", column, cell)
                     : cell.empty() ? fmt::format("{} is blank", column)
                                    : fmt::format("{} = \"{}\" is not a number", column, cell);
  issues.push_back(issue(row, column, std::move(what), words_of(range),
                         value ? std::string{} : number_remedy(cell, is_amount(range))));
  return range.min;
}

int CsvTable::whole(int row, std::string_view column, const Range& range, Issues& issues) const {
  const double value = number(row, column, range, issues);
  if (value == std::floor(value)) return static_cast<int>(value);
  issues.push_back(issue(row, column, fmt::format("{} = {} is not a whole number", column, value), words_of(range)));
  return static_cast<int>(range.min);
}

int CsvTable::choice(int row, std::string_view column, std::span<const std::string> names, Issues& issues) const {
  const std::string_view cell = text(row, column);
  const auto found = std::find(names.begin(), names.end(), cell);
  if (found != names.end()) return static_cast<int>(found - names.begin());
  issues.push_back(issue(row, column, fmt::format("unknown {} \"{}\"", column, cell),
                         fmt::format("one of: {}", fmt::join(names, ", ")),
                         name_remedy(cell, {names.begin(), names.end()})));
  return -1;
}

}  // namespace ballast
