#include "models/benefit/divisor.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

namespace ballast {

namespace {

/// Table entry in whole rounding steps; ages outside the table take its ends.
long long steps_at(const DivisorTable& table, int age, double steps_per_month) {
  const int last = static_cast<int>(table.months.size()) - 1;
  const auto row = static_cast<std::size_t>(std::clamp(age - table.first_age, 0, last));
  return std::llround(table.months[row] * steps_per_month);
}

}  // namespace

double divisor(const DivisorTable& table, int age_months) {
  assert(!table.months.empty() && "a divisor table without entries never passes the reader");
  const int age = age_months / 12;
  const int further = table.by_month ? age_months % 12 : 0;
  const double steps_per_month = std::round(1.0 / table.rounding);
  const long long here = steps_at(table, age, steps_per_month);
  const long long next = steps_at(table, age + 1, steps_per_month);
  const long long twelfths = 12 * here - (here - next) * further;
  return static_cast<double>((2 * twelfths + 12) / 24) / steps_per_month;  // ⌊twelfths/12 + ½⌋ in whole numbers
}

}  // namespace ballast
