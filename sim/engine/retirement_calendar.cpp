#include "sim/engine/retirement_calendar.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace ballast {
namespace {

FlexibleRule flexible_rule(const KnobValues& knobs, int unit) {
  const auto window = [&knobs, unit](Knob knob) {
    return [&knobs, unit, knob](YearMonth month) { return knobs.month(knob, unit, month); };
  };
  return flexible_rule(window(Knob::early_window), window(Knob::late_window), year_month(knobs.first_year(), 1),
                       year_month(knobs.last_year(), kMonthsAYear));
}

/// A month kept inside the years that are resolved.
YearMonth clamped(YearMonth month, const KnobValues& knobs) {
  return std::clamp(month, year_month(knobs.first_year(), 1), year_month(knobs.last_year(), 12));
}

/// Collects points month by month: functions of the award are linear in 1/D once the month is known.
class MonthCollector {
 public:
  void add(int month, double weight, double inverse_divisor, double months_early, double divisor_effect = 0) {
    AwardPoint& p = months_[static_cast<std::size_t>(month - 1)];
    p.weight += weight;
    p.inverse_divisor += weight * inverse_divisor;
    p.months_early += weight * months_early;
    p.divisor_effect += weight * divisor_effect;
  }
  /// These points and others together.
  MonthCollector with(const MonthCollector& others) const {
    MonthCollector both = *this;
    for (std::size_t m = 0; m < months_.size(); ++m) {
      const AwardPoint& o = others.months_[m];
      AwardPoint& p = both.months_[m];
      p.weight += o.weight, p.inverse_divisor += o.inverse_divisor;
      p.months_early += o.months_early, p.divisor_effect += o.divisor_effect;
    }
    return both;
  }
  /// The months that occur, weights divided by `total`.
  AwardPoints points(double total) const {
    AwardPoints result;
    for (std::size_t m = 0; m < months_.size(); ++m) {
      const AwardPoint& p = months_[m];
      if (p.weight <= 0) continue;
      result.push_back({static_cast<int>(m) + 1, p.weight / total, p.inverse_divisor / p.weight,
                        p.months_early / p.weight, p.divisor_effect / p.weight});
    }
    return result;
  }

 private:
  std::array<AwardPoint, kMonthsAYear> months_{};
};

Way way_of(Option option) {
  return option == Option::early ? Way::early : option == Option::late ? Way::late : Way::statutory;
}

}  // namespace

double CohortCalendar::share_reaching(Year year) const {
  const auto reach = std::count_if(statutory.begin(), statutory.end(), [&](YearMonth m) { return m.year() == year; });
  const auto later = std::count_if(statutory.begin(), statutory.end(), [&](YearMonth m) { return m.year() > year; });
  return later > 0 ? static_cast<double>(reach) / static_cast<double>(reach + later) : 1.0;
}

RetirementCalendar::RetirementCalendar(const Scenario& scenario, int unit)
    : scenario_(scenario),
      unit_(unit),
      flexible_(flexible_rule(scenario.knobs, unit)),
      first_birth_(scenario.base_year - MemberTable<double>::kLastAge) {
  constexpr int kOldest = 12 * 110;  // months of age, for look-up
  for (const DatedDivisor& dated : scenario.divisors) {
    std::vector<double>& inverse = inverse_divisors_.emplace_back();
    for (int age = 0; age <= kOldest; ++age) inverse.push_back(1.0 / divisor(dated.table, age));
  }
  const Year last_birth = scenario.last_year - MemberTable<double>::kFirstAge;
  special_[static_cast<std::size_t>(Sex::male)] = special_months(Knob::special_age_male, last_birth);
  special_[static_cast<std::size_t>(Sex::female)] = special_months(Knob::special_age_female, last_birth);
  for (Category g : kAllCategories) {
    const auto category = static_cast<std::size_t>(g);
    like_[category] = *std::find_if(kAllCategories.begin(), kAllCategories.end(), [&](Category other) {
      return scenario.statutory[category] == scenario.statutory[static_cast<std::size_t>(other)];
    });
    if (like_[category] != g) continue;
    std::vector<CohortCalendar>& cohorts = cohorts_[category];
    for (Year birth = first_birth_; birth <= last_birth; ++birth) {
      cohorts.push_back(build(g, birth));
      if (birth > first_birth_) cohorts.back().as_before = follows(cohorts.back(), cohorts[cohorts.size() - 2]);
    }
  }
}

