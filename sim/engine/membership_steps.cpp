#include "sim/engine/membership_steps.hpp"

#include <algorithm>
#include <cmath>

namespace ballast {
namespace {

using Table = MemberTable<double>;
using Pension = PensionerTable<double>;

std::size_t row_of(Age x) { return static_cast<std::size_t>(x - Table::kFirstAge); }

/// Mortality of a kind of pensioner: illness retirees and recipients have their own.
const PensionRates<double>& rates_for(const MembershipYear& rules, Pensioned kind, Category g, Age x) {
  const int own = kind == Pensioned::retired ? 0 : 1;
  return rules.pension[static_cast<std::size_t>(own * kSexes + static_cast<int>(sex_of(g)))]
                      [static_cast<std::size_t>(x - Pension::kFirstAge)];
}

/// Grants for deaths of members: by service bucket, the top bucket by its mean years.
double member_survivor_months(const RowOutcome<double>& out, const SurvivorRule& rule) {
  const Members<double>& top = out.dead_top;
  const double years = top.paid + top.deemed;
  const double further = years - rule.extra_after_years * top.heads;
  const double months = rule.months_there * top.heads + rule.months_per_further_year * further;
  return out.survivor_months + std::clamp(months, 0.0, rule.cap_months * top.heads);
}

void book_member_deaths(const RowOutcome<double>& out, const RowRates<double>& rates, const MembershipYear& rules,
                        YearBook& book) {
  const double n = out.dead.heads, credit = rates.credit * out.dead_gained;
  const double interest = out.dead.account * (rules.of_dying.growth - 1.0) + credit * rates.credit_interest;
  const double months = n > 0 ? member_survivor_months(out, rules.survivors) / n : 0;
  book.add(Flow::deaths_active, n);
  book.add(Flow::funeral_grants, n * funeral_grant(rules.grants));
  book.add(Flow::survivor_grants, n * survivor_grant(rules.grants, months));
  book.add(Flow::account_refunds, out.dead.account + credit + interest);
  book.add(Flow::account_refunded, out.dead.account + credit + interest);
  book.add(Flow::account_interest, interest);
}

void book_refunds(const RowOutcome<double>& out, YearBook& book) {
  book.add(Flow::left_with_refund, out.refunded.heads);
  book.add(Flow::account_refunds, out.refunded.account);
  book.add(Flow::account_refunded, out.refunded.account);
  book.add(Flow::account_interest, out.interest_on_stayers);
}

/// Both sides of the audit for one row: the year's gains in, everyone who is no longer a member out.
void tally_row(const RowOutcome<double>& out, const RowRates<double>& rates, YearBook& book) {
  Members<double> dead = out.dead;
  dead.paid += out.dead_gained, dead.indexed += rates.index * out.dead_gained;
  book.tally.out += dead + out.refunded + out.bought;
  book.tally.in.paid += out.gained, book.tally.in.indexed += rates.index * out.gained;
}

Flow event_of(Way way) {
  switch (way) {
    case Way::early:
      return Flow::retired_flexible_early;
    case Way::late:
      return Flow::retired_flexible_late;
    case Way::special:
      return Flow::retired_special;
    case Way::illness:
      return Flow::retired_illness;
    case Way::irregular:
      return Flow::retired_irregular;
    case Way::statutory:
    case Way::extended:
      break;
  }
  return Flow::retired_statutory;
}

bool is_early(Way way) {
  return way == Way::early || way == Way::special || way == Way::illness || way == Way::irregular;
}

/// κ·Z/A over all middle-cohort leavers of one age together.
double middle_index(const RowOutcome<double>& middle, const CategoryRules& rules, Age x) {
  const RowExits& exits = rules.exits[row_of(x)];
  Members<double> sums = middle.bought;
  for (std::size_t o = 0; o < static_cast<std::size_t>(exits.count); ++o)
    sums += sums_at(middle.leavers[o], exits.moments[o]->heads, rules.terms);
  return rules.kappa[row_of(x)] * share_of(sums.indexed, sums.paid);
}

void join(Life& life, Pensioned kind, Category g, Age x, const CellAward<double>& a) {
  PensionerRow<double>& row = life.table(kind, g).row(x);
  row.people += a.people;
  RetiredAccount<double>& account = row.account(x);
  account.pension += a.account.pension;
  account.balance += a.account.balance;
}

void book_award(const CellAward<double>& a, Way way, bool as_benefit, const CategoryRules& rules, YearBook& book) {
  book.add(as_benefit ? Flow::illness_benefit_new : event_of(way), a.people.heads);
  if (as_benefit) {
    book.add(Flow::illness_benefit, a.basic_paid + a.transitional_paid + a.account_paid);
  } else {
    book.add(Flow::pension_basic, a.basic_paid);
    book.add(Flow::pension_transitional, a.transitional_paid);
    book.add(Flow::pension_account, a.account_paid);
  }
  book.add(Flow::account_paid, a.account_paid);
  book.add(Flow::account_interest, a.account_interest);
  book.add(Flow::deemed_years_cost, 12.0 * a.deemed_cost);
  book.add(Flow::new_award_pension, a.people.pooled + a.account.pension);
  if (is_early(way)) {
    book.add(Flow::early_months_gained, a.months_early);
    book.add(Flow::early_contributions_lost, a.months_early / 12.0 * rules.base_year * rules.legal_rate);
  }
  book.tally.pensioned_in += a.people.heads;
  book.tally.monthly_awarded += a.people.pooled + a.account.pension;
  book.tally.awarded_paid += a.basic_paid + a.transitional_paid + a.account_paid;
}

/// Those who bought their missing years: awarded on 31 December, first paid in January.
void award_buyers(Life& life, Category g, Age x, const RowOutcome<double>& out, double mean_index,
                  const CategoryRules& category, const MembershipYear& rules, YearBook& book) {
  if (!(out.bought.heads > 0)) return;
  const double money = out.missing_years * rules.makeup_base_year;
  Members<double> sums = out.bought;
  sums.paid += out.missing_years, sums.indexed += rules.makeup_index * out.missing_years;
  sums.account += money * rules.makeup_credit_rate;
  CellAward<double> a;
  a.people.heads = sums.heads;
  a.people.transitional = transitional_of(sums, mean_index, category.terms);
  a.people.pooled = basic_of(sums, category.terms) + a.people.transitional;
  a.people.years = sums.paid + sums.deemed;
  a.account = {sums.account / category.buying_divisor[row_of(x)], sums.account};
  join(life, Pensioned::retired, g, x, a);
  book_award(a, Way::extended, false, category, book);
  book.add(Flow::contributions_makeup, money * rules.makeup_rate);
  book.add(Flow::account_credited, money * rules.makeup_credit_rate);
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

/// Everyone who leaves one row of members for a pension this year.
void award_row(Life& life, Category g, Age x, const std::array<RowOutcome<double>, kCohorts>& rows,
               const MembershipYear& rules, YearBook& book) {
  const CategoryRules& category = rules.categories[static_cast<std::size_t>(g)];
  const RowExits& exits = category.exits[row_of(x)];
  const double index = middle_index(rows[static_cast<std::size_t>(Cohort::middle)], category, x);
  for (const RowOutcome<double>& out : rows) {
    for (std::size_t o = 0; o < static_cast<std::size_t>(out.exits); ++o) {
      const Way way = exits.exits[o].way;
      const CellAward<double> a = award_cell(out.leavers[o], *exits.moments[o], index, category.terms);
      const bool benefit = way == Way::illness && rules.illness_benefit;
      const Pensioned kind = benefit ? Pensioned::benefit : way == Way::illness ? Pensioned::ill : Pensioned::retired;
      if (!(a.people.heads > 0)) continue;
      join(life, kind, g, x, a);
      book_award(a, way, benefit, category, book);
      book.tally.in.paid += a.gained, book.tally.in.indexed += category.terms.index * a.gained;
      book.tally.out += sums_at(out.leavers[o], exits.moments[o]->heads, category.terms);
    }
    award_buyers(life, g, x, out, index, category, rules, book);
  }
}

}  // namespace

void index_and_pay(Life& life, const MembershipYear& rules, YearBook& book) {
  book.tally.months_of_dying = rules.of_dying.payments;
  for (Pensioned kind : kAllPensioned)
    for (Category g : kAllCategories) pay_kind(life, kind, g, rules, book);
  const double opening = book.before(Flow::pension_annual_end) / 12.0;
  book.set(Flow::effective_increase, share_of(book.tally.monthly_increase, opening));
}

HeadsBySexAndAge insured_after_deaths(const Life& life, const MembershipYear& rules) {
  HeadsBySexAndAge insured{};
  for (Category g : kAllCategories) {
    auto& heads = insured[static_cast<std::size_t>(sex_of(g))];
    const Table& table = life.members[static_cast<std::size_t>(g)];
    for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x) {
      const double alive = 1.0 - rules.categories[static_cast<std::size_t>(g)].rows[row_of(x)].death;
      heads[static_cast<std::size_t>(x)] += alive * (table.heads(Cohort::middle, x) + table.heads(Cohort::fresh, x));
    }
    for (Pensioned kind : kAllPensioned)
      for (Age x = Pension::kFirstAge; x <= Pension::kLastAge; ++x)
        heads[static_cast<std::size_t>(x)] += life.table(kind, g).row(x).people.heads;
  }
  return insured;
}

void restore_arrears(const Life& life, MembershipYear& rules) {
  if (rules.accrue_on_due) return;
  for (std::size_t g = 0; g < kCategories; ++g) {
    CategoryRules& category = rules.categories[g];
    double payers = 0;
    for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x)
      for (Cohort cohort : {Cohort::middle, Cohort::fresh}) payers += life.members[g].payers(cohort, x);
    const double restored = rules.arrears_recovery * life.arrears[g] / (category.legal_rate * category.base_year);
    const double gain = category.density * category.collection;
    category.restored = std::min(share_of(restored, payers), 1.0 - gain);
    for (RowRates<double>& row : category.rows) row.gain = gain + category.restored;
  }
}

