#include "scenarios/reader/toml_remedy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/reader/cell_number.hpp"
#include "scenarios/reader/fields.hpp"
#include "scenarios/reader/keyboard.hpp"

namespace ballast {
namespace {

std::string_view line_of(std::string_view text, int line) {
  for (int one = 1; one < line; ++one) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return text.substr(0, text.find_first_of("\r\n"));
}

/// Whether the character at a column of a line, or the one before it, is a quotation mark of running text.
bool at_curly_quote(std::string_view line, int column) {
  std::string_view before, here;
  for (int at = 0; at < column && !line.empty(); ++at) {
    std::size_t length = 1;
    while (length < line.size() && (static_cast<unsigned char>(line[length]) & 0xC0U) == 0x80U) ++length;
    before = here, here = line.substr(0, length);
    line.remove_prefix(length);
  }
  constexpr std::array<std::string_view, 4> kCurly{"“", "”", "‘", "’"};
  return std::any_of(kCurly.begin(), kCurly.end(), [&](auto mark) { return mark == before || mark == here; });
}

std::string_view trimmed(std::string_view text, std::string_view marks) {
  const std::size_t first = std::min(text.find_first_not_of(marks), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(marks) + 1);
}

/// A line `key = value` whose value is a month or a number as people write it, or which is written with signs of a
/// Chinese keyboard. Texts and lists are left alone.
std::string of_an_assignment(std::string_view line) {
  const Typed as = typed(line.substr(0, line.find('#')));
  const std::size_t parting = std::min(as.plain.find('='), as.plain.find(':'));
  if (parting == std::string::npos || line.find_first_of("\"'[{") != std::string_view::npos) return {};
  const std::string_view key = trimmed(std::string_view(as.plain).substr(0, parting), " \t");
  const std::string_view value = trimmed(std::string_view(as.plain).substr(parting + 1), " \t,;");
  if (key == "from" || key == "to") {
    const std::string month = instead_of_month(value, true);
    return month.empty() ? month : fmt::format("write {} = {}", key, month.substr(month.find(' ') + 1));
  }
  const auto number = number_meant(value);
  return number ? fmt::format("write {} = {:.15g}", key, *number) : std::string{};
}

}  // namespace

std::string toml_remedy(std::string_view text, int line, int column, std::string_view error) {
  const std::string_view wrong = line_of(text, line);
  if (at_curly_quote(wrong, column)) return "write straight quotation marks: \"…\"";
  if (std::string assignment = of_an_assignment(wrong); !assignment.empty()) return assignment;
  const bool key = error.find("bare key") != std::string_view::npos;
  return key ? "keys with Chinese characters need quotes: [\"范县\"]" : "";
}

}  // namespace ballast
