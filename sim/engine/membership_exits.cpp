// The ways out of membership of one year: shares, minimum years, and who stays.
#include <algorithm>
#include <cmath>

#include "models/membership/decrements.hpp"
#include "models/membership/eligibility.hpp"
#include "sim/engine/membership_rules.hpp"

namespace ballast {
namespace {

using Table = MemberTable<double>;
constexpr int kMonths = 12;

std::size_t row_of(Age x) { return static_cast<std::size_t>(x - Table::kFirstAge); }

/// Of the short, only those due for the first time choose whether to leave: the earlier ones chose to keep paying.
double leaving_share(const ExitTemplate& due, double leave) {
  return leave * due.share_of_cohort / (due.share_of_cohort + (1 - leave) * due.chose_before);
}

/// Who stays in a row that people can leave: A(s) and B(s) of year_step.hpp.
void fill_stay(RowExits& row, int buckets) {
  row.stay_flat.assign(static_cast<std::size_t>(buckets), 1.0);
  row.stay_up.assign(static_cast<std::size_t>(buckets), 1.0);
  for (int o = 0; o < row.count; ++o) {
    const Exit<double>& exit = row.exits[static_cast<std::size_t>(o)];
    if (exit.only_adds_up()) continue;
    for (int s = 0; s < buckets; ++s) {
      const double here = 1.0 - exit.here[s], next = 1.0 - exit.next[s], kept = exit.kept(s);
      row.stay_flat[static_cast<std::size_t>(s)] -= exit.share * (1.0 - here * kept);
      row.stay_up[static_cast<std::size_t>(s)] -=
          exit.share * (1.0 - kept * (here * (1.0 - exit.gained) + next * exit.gained));
    }
  }
}

}  // namespace

const MembershipRules::Eligible& MembershipRules::eligible(double minimum_months) const {
  auto [slot, fresh] = eligible_.try_emplace(minimum_months);
  if (!fresh) return slot->second;
  Eligible& e = slot->second;
  for (int s = 0; s <= scenario_.top_service + 1; ++s) e.share.push_back(eligible_share(s, minimum_months));
  for (std::size_t s = 0; s + 1 < e.share.size(); ++s) e.newly.push_back(e.share[s + 1] - e.share[s]);
  e.nobody.assign(e.share.size(), 0.0);
  const Year last = scenario_.last_year;  // the months of a limited benefit hold for the whole run
  const double base = knob(Knob::limited_base, last), further = knob(Knob::limited_further, last),
               from = knob(Knob::limited_from, last);
  for (std::size_t s = 0; s < e.share.size(); ++s) {
    e.lacking.push_back(1.0 - e.share[s]);
    e.limited_months.push_back(e.lacking.back() * (base + further * std::max(0.0, static_cast<double>(s) + 1 - from)));
  }
  return e;
}

/// The ways that take people before the calendar does, at full force, and what the law and the knobs make of them.
struct MembershipRules::EarlyWays {
  double special = 0;                 ///< share entitled, times force
  double illness = 0, irregular = 0;  ///< hazards, times force [a year]
  Age last_age = 0;
};

void MembershipRules::fill_exits(Category g, Year t, CategoryRules& rules) const {
  const bool male = sex_of(g) == Sex::male;
  const EarlyWays early{
      .special = knob(male ? Knob::special_share_male : Knob::special_share_female, t) * knob(Knob::early_special, t),
      .illness = knob(male ? Knob::illness_hazard_male : Knob::illness_hazard_female, t) * knob(Knob::early_illness, t),
      .irregular =
          knob(male ? Knob::irregular_hazard_male : Knob::irregular_hazard_female, t) * knob(Knob::early_irregular, t),
      .last_age = static_cast<Age>(knob(Knob::short_last_age, t))};
  for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x) {
    RowExits& row = rules.exits[row_of(x)];
    row.count = 0;
    const double left = 1 - add_early_ways(g, t, x, early, row, rules.flexible);
    add_due_ways(g, t, x, left, early, row);
    rules.convert[row_of(x)] = groundwork_.common(unit_).exits.at(g, t, x).convert;
    RowRates<double>& rates = rules.rows[row_of(x)];
    rates.exits = row.exits.data(), rates.exit_count = row.count;
    if (row.count == 0) continue;
    fill_stay(row, scenario_.top_service + 1);
    rates.stay_flat = row.stay_flat.data(), rates.stay_up = row.stay_up.data();
  }
}

