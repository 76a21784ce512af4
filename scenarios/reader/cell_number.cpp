#include "scenarios/reader/cell_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "scenarios/reader/keyboard.hpp"
#include "scenarios/reader/unit_name.hpp"

namespace ballast {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// 1 to 3 digits, then commas with three digits each. A comma behind 0 is a decimal one: 0,441.
bool is_grouped(std::string_view digits) {
  constexpr std::size_t kGroup = 3;
  std::size_t at = std::min(digits.find(','), digits.size());
  if (at == 0 || at > kGroup || (digits.front() == '0' && at < digits.size()) ||
      !std::all_of(digits.begin(), digits.begin() + static_cast<long>(at), is_digit))
    return false;
  for (; at < digits.size(); at += 1 + kGroup) {
    const std::string_view group = digits.substr(at + 1, kGroup);
    if (digits[at] != ',' || group.size() != kGroup || !std::all_of(group.begin(), group.end(), is_digit)) return false;
  }
  return true;
}

std::optional<double> plain_number_in(std::string_view cell) {
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return error == std::errc() && end == cell.data() + cell.size() ? std::optional(value) : std::nullopt;
}

std::string without_commas(std::string_view cell) {
  std::string digits(cell);
  std::erase(digits, ',');
  return digits;
}

/// How accounts write that there is nothing.
bool says_none(std::string_view cell) {
  static constexpr std::array<std::string_view, 6> kNone{"", "-", "--", "–", "—", "－"};
  return std::find(kNone.begin(), kNone.end(), cell) != kNone.end();
}

/// What people write behind a number, and by what the number is then divided or multiplied.
struct Behind {
  std::string_view words;
  double over = 1, times = 1;
};
constexpr std::array kBehind{
    Behind{"%", 100, 1},  Behind{"‰", 1000, 1}, Behind{"万元", 1, 1e4}, Behind{"亿元", 1, 1e8}, Behind{"万人", 1, 1e4},
    Behind{"万", 1, 1e4}, Behind{"亿", 1, 1e8}, Behind{"元/月", 1, 1},  Behind{"元", 1, 1},     Behind{"人", 1, 1},
    Behind{"岁", 1, 1},   Behind{"个月", 1, 1}, Behind{"年", 1, 1}};
constexpr std::array<std::string_view, 2> kBefore{"¥", "￥"};

/// A comma behind 0 is a decimal one.
std::string with_decimal_point(std::string digits) {
  const std::size_t comma = digits.find(',');
  if (comma == 1 && digits.front() == '0' && digits.find(',', comma + 1) == std::string::npos) digits[comma] = '.';
  return digits;
}

}  // namespace

std::optional<double> number_meant(std::string_view cell) {
  constexpr std::string_view kRound = " \t\"'";
  std::string plain = typed(cell).plain;
  plain.erase(0, plain.find_first_not_of(std::string(kRound) + "+"));
  plain.erase(plain.find_last_not_of(kRound) + 1);
  plain = with_decimal_point(std::move(plain));
  std::string_view digits = plain;
  for (const std::string_view sign : kBefore)
    if (digits.starts_with(sign)) digits.remove_prefix(sign.size());
  Behind unit{};
  for (const Behind& one : kBehind)
    if (unit.words.empty() && digits.ends_with(one.words)) unit = one;
  digits.remove_suffix(unit.words.size());
  const auto value = is_shortened(digits) ? std::nullopt : number_in(digits);
  return value ? std::optional(*value / unit.over * unit.times) : std::nullopt;
}

std::optional<double> number_in(std::string_view cell) {
  if (cell.find(',') == std::string_view::npos) return plain_number_in(cell);
  const std::string_view size = cell.starts_with('-') ? cell.substr(1) : cell;
  if (!is_grouped(size.substr(0, size.find('.'))) || size.find(',', size.find('.')) != std::string_view::npos)
    return std::nullopt;
  return plain_number_in(without_commas(cell));
}

bool is_shortened(std::string_view cell) {
  const std::size_t exponent = cell.find_first_of("eE");
  return exponent != std::string_view::npos && !cell.substr(exponent + 1).starts_with('-') && number_in(cell);
}

std::string number_remedy(std::string_view cell, bool amount) {
  if (amount && says_none(cell)) return "0 where there is none";
  if (is_total(cell)) return std::string(kWithoutTotals);
  if (cell.find_first_of("eE") != std::string_view::npos && number_in(cell))
    return "all its digits: widen the column of the spreadsheet before it is saved";
  if (const auto meant = number_meant(cell)) return fmt::format("write {:.15g}", *meant);
  const bool commas = cell.find(',') != std::string_view::npos && plain_number_in(without_commas(cell));
  return commas ? "commas only between groups of three digits, such as 1,050" : "";
}

}  // namespace ballast
