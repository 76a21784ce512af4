#include "sim/engine/exit_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "models/membership/decrements.hpp"
#include "models/membership/eligibility.hpp"
#include "sim/engine/exit_room.hpp"

namespace ballast {
namespace {

using Table = MemberTable<double>;

/// Who stays in a row that people can leave: A(s) and B(s) of year_step.hpp, appended to `stay`.
void fill_stay(const Exit* exits, int count, int buckets, std::vector<double>& stay) {
  const std::size_t flat = stay.size(), up = flat + static_cast<std::size_t>(buckets);
  stay.resize(flat + 2 * static_cast<std::size_t>(buckets), 1.0);
  for (const Exit* exit = exits; exit != exits + count; ++exit) {
    for (int s = 0; s < buckets; ++s) {
      const double here = exit->here[s], next = exit->next[s], ending = exit->ending(s);
      const double with_gain = here * (1.0 - exit->gained) + next * exit->gained;  // of those who gain the year
      stay[flat + static_cast<std::size_t>(s)] -= exit->share * here + ending * (1.0 - here);
      stay[up + static_cast<std::size_t>(s)] -= exit->share * with_gain + ending * (1.0 - with_gain);
    }
  }
}

/// Leaves out the buckets at both ends where nobody passes.
void tighten(YearsTest& test) {
  const auto passes = [&](int s) { return test.here[s] > 0 || test.next[s] > 0; };
  while (test.first < test.last && !passes(test.first)) ++test.first;
  while (test.last > test.first && !passes(test.last - 1)) --test.last;
}

/// The first bucket of which anybody claims so many twelves of a limited benefit, as they stand or with the year's
/// gain.
int first_of_twelve(const YearsTest& test, std::size_t twelve) {
  const auto claims = [&](int s) { return test.years_of_benefit[s][twelve] != 0; };
  int s = test.first;
  while (s < test.last && !claims(s) && !claims(s + 1)) ++s;
  return s;
}

/// A test of years by bucket, one more than there are buckets: for those who gain the year.
YearsTest test_of(const double* share, int buckets) {
  YearsTest test{.here = share, .next = share + 1, .first = 0, .last = buckets};
  tighten(test);
  return test;
}

}  // namespace

void check_room(int exits, int tests) {
  if (exits <= kMostExits && tests <= kMostTests) return;
  throw std::logic_error(fmt::format(
      "{} ways out of one age with {} tests of years: kMostExits or kMostTests is too small", exits, tests));
}

ExitRules::ExitRules(const Scenario& scenario, int unit, const ExitTable& table)
    : scenario_(scenario), unit_(unit), table_(table) {
  nobody_.assign(static_cast<std::size_t>(scenario.top_service) + 2, 0.0);
  const auto wait = [&](Year t) { return knob(Knob::short_buy_after, t); };
  one_wait_through_ = scenario.base_year;
  while (one_wait_through_ < scenario.last_year && wait(one_wait_through_ + 1) == wait(scenario.base_year))
    ++one_wait_through_;
  years_.resize(static_cast<std::size_t>(scenario.last_year - scenario.base_year));
  for (Year t = scenario.base_year + 1; t <= scenario.last_year; ++t)
    fill_year(t, years_[static_cast<std::size_t>(t - scenario.base_year - 1)]);
}

const ExitRules::Eligible& ExitRules::eligible(double minimum_months) {
  auto [slot, fresh] = eligible_.try_emplace(minimum_months);
  if (!fresh) return slot->second;
  Eligible& e = slot->second;
  for (int s = 0; s <= scenario_.top_service + 1; ++s) e.share.push_back(eligible_share(s, minimum_months));
  e.test = test_of(e.share.data(), scenario_.top_service + 1);
  return e;
}

const ExitRules::Short& ExitRules::short_of(double minimum_months, const LimitedMonths& months) {
  auto [slot, fresh] = short_.try_emplace({minimum_months, months});
  if (!fresh) return slot->second;
  Short& e = slot->second;
  for (const double enough : eligible(minimum_months).share) {
    e.share.push_back(1.0 - enough);
    const auto gained = static_cast<double>(e.share.size());  // years after the year's gain
    double years = (months.base + months.further * std::max(0.0, gained - months.from)) / kMonthsAYear;
    for (double& twelve : e.limited_years.emplace_back()) {
      const double here = &twelve == &e.limited_years.back().back() ? years : std::min(1.0, years);
      twelve = e.share.back() * here;
      years -= here;
    }
  }
  e.test = test_of(e.share.data(), scenario_.top_service + 1);
  e.test.years_of_benefit = e.limited_years.data();
  for (std::size_t k = 0; k < kLimitedTwelves; ++k) e.test.twelve_from[k] = first_of_twelve(e.test, k);
  return e;
}

/// The first bucket whose gap to the minimum a loan may bridge.
int ExitRules::loan_from(const ExitTemplate& way, Year t) const {
  return static_cast<int>(std::ceil(way.minimum_months / kMonthsAYear) - knob(Knob::loan_years, t));
}

/// The ways that take people before the calendar does, at full force.
struct ExitRules::EarlyWays {
  double special = 0;                 ///< share entitled, times force
  double illness = 0, irregular = 0;  ///< hazards, times force [a year]
  double limited = 0;                 ///< of the short whom illness takes: claim the benefit of limited months
  LimitedMonths months;
  bool operator==(const EarlyWays&) const = default;
};

ExitRules::EarlyWays ExitRules::early_ways(Category g, Year t) const {
  const bool male = sex_of(g) == Sex::male, flexible = is_flexible(g);
  return {
      .special = flexible ? 0
                          : knob(male ? Knob::special_share_male : Knob::special_share_female, t) *
                                knob(Knob::early_special, t),
      .illness = knob(male ? Knob::illness_hazard_male : Knob::illness_hazard_female, t) * knob(Knob::early_illness, t),
      .irregular = flexible ? 0
                            : knob(male ? Knob::irregular_hazard_male : Knob::irregular_hazard_female, t) *
                                  knob(Knob::early_irregular, t),
      .limited = knob(Knob::limited_share, t),
      .months = {.base = knob(Knob::limited_base, t),
                 .further = knob(Knob::limited_further, t),
                 .from = knob(Knob::limited_from, t)}};
}

/// M5.2a: whether who is asked in a year answers as in the year before. Once the wait for the question has changed, who
/// was asked before differs from cohort to cohort.
bool ExitRules::same_answers(Year t) const {
  using enum Knob;
  constexpr std::array kAnswers{short_leave, short_buy, short_last_age, loan_share, loan_years};
  return t <= one_wait_through_ &&
         std::all_of(kAnswers.begin(), kAnswers.end(), [&](Knob k) { return knob(k, t) == knob(k, t - 1); });
}

/// M5.1: in the first year past due that is so long after the statutory one; once in a cohort's life.
bool ExitRules::asked_to_buy(const AgeExits& past_due, Year t) const {
  const auto waited = [&](int ago) {
    const Year then = std::max(t - ago, scenario_.base_year);
    return past_due.after_statutory - ago >= knob(Knob::short_buy_after, then);
  };
  if (!waited(0)) return false;
  for (int ago = 1; ago < past_due.after_last; ++ago)
    if (waited(ago)) return false;
  return true;
}

namespace {

/// Where a row's ways begin in the year's arrays.
struct RowPlace {
  std::size_t exits = 0, tests = 0, stay = 0;
};

}  // namespace

/// A row while it is filled: its ways stand at the end of the year's arrays.
struct ExitRules::Filling {
  ExitYear& year;
  Category g;
  Year t;
  Age x;
  RowPlace begin;

