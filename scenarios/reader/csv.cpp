#include "scenarios/reader/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>

#include "models/base/nearest.hpp"
#include "scenarios/reader/text_file.hpp"

namespace ballast {
namespace {

constexpr std::size_t kMostTold = 100;  // of the unknown columns of one table
constexpr std::size_t kMaxBytes = std::size_t{64} << 20;

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> cells;
  std::size_t start = 0;
  for (std::size_t at = 0; at <= line.size(); ++at) {
    if (at < line.size() && line[at] != ',') continue;
    cells.push_back(line.substr(start, at - start));
    start = at + 1;
  }
  return cells;
}

int characters(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string join(std::span<const std::string_view> names) { return fmt::format("{}", fmt::join(names, ", ")); }

Issues header_issues(const std::string& shown, int line, const std::vector<std::string_view>& header,
                     std::span<const std::string_view> columns, std::size_t may_lack) {
  Issues issues;
  const std::vector<std::string> known(columns.begin(), columns.end());
  int at = 1;
  for (const auto& name : header) {
    if (std::find(columns.begin(), columns.end(), name) == columns.end() && issues.size() < kMostTold)
      issues.push_back({.file = shown,
                        .line = line,
                        .column = at,
                        .what = fmt::format("unknown column \"{}\"", name),
                        .expected = join(columns),
                        .remedy = nearest_name(name, known)});
    at += characters(name) + 1;
  }
  for (const auto& name : columns) {
    const auto times = std::count(header.begin(), header.end(), name);
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

}  // namespace

Expected<CsvTable> CsvTable::read(const std::string& path, const std::string& shown,
                                  std::span<const std::string_view> columns, std::size_t may_lack) {
  auto text = read_text_file(path, shown, kMaxBytes);
  if (!text) return fail(std::move(text.error()));
  return parse(std::move(*text), shown, columns, may_lack);
}

Expected<CsvTable> CsvTable::parse(std::string text, const std::string& shown,
                                   std::span<const std::string_view> columns, std::size_t may_lack) {
  CsvTable table;
  table.shown_ = shown;
  table.content_ = std::move(text);
  Issues issues;
  int number = 0;
  std::string_view rest = table.content_;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    if (const std::size_t at = first_control(line); at != std::string_view::npos)
      issues.push_back({.file = shown,
                        .line = number,
                        .column = characters(line.substr(0, at)) + 1,
                        .what = "the row holds a control character",
                        .expected = "characters that can be seen",
                        .remedy = {}});
    auto cells = split(line);
    if (table.header_.empty()) {
      table.header_ = std::move(cells);
      issues = header_issues(shown, number, table.header_, columns, may_lack);
      if (!issues.empty()) return fail(std::move(issues));
      continue;
    }
    if (cells.size() != table.header_.size()) {
      issues.push_back({.file = shown,
                        .line = number,
                        .column = 1,
                        .what = fmt::format("the row has {} cells", cells.size()),
                        .expected = fmt::format("{} cells, as the header", table.header_.size()),
                        .remedy = {}});
      continue;
    }
    table.cells_.insert(table.cells_.end(), cells.begin(), cells.end());
    table.lines_.push_back(number);
  }
  if (table.header_.empty())
    issues.push_back({.file = shown,
                      .line = 1,
                      .column = 1,
                      .what = "the table has no header",
                      .expected = join(columns),
                      .remedy = {}});
  if (!issues.empty()) return fail(std::move(issues));
  return table;
}

std::size_t CsvTable::column_index(std::string_view column) const {
  return static_cast<std::size_t>(std::find(header_.begin(), header_.end(), column) - header_.begin());
}

std::string_view CsvTable::cell(int row, std::size_t column) const {
  return cells_[static_cast<std::size_t>(row) * header_.size() + column];
}

bool CsvTable::has(std::string_view column) const { return column_index(column) < header_.size(); }

std::vector<std::pair<int, int>> CsvTable::repeated(std::span<const std::string_view> columns) const {
  std::vector<std::size_t> at;
  for (const std::string_view column : columns) at.push_back(column_index(column));
  std::vector<std::pair<std::size_t, int>> hashes(lines_.size());
  for (int row = 0; row < rows(); ++row) {
    std::size_t hash = 0;
    for (const std::size_t column : at) hash = hash * 1000003 + std::hash<std::string_view>{}(cell(row, column));
    hashes[static_cast<std::size_t>(row)] = {hash, row};
  }
  std::sort(hashes.begin(), hashes.end());
  std::vector<std::pair<int, int>> found;
  for (std::size_t k = 1; k < hashes.size(); ++k) {
    const auto [row, earlier] = std::pair{hashes[k].second, hashes[k - 1].second};
    if (hashes[k].first == hashes[k - 1].first &&
        std::all_of(at.begin(), at.end(), [&](std::size_t c) { return cell(row, c) == cell(earlier, c); }))
      found.emplace_back(row, earlier);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string_view CsvTable::text(int row, std::string_view column) const { return cell(row, column_index(column)); }

Issue CsvTable::issue(int row, std::string_view column, std::string what, std::string expected,
                      std::string remedy) const {
  int at = 1;
  for (std::size_t c = 0; c < column_index(column); ++c) at += characters(cell(row, c)) + 1;
  return {.file = shown_,
          .line = line(row),
          .column = at,
          .what = std::move(what),
          .expected = std::move(expected),
          .remedy = std::move(remedy)};
}

double CsvTable::number(int row, std::string_view column, const Range& range, Issues& issues) const {
  const std::string_view cell = text(row, column);
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  const bool read = error == std::errc() && end == cell.data() + cell.size();
  if (read && value >= range.min && value <= range.max) return value;
  issues.push_back(issue(row, column,
                         read ? fmt::format("{} = {} is out of range", column, cell)
                              : fmt::format("{} = \"{}\" is not a number", column, cell),
                         fmt::format("{} to {} {}", range.min, range.max, range.unit)));
  return range.min;
}

int CsvTable::whole(int row, std::string_view column, const Range& range, Issues& issues) const {
  const double value = number(row, column, range, issues);
  if (value == std::floor(value)) return static_cast<int>(value);
  issues.push_back(issue(row, column, fmt::format("{} = {} is not a whole number", column, value),
                         fmt::format("{} to {} {}", range.min, range.max, range.unit)));
  return static_cast<int>(range.min);
}

int CsvTable::choice(int row, std::string_view column, std::span<const std::string> names, Issues& issues) const {
  const std::string_view cell = text(row, column);
  const auto found = std::find(names.begin(), names.end(), cell);
  if (found != names.end()) return static_cast<int>(found - names.begin());
  issues.push_back(issue(row, column, fmt::format("unknown {} \"{}\"", column, cell),
                         fmt::format("one of: {}", fmt::join(names, ", ")),
                         nearest_name(cell, {names.begin(), names.end()})));
  return -1;
}

}  // namespace ballast
