#include "scenarios/reader/unit_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/reader/text_file.hpp"

namespace ballast {
namespace {

constexpr std::size_t kLongest = 100;  // bytes

/// Sums over units, in small letters.
constexpr std::array<std::string_view, 6> kTotals{"合计", "总计", "小计", "total", "city", "whole city"};
/// Levels that are no unit, and columns that name the lines of a form.
constexpr std::array<std::string_view, 6> kTaken{"市级统筹", "市级", "全市", "line", "项目", "item"};

std::string in_small_letters(std::string_view name) {
  std::string small(name);
  for (char& letter : small)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return small;
}

}  // namespace

bool is_unit_name(std::string_view name) {
  if (name.empty() || name.size() > kLongest || name.front() == ' ' || name.back() == ' ') return false;
  return !is_formula(name) && name.find_first_of("/\\\t\n\r") == std::string_view::npos &&
         first_control(name) == std::string_view::npos;
}

bool is_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos;
}

bool is_total(std::string_view name) {
  return std::find(kTotals.begin(), kTotals.end(), in_small_letters(name)) != kTotals.end();
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