Exit<double>& MembershipRules::add_way(RowExits& row, const ExitTemplate& way, double share) const {
  Exit<double>& exit = row.exits[static_cast<std::size_t>(row.count)];
  row.moments[static_cast<std::size_t>(row.count++)] = &way.moments;
  const Eligible& e = eligible(way.minimum_months);
  return exit = {.way = way.way,
                 .share = share,
                 .gained = way.moments.heads.gained,
                 .here = e.share.data(),
                 .next = e.share.data() + 1,
                 .minimum_years = way.minimum_months / kMonths};
}

double MembershipRules::add_early_ways(Category g, Year t, Age x, const EarlyWays& early, RowExits& row,
                                       bool flexible) const {
  const AgeExits& ways = groundwork_.common(unit_).exits.at(g, t, x);
  constexpr double kMostSpecial = 0.95;  // a share of 1 has no hazard
  if (!(ways.special.share + ways.irregular.share > 0)) return 0;
  const double special = flexible ? 0 : std::min(kMostSpecial, early.special * ways.special.share);
  const auto taken = competing_exits<double, 4>({-std::log1p(-special), early.illness * ways.illness.share,
                                                 early.illness * ways.illness_partial.share,
                                                 flexible ? 0.0 : early.irregular * ways.irregular.share});
  const double ill = taken[1] + taken[2];
  if (taken[0] > 0) add_way(row, ways.special, taken[0]);
  if (taken[1] > 0) add_way(row, ways.illness, taken[1]);
  if (taken[2] > 0) add_way(row, ways.illness_partial, taken[2]);
  if (taken[3] > 0) add_way(row, ways.irregular, taken[3]);
  if (ill > 0 && ways.illness_limited.share > 0) {
    const Eligible& e = eligible(ways.illness_limited.minimum_months);
    Exit<double>& limited = add_way(row, ways.illness_limited, ill);
    limited.here = e.lacking.data(), limited.next = e.lacking.data() + 1;
    Exit<double>& months = add_way(row, ways.illness_limited, ill);
    months.way = Way::limited_months;
    months.here = e.limited_months.data(), months.next = e.limited_months.data() + 1;
  }
  return taken[0] + ill + taken[3];
}

void MembershipRules::add_due_ways(Category g, Year t, Age x, double left, const EarlyWays& early,
                                   RowExits& row) const {
  const AgeExits& ways = groundwork_.common(unit_).exits.at(g, t, x);
  double waiting = left;
  for (const ExitTemplate& due : ways.scheduled) {
    if (!(due.share > 0)) continue;
    Exit<double>& exit = add_way(row, due, left * due.share);
    waiting -= exit.share;
    if (due.way == Way::statutory) {
      exit.leave = leaving_share(due, knob(Knob::short_leave, t));
      exit.loan = knob(Knob::loan_share, t);
      if (exit.loan > 0)
        exit.loan_from = static_cast<int>(std::ceil(due.minimum_months / kMonths) - knob(Knob::loan_years, t));
    }
    if (!ways.past_due) continue;  // past due only years of contribution are missing; they may be bought once
    const double extension = knob(Knob::short_buy_after, t);
    const auto long_enough = [&](Year year) {
      return year > ways.last_year && year - ways.statutory_year >= extension;
    };
    exit.buy = long_enough(t) && !long_enough(t - 1) ? knob(Knob::short_buy, t) : 0;
    exit.leave = x >= early.last_age ? 1 - exit.buy : 0;
  }
  if (!(ways.made_up.share > 0)) return;
  const Eligible& e = eligible(ways.made_up.minimum_months);
  Exit<double>& exit = add_way(row, ways.made_up, waiting);
  exit.here = e.nobody.data(), exit.next = e.newly.data();
}

}  // namespace ballast
