#include "scenarios/reader/unit_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "models/base/levels.hpp"
#include "scenarios/reader/text_file.hpp"

namespace ballast {
namespace {

constexpr std::size_t kLongest = 100;  // bytes

/// Sums over units, in small letters.
constexpr std::array<std::string_view, 8> kTotals{"合计",  "合计数", "总计",        "小计",
                                                  "total", "totals", "grand total", "whole city"};
/// Levels that are no unit, and columns that name the lines of a form.
constexpr std::array<std::string_view, 6> kTaken{kPoolName, kCityLevelName, kWholeCityName, "line", "项目", "item"};

/// A name as it is compared with those of sums: in small letters, without blanks and a colon at its end.
std::string bare(std::string_view name) {
  std::string bare;
  for (const char letter : name)
    if (letter != ' ') bare += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  constexpr std::string_view kWideBlank = "\u3000";
  for (std::size_t at = bare.find(kWideBlank); at != std::string::npos; at = bare.find(kWideBlank, at))
    bare.erase(at, kWideBlank.size());
  for (const std::string_view colon : {":", "："})
    if (bare.ends_with(colon)) bare.resize(bare.size() - colon.size());
  return bare;
}

}  // namespace

bool is_unit_name(std::string_view name) {
  if (name.empty() || name.size() > kLongest || name.front() == ' ' || name.back() == ' ') return false;
  return !is_formula(name) && name.find_first_of("/\\\t\n\r") == std::string_view::npos &&
         first_control(name) == std::string_view::npos;
}

bool is_formula(std::string_view text) {
  constexpr std::array<std::string_view, 8> kSigns{"=", "+", "-", "@", "＝", "＋", "－", "＠"};
  return std::any_of(kSigns.begin(), kSigns.end(), [text](std::string_view sign) { return text.starts_with(sign); });
}

bool is_total(std::string_view name) {
  return std::any_of(kTotals.begin(), kTotals.end(),
                     [of = bare(name)](std::string_view total) { return of == bare(total); });
}

bool is_taken(std::string_view name) {
  return is_total(name) || std::find(kTaken.begin(), kTaken.end(), name) != kTaken.end();
}

std::string what_is_taken() {
  return fmt::format("another name: {}, {} stand for something else", fmt::join(kTaken, ", "),
                     fmt::join(kTotals, ", "));
}

std::string what_is_a_unit_name() {
  return fmt::format("a name of at most {} bytes without slashes that is no formula of a spreadsheet", kLongest);
}

}  // namespace ballast