std::vector<YearMonth> RetirementCalendar::special_months(Knob knob, Year last_birth) const {
  const KnobValues& knobs = scenario_.knobs;
  const auto age = [&](Year t) { return static_cast<int>(std::lround(knobs.year(knob, unit_, t))); };
  int youngest = age(knobs.last_year());
  for (Year t = knobs.first_year(); t < knobs.last_year(); ++t) youngest = std::min(youngest, age(t));
  std::vector<YearMonth> months;
  for (YearMonth birth = year_month(first_birth_, 1); birth <= year_month(last_birth, kMonthsAYear);
       birth = birth + 1) {
    Year t = std::clamp((birth + youngest).year(), knobs.first_year(), knobs.last_year());
    while (t < knobs.last_year() && (birth + age(t)).year() > t) ++t;
    const YearMonth exact = birth + age(t);
    months.push_back(t == knobs.first_year() ? exact : std::max(exact, year_month(t, 1)));
  }
  return months;
}

const YearMonth* RetirementCalendar::special_of(Category g, Year birth_year) const {
  return special_[static_cast<std::size_t>(sex_of(g))].data() + kMonthsAYear * (birth_year - first_birth_);
}

bool RetirementCalendar::cohort_as_before(Category g, Year birth_year) const {
  if (!cohort(g, birth_year).as_before) return false;  // nor is the first one
  const YearMonth *const now = special_of(g, birth_year), *const then = special_of(g, birth_year - 1);
  return std::equal(now, now + kMonthsAYear, then, [](YearMonth a, YearMonth b) { return a == b + kMonthsAYear; });
}

bool RetirementCalendar::follows(const CohortCalendar& cohort, const CohortCalendar& before) const {
  const auto month_follows = [&](YearMonth now, YearMonth then) {
    return now == then + kMonthsAYear && divisor_table(now) == divisor_table(then);
  };
  const auto group_follows = [](DueGroup now, const DueGroup& then) { return --now.year, now == then; };
  return std::equal(cohort.statutory.begin(), cohort.statutory.end(), before.statutory.begin(), month_follows) &&
         cohort.last_year - 1 == before.last_year && cohort.statutory_year - 1 == before.statutory_year &&
         minimum_months(cohort.statutory_year) == minimum_months(before.statutory_year) &&
         std::equal(cohort.groups.begin(), cohort.groups.end(), before.groups.begin(), before.groups.end(),
                    group_follows);
}

bool RetirementCalendar::year_as_before(Year year) const {
  constexpr std::array kTerms{Knob::early_from_male, Knob::early_from_female, Knob::illness_window,
                              Knob::illness_benefit};
  const DivisorsOfYear divisors = divisors_of(year);
  return divisors.one() && divisors == divisors_of(year - 1) && minimum_months(year) == minimum_months(year - 1) &&
         minimum_months(year - 1) == minimum_months(year - 2) && std::all_of(kTerms.begin(), kTerms.end(), [&](Knob k) {
           return scenario_.knobs.year(k, unit_, year) == scenario_.knobs.year(k, unit_, year - 1);
         });
}

const CohortCalendar& RetirementCalendar::cohort(Category g, Year birth_year) const {
  return cohorts_[static_cast<std::size_t>(like(g))][static_cast<std::size_t>(birth_year - first_birth_)];
}

