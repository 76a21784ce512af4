#include "scenarios/scenario.hpp"

#include <cassert>
#include <cmath>

namespace ballast {

KnobValues::KnobValues(Year first_year, Year last_year, int units)
    : first_year_(first_year),
      last_year_(last_year),
      units_(units),
      values_(std::make_shared<std::vector<Series>>(static_cast<std::size_t>(kKnobs * units),
                                                    std::make_shared<const MonthlySeries>())),
      means_(std::make_shared<Means>()) {
  means_->years = static_cast<std::size_t>(last_year - first_year + 1);
  means_->values.resize(static_cast<std::size_t>(kKnobs * units) * means_->years);
}

void KnobValues::set(Knob knob, int unit, MonthlySeries series) {
  if (values_.use_count() > 1) values_ = std::make_shared<std::vector<Series>>(*values_);
  if (means_.use_count() > 1) means_ = std::make_shared<Means>(*means_);
  const std::size_t at = slot(static_cast<int>(knob), unit), before = at - (unit > 0 ? 1 : 0);
  for (std::size_t y = 0; y < means_->years; ++y)
    means_->values[at * means_->years + y] = series.year_mean(first_year_ + static_cast<Year>(y));
  const Series& neighbour = (*values_)[before];
  (*values_)[at] = *neighbour == series ? neighbour : std::make_shared<const MonthlySeries>(std::move(series));
}

const MonthlySeries& KnobValues::series(Knob knob, int unit) const {
  return *(*values_)[slot(static_cast<int>(knob), unit)];
}

bool KnobValues::same(Knob knob, int a, int b) const {
  const MonthlySeries &of_a = series(knob, a), &of_b = series(knob, b);
  return &of_a == &of_b || of_a == of_b;
}

void KnobValues::open(Knob knob) {
  if (moved_of_.empty()) moved_of_.assign(kKnobs, kUnmoved);
  int& moved = moved_of_[static_cast<std::size_t>(knob)];
  if (moved != kUnmoved) return;
  const std::size_t size = static_cast<std::size_t>(units_) * means_->years;
  const auto from =
      means_->values.begin() + static_cast<std::ptrdiff_t>(slot(static_cast<int>(knob), 0) * means_->years);
  moved = static_cast<int>(moved_.size() / size);
  moved_.insert(moved_.end(), from, from + static_cast<std::ptrdiff_t>(size));
}

double KnobValues::month(Knob knob, int unit, YearMonth month) const {
  const bool moved = !moved_of_.empty() && moved_of_[static_cast<std::size_t>(knob)] != kUnmoved;
  return moved ? year(knob, unit, month.index / 12) : series(knob, unit).month(month);
}

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