double live_through(Life& life, Category g, const MembershipYear& rules, const Entrants& entering, YearBook& book) {
  const CategoryRules& category = rules.categories[static_cast<std::size_t>(g)];
  Table& table = life.table(g);
  double gained = 0;
  for (Age x = Table::kLastAge; x >= Table::kFirstAge; --x) {
    const RowRates<double>& rates = category.rows[row_of(x)];
    const double entrants = entering.heads[static_cast<std::size_t>(g)][row_of(x)];
    book.add(Flow::entrants, entrants);
    book.tally.in.heads += entrants;
    std::array<RowOutcome<double>, kCohorts> rows{};
    for (Cohort cohort : {Cohort::middle, Cohort::fresh}) {
      const double joining = cohort == Cohort::fresh ? entrants : 0.0;
      if (table.filled(cohort, x) == 0 && !(joining > 0)) continue;
      RowOutcome<double>& out = rows[static_cast<std::size_t>(cohort)];
      live_one_year(table.row(cohort, x), table.buckets(), table.filled(cohort, x), joining, rates, out);
      table.count(cohort, x);
      gained += out.gained;
      for (int o = 0; o < out.exits; ++o)
        gained += rates.exits[o].gained * out.leavers[static_cast<std::size_t>(o)].gaining;
      book_member_deaths(out, rates, rules, book);
      book_refunds(out, book);
      tally_row(out, rates, book);
    }
    if (rates.exit_count > 0) award_row(life, g, x, rows, rules, book);
  }
  book.set(Flow::entrants_clipped, entering.clipped);
  return gained;
}

