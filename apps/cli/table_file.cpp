#include "apps/cli/table_file.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <filesystem>

#include "output/asked.hpp"
#include "scenarios/reader/cell_number.hpp"
#include "scenarios/reader/csv_line.hpp"
#include "scenarios/reader/separator.hpp"
#include "scenarios/reader/text_file.hpp"
#include "scenarios/reader/workbook_file.hpp"

namespace ballast::cli {

namespace {

TableRow row_of(std::string_view line, int number) {
  TableRow row;
  std::deque<std::string> kept;
  for (const std::string_view cell : cells_of(line, kept))
    row.push_back({std::string(cell), {number, column_of(line, row.size())}});
  return row;
}

std::vector<std::string> texts_of(const TableRow& row) {
  std::vector<std::string> texts;
  for (const Cell& cell : row) texts.push_back(cell.text);
  return texts;
}

/// Columns at the end without a name, of which a spreadsheet writes some: in rows where they are empty they are no
/// cells.
void drop_empty_columns(std::vector<TableRow>& rows) {
  if (rows.empty()) return;
  const auto empty = [](const Cell& cell) { return cell.text.empty(); };
  const std::size_t written = rows.front().size();
  std::size_t named = written;
  while (named > 1 && empty(rows.front()[named - 1])) --named;
  for (TableRow& row : rows)
    if (row.size() == written && std::all_of(row.begin() + static_cast<std::ptrdiff_t>(named), row.end(), empty))
      row.resize(named);
}

}  // namespace

Expected<std::vector<TableRow>> table_rows(const std::string& path, std::string_view text) {
  if (begins_as_workbook(text)) return fail(workbook_not_read(path));
  if (const int line = first_broken_line(text); line > 0) return fail(not_utf8(path, text, line));
  text = without_byte_order_mark(text);
  std::vector<TableRow> rows;
  Issues issues;
  for (int number = 1; !text.empty(); ++number) {
    const std::string_view line = next_line(text);
    if (says_nothing(line)) continue;
    if (auto other = rows.empty() ? parted_otherwise(path, number, line) : std::nullopt) return fail(std::move(*other));
    if (const auto fault = quote_fault(line))
      issues.push_back({IssueKind::data, path, number, column_of(line, fault->cell), std::string(fault->what),
                        "a cell on one line in two quotation marks, those within doubled", std::string(fault->remedy)});
    rows.push_back(row_of(line, number));
  }
  if (!issues.empty()) return fail(std::move(issues));
  drop_empty_columns(rows);
  return rows;
}

std::vector<TableRow> table_remarks(std::string_view text) {
  std::vector<TableRow> remarks;
  text = without_byte_order_mark(text);
  for (int number = 1; !text.empty(); ++number)
    if (const std::string_view line = next_line(text); is_remark(line)) remarks.push_back(row_of(line, number));
  return remarks;
}

Notice table_notice(const std::string& path, std::string_view text) {
  const std::string name = std::filesystem::path(path).filename().string();
  for (const TableRow& remark : table_remarks(text))
    if (const Notice notice = notice_of_remark(texts_of(remark), name)) return notice;
  return std::nullopt;
}

std::vector<std::string> table_sets(std::string_view text) {
  for (const TableRow& remark : table_remarks(text))
    if (auto sets = sets_of_remark(texts_of(remark)); !sets.empty()) return sets;
  return {};
}

std::optional<double> plain_number(std::string_view text) {
  if (text.find_first_of("eE") != std::string_view::npos) return std::nullopt;
  const auto value = number_in(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

int decimals_of(std::string_view number) {
  const std::size_t point = number.find('.');
  if (point == std::string_view::npos) return 0;
  const std::size_t last = number.find_last_not_of('0');
  return static_cast<int>(last - point);
}

}  // namespace ballast::cli
