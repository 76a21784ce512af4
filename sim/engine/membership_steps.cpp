#include "sim/engine/membership_steps.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace ballast {
namespace {

using Table = MemberTable<double>;
using Pension = PensionerTable<double>;

std::size_t row_of(Age x) { return static_cast<std::size_t>(x - Table::kFirstAge); }

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
  const double n = out.dead.heads, credit = rates.credit * out.dead_gained.level;
  const double interest = out.dead.account * (rules.of_dying.growth - 1.0) + credit * rates.credit_interest;
  const double months = n > 0 ? member_survivor_months(out, rules.survivors) / n : 0;
  book.add(Flow::deaths_active, n);
  book.add(Flow::funeral_grants, n * funeral_grant(rules.grants));
  book.add(Flow::survivor_grants, n * survivor_grant(rules.grants, months));
  book.add(Flow::account_refunds, out.dead.account + credit + interest);
  book.add(Flow::account_refunded, out.dead.account + credit + interest);
  book.add(Flow::account_interest, interest);
}

/// Those who move their record to another region take the account and its pooled part along.
void book_transfers(const RowOutcome<double>& out, const RowRates<double>& rates, const MembershipYear& rules,
                    YearBook& book) {
  if (!(out.transferred.heads > 0)) return;
  const double credit = rates.credit * out.transferred_gained.level;
  const double interest = out.transferred.account * (rules.of_dying.growth - 1.0) + credit * rates.credit_interest;
  const double account = out.transferred.account + credit + interest;
  book.add(Flow::transferred_out, out.transferred.heads);
  book.add(Flow::transfers_out, account * (1.0 + rules.pooled_per_account));
  book.add(Flow::account_refunded, account);
  book.add(Flow::account_interest, interest);
}

void book_refunds(const RowOutcome<double>& out, YearBook& book) {
  book.add(Flow::left_with_refund, out.refunded.heads);
  book.add(Flow::account_refunds, out.refunded.account);
  book.add(Flow::account_refunded, out.refunded.account);
  book.add(Flow::account_interest, out.interest_on_stayers);
}

Members<double> with_gain(Members<double> group, const Gain<double>& gained, double index) {
  group.paid += gained.heads, group.indexed += index * gained.level;
  return group;
}

/// Both sides of the audit for one row: the year's gains in, everyone who is no longer a member out.
void tally_row(const RowOutcome<double>& out, const RowRates<double>& rates, YearBook& book) {
  book.tally.out += with_gain(out.dead, out.dead_gained, rates.index) +
                    with_gain(out.transferred, out.transferred_gained, rates.index) + out.refunded + out.bought +
                    out.reclassified;
  book.tally.in = with_gain(book.tally.in, out.gained, rates.index);
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
    case Way::illness_partial:
      return Flow::illness_partial_new;
    case Way::illness_limited:
      return Flow::illness_limited_new;
    case Way::statutory:
    case Way::extended:
    case Way::limited_months:
      break;
  }
  return Flow::retired_statutory;
}

/// Where the cost of an early way is booked: months gained, contributions lost, effect of the divisor.
struct EarlyLines {
  Flow months, contributions, divisor;
};
std::optional<EarlyLines> early_lines(Way way) {
  using enum Flow;
  switch (way) {
    case Way::early:
      return EarlyLines{months_gained_flexible, contributions_lost_flexible, divisor_effect_flexible};
    case Way::special:
      return EarlyLines{months_gained_special, contributions_lost_special, divisor_effect_special};
    case Way::illness:
    case Way::illness_partial:
      return EarlyLines{months_gained_illness, contributions_lost_illness, divisor_effect_illness};
    case Way::irregular:
      return EarlyLines{months_gained_irregular, contributions_lost_irregular, divisor_effect_irregular};
    case Way::statutory:
    case Way::late:
    case Way::extended:
    case Way::illness_limited:
    case Way::limited_months:
      break;
  }
  return std::nullopt;
}