  int count() const { return static_cast<int>(year.exits.size() - begin.exits); }
  int tests() const { return static_cast<int>(year.tests.size() - begin.tests); }
  const Exit* exits() const { return year.exits.data() + begin.exits; }
  /// The row's test of these years; those alike are one.
  int test(const YearsTest& asked) {
    const auto first = year.tests.begin() + static_cast<std::ptrdiff_t>(begin.tests);
    const auto same = std::find_if(first, year.tests.end(), [&](const YearsTest& known) {
      return known.here == asked.here && known.next == asked.next;
    });
    const auto at = static_cast<int>(same - first);
    if (same == year.tests.end()) year.tests.push_back(asked);
    return at;
  }
  /// Whether the row is that of the year before: it is then read where that stands, still at hand.
  bool is(const RowExits& before) const {
    return count() == before.count && tests() == before.test_count &&
           std::equal(exits(), exits() + before.count, before.exits) &&
           std::equal(before.tests, before.tests + before.test_count, year.tests.data() + begin.tests) &&
           std::equal(before.moments, before.moments + before.count, year.moments.data() + begin.exits);
  }
  void take_back() { year.exits.resize(begin.exits), year.tests.resize(begin.tests), year.moments.resize(begin.exits); }
};

void ExitRules::fill_year(Year t, ExitYear& year) {
  const int buckets = scenario_.top_service + 1;
  const ExitYear* before = t > scenario_.base_year + 1 ? &this->year(t - 1) : nullptr;
  std::array<std::array<RowPlace, ExitYear::kAges>, kCategories> places{};
  for (Category g : kAllCategories) {
    const EarlyWays early = early_ways(g, t);
    const bool same_terms = before && same_answers(t) && early == early_ways(g, t - 1);
    for (Age x = Table::kLastAge; x >= Table::kFirstAge; --x) {  // as the kernel reads them
      const auto category = static_cast<std::size_t>(g), age = static_cast<std::size_t>(x - Table::kFirstAge);
      const AgeExits& ways = table_.at(g, t, x);
      const auto as_before = [&](const AgeExits& other) { return &ways == &other || ways == other; };
      year.convert[category][age] = ways.convert;
      RowExits& row = year.rows[category][age];
      if (same_terms && before->rows[category][age].count > 0 && as_before(table_.at(g, t - 1, x))) {
        row = before->rows[category][age];
        continue;
      }
      places[category][age] = {year.exits.size(), year.tests.size(), year.stay.size()};
      Filling filling{year, g, t, x, places[category][age]};
      const double left = 1 - add_early_ways(ways, early, filling);
      add_due_ways(ways, left, filling);
      if (before && before->rows[category][age].count > 0 && filling.is(before->rows[category][age])) {
        filling.take_back();
        row = before->rows[category][age];
        continue;
      }
      row.count = filling.count(), row.test_count = filling.tests();
      check_room(row.count, row.test_count);
      if (row.count > 0) fill_stay(filling.exits(), row.count, buckets, year.stay);
    }
  }
  for (std::size_t g = 0; g < kCategories; ++g)
    for (std::size_t x = 0; x < ExitYear::kAges; ++x) {
      RowExits& row = year.rows[g][x];
      if (row.count == 0 || row.exits) continue;
      row.exits = year.exits.data() + places[g][x].exits, row.moments = year.moments.data() + places[g][x].exits;
      row.tests = year.tests.data() + places[g][x].tests;
      while (row.lasting < row.count && !row.exits[row.lasting].ends_some()) ++row.lasting;
      row.stay_flat = year.stay.data() + places[g][x].stay, row.stay_up = row.stay_flat + buckets;
    }
}

Exit& ExitRules::add_way(Filling& row, const ExitTemplate& way, const YearsTest& test, double share) {
  const AwardMoments& moments = table_.moments(way);
  row.year.moments.push_back(&moments);
  return row.year.exits.emplace_back(Exit{.way = way.way,
                                          .share = share,
                                          .gained = moments.heads.gained,
                                          .test = row.test(test),
                                          .here = test.here,
                                          .next = test.next,
                                          .minimum_years = way.minimum_months / kMonthsAYear});
}

double ExitRules::add_early_ways(const AgeExits& ways, const EarlyWays& early, Filling& row) {
  constexpr double kMostSpecial = 0.95;  // a share of 1 has no hazard
  if (!(ways.special.share + ways.irregular.share > 0)) return 0;
  const double special = std::min(kMostSpecial, early.special * ways.special.share);
  const auto taken =
      competing_exits<double, 4>({-std::log1p(-special), early.illness * ways.illness.share,
                                  early.illness * ways.illness_partial.share, early.irregular * ways.irregular.share});
  const double ill = taken[1] + taken[2], claimed = ill * early.limited;
  const auto add = [&](const ExitTemplate& way, double share) {
    if (share > 0) add_way(row, way, eligible(way.minimum_months).test, share);
  };
  add(ways.special, taken[0]), add(ways.illness, taken[1]), add(ways.illness_partial, taken[2]);
  add(ways.irregular, taken[3]);
  const ExitTemplate& limited = ways.illness_limited;
  if (claimed > 0 && limited.share > 0)
    add_way(row, limited, short_of(limited.minimum_months, early.months).test, claimed);
  return taken[0] + ill + taken[3];
}

void ExitRules::add_due_ways(const AgeExits& ways, double left, Filling& row) {
  const Year t = row.t;
  const std::size_t first = row.year.exits.size();
  for (const ExitTemplate& due : ways.scheduled) {
    if (!(due.share + due.asked > 0)) continue;
    Exit& exit = add_way(row, due, eligible(due.minimum_months).test, left * due.share);
    exit.asked = left * due.asked, exit.asked_before = ways.asked_before;
    if (due.way == Way::statutory) {
      exit.leave = knob(Knob::short_leave, t);
      exit.loan = knob(Knob::loan_share, t);
      if (exit.loan > 0) exit.loan_from = loan_from(due, t);
    }
    if (!ways.past_due) continue;  // past due only years of contribution are missing; they may be bought once
    exit.buy = asked_to_buy(ways, t) ? knob(Knob::short_buy, t) : 0;
    exit.leave = row.x >= static_cast<Age>(knob(Knob::short_last_age, t)) ? 1 - exit.buy : 0;
  }
  if (ways.made_up.share > 0) add_made_up(ways, left, first, row);
}

/// M5.2d: who reached the minimum by the year's gain, after the month they had chosen, retires on 31 December.
/// The calendar's exits begin at `first`.
void ExitRules::add_made_up(const AgeExits& ways, double left, std::size_t first, Filling& row) {
  const Year t = row.t;
  ExitYear& year = row.year;
  const ExitTemplate& way = ways.made_up;
  const std::vector<double>& now = eligible(way.minimum_months).share;
  const std::vector<double>& before = eligible(ways.minimum_before).share;  // the minimum of the year before
  const Exit asked{
      .leave = knob(Knob::short_leave, t), .loan = knob(Knob::loan_share, t), .loan_from = loan_from(way, t)};
  double due = 0;
  for (std::size_t o = first; o < year.exits.size(); ++o) due += year.exits[o].share;
  std::vector<double> going(now.size() - 1);
  for (std::size_t s = 0; s < going.size(); ++s) {
    const double long_since = std::max(now[s], before[s]), newly = now[s + 1] - long_since;
    if (!(newly > 0)) continue;
    const auto bucket = static_cast<int>(s);
    const double there = 1 - (asked.leaving(bucket) + asked.buying(bucket)) * ways.asked_before;
    double wanted = long_since * due + newly * left * (1 - ways.waiting / there), others = 0;
    for (std::size_t o = row.begin.exits; o < year.exits.size(); ++o) {
      const Exit& exit = year.exits[o];
      const double retire = exit.share * (exit.here[s] * (1 - exit.gained) + exit.next[s] * exit.gained);
      const double end = exit.ending(bucket) * (1 - exit.here[s] * (1 - exit.gained) - exit.next[s] * exit.gained);
      others += retire + end;
      if (o >= first) wanted -= retire + exit.ending(bucket) * (now[s + 1] - now[s]) * (1 - exit.gained);
    }
    going[s] = std::max(0.0, std::min(wanted, 1 - others));
  }
  if (*std::max_element(going.begin(), going.end()) <= 0) return;
  const std::vector<double>*& gone =
      made_up_[static_cast<std::size_t>(row.g)][static_cast<std::size_t>(row.x - Table::kFirstAge)];
  if (!gone || *gone != going) gone = &year.made_up.emplace_back(std::move(going));
  YearsTest test{.here = nobody_.data(), .next = gone->data(), .first = 0, .last = scenario_.top_service + 1};
  tighten(test);
  add_way(row, way, test, 1.0);
}

}  // namespace ballast
