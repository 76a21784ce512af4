#include "sim/engine/membership_steps.hpp"

#include <algorithm>

namespace ballast {
inline namespace BALLAST_IN_LANES {

void book_false_claims(Life& life, const MembershipYear& rules, YearBook& book) {
  const Lanes paid = rules.false_claims * book.tally.monthly_ended_retired;
  book.add(Flow::false_claims_paid, paid);
  book.add(Flow::false_claims_recovered, rules.false_claims_recovery * life.false_claims);
  life.false_claims = paid;
}

void restore_arrears(const Life& life, MembershipYear& rules) {
  if (rules.accrue_on_due) return;
  for (std::size_t g = 0; g < kCategories; ++g) {
    CategoryRules& category = rules.categories[g];
    const Lanes payers = life.closing[g].contributing.level;
    const Lanes restored = share_of(rules.arrears_recovery * life.arrears[g], category.legal_rate * category.base_year);
    const Lanes gain = category.density * category.collection;
    category.restored = lesser(share_of(restored, payers), 1.0 - gain);
    category.rates.gain = gain + category.restored;
  }
}

void book_entry(const Entrants& entering, const MembershipYear& rules, YearBook& book) {
  book.set(Flow::entrants_clipped, entering.clipped);
  for (int j = 0; j < kStreams; ++j)
    book.set(static_cast<Flow>(static_cast<int>(Flow::entrants_private) + j),
             entering.by_stream[static_cast<std::size_t>(j)]);
  const Lanes brought = book.at(Flow::transferred_in) * entering.home_comer.account;
  book.add(Flow::account_credited, brought);
  book.add(Flow::transfers_in, brought * (1.0 + rules.pooled_per_account));
}

void lend(Life& life, const MembershipYear& rules, YearBook& book) {
  life.loans.push_back(book.at(Flow::loans_granted));
  const LoanYear<Lanes> year = loan_year(life.loans, life.loans_outstanding, rules.loans);
  life.loans_outstanding = year.outstanding;
  book.set(Flow::loans_repaid, year.repaid);
  book.set(Flow::loans_outstanding, year.outstanding);
  book.set(Flow::loan_interest_subsidy, year.interest_subsidy);
}

void collect(Life& life, Category g, const Lanes& gained, const MembershipYear& rules, YearBook& book) {
  const CategoryRules& c = rules.categories[static_cast<std::size_t>(g)];
  Lanes& stock = life.arrears[static_cast<std::size_t>(g)];
  const Lanes accruing = rules.accrue_on_due ? c.density : c.density * c.collection + c.restored;
  const Lanes due_heads = gained * share_of(c.density, accruing);
  const Lanes paid_base = due_heads * c.collection * c.base_year;
  const Lanes due = due_heads * c.base_year * (c.employer_rate + c.member_rate);
  const Lanes recovered = rules.accrue_on_due
                              ? rules.arrears_recovery * stock
                              : lesser(stock, gained * share_of(c.restored, accruing) * c.base_year * c.legal_rate);
  const Lanes written_off = rules.arrears_write_off * (stock - recovered);
  stock += due * (1.0 - c.collection) - recovered - written_off;
  if (c.flexible) {
    book.add(Flow::contributions_flexible, paid_base * c.member_rate);
    book.add(Flow::contribution_base_flexible, due_heads * c.base_year);
  } else {
    book.add(Flow::contributions_unit, paid_base * c.employer_rate);
    book.add(Flow::contributions_individual, paid_base * c.member_rate);
    book.add(Flow::contributions_waived, paid_base * c.waived_rate);
    book.add(Flow::contribution_base, due_heads * c.base_year);
    book.add(Flow::market_wage_bill, due_heads * c.wage_year);
    const Lanes audited = 1.0 - share_of(c.index_unaudited, c.terms.index);
    book.add(Flow::audit_contributions, paid_base * (c.employer_rate + c.member_rate) * audited);
    const Lanes promised = 0.5 * c.terms.rates.basic * c.terms.bases.city * (c.terms.index - c.index_unaudited) +
                           c.terms.credit * audited / c.cohorts->usual_divisor;
    book.add(Flow::audit_promised, 12.0 * gained * promised);
  }
  book.add(Flow::contributions_due, due);
  book.add(Flow::contributions_arrears, recovered);
  book.add(Flow::late_fees, recovered * rules.late_fee_share);
  book.add(Flow::arrears_written_off, written_off);
  book.add(Flow::arrears_stock, stock);
  book.add(Flow::account_credited, gained * c.terms.credit);
}

void subsidise_hardship(Life& life, const Entrants& entering, const MembershipYear& rules, YearBook& book) {
  life.hardship_entrants.push_back(entering.by_stream[static_cast<std::size_t>(Stream::hardship)]);
  // since 1 January of the year of entry
  const double start = 1.0 - rules.part_year, end = start + rules.subsidy_years;
  Lanes heads{};
  double year = 0;
  for (auto n = life.hardship_entrants.rbegin(); n != life.hardship_entrants.rend() && year < end; ++n, year += 1)
    heads += *n * std::max(0.0, std::min(year + 1, end) - std::max(year, start));
  book.add(Flow::premium_subsidy, heads * rules.subsidy_per_head);
}

void record_stocks(const LifeTotals& t, const ResidentTotals& residents, const Lanes& should_be_insured,
                   YearBook& book) {
  book.set(Flow::contributing_end, t.contributing);
  book.set(Flow::suspended_end, t.suspended);
  book.set(Flow::retired_end, t.retired);
  book.set(Flow::illness_benefit_end, t.benefit);
  book.set(Flow::pension_annual_end, 12.0 * (t.pensioned.pooled + t.account_pension));
  book.set(Flow::illness_benefit_annual_end, 12.0 * t.benefit_pension);
  book.set(Flow::account_end, t.members.account + t.retired_accounts);
  book.set(Flow::population, residents.on_31_december.all);
  book.set(Flow::population_15_59, residents.on_31_december.working);
  book.set(Flow::population_60plus, residents.on_31_december.old);
  book.set(Flow::births, residents.births);
  book.set(Flow::population_deaths, residents.deaths);
  book.set(Flow::net_migration, residents.net_migrants);
  book.set(Flow::should_be_insured_end, greater(should_be_insured, t.contributing + t.suspended));
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