void collect(Life& life, Category g, double gained, const MembershipYear& rules, YearBook& book) {
  const CategoryRules& c = rules.categories[static_cast<std::size_t>(g)];
  double& stock = life.arrears[static_cast<std::size_t>(g)];
  const double accruing = rules.accrue_on_due ? c.density : c.density * c.collection + c.restored;
  const double due_heads = gained * share_of(c.density, accruing);
  const double paid_base = due_heads * c.collection * c.base_year;
  const double due = due_heads * c.base_year * (c.employer_rate + c.member_rate);
  const double recovered = rules.accrue_on_due
                               ? rules.arrears_recovery * stock
                               : std::min(stock, gained * share_of(c.restored, accruing) * c.base_year * c.legal_rate);
  const double written_off = rules.arrears_write_off * (stock - recovered);
  stock += due * (1.0 - c.collection) - recovered - written_off;
  if (c.flexible) {
    book.add(Flow::contributions_flexible, paid_base * c.member_rate);
  } else {
    book.add(Flow::contributions_unit, paid_base * c.employer_rate);
    book.add(Flow::contributions_individual, paid_base * c.member_rate);
    book.add(Flow::contributions_waived, paid_base * c.waived_rate);
    book.add(Flow::contribution_base, due_heads * c.base_year);
    book.add(Flow::market_wage_bill, due_heads * c.wage_year);
  }
  book.add(Flow::contributions_due, due);
  book.add(Flow::contributions_arrears, recovered);
  book.add(Flow::late_fees, recovered * rules.late_fee_share);
  book.add(Flow::arrears_written_off, written_off);
  book.add(Flow::arrears_stock, stock);
  book.add(Flow::account_credited, gained * c.terms.credit);
}