/// κ·Z/A over all middle-cohort leavers of one age together.
double middle_index(const RowOutcome<double>& middle, const CategoryRules& rules, Age x) {
  const RowExits& exits = rules.exits[row_of(x)];
  Members<double> sums = middle.bought;
  for (std::size_t o = 0; o < static_cast<std::size_t>(exits.count); ++o)
    if (!exits.exits[o].only_adds_up()) sums += sums_at(middle.leavers[o], exits.moments[o]->heads, rules.terms);
  return rules.kappa[row_of(x)] * share_of(sums.indexed, sums.paid);
}

void join(Life& life, Pensioned kind, Category g, Age x, const CellAward<double>& a) {
  PensionerRow<double>& row = life.table(kind, g).row(x);
  row.people += a.people;
  RetiredAccount<double>& account = row.account(x);
  account.pension += a.account.pension;
  account.balance += a.account.balance;
}

/// Lines every award has: its account, its early cost, and what the audit compares.
void book_common(const CellAward<double>& a, Way way, const CategoryRules& rules, YearBook& book) {
  book.add(Flow::account_paid, a.account_paid);
  book.add(Flow::account_interest, a.account_interest);
  if (const auto lines = early_lines(way)) {
    book.add(lines->months, a.months_early);
    book.add(lines->contributions, a.level_months_early / 12.0 * rules.base_year * rules.legal_rate);
    book.add(lines->divisor, a.divisor_effect);
  }
  book.tally.pensioned_in += a.people.heads;
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
  book.add(Flow::deemed_years_cost, 12.0 * a.deemed_cost);
  book.add(Flow::new_award_pension, a.people.pooled + a.account.pension);
  book_common(a, way, rules, book);
  book.tally.monthly_awarded += a.people.pooled + a.account.pension;
  book.tally.awarded_paid += a.basic_paid + a.transitional_paid + a.account_paid;
}

/// Illness benefit (b) or (c): the basic part only. `months_basic` is Σ basic × months of a limited benefit.
void award_deferred(Life& life, Category g, Age x, const CellAward<double>& a, Way way, double months_basic,
                    const CategoryRules& rules, YearBook& book) {
  const bool partial = way == Way::illness_partial;
  const double basic = a.people.pooled - a.people.transitional;
  life.table(partial ? Deferred::partial : Deferred::limited, g).row(x) +=
      {.heads = a.people.heads,
       .basic = basic,
       .transitional = partial ? a.people.transitional : 0.0,
       .years = a.people.years,
       .increases = 0,
       .account = a.account.balance,
       .to_pay = partial ? 0.0 : months_basic - a.basic_paid};
  book.add(Flow::illness_benefit_new, a.people.heads);
  book.add(event_of(way), a.people.heads);
  book.add(Flow::illness_benefit, a.basic_paid);
  book_common(a, way, rules, book);
  if (partial) {
    book.add(Flow::new_award_pension, basic);
    book.tally.monthly_awarded += basic;
    book.tally.awarded_paid += a.basic_paid;
  } else {
    book.add(Flow::illness_benefit_limited, a.basic_paid);
  }
}

