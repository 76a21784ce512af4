#include "apps/cli/table_file.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>

#include "scenarios/reader/text_file.hpp"

namespace ballast::cli {

namespace {

/// Cells of one line; quoted cells may hold commas and doubled quotes. Columns count characters.
TableRow cells_of(std::string_view line, int number) {
  TableRow cells(1, {{}, {number, 1}});
  bool quoted = false;
  int column = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char byte = line[i];
    if ((static_cast<unsigned char>(byte) & 0xC0u) != 0x80u) ++column;
    const bool doubled = byte == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"';
    if (byte == ',' && !quoted)
      cells.push_back({{}, {number, column + 1}});
    else if (byte != '"' || doubled)
      cells.back().text += byte;
    if (doubled) ++i, ++column;
    if (byte == '"' && !doubled) quoted = !quoted;
  }
  for (Cell& cell : cells) {
    const auto first = cell.text.find_first_not_of(" \t"), last = cell.text.find_last_not_of(" \t");
    cell.text = first == std::string::npos ? std::string{} : cell.text.substr(first, last - first + 1);
  }
  return cells;
}

/// A remark; a spreadsheet quotes its first cell when it holds a comma.
bool is_remark(std::string_view line) { return line.starts_with('#') || line.starts_with("\"#"); }

std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

/// Takes the first line off the text.
std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Whether commas, if any, stand before every three digits of the whole part, after one to three of them.
bool groups_thousands(std::string_view number) {
  if (number.find(',') == std::string_view::npos) return true;
  std::string_view whole = number.substr(0, std::min(number.find('.'), number.size()));
  if (whole.size() < number.size() && number.find(',', whole.size()) != std::string_view::npos) return false;
  if (whole.starts_with('-')) whole.remove_prefix(1);
  for (std::size_t comma = whole.rfind(','); comma != std::string_view::npos; comma = whole.rfind(',')) {
    if (whole.size() - comma != 4) return false;
    whole = whole.substr(0, comma);
  }
  return !whole.empty() && whole.size() <= 3;
}

}  // namespace

Expected<std::vector<TableRow>> table_rows(const std::string& path, std::string_view text) {
  if (const int line = first_broken_line(text); line > 0)
    return fail(Issue{IssueKind::data, path, line, 1, "bytes that are not UTF-8 (perhaps GB18030 or GBK)",
                      "a table in UTF-8", "save it as “CSV UTF-8”, or: iconv -f GB18030 -t UTF-8"});
  text = without_byte_order_mark(text);
  std::vector<TableRow> rows;
  for (int number = 1; !text.empty(); ++number) {
    const std::string_view line = next_line(text);
    if (line.find_first_not_of(", \t") == std::string_view::npos || is_remark(line)) continue;
    rows.push_back(cells_of(line, number));
  }
  return rows;
}

std::vector<TableRow> table_remarks(std::string_view text) {
  std::vector<TableRow> remarks;
  text = without_byte_order_mark(text);
  for (int number = 1; !text.empty(); ++number)
    if (const std::string_view line = next_line(text); is_remark(line)) remarks.push_back(cells_of(line, number));
  return remarks;
}

Notice table_notice(const std::string& path, std::string_view text) {
  const std::string name = std::filesystem::path(path).filename().string();
  for (const TableRow& remark : table_remarks(text)) {
    std::vector<std::string> cells;
    for (const Cell& cell : remark) cells.push_back(cell.text);
    if (const Notice notice = notice_of_remark(cells, name)) return notice;
  }
  return std::nullopt;
}

std::optional<double> plain_number(std::string text) {
  if (text.find_first_of("eExXnN") != std::string::npos || !groups_thousands(text)) return std::nullopt;
  std::erase(text, ',');
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
  return whole ? std::optional(value) : std::nullopt;
}

int decimals_of(std::string_view number) {
  const std::size_t point = number.find('.');
  if (point == std::string_view::npos) return 0;
  const std::size_t last = number.find_last_not_of('0');
  return static_cast<int>(last - point);
}

}  // namespace ballast::cli
