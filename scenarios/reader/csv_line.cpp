#include "scenarios/reader/csv_line.hpp"

#include <algorithm>
#include <array>

namespace ballast {
namespace {

constexpr char kQuote = '"';

/// The line cut at its commas, but not at those in quotation marks.
std::vector<std::string_view> written_cells(std::string_view line) {
  std::vector<std::string_view> cells;
  bool open = false;
  std::size_t start = 0;
  for (std::size_t at = 0; at <= line.size(); ++at) {
    const bool within = at < line.size();
    if (within && line[at] == kQuote && line[start] == kQuote) open = !open;  // a doubled mark opens again
    if (within && (line[at] != ',' || open)) continue;
    cells.push_back(line.substr(start, at - start));
    start = at + 1;
  }
  return cells;
}

/// Where the mark stands that ends a quoted cell, or npos.
std::size_t closing_mark(std::string_view written) {
  for (std::size_t at = 1; at < written.size(); ++at) {
    if (written[at] != kQuote) continue;
    if (at + 1 == written.size() || written[at + 1] != kQuote) return at;
    ++at;
  }
  return std::string_view::npos;
}

std::string_view unquoted(std::string_view written, std::deque<std::string>& kept) {
  if (!written.starts_with(kQuote) || closing_mark(written) + 1 != written.size()) return written;
  const std::string_view inside = written.substr(1, written.size() - 2);
  if (inside.find(kQuote) == std::string_view::npos) return inside;
  std::string& text = kept.emplace_back();
  for (std::size_t at = 0; at < inside.size(); ++at) {
    text += inside[at];
    if (inside[at] == kQuote) ++at;
  }
  return text;
}

/// A spreadsheet shows amounts with blanks round them; a Chinese keyboard and a web page have blanks of their own.
std::string_view without_blanks(std::string_view cell) {
  static constexpr std::array<std::string_view, 4> kBlanks{" ", "\t", "\u3000", "\u00A0"};
  const auto cut = [&cell] {
    for (const std::string_view blank : kBlanks) {
      if (cell.starts_with(blank)) return cell.remove_prefix(blank.size()), true;
      if (cell.ends_with(blank)) return cell.remove_suffix(blank.size()), true;
    }
    return false;
  };
  while (cut()) continue;
  return cell;
}

}  // namespace

std::vector<std::string_view> cells_of(std::string_view line, std::deque<std::string>& kept) {
  std::vector<std::string_view> cells = written_cells(line);
  for (std::string_view& cell : cells) cell = without_blanks(unquoted(cell, kept));
  return cells;
}

int column_of(std::string_view line, std::size_t cell) {
  const std::vector<std::string_view> cells = written_cells(line);
  int column = 1;
  for (std::size_t c = 0; c < std::min(cell, cells.size()); ++c) column += characters(cells[c]) + 1;
  return column;
}

std::optional<QuoteFault> quote_fault(std::string_view line) {
  if (line.find(kQuote) == std::string_view::npos) return std::nullopt;
  const std::vector<std::string_view> cells = written_cells(line);
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (!cells[c].starts_with(kQuote)) continue;
    const std::size_t end = closing_mark(cells[c]);
    if (end == std::string_view::npos)
      return QuoteFault{c, "a quotation mark is not closed in its line", "no line breaks within a cell"};
    if (end + 1 < cells[c].size()) return QuoteFault{c, "text stands after the closing quotation mark of a cell", {}};
  }
  return std::nullopt;
}

std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_remark(std::string_view line) { return line.starts_with('#') || line.starts_with("\"#"); }

bool says_nothing(std::string_view line) {
  return is_remark(line) || line.find_first_not_of(", \t\"") == std::string_view::npos;
}

int characters(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace ballast
