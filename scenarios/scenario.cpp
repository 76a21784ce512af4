#include "scenarios/scenario.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace ballast {

std::vector<Label> labels_of(const std::vector<UnitInfo>& units) {
  std::vector<Label> labels;
  for (const UnitInfo& unit : units) labels.push_back({unit.zh, unit.en});
  return labels;
}

KnobValues::KnobValues(Year first_year, Year last_year, int units)
    : first_year_(first_year),
      last_year_(last_year),
      units_(units),
      courses_(std::make_shared<std::vector<Shared>>(
          static_cast<std::size_t>(kKnobs * units),
          std::make_shared<const Course>(Course{{}, std::vector<double>(static_cast<std::size_t>(years()))}))) {}

void KnobValues::set(Knob knob, int unit, MonthlySeries series) {
  if (courses_.use_count() > 1) courses_ = std::make_shared<std::vector<Shared>>(*courses_);
  const std::size_t at = slot(static_cast<int>(knob), unit);
  const Shared& neighbour = (*courses_)[at - (unit > 0 ? 1 : 0)];
  if (neighbour->months == series) {
    (*courses_)[at] = neighbour;
    return;
  }
  Course course{std::move(series), {}};
  const bool january = row(knob).of_january();
  for (Year t = first_year_; t <= last_year_; ++t)
    course.years.push_back(january ? course.months.month(year_month(t, 1)) : course.months.year_mean(t));
  (*courses_)[at] = std::make_shared<const Course>(std::move(course));
}

bool KnobValues::same(Knob knob, int a, int b) const {
  if (is_moved(knob)) {
    const auto of = [&](int unit) {
      return moved_.begin() + static_cast<std::ptrdiff_t>(cell(knob, unit, first_year_));
    };
    return std::equal(of(a), of(a) + years(), of(b));
  }
  const MonthlySeries &of_a = series(knob, a), &of_b = series(knob, b);
  return &of_a == &of_b || of_a == of_b;
}

double growth_of(const KnobRow& level, const KnobValues& knobs, int unit, Year year) {
  const double less = level.grows_less ? knobs.year(*level.grows_less, unit, year) : 0.0;
  return knobs.year(*level.grows_with, unit, year) - less;
}

bool KnobValues::one_course(Knob knob) const {
  if (is_moved(knob)) return moved_of_[static_cast<std::size_t>(knob)].a_unit == 0;
  const auto first = courses_->begin() + static_cast<std::ptrdiff_t>(slot(static_cast<int>(knob), 0));
  return std::all_of(first, first + units_, [&](const Shared& course) { return course == *first; });
}

void KnobValues::open(Knob knob, bool together) {
  if (is_moved(knob)) {
    assert(together || !one_course(knob));
    return;
  }
  moved_of_.resize(kKnobs);
  moved_of_[static_cast<std::size_t>(knob)] = {static_cast<int>(moved_.size()), together ? 0 : years()};
  for (int unit = 0; unit < (together ? 1 : units_); ++unit) {
    const std::vector<double>& from = course(knob, unit).years;
    moved_.insert(moved_.end(), from.begin(), from.end());
  }
}

double KnobValues::month(Knob knob, int unit, YearMonth month) const {
  return is_moved(knob) ? year(knob, unit, month.index / 12) : series(knob, unit).month(month);
}

int KnobValues::choice(Knob knob, int unit, Year year) const {
  return static_cast<int>(std::lround(month(knob, unit, year_month(year, 1))));
}

std::size_t divisor_in_force(const std::vector<DatedDivisor>& dated, YearMonth month) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < dated.size(); ++i)
    if (dated[i].from <= month) found = i;
  return found;
}

std::string name_in_copies(const Scenario& s, const std::string& path) {
  const std::string folder = s.place_folder + "/";
  if (!path.starts_with(folder)) return path;
  return std::string(kProjectFolder) + "places/" + s.place_key + "/" + path.substr(folder.size());
}

}  // namespace ballast
