#include "models/base/date.hpp"

#include <array>

namespace ballast {
namespace {

constexpr std::size_t kLength = 10, kFirstDash = 4, kSecondDash = 7;

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = value * 10 + (digit - '0');
  }
  return value;
}

int days_in(int year, int month) {
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

std::string padded(int value, std::size_t width) {
  const std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != kLength || text[kFirstDash] != '-' || text[kSecondDash] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, kFirstDash)), month = digits(text.substr(kFirstDash + 1, 2)),
             day = digits(text.substr(kSecondDash + 1));
  if (!year || !month || !day || *month < 1 || *month > 12) return std::nullopt;
  if (*day < 1 || *day > days_in(*year, *month)) return std::nullopt;
  return Date{*year, *month, *day};
}

Date last_day(int year, int month) { return {year, month, days_in(year, month)}; }

std::string date_text(const Date& date) {
  return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

}  // namespace ballast
