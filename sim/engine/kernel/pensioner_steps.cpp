// The pensioners' year: increase, deaths, payments; illness benefit without an account pension yet; statutory age.
#include <algorithm>

#include "sim/engine/kernel/steps.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

using Pension = PensionerTable<Lanes>;
using Benefit = DeferredTable<Lanes>;

/// Illness retirees and recipients have their own mortality.
GroupDeaths deaths_of(const MembershipYear& rules, Pensioned kind, Category g) {
  return kind == Pensioned::retired ? rules.mortality.retired(sex_of(g)) : rules.mortality.ill(sex_of(g));
}

/// What of the rates depends on age.
void set_age(const MembershipYear& rules, const GroupDeaths& deaths, Age x, PensionRates<Lanes>& rates) {
  rates.death = deaths.at(x);
  rates.tilt = x < rules.tilt_age ? Lanes{} : rules.pension.tilt;
}

/// The survivor grants of one year's deaths.
struct SurvivorYear {
  const SurvivorScale& scale;
  const SurvivorAmounts<Lanes> amounts;
  const Lanes floor;
  int floor_from = 0;  ///< calendar years after that of the award from which on every family gets the floor

  explicit SurvivorYear(const MembershipYear& rules)
      : scale(*rules.survivors),
        amounts(survivor_amounts(rules.grants)),
        floor(broadcast<Lanes>(scale.rule.retired_floor_months)) {
    while (!floor_alone_is_left(scale, floor_from)) ++floor_from;
  }

  /// Months at award, by mean credited years; where these are the same in all lanes but for fractions they are looked
  /// up once.
  Lanes months_at_award(const Lanes& years, const Lanes& heads) const {
    const double* const by_years = scale.months.data();
    const double most = static_cast<double>(scale.months.size() - 1);
    const Lanes mean = share_of(years, heads);
    const Lanes counted = lesser(broadcast<Lanes>(most), greater(Lanes{}, mean + kYearsRounding));
    const int first = static_cast<int>(counted[0]);
    const Lanes more = counted - static_cast<double>(first);
    if (!any_positive(-more) && all_positive(1.0 - more)) return broadcast<Lanes>(by_years[first]);
    return each_lane(counted, [&](double its) { return by_years[static_cast<int>(its)]; });
  }
  /// Of a cohort of retirees who have drawn for some calendar years.
  Lanes months_of(const Pensioners<Lanes>& people, int years_drawn) const {
    if (years_drawn >= floor_from) return floor;
    return survivor_months_of_cohort(scale.rule, months_at_award(people.years, people.heads), years_drawn);
  }
};

/// What every kind of pensioner books alike: grants and refunds of the dead, interest, the year's increase.
template <class Outcome>
void book_deaths_and_increases(const Outcome& out, const Lanes& survivors, const MembershipYear& rules,
                               YearBook& book) {
  book.add(Flow::funeral_grants, out.dead * rules.funeral_grant);
  book.add(Flow::survivor_grants, survivors);
  book.add(Flow::account_refunds, out.refunded);
  book.add(Flow::account_refunded, out.refunded);
  book.add(Flow::account_interest, out.interest);
  book.add(Flow::increase_first_year, out.increase_first_year);
  book.add(Flow::increase_surviving, out.increase_surviving);
  book.tally.pensioned_out += out.dead;
  book.tally.monthly_increase += out.monthly_increase;
  book.tally.monthly_ended += out.monthly_ended;
}

void book_payments(const PensionOutcome<Lanes>& out, const Lanes& survivors, Pensioned kind,
                   const MembershipYear& rules, YearBook& book) {
  if (kind == Pensioned::benefit) {
    book.add(Flow::illness_benefit, out.basic + out.transitional + out.increases + out.from_account + out.from_pool);
  } else {
    book.add(Flow::pension_basic, out.basic);
    book.add(Flow::pension_transitional, out.transitional);
    book.add(Flow::pension_increases, out.increases);
    book.add(Flow::pension_account, out.from_account);
    book.add(Flow::pension_account_from_pool, out.from_pool);
  }
  book.add(kind == Pensioned::benefit ? Flow::deaths_illness : Flow::deaths_retired, out.dead);
  if (kind == Pensioned::ill) book.add(Flow::deaths_retired_illness, out.dead);
  book.add(Flow::account_paid, out.from_account);
  book_deaths_and_increases(out, survivors, rules, book);
  if (kind != Pensioned::benefit) book.tally.monthly_ended_retired += out.monthly_ended;
}

void pay_kind(Life& life, Pensioned kind, Category g, const MembershipYear& rules, const SurvivorYear& grants,
              YearBook& book) {
  PensionOutcome<Lanes> out;
  PensionRates<Lanes> rates = rules.pension;
  Lanes survivors{};
  const auto& cohorts = *rules.categories[static_cast<std::size_t>(g)].cohorts;
  const GroupDeaths deaths = deaths_of(rules, kind, g);
  Pension& table = life.table(kind, g);
  const AgesInUse ages = table.ages();
  for (Age x = ages.youngest(); x <= ages.oldest(); ++x) {
    PensionerRow<Lanes>& row = table.row(x);
    if (x + 2 <= Pension::kLastAge) table.expect(x + 2), deaths.expect(x + 2), table.expect_accounts(x + 1);
    if (!any_positive(row.people.heads)) continue;
    set_age(rules, deaths, x, rates);
    const Lanes dead = rates.death * row.people.heads;
    const int years_drawn = cohorts.years_drawn[static_cast<std::size_t>(x - Pension::kFirstAge)];
    survivors += survivor_grants(grants.amounts, dead, dead * grants.months_of(row.people, years_drawn));
    if (retirees_year<Lanes, Lanes>(row, rates, out)) retire_empty_accounts(row);
  }
  life.sums(kind) += out.closing;
  book_payments(out, survivors, kind, rules, book);
}