int RetirementCalendar::divisor_table(YearMonth month) const {
  return static_cast<int>(divisor_in_force(scenario_.divisors, month));
}

const std::vector<double>& RetirementCalendar::inverse_divisors(YearMonth month) const {
  return inverse_divisors_[static_cast<std::size_t>(divisor_table(month))];
}

double RetirementCalendar::inverse_divisor_at(YearMonth month, int age_months) const {
  return inverse_divisors(month)[static_cast<std::size_t>(age_months)];
}

std::vector<std::pair<int, double>> RetirementCalendar::late_by_months() const {
  std::vector<std::pair<int, double>> result;
  for (const LateShare& late : scenario_.late_shares) result.emplace_back(late.months, late.share);
  return result;
}

double RetirementCalendar::minimum_months(Year year) const {
  return scenario_.knobs.month(Knob::minimum_months, unit_, clamped(year_month(year, 1), scenario_.knobs));
}

/// Those of a cohort who are due in one year by one way with one minimum.
struct RetirementCalendar::DueByWay {
  struct Key {
    Year year;
    Way way;
    double minimum;
    auto operator<=>(const Key&) const = default;
  };
  struct Due {
    double share = 0, asked = 0;
    MonthCollector months, asked_months;
  };
  std::map<Key, Due> all;

  /// Year by year, each as a share of the cohort and of those who are left when its year begins.
  void into(CohortCalendar& calendar) const {
    constexpr double kNobodyLeft = 1e-12;  // of the cohort
    double left = 1, left_next = 1;
    for (const auto& [key, due] : all) {
      if (calendar.last_year != key.year) left = left_next;
      const bool nobody = !(due.share > 0);  // all chose to go earlier
      calendar.groups.push_back({key.year, key.way, due.share, due.asked,
                                 std::min(1.0, due.share / std::max(left, kNobodyLeft)), key.minimum,
                                 nobody ? due.asked_months.points(due.asked) : due.months.points(due.share)});
      left_next -= due.share;
      calendar.last_year = key.year;
    }
  }
};

RetirementCalendar::DueByWay RetirementCalendar::due_by_way(const std::vector<RetirementPoint>& points) const {
  DueByWay by_way;
  for (const RetirementPoint& p : points) {
    const Year minimum_year = p.option == Option::early ? p.month.year() : p.statutory.year();
    DueByWay::Due& due = by_way.all[{p.month.year(), way_of(p.option), minimum_months(minimum_year)}];
    due.share += p.weight;
    const int early = p.statutory - p.month;
    const double here = inverse_divisor_at(p.month, p.age_months);
    const double there = inverse_divisor_at(p.statutory, p.age_months + early);
    due.months.add(p.month.month(), p.weight, here, early, here - there);
    if (p.option == Option::late) continue;
    const Year year = p.statutory.year();  // who is short at the early month is asked at the statutory one
    DueByWay::Due& statutory = by_way.all[{year, Way::statutory, minimum_months(year)}];
    statutory.asked += p.weight;
    statutory.asked_months.add(p.statutory.month(), p.weight, there, 0);
  }
  return by_way;
}

CohortCalendar RetirementCalendar::build(Category g, Year birth_year) const {
  const KnobValues& knobs = scenario_.knobs;
  const StatutoryRule& rule = scenario_.statutory[static_cast<std::size_t>(g)];
  const auto take_up = [&](Knob knob) {
    return TakeUp([&knobs, knob, this](YearMonth m) { return knobs.month(knob, unit_, clamped(m, knobs)); });
  };
  const auto points = retirement_points({.statutory = rule,
                                         .flexible = flexible_,
                                         .early_share = take_up(Knob::flexible_early),
                                         .late_share = take_up(Knob::flexible_late),
                                         .late_by_months = late_by_months()},
                                        birth_year);
  CohortCalendar calendar;
  due_by_way(points).into(calendar);
  for (int j = 0; j < kMonthsAYear; ++j) calendar.statutory[j] = statutory_month(rule, year_month(birth_year, j + 1));
  calendar.statutory_year = calendar.statutory[kMonthsAYear / 2].year();
  return calendar;
}

