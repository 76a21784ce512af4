#include "scenarios/reader/unit_name.hpp"

#include <fmt/format.h>

#include "scenarios/reader/text_file.hpp"

namespace ballast {
namespace {

constexpr std::size_t kLongest = 100;  // bytes
}  // namespace

bool is_unit_name(std::string_view name) {
  if (name.empty() || name.size() > kLongest || name.front() == ' ' || name.back() == ' ') return false;
  if (std::string_view("=+-@").find(name.front()) != std::string_view::npos) return false;
  return name.find_first_of("/\\\t\n\r") == std::string_view::npos && first_control(name) == std::string_view::npos;
}

std::string what_is_a_unit_name() {
  return fmt::format("a name of at most {} bytes without slashes that is no formula of a spreadsheet", kLongest);
}

}  // namespace ballast
