/// Quantities: money in fen, calendar months, years and ages.
#pragma once

#include <compare>
#include <cstdint>

namespace ballast {

using Year = int;  ///< calendar year
using Age = int;   ///< age reached in the calendar year [years], unless a name says otherwise

inline constexpr int kMonthsAYear = 12;

/// Money in whole fen (分), the unit of every ledger. [1 fen = 0.01 yuan]
struct Fen {
  std::int64_t count = 0;

  friend constexpr auto operator<=>(Fen, Fen) = default;
  friend constexpr Fen operator+(Fen a, Fen b) { return {a.count + b.count}; }
  friend constexpr Fen operator-(Fen a, Fen b) { return {a.count - b.count}; }
  friend constexpr Fen operator-(Fen a) { return {-a.count}; }
  constexpr Fen& operator+=(Fen b) { return count += b.count, *this; }
  constexpr Fen& operator-=(Fen b) { return count -= b.count, *this; }
};

constexpr Fen max(Fen a, Fen b) { return a < b ? b : a; }
constexpr Fen min(Fen a, Fen b) { return b < a ? b : a; }
constexpr double yuan(Fen amount) { return static_cast<double>(amount.count) / 100.0; }

/// Nearest fen, halves away from zero; beyond what 63 bits count, the last amount they do.
constexpr Fen fen_from_yuan(double yuan) {
  constexpr double kMost = 9e18;
  const double exact = yuan * 100.0;
  if (!(exact > -kMost && exact < kMost)) [[unlikely]]
    return {static_cast<std::int64_t>(exact > 0 ? kMost : -kMost)};
  const auto whole = static_cast<std::int64_t>(exact);
  const double rest = exact - static_cast<double>(whole);  // without error; a call of the C library's takes longer
  return {whole + (rest >= 0.5) - (rest <= -0.5)};
}

/// A calendar month; `index` counts months from year 0, so differences are months.
struct YearMonth {
  int index = 0;

  friend constexpr auto operator<=>(YearMonth, YearMonth) = default;
  constexpr Year year() const { return index / kMonthsAYear; }
  constexpr int month() const { return index % kMonthsAYear + 1; }  ///< 1 … 12
  friend constexpr YearMonth operator+(YearMonth a, int months) { return {a.index + months}; }
  friend constexpr int operator-(YearMonth a, YearMonth b) { return a.index - b.index; }
};

constexpr YearMonth year_month(Year year, int month) { return {year * kMonthsAYear + month - 1}; }

}  // namespace ballast
