#include "scenarios/reader/unit_name.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ballast {
namespace {

constexpr std::size_t kLongest = 100;  // bytes
constexpr unsigned char kDelete = 0x7F;

bool moves_a_cursor(unsigned char c) { return c < ' ' || c == kDelete; }

}  // namespace

bool is_unit_name(std::string_view name) {
  if (name.empty() || name.size() > kLongest || name.front() == ' ' || name.back() == ' ') return false;
  if (std::string_view("=+-@").find(name.front()) != std::string_view::npos) return false;
  return name.find_first_of("/\\") == std::string_view::npos && std::none_of(name.begin(), name.end(), moves_a_cursor);
}

std::string what_is_a_unit_name() {
  return fmt::format("a name of at most {} bytes without slashes that is no formula of a spreadsheet", kLongest);
}

}  // namespace ballast
