#include "output/issues/pointed_line.hpp"

#include <algorithm>

#include "output/table/width.hpp"
#include "scenarios/reader/text_file.hpp"

namespace ballast {
namespace {

constexpr std::string_view kIndent = "    ", kMore = "… ";
constexpr int kWidth = 100, kBefore = 60;  // columns shown of a long line; at most so many before the caret

bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

/// Where the n-th character begins, from 0.
std::size_t character(std::string_view text, int n) {
  std::size_t at = 0;
  for (; at < text.size(); ++at)
    if (starts_character(text[at]) && n-- == 0) return at;
  return at;
}

/// What would move a terminal's cursor is a space.
std::string shown(std::string_view line) {
  std::string out(line);
  for (std::size_t at = first_control(out); at != std::string::npos; at = first_control(out))
    out.replace(at, character(std::string_view(out).substr(at), 1), " ");
  std::replace_if(
      out.begin(), out.end(), [](unsigned char c) { return c < ' '; }, ' ');
  return out.erase(out.find_last_not_of(' ') + 1);
}

}  // namespace

std::string pointed_line(std::string_view line, int column) {
  constexpr std::size_t kNear = 4 * (kBefore + kWidth);  // bytes on both sides: more is not looked at, nor shown
  const std::size_t at = character(line, std::max(0, column - 1));
  std::size_t from = at > kNear ? at - kNear : 0;
  while (from < at && !starts_character(line[from])) ++from;
  const std::string near = shown(line.substr(from, at - from + kNear));
  if (near.empty()) return {};
  std::string_view rest = near, more = from > 0 ? kMore : std::string_view();
  std::size_t caret = std::min(at - from, near.size());
  int before = display_width(rest.substr(0, caret));
  while (before > kBefore) {
    const std::size_t step = character(rest, 1);
    before -= display_width(rest.substr(0, step));
    rest.remove_prefix(step), caret -= step, more = kMore;
  }
  std::string out = std::string(kIndent) + std::string(more) + shortened(rest, kWidth) + "\n";
  if (column < 1) return out;
  const auto columns = static_cast<std::size_t>(display_width(more) + before);
  return out + std::string(kIndent) + std::string(columns, ' ') + "^\n";
}

}  // namespace ballast
