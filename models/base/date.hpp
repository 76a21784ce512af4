/// A calendar day as an office writes it, 2025-11-20. Given by people, never taken from a clock.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace ballast {

/// What a calendar year of any table or option may be: beyond it is a slip of the pen.
inline constexpr int kFirstCalendarYear = 1900, kLastCalendarYear = 2200;

struct Date {
  int year = 0;
  int month = 0;  ///< 1 … 12
  int day = 0;    ///< 1 … 31
  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

/// `YYYY-MM-DD`, a day that exists; nothing otherwise.
std::optional<Date> parse_date(std::string_view text);
/// The last day of a month, 1 … 12.
Date last_day(int year, int month);
std::string date_text(const Date& date);

}  // namespace ballast