void subsidise_hardship(Life& life, const Entrants& entering, const MembershipYear& rules, YearBook& book) {
  life.hardship_entrants.push_back(entering.hardship);
  // since 1 January of the year of entry
  const double start = 1.0 - rules.part_year, end = start + rules.subsidy_years;
  double heads = 0, year = 0;
  for (auto n = life.hardship_entrants.rbegin(); n != life.hardship_entrants.rend() && year < end; ++n, year += 1)
    heads += *n * std::max(0.0, std::min(year + 1, end) - std::max(year, start));
  book.add(Flow::premium_subsidy, heads * rules.subsidy_per_head);
}

void reach_statutory_age(Life& life, const MembershipYear& rules, YearBook& book) {
  for (Category g : kAllCategories)
    for (Age x = Pension::kFirstAge; x <= Table::kLastAge; ++x) {
      const double share = rules.categories[static_cast<std::size_t>(g)].convert[row_of(x)];
      PensionerRow<double>& from = life.table(Pensioned::benefit, g).row(x);
      if (!(share > 0) || !(from.people.heads > 0)) continue;
      book.add(Flow::illness_benefit_to_retired, share * from.people.heads);
      from.move(share, life.table(Pensioned::ill, g).row(x));
    }
}

void record_stocks(const LifeTotals& t, const PopulationYear& residents, YearBook& book) {
  constexpr Age kWorkingFrom = 15, kOldFrom = 60;  // the census groups 15–59 and 60+
  book.set(Flow::contributing_end, t.contributing);
  book.set(Flow::suspended_end, t.suspended);
  book.set(Flow::retired_end, t.retired);
  book.set(Flow::illness_benefit_end, t.benefit);
  book.set(Flow::pension_annual_end, 12.0 * (t.pensioned.pooled + t.account_pension));
  book.set(Flow::account_end, t.members.account + t.retired_accounts);
  const Eigen::ArrayXd people = residents.residents[0] + residents.residents[1];
  book.set(Flow::population, people.sum());
  book.set(Flow::population_15_59, people.segment(kWorkingFrom, kOldFrom - kWorkingFrom).sum());
  book.set(Flow::population_60plus, people.tail(Demography::kAges - kOldFrom).sum());
  book.set(Flow::births, residents.births);
  book.set(Flow::population_deaths, residents.deaths);
  book.set(Flow::net_migration, residents.net_migrants);
}

}  // namespace ballast
