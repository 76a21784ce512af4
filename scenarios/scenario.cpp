#include "scenarios/scenario.hpp"

#include <cassert>
#include <cmath>

namespace ballast {

KnobValues::KnobValues(Year first_year, Year last_year, int units)
    : first_year_(first_year),
      last_year_(last_year),
      units_(units),
      values_(static_cast<std::size_t>(kKnobs * units)),
      means_(static_cast<std::size_t>(kKnobs * units * (last_year - first_year + 1))) {}

void KnobValues::set(Knob knob, int unit, MonthlySeries series) {
  const auto slot = static_cast<std::size_t>(static_cast<int>(knob) * units_ + unit);
  const auto years = static_cast<std::size_t>(last_year_ - first_year_ + 1);
  for (std::size_t y = 0; y < years; ++y)
    means_[slot * years + y] = series.year_mean(first_year_ + static_cast<Year>(y));
  values_[slot] = std::move(series);
}

const MonthlySeries& KnobValues::series(Knob knob, int unit) const {
  return values_[static_cast<std::size_t>(static_cast<int>(knob) * units_ + unit)];
}

double KnobValues::year(Knob knob, int unit, Year year) const {
  assert(year >= first_year_ && year <= last_year_ && "the reader resolves every year a run asks for");
  const auto slot = static_cast<std::size_t>(static_cast<int>(knob) * units_ + unit);
  return means_[slot * static_cast<std::size_t>(last_year_ - first_year_ + 1) +
                static_cast<std::size_t>(year - first_year_)];
}

double KnobValues::month(Knob knob, int unit, YearMonth month) const { return series(knob, unit).month(month); }

int KnobValues::choice(Knob knob, int unit, Year year) const {
  return static_cast<int>(std::lround(month(knob, unit, year_month(year, 1))));
}

const DivisorTable& Scenario::divisor_table(YearMonth month) const {
  const DatedDivisor* in_force = &divisors.front();
  for (const DatedDivisor& dated : divisors)
    if (dated.from <= month) in_force = &dated;
  return in_force->table;
}

}  // namespace ballast