AwardPoints RetirementCalendar::special_points(Category g, Year birth_year, Year year) const {
  const YearMonth* const special = special_of(g, birth_year);
  if (special[0].year() > year || special[kMonthsAYear - 1].year() < year) return {};
  const CohortCalendar& calendar = cohort(g, birth_year);
  MonthCollector months;
  double total = 0;
  for (int j = 1; j <= kMonthsAYear; ++j) {
    const YearMonth month = special[j - 1];
    const int early = calendar.statutory[static_cast<std::size_t>(j - 1)] - month;
    if (month.year() != year || early <= 0) continue;
    const int age_months = month - year_month(birth_year, j);
    const double here = inverse_divisor_at(month, age_months);
    months.add(month.month(), 1.0, here, early, here - inverse_divisor_at(month + early, age_months + early));
    total += 1.0;
  }
  return total > 0 ? months.points(kMonthsAYear) : AwardPoints{};
}

RetirementCalendar::EvenPoints RetirementCalendar::even_points(Category g, Age x, Year year, double window) const {
  const CohortCalendar& calendar = cohort(g, year - x);
  std::array<const double*, kMonthsAYear> inverse{};  // 1/D by age in months from x on, by month
  for (int m = 1; m <= kMonthsAYear; ++m)
    inverse[static_cast<std::size_t>(m - 1)] = inverse_divisors(year_month(year, m)).data() + kMonthsAYear * x;
  MonthCollector near, far;
  for (int j = 1; j <= kMonthsAYear; ++j) {
    const YearMonth statutory = calendar.statutory[static_cast<std::size_t>(j - 1)];
    const double there = inverse_divisor_at(statutory, statutory - year_month(year - x, j));
    const int left = statutory - year_month(year, 1);  // months left in January
    if (left <= 0) continue;
    const auto add = [&](MonthCollector& months, int first, int last) {
      for (int m = first; m <= last; ++m) {
        const double here = inverse[static_cast<std::size_t>(m - 1)][m - j];
        months.add(m, 1.0, here, left + 1 - m, here - there);
      }
    };
    const int last = std::min(kMonthsAYear, left);
    const int first_near = static_cast<int>(std::clamp(std::ceil(left + 1 - window), 1.0, last + 1.0));
    add(far, 1, first_near - 1), add(near, first_near, last);
  }
  constexpr double kPairs = kMonthsAYear * kMonthsAYear;
  return {near.with(far).points(kPairs), near.points(kPairs), far.points(kPairs)};
}

AwardPoints RetirementCalendar::december_points(Category g, Age x, Year year) const {
  const CohortCalendar& calendar = cohort(g, year - x);
  const YearMonth december = year_month(year, kMonthsAYear);
  MonthCollector months;
  for (int j = 1; j <= kMonthsAYear; ++j) {
    const int age_months = december - year_month(year - x, j);
    const int early = std::max(0, calendar.statutory[static_cast<std::size_t>(j - 1)] - december);
    const double here = inverse_divisor_at(december, age_months);
    months.add(kMonthsAYear, 1.0, here, early, here - inverse_divisor_at(december + early, age_months + early));
  }
  return months.points(kMonthsAYear);
}

AwardPoints RetirementCalendar::past_due_points(Age x, Year year) const {
  MonthCollector months;
  for (int j = 1; j <= kMonthsAYear; ++j)
    for (int m = 1; m <= kMonthsAYear; ++m) {
      const YearMonth month = year_month(year, m);
      months.add(m, 1.0, inverse_divisor_at(month, month - year_month(year - x, j)), 0);
    }
  return months.points(kMonthsAYear * kMonthsAYear);
}

}  // namespace ballast
