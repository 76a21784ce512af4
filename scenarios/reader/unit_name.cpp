#include "scenarios/reader/unit_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/reader/text_file.hpp"

namespace ballast {
namespace {

constexpr std::size_t kLongest = 100;  // bytes

/// Levels that are no unit, and columns that name the lines of a form.
constexpr std::array<std::string_view, 6> kTaken{"市级统筹", "市级", "全市", "line", "项目", "item"};

}  // namespace

bool is_unit_name(std::string_view name) {
  if (name.empty() || name.size() > kLongest || name.front() == ' ' || name.back() == ' ') return false;
  return !is_formula(name) && name.find_first_of("/\\\t\n\r") == std::string_view::npos &&
         first_control(name) == std::string_view::npos;
}

bool is_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos;
}

bool is_taken(std::string_view name) { return std::find(kTaken.begin(), kTaken.end(), name) != kTaken.end(); }

std::string what_is_taken() {
  return fmt::format("another name: {} stand for something else", fmt::join(kTaken, ", "));
}

std::string what_is_a_unit_name() {
  return fmt::format("a name of at most {} bytes without slashes that is no formula of a spreadsheet", kLongest);
}

}  // namespace ballast
