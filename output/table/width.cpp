#include "output/table/width.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ballast {

namespace {

struct Character {
  std::uint32_t code;
  std::size_t bytes;
};

/// The first character; a byte that is no UTF-8 counts as one character of its own.
Character first_of(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const std::uint32_t lead = byte(0);
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (bytes == 1 || bytes > text.size()) return {lead, 1};
  std::uint32_t code = lead & (0xFFu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) code = code << 6 | (byte(i) & 0x3Fu);
  return {code, bytes};
}

struct Range {
  std::uint32_t first, last;
};

/// East Asian wide and full-width blocks (Unicode Standard Annex 11).
constexpr std::array kWide{Range{0x1100, 0x115F},  Range{0x2E80, 0x303E}, Range{0x3041, 0x33FF},
                           Range{0x3400, 0x4DBF},  Range{0x4E00, 0x9FFF}, Range{0xA000, 0xA4CF},
                           Range{0xAC00, 0xD7A3},  Range{0xF900, 0xFAFF}, Range{0xFE30, 0xFE4F},
                           Range{0xFF00, 0xFF60},  Range{0xFFE0, 0xFFE6}, Range{0x1F300, 0x1FAFF},
                           Range{0x20000, 0x3FFFD}};
constexpr Range kCombining{0x0300, 0x036F};

bool within(std::uint32_t code, Range range) { return code >= range.first && code <= range.last; }

int width_of(std::uint32_t code) {
  if (within(code, kCombining)) return 0;
  return std::any_of(kWide.begin(), kWide.end(), [code](Range range) { return within(code, range); }) ? 2 : 1;
}

using Signs = std::array<std::uint32_t, 11>;
/// At no line's head: 。 、 ， ； ： ） ” 》 】 ？ ！
constexpr Signs kClosing{0x3002, 0x3001, 0xFF0C, 0xFF1B, 0xFF1A, 0xFF09, 0x201D, 0x300B, 0x3011, 0xFF1F, 0xFF01};
/// At no line's end: （ “ 《 【
constexpr Signs kOpening{0xFF08, 0x201C, 0x300A, 0x3010};
bool is_of(const Signs& signs, std::uint32_t code) {
  return std::find(signs.begin(), signs.end(), code) != signs.end();
}

/// The bytes of `text` that fit into `width` columns, broken after a space or before or after a wide character.
std::size_t line_length(std::string_view text, int width) {
  std::size_t position = 0, break_at = 0;
  bool opened = false, after_stop = false;  // by the character before
  for (int used = 0; position < text.size();) {
    const Character next = first_of(text.substr(position));
    const int columns = width_of(next.code);
    const bool closes = is_of(kClosing, next.code);
    if (next.code == ' ' || ((columns == 2 || after_stop) && !opened && !closes)) break_at = position;
    opened = is_of(kOpening, next.code), after_stop = columns == 2 && closes;
    if ((used += columns) > width) return break_at > 0 ? break_at : std::max<std::size_t>(position, next.bytes);
    position += next.bytes;
  }
  return text.size();
}

std::vector<std::string_view> lines_of(std::string_view text, int width) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t length = line_length(text, width);
    const std::string_view line = text.substr(0, length);
    lines.push_back(length < text.size() ? line.substr(0, line.find_last_not_of(' ') + 1) : line);
    text.remove_prefix(length);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  }
  return lines;
}

}  // namespace

int display_width(std::string_view utf8) {
  int width = 0;
  while (!utf8.empty()) {
    const Character next = first_of(utf8);
    width += width_of(next.code);
    utf8.remove_prefix(next.bytes);
  }
  return width;
}

std::string padded(std::string_view text, int width, Align align) {
  const auto gap = static_cast<std::size_t>(std::max(0, width - display_width(text)));
  const std::string spaces(gap, ' ');
  return align == Align::left ? std::string(text) + spaces : spaces + std::string(text);
}

std::string shortened(std::string_view text, int width) {
  if (display_width(text) <= width) return std::string(text);
  std::string out;
  while (display_width(out) + width_of(first_of(text).code) < width) {
    const std::size_t bytes = first_of(text).bytes;
    out.append(text.substr(0, bytes));
    text.remove_prefix(bytes);
  }
  return out + "…";
}

std::string aligned(const std::vector<std::vector<std::string>>& rows, std::size_t left) {
  std::vector<int> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += (i > 0 ? "  " : "") + padded(row[i], widths[i], i < left ? Align::left : Align::right);
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

namespace {

/// Every line but the first after `spaces` of them.
std::string set_in(std::string_view lines, int spaces) {
  std::string out;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    out += lines[at];
    if (lines[at] == '\n' && at + 1 < lines.size()) out.append(static_cast<std::size_t>(spaces), ' ');
  }
  return out;
}

}  // namespace

std::string wrapped(std::string_view text, int width) {
  constexpr int kOrphan = 10;  // a last line narrower than this draws on the lines before it
  std::vector<std::string_view> lines = lines_of(text, width);
  for (int narrower = width - 1; narrower > width / 2 && lines.size() > 1 && display_width(lines.back()) < kOrphan;
       --narrower)
    if (auto better = lines_of(text, narrower); better.size() == lines.size()) lines = std::move(better);
  std::string out;
  for (const std::string_view line : lines) out.append(line).append("\n");
  return out;
}

std::string wrapped_set_in(std::string_view text, int width) {
  constexpr int kFurther = 4;
  return "  " + set_in(wrapped(text, width - kFurther), kFurther);
}

std::string beside(std::string_view name, int name_width, std::string_view text, int width) {
  const int room = std::max(display_width(name), name_width);
  return padded(name, name_width, Align::left) + set_in(wrapped(text, width - room), room);
}

}  // namespace ballast