/// Illness benefit (b) and (c): their year and their grants.
void pay_deferred(Life& life, Category g, const MembershipYear& rules, const SurvivorYear& grants, YearBook& book) {
  DeferredOutcome<Lanes> out;
  PensionRates<Lanes> rates = rules.pension;
  const GroupDeaths deaths = deaths_of(rules, Pensioned::benefit, g);
  Lanes survivors{};
  for (Deferred kind : {Deferred::partial, Deferred::limited}) {
    Benefit& table = life.table(kind, g);
    const AgesInUse ages = table.ages();
    for (Age x = ages.youngest(); x <= ages.oldest(); ++x) {
      DeferredBenefits<Lanes>& row = table.row(x);
      if (!any_positive(row.heads)) continue;
      set_age(rules, deaths, x, rates);
      const Lanes dead = rates.death * row.heads;
      const Lanes months = survivor_months_left(grants.scale.rule, grants.months_at_award(row.years, row.heads), 0);
      survivors += survivor_grants(grants.amounts, dead, dead * months);
      if (kind == Deferred::partial)
        partial_year(row, rates, out);
      else
        limited_year(row, rates, out);
    }
  }
  book.add(Flow::illness_benefit, out.paid + out.limited_paid);
  book.add(Flow::illness_benefit_limited, out.limited_paid);
  book.add(Flow::deaths_illness, out.dead);
  book_deaths_and_increases(out, survivors, rules, book);
}

bool is_drawn(const Benefit& table, Age x) { return table.ages().holds(x) && any_positive(table.row(x).heads); }

/// Case (b) at the statutory age: the account and the transitional part are awarded on 31 December.
void award_partial(Life& life, Category g, Age x, double share, double divisor, YearBook& book) {
  DeferredBenefits<Lanes>& row = life.table(Deferred::partial, g).row(x);
  const DeferredBenefits<Lanes> due = share * row;
  row = (1.0 - share) * row;
  life.join(Pensioned::ill, g, x,
            Pensioners<Lanes>{.heads = due.heads,
                              .pooled = due.basic + due.transitional,
                              .transitional = due.transitional,
                              .years = due.years,
                              .increases = due.increases,
                              .pooled_increases = due.increases},
            {due.account / divisor, due.account});
  book.add(Flow::illness_benefit_to_retired, due.heads);
  book.tally.monthly_awarded += due.transitional + due.account / divisor;
}

/// Case (c) at the statutory age: no pension, the account is paid out.
void end_limited(Life& life, Category g, Age x, double share, YearBook& book) {
  DeferredBenefits<Lanes>& row = life.table(Deferred::limited, g).row(x);
  const DeferredBenefits<Lanes> due = share * row;
  row = (1.0 - share) * row;
  book.add(Flow::illness_limited_ended, due.heads);
  book.add(Flow::account_refunds, due.account);
  book.add(Flow::account_refunded, due.account);
  book.tally.pensioned_out += due.heads;
}

}  // namespace

void index_and_pay(Life& life, const MembershipYear& rules, YearBook& book) {
  const SurvivorYear grants(rules);
  book.tally.months_of_dying = rules.of_dying.payments;
  life.drawing.fill({});
  for (const CategoryRules& category : rules.categories) ask_for(&category.cohorts->years_drawn);
  for (Pensioned kind : kAllPensioned)
    for (Category g : kAllCategories) pay_kind(life, kind, g, rules, grants, book);
  for (Category g : kAllCategories) pay_deferred(life, g, rules, grants, book);
  const Lanes opening = book.before(Flow::pension_annual_end) / 12.0;
  book.set(Flow::effective_increase, share_of(book.tally.monthly_increase, opening));
}

void reach_statutory_age(Life& life, const MembershipYear& rules, YearBook& book) {
  for (Category g : kAllCategories) {
    const CategoryRules& category = rules.categories[static_cast<std::size_t>(g)];
    for (Age x = Pension::kFirstAge; x <= MemberTable<Lanes>::kLastAge; ++x) {
      const auto at = static_cast<std::size_t>(x - MemberTable<Lanes>::kFirstAge);
      const double share = rules.exits->convert[static_cast<std::size_t>(g)][at];
      if (!(share > 0)) continue;
      Pension& benefits = life.table(Pensioned::benefit, g);
      if (benefits.ages().holds(x) && any_positive(benefits.row(x).people.heads)) {
        book.add(Flow::illness_benefit_to_retired, share * benefits.row(x).people.heads);
        const PensionerSums<Lanes> all = sums_of(benefits.row(x));
        life.sums(Pensioned::ill) += share * all, life.sums(Pensioned::benefit) += -share * all;
        benefits.row(x).move(share, life.table(Pensioned::ill, g).open(x));
      }
      if (is_drawn(life.table(Deferred::partial, g), x))
        award_partial(life, g, x, share, category.cohorts->buying_divisor[at], book);
      if (is_drawn(life.table(Deferred::limited, g), x)) end_limited(life, g, x, share, book);
    }
  }
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