/// Those who bought their missing years: awarded on 31 December, first paid in January.
void award_buyers(Life& life, Category g, Age x, const RowOutcome<double>& out, double mean_index,
                  const CategoryRules& category, const MembershipYear& rules, YearBook& book) {
  if (!(out.bought.heads > 0)) return;
  const double money = out.missing_years * rules.makeup_base_year;
  Members<double> sums = out.bought;
  sums.paid += out.missing_years, sums.indexed += rules.makeup_index * out.missing_years;
  sums.account += money * rules.makeup_credit_rate;
  book.add(Flow::retired_with_loan, out.lent_heads);
  book.add(Flow::loans_granted, out.lent_years * rules.makeup_base_year * rules.makeup_rate);
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

/// Everyone who leaves one row of members for a pension this year.
void award_row(Life& life, Category g, Age x, const std::array<RowOutcome<double>, kCohorts>& rows,
               const MembershipYear& rules, YearBook& book) {
  const CategoryRules& category = rules.categories[static_cast<std::size_t>(g)];
  const RowExits& exits = category.exits[row_of(x)];
  const double index = middle_index(rows[static_cast<std::size_t>(Cohort::middle)], category, x);
  for (const RowOutcome<double>& out : rows) {
    for (std::size_t o = 0; o < static_cast<std::size_t>(out.exits); ++o) {
      const Way way = exits.exits[o].way;
      if (way == Way::limited_months) continue;
      const CellAward<double> a = award_cell(out.leavers[o], *exits.moments[o], index, category.terms);
      if (!(a.people.heads > 0)) continue;
      book.tally.in = with_gain(book.tally.in, a.gained, category.terms.index);
      book.tally.out += sums_at(out.leavers[o], exits.moments[o]->heads, category.terms);
      if (way == Way::illness_partial || way == Way::illness_limited) {
        const bool limited = way == Way::illness_limited;  // its months stand in the exit that follows
        const double months =
            limited ? basic_of(sums_at(out.leavers[o + 1], exits.moments[o]->heads, category.terms), category.terms)
                    : 0.0;
        award_deferred(life, g, x, a, way, months, category, book);
        continue;
      }
      const bool benefit = way == Way::illness && rules.illness_benefit;
      const Pensioned kind = benefit ? Pensioned::benefit : way == Way::illness ? Pensioned::ill : Pensioned::retired;
      join(life, kind, g, x, a);
      book_award(a, way, benefit, category, book);
    }
    award_buyers(life, g, x, out, index, category, rules, book);
  }
}

}  // namespace

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
    for (Deferred kind : {Deferred::partial, Deferred::limited})
      for (Age x = DeferredTable<double>::kFirstAge; x <= DeferredTable<double>::kLastAge; ++x)
        heads[static_cast<std::size_t>(x)] += life.table(kind, g).row(x).heads;
  }
  return insured;
}

void restore_arrears(const Life& life, MembershipYear& rules) {
  if (rules.accrue_on_due) return;
  for (std::size_t g = 0; g < kCategories; ++g) {
    CategoryRules& category = rules.categories[g];
    double payers = 0;
    for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x)
      for (Cohort cohort : {Cohort::middle, Cohort::fresh}) payers += life.members[g].paying_level(cohort, x);
    const double restored = rules.arrears_recovery * life.arrears[g] / (category.legal_rate * category.base_year);
    const double gain = category.density * category.collection;
    category.restored = std::min(share_of(restored, payers), 1.0 - gain);
    for (RowRates<double>& row : category.rows) row.gain = gain + category.restored;
  }
}

namespace {

/// Who joins one row during the year.
Arrivals<double> arrivals_of(Category g, Cohort cohort, Age x, const Entrants& entering, const MembershipYear& rules,
                             Reclassified& movers) {
  Arrivals<double> joins;
  if (cohort == Cohort::fresh) {
    const Enrolling& enrolling = entering.by_age[static_cast<std::size_t>(g)][row_of(x)];
    joins.joining.heads = enrolling.joining, joins.joining.level = enrolling.joining_level;
    joins.dropping.heads = enrolling.dropping, joins.dropping.level = enrolling.dropping_level;
    if (enrolling.returning > 0) {
      joins.returning = enrolling.returning * entering.home_comer;
      joins.returning_bucket = entering.home_comer_bucket;
    }
  }
  joins.reclassified_share = rules.categories[static_cast<std::size_t>(g)].reclassified_share[row_of(x)];
  if (joins.reclassified_share > 0 && movers.filled(sex_of(g), cohort, x) > 0)
    joins.reclassified = movers.row(sex_of(g), cohort, x);
  joins.reclassified_level = rules.reclassified_level;
  return joins;
}

void tally_arrivals(const Arrivals<double>& joins, int buckets, YearBook& book) {
  book.tally.in += joins.joining + joins.dropping + joins.returning;
  book.add(Flow::entrants, joins.joining.heads + joins.dropping.heads);
  book.add(Flow::transferred_in, joins.returning.heads);
  if (!joins.reclassified) return;
  Members<double> come;
  for (int s = 0; s < buckets; ++s) come += joins.reclassified[s];
  come = joins.reclassified_share * come;
  come.level = joins.reclassified_level * come.heads;
  book.tally.in += come;
  book.add(Flow::reclassified, come.heads);
}

/// One row's year: one category, cohort type and age.
void live_row(Life& life, Category g, Cohort cohort, Age x, const MembershipYear& rules, const Entrants& entering,
              Reclassified& movers, RowOutcome<double>& out, YearBook& book) {
  Table& table = life.table(g);
  const RowRates<double>& rates = rules.categories[static_cast<std::size_t>(g)].rows[row_of(x)];
  const Arrivals<double> joins = arrivals_of(g, cohort, x, entering, rules, movers);
  int& filled = table.filled(cohort, x);
  if (joins.reclassified) filled = std::max(filled, movers.filled(sex_of(g), cohort, x));
  if (filled == 0 && !(joins.joining.heads + joins.dropping.heads + joins.returning.heads > 0)) return;
  Members<double>* departing = nullptr;
  if (rates.reclassify > 0) {
    departing = movers.row(sex_of(g), cohort, x);
    movers.filled(sex_of(g), cohort, x) = std::max(filled, 1);
  }
  live_one_year(table.row(cohort, x), table.buckets(), filled, joins, rates, out, departing);
  table.count(cohort, x);
  tally_arrivals(joins, joins.reclassified ? movers.filled(sex_of(g), cohort, x) : 0, book);
  book_member_deaths(out, rates, rules, book);
  book_transfers(out, rates, rules, book);
  book_refunds(out, book);
  tally_row(out, rates, book);
}

}  // namespace

