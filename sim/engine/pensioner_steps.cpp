// The pensioners' year: increase, deaths, payments; illness benefit without an account pension yet; statutory age.
#include <algorithm>

#include "sim/engine/membership_steps.hpp"

namespace ballast {
namespace {

using Pension = PensionerTable<double>;
using Benefit = DeferredTable<double>;

/// Mortality of a kind of pensioner: illness retirees and recipients have their own.
const PensionRates<double>& rates_for(const MembershipYear& rules, Pensioned kind, Category g, Age x) {
  const int own = kind == Pensioned::retired ? 0 : 1;
  return rules.pension[static_cast<std::size_t>(own * kSexes + static_cast<int>(sex_of(g)))]
                      [static_cast<std::size_t>(x - Pension::kFirstAge)];
}

/// The deaths of one row of retirees in grants: months at award less years drawn.
double retired_survivor_grants(const Pensioners<double>& people, double deaths, int years_drawn,
                               const MembershipYear& rules) {
  const double months = survivor_months_retired(rules.survivors, people.years / people.heads, years_drawn);
  return deaths * survivor_grant(rules.grants, months);
}

void book_payments(const PensionOutcome<double>& out, double survivors, Pensioned kind, const MembershipYear& rules,
                   YearBook& book) {
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
  book.add(Flow::funeral_grants, out.dead * funeral_grant(rules.grants));
  book.add(Flow::survivor_grants, survivors);
  book.add(Flow::account_refunds, out.refunded);
  book.add(Flow::account_refunded, out.refunded);
  book.add(Flow::account_paid, out.from_account);
  book.add(Flow::account_interest, out.interest);
  book.add(Flow::increase_first_year, out.increase_first_year);
  book.add(Flow::increase_surviving, out.increase_surviving);
  book.tally.pensioned_out += out.dead;
  book.tally.monthly_increase += out.monthly_increase;
  book.tally.monthly_ended += out.monthly_ended;
  if (kind != Pensioned::benefit) book.tally.monthly_ended_retired += out.monthly_ended;
}

void pay_kind(Life& life, Pensioned kind, Category g, const MembershipYear& rules, YearBook& book) {
  PensionOutcome<double> out;
  double survivors = 0;
  const Age usual = rules.usual_age[static_cast<std::size_t>(g)];
  for (Age x = Pension::kFirstAge; x <= Pension::kLastAge; ++x) {
    PensionerRow<double>& row = life.table(kind, g).row(x);
    if (!(row.people.heads > 0)) continue;
    const PensionRates<double>& rates = rates_for(rules, kind, g, x);
    survivors += retired_survivor_grants(row.people, rates.death * row.people.heads, std::max(0, x - usual), rules);
    retirees_year<double, double>(row, rates, out);
    retire_empty_accounts(row, [](double balance) { return balance <= 0; });
  }
  book_payments(out, survivors, kind, rules, book);
}

/// Illness benefit (b) and (c): their year and their grants.
void pay_deferred(Life& life, Category g, const MembershipYear& rules, YearBook& book) {
  DeferredOutcome<double> out;
  double survivors = 0;
  for (Deferred kind : {Deferred::partial, Deferred::limited})
    for (Age x = Benefit::kFirstAge; x <= Benefit::kLastAge; ++x) {
      DeferredBenefits<double>& row = life.table(kind, g).row(x);
      if (!(row.heads > 0)) continue;
      const PensionRates<double>& rates = rates_for(rules, Pensioned::benefit, g, x);
      const double months = survivor_months_retired(rules.survivors, row.years / row.heads, 0);
      survivors += rates.death * row.heads * survivor_grant(rules.grants, months);
      if (kind == Deferred::partial)
        partial_year(row, rates, out);
      else
        limited_year(row, rates, out);
    }
  book.add(Flow::illness_benefit, out.paid + out.limited_paid);
  book.add(Flow::illness_benefit_limited, out.limited_paid);
  book.add(Flow::deaths_illness, out.dead);
  book.add(Flow::funeral_grants, out.dead * funeral_grant(rules.grants));
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

/// Case (b) at the statutory age: the account and the transitional part are awarded on 31 December.
void award_partial(Life& life, Category g, Age x, double share, double divisor, YearBook& book) {
  DeferredBenefits<double>& row = life.table(Deferred::partial, g).row(x);
  const DeferredBenefits<double> due = share * row;
  row = (1.0 - share) * row;
  PensionerRow<double>& into = life.table(Pensioned::ill, g).row(x);
  into.people += {.heads = due.heads,
                  .pooled = due.basic + due.transitional,
                  .transitional = due.transitional,
                  .years = due.years,
                  .increases = due.increases,
                  .pooled_increases = due.increases};
  RetiredAccount<double>& account = into.account(x);
  account.pension += due.account / divisor;
  account.balance += due.account;
  book.add(Flow::illness_benefit_to_retired, due.heads);
  book.add(Flow::new_award_pension, due.transitional + due.account / divisor);
  book.tally.monthly_awarded += due.transitional + due.account / divisor;
}

/// Case (c) at the statutory age: no pension, the account is paid out.
void end_limited(Life& life, Category g, Age x, double share, YearBook& book) {
  DeferredBenefits<double>& row = life.table(Deferred::limited, g).row(x);
  const DeferredBenefits<double> due = share * row;
  row = (1.0 - share) * row;
  book.add(Flow::illness_limited_ended, due.heads);
  book.add(Flow::account_refunds, due.account);
  book.add(Flow::account_refunded, due.account);
  book.tally.pensioned_out += due.heads;
}

}  // namespace

void index_and_pay(Life& life, const MembershipYear& rules, YearBook& book) {
  book.tally.months_of_dying = rules.of_dying.payments;
  for (Pensioned kind : kAllPensioned)
    for (Category g : kAllCategories) pay_kind(life, kind, g, rules, book);
  for (Category g : kAllCategories) pay_deferred(life, g, rules, book);
  const double opening = book.before(Flow::pension_annual_end) / 12.0;
  book.set(Flow::effective_increase, share_of(book.tally.monthly_increase, opening));
}

void book_false_claims(Life& life, const MembershipYear& rules, YearBook& book) {
  const double paid = rules.false_claims * book.tally.monthly_ended_retired;
  book.add(Flow::false_claims_paid, paid);
  book.add(Flow::false_claims_recovered, rules.false_claims_recovery * life.false_claims);
  life.false_claims = paid;
}

void reach_statutory_age(Life& life, const MembershipYear& rules, YearBook& book) {
  for (Category g : kAllCategories) {
    const CategoryRules& category = rules.categories[static_cast<std::size_t>(g)];
    for (Age x = Pension::kFirstAge; x <= MemberTable<double>::kLastAge; ++x) {
      const auto at = static_cast<std::size_t>(x - MemberTable<double>::kFirstAge);
      const double share = category.convert[at];
      if (!(share > 0)) continue;
      PensionerRow<double>& from = life.table(Pensioned::benefit, g).row(x);
      if (from.people.heads > 0) {
        book.add(Flow::illness_benefit_to_retired, share * from.people.heads);
        from.move(share, life.table(Pensioned::ill, g).row(x));
      }
      if (life.table(Deferred::partial, g).row(x).heads > 0)
        award_partial(life, g, x, share, category.buying_divisor[at], book);
      if (life.table(Deferred::limited, g).row(x).heads > 0) end_limited(life, g, x, share, book);
    }
  }
}

}  // namespace ballast