double live_through(Life& life, Category g, const MembershipYear& rules, const Entrants& entering, Reclassified& movers,
                    YearBook& book) {
  double gained = 0;
  for (Age x = Table::kLastAge; x >= Table::kFirstAge; --x) {
    const RowRates<double>& rates = rules.categories[static_cast<std::size_t>(g)].rows[row_of(x)];
    std::array<RowOutcome<double>, kCohorts> rows{};
    for (Cohort cohort : {Cohort::middle, Cohort::fresh}) {
      RowOutcome<double>& out = rows[static_cast<std::size_t>(cohort)];
      live_row(life, g, cohort, x, rules, entering, movers, out, book);
      gained += out.gained.level;
      for (int o = 0; o < out.exits; ++o)
        if (!rates.exits[o].only_adds_up())
          gained += rates.exits[o].gained * out.leavers[static_cast<std::size_t>(o)].gaining.level;
    }
    if (rates.exit_count > 0) award_row(life, g, x, rows, rules, book);
  }
  return gained;
}

void book_entry(const Entrants& entering, const MembershipYear& rules, YearBook& book) {
  book.set(Flow::entrants_clipped, entering.clipped);
  for (int j = 0; j < kStreams; ++j)
    book.set(static_cast<Flow>(static_cast<int>(Flow::entrants_private) + j),
             entering.by_stream[static_cast<std::size_t>(j)]);
  const double brought = book.at(Flow::transferred_in) * entering.home_comer.account;
  book.add(Flow::account_credited, brought);
  book.add(Flow::transfers_in, brought * (1.0 + rules.pooled_per_account));
}

void lend(Life& life, const MembershipYear& rules, YearBook& book) {
  life.loans.push_back(book.at(Flow::loans_granted));
  const LoanYear year = loan_year(life.loans, life.loans_outstanding, rules.loans);
  life.loans_outstanding = year.outstanding;
  book.set(Flow::loans_repaid, year.repaid);
  book.set(Flow::loans_outstanding, year.outstanding);
  book.set(Flow::loan_interest_subsidy, year.interest_subsidy);
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
    const double audited = 1.0 - share_of(c.index_unaudited, c.terms.index);
    book.add(Flow::audit_contributions, paid_base * (c.employer_rate + c.member_rate) * audited);
    const double promised = 0.5 * c.terms.rates.basic * c.terms.bases.city * (c.terms.index - c.index_unaudited) +
                            c.terms.credit * audited / c.usual_divisor;
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
  double heads = 0, year = 0;
  for (auto n = life.hardship_entrants.rbegin(); n != life.hardship_entrants.rend() && year < end; ++n, year += 1)
    heads += *n * std::max(0.0, std::min(year + 1, end) - std::max(year, start));
  book.add(Flow::premium_subsidy, heads * rules.subsidy_per_head);
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
