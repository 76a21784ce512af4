#include "sim/engine/membership_steps.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/engine/kernel.hpp"

namespace ballast {
namespace {

using Table = MemberTable<Lanes>;
using Pension = PensionerTable<Lanes>;

std::size_t row_of(Age x) { return static_cast<std::size_t>(x - Table::kFirstAge); }

/// Death probability of the year of members who reach age x.
double active_death(const MembershipYear& rules, Category g, Age x) {
  return (*rules.mortality)[static_cast<std::size_t>(sex_of(g))].active.reaching(x);
}

/// What of a row's rates depends on its age.
void set_age(const MembershipYear& rules, Category g, Age x, RowRates<Lanes>& rates) {
  rates.death = broadcast<Lanes>(active_death(rules, g, x));
  rates.transfer = x < rules.transfer_out_before ? rules.transfer_out : Lanes{};
  rates.reclassify = rules.reclassified * rules.categories[static_cast<std::size_t>(g)].reclassify[row_of(x)];
  const RowExits& exits = rules.exits->row(g, x);
  rates.exits = exits.exits, rates.exit_count = exits.count;
  rates.tests = exits.tests, rates.test_count = exits.test_count;
  rates.stay_flat = exits.stay_flat, rates.stay_up = exits.stay_up;
}

void book_member_deaths(const YearSums<Lanes>& sums, const RowRates<Lanes>& rates, const MembershipYear& rules,
                        YearBook& book) {
  const Lanes n = sums.dead.heads, credit = rates.credit * sums.dead_gained.level;
  const Lanes interest = sums.dead.account * (rules.of_dying.growth - 1.0) + credit * rates.credit_interest;
  book.add(Flow::deaths_active, n);
  book.add(Flow::funeral_grants, n * funeral_grant(rules.grants));
  book.add(Flow::survivor_grants, survivor_grants(rules.grants, n, sums.survivor_months));
  book.add(Flow::account_refunds, sums.dead.account + credit + interest);
  book.add(Flow::account_refunded, sums.dead.account + credit + interest);
  book.add(Flow::account_interest, interest);
}

/// Those who move their record to another region take the account and its pooled part along.
void book_transfers(const YearSums<Lanes>& out, const RowRates<Lanes>& rates, const MembershipYear& rules,
                    YearBook& book) {
  if (!any_positive(out.transferred.heads)) return;
  const Lanes credit = rates.credit * out.transferred_gained.level;
  const Lanes interest = out.transferred.account * (rules.of_dying.growth - 1.0) + credit * rates.credit_interest;
  const Lanes account = out.transferred.account + credit + interest;
  book.add(Flow::transferred_out, out.transferred.heads);
  book.add(Flow::transfers_out, account * (1.0 + rules.pooled_per_account));
  book.add(Flow::account_refunded, account);
  book.add(Flow::account_interest, interest);
}

void book_refunds(const YearSums<Lanes>& sums, YearBook& book) {
  book.add(Flow::left_with_refund, sums.refunded.heads);
  book.add(Flow::account_refunds, sums.refunded.account);
  book.add(Flow::account_refunded, sums.refunded.account);
  book.add(Flow::account_interest, sums.interest_on_stayers);
}

Members<Lanes> with_gain(Members<Lanes> group, const Gain<Lanes>& gained, const Lanes& index) {
  group.paid += gained.heads, group.indexed += index * gained.level;
  return group;
}

/// Both sides of the audit for one category: the year's gains in, everyone who is no longer a member out.
void tally_year(const YearSums<Lanes>& sums, const Lanes& index, YearBook& book) {
  book.tally.out += with_gain(sums.dead, sums.dead_gained, index) +
                    with_gain(sums.transferred, sums.transferred_gained, index) + sums.refunded + sums.reclassified;
  book.tally.in = with_gain(book.tally.in, sums.gained, index);
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
    case Way::illness_partial:
    case Way::illness_limited:
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
      break;
  }
  return std::nullopt;
}

void join(Life& life, Pensioned kind, Category g, Age x, const CellAward<Lanes>& a) {
  PensionerRow<Lanes>& row = life.table(kind, g).row(x);
  row.people += a.people;
  RetiredAccount<Lanes>& account = row.account(x);
  account.pension += a.account.pension;
  account.balance += a.account.balance;
}

/// Lines every award has: its account, its early cost, and what the audit compares.
void book_common(const CellAward<Lanes>& a, Way way, const CategoryRules& rules, YearBook& book) {
  book.add(Flow::account_paid, a.account_paid);
  book.add(Flow::account_interest, a.account_interest);
  if (const auto lines = early_lines(way)) {
    book.add(lines->months, a.months_early);
    book.add(lines->contributions, a.level_months_early / 12.0 * rules.base_year * rules.legal_rate);
    book.add(lines->divisor, a.divisor_effect);
  }
  book.tally.pensioned_in += a.people.heads;
}

void book_award(const CellAward<Lanes>& a, Way way, bool as_benefit, const CategoryRules& rules, YearBook& book) {
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

/// Illness benefit (b): the basic part only, until the statutory age.
void award_partial(Life& life, Category g, Age x, const CellAward<Lanes>& a, const CategoryRules& rules,
                   YearBook& book) {
  const Lanes basic = a.people.pooled - a.people.transitional;
  life.table(Deferred::partial, g).row(x) += DeferredBenefits<Lanes>{.heads = a.people.heads,
                                                                     .basic = basic,
                                                                     .transitional = a.people.transitional,
                                                                     .years = a.people.years,
                                                                     .increases = {},
                                                                     .account = a.account.balance,
                                                                     .due = {}};
  book.add(Flow::illness_benefit_new, a.people.heads);
  book.add(Flow::illness_partial_new, a.people.heads);
  book.add(Flow::illness_benefit, a.basic_paid);
  book.add(Flow::new_award_pension, basic);
  book.tally.monthly_awarded += basic;
  book.tally.awarded_paid += a.basic_paid;
  book_common(a, Way::illness_partial, rules, book);
}

/// Illness benefit (c): the basic part for some months, by twelves.
void award_limited(Life& life, Category g, Age x, const CellAward<Lanes>& a,
                   const std::array<Twelve<Lanes>, kLimitedTwelves>& twelves, const CategoryRules& rules,
                   YearBook& book) {
  life.table(Deferred::limited, g).row(x) += DeferredBenefits<Lanes>{.heads = a.people.heads,
                                                                     .basic = a.people.pooled - a.people.transitional,
                                                                     .transitional = {},
                                                                     .years = a.people.years,
                                                                     .increases = {},
                                                                     .account = a.account.balance,
                                                                     .due = due_years(twelves)};
  book.add(Flow::illness_benefit_new, a.people.heads);
  book.add(Flow::illness_limited_new, a.people.heads);
  book.add(Flow::illness_benefit, twelves.front().first);
  book.add(Flow::illness_benefit_limited, twelves.front().first);
  book_common(a, Way::illness_limited, rules, book);
}

/// Those who bought their missing years: awarded on 31 December, first paid in January.
void award_buyers(Life& life, Category g, Age x, const RowOutcome<Lanes>& out, const Lanes& mean_index,
                  const CategoryRules& category, const MembershipYear& rules, YearBook& book) {
  if (!any_positive(out.bought.heads)) return;
  book.tally.out += out.bought;
  const Lanes money = out.missing_years * rules.makeup_base_year;
  Members<Lanes> sums = out.bought;
  sums.paid += out.missing_years, sums.indexed += rules.makeup_index * out.missing_years;
  sums.account += money * rules.makeup_credit_rate;
  book.add(Flow::retired_with_loan, out.lent_heads);
  book.add(Flow::loans_granted, out.lent_years * rules.makeup_base_year * rules.makeup_rate);
  CellAward<Lanes> a;
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

bool is_deferred(Way way) { return way == Way::illness_partial || way == Way::illness_limited; }

/// The awards of one category: of the age in hand, and added up by Way.
struct Awards {
  AgeAwards<Lanes> of_age;
  std::array<CellAward<Lanes>, kWays> by_way{};
};

/// Everyone of one age who leaves for a pension this year joins the pensioners; `by_way` adds up what is to be booked.
void award_age(Life& life, Category g, Age x, const std::array<RowOutcome<Lanes>, kCohorts>& rows,
               const MembershipYear& rules, Awards& awards, YearBook& book) {
  const CategoryRules& category = rules.categories[static_cast<std::size_t>(g)];
  const RowExits& exits = rules.exits->row(g, x);
  Lanes index;
  const Kappa kappa{category.kappa[row_of(x)], category.kappa_years[row_of(x)]};
  kernel().award_age(&rows[0], &rows[1], &static_cast<const WaysOut&>(exits), &kappa, &category.terms,
                     &awards.of_age, awards.by_way.data(), &index);
  for (std::size_t o = 0; o < static_cast<std::size_t>(exits.count); ++o) {
    const Way way = exits.exits[o].way;
    const CellAward<Lanes>& a = awards.of_age.by_exit[o];
    if (!any_positive(a.people.heads)) continue;
    if (way == Way::illness_partial) {
      award_partial(life, g, x, a, category, book);
      continue;
    }
    if (way == Way::illness_limited) {
      award_limited(life, g, x, a, awards.of_age.limited, category, book);
      continue;
    }
    const bool benefit = way == Way::illness && rules.illness_benefit;
    const Pensioned kind = benefit ? Pensioned::benefit : way == Way::illness ? Pensioned::ill : Pensioned::retired;
    join(life, kind, g, x, a);
  }
  for (const RowOutcome<Lanes>& out : rows)
    if (!out.nobody()) award_buyers(life, g, x, out, index, category, rules, book);
}

/// The year's awards of one category, by way; and what the audit compares. Returns Σ ℓ of the retirees who gained.
Lanes book_awards(const std::array<CellAward<Lanes>, kWays>& by_way, const MembershipYear& rules,
                  const CategoryRules& category, YearBook& book) {
  Lanes gained{};
  for (int w = 0; w < kWays; ++w) {
    const Way way = static_cast<Way>(w);
    const CellAward<Lanes>& a = by_way[static_cast<std::size_t>(w)];
    gained += a.gained.level;
    book.tally.in = with_gain(book.tally.in, a.gained, category.terms.index);
    book.tally.out += a.left;
    if (!is_deferred(way)) book_award(a, way, way == Way::illness && rules.illness_benefit, category, book);
  }
  return gained;
}

}  // namespace

HeadsBySexAndAge insured_after_deaths(const Life& life, const MembershipYear& rules) {
  HeadsBySexAndAge insured{};
  for (Category g : kAllCategories) {
    auto& heads = insured[static_cast<std::size_t>(sex_of(g))];
    const Table& table = life.members[static_cast<std::size_t>(g)];
    for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x) {
      const double alive = 1.0 - active_death(rules, g, x);
      heads[static_cast<std::size_t>(x)] += alive * (table.state(Cohort::middle, x).heads() + table.state(Cohort::fresh, x).heads());
    }
    for (Pensioned kind : kAllPensioned)
      for (Age x = Pension::kFirstAge; x <= Pension::kLastAge; ++x)
        heads[static_cast<std::size_t>(x)] += life.table(kind, g).row(x).people.heads;
    for (Deferred kind : {Deferred::partial, Deferred::limited})
      for (Age x = DeferredTable<Lanes>::kFirstAge; x <= DeferredTable<Lanes>::kLastAge; ++x)
        heads[static_cast<std::size_t>(x)] += life.table(kind, g).row(x).heads;
  }
  return insured;
}

void restore_arrears(const Life& life, MembershipYear& rules) {
  if (rules.accrue_on_due) return;
  for (std::size_t g = 0; g < kCategories; ++g) {
    CategoryRules& category = rules.categories[g];
    Lanes payers{};
    for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x)
      for (Cohort cohort : {Cohort::middle, Cohort::fresh}) payers += life.members[g].state(cohort, x).total.contributing.level;
    const Lanes restored = rules.arrears_recovery * life.arrears[g] / (category.legal_rate * category.base_year);
    const Lanes gain = category.density * category.collection;
    category.restored = lesser(share_of(restored, payers), 1.0 - gain);
    category.rates.gain = gain + category.restored;
  }
}

namespace {

/// Who joins one row during the year.
void set_arrivals(Category g, Cohort cohort, Age x, const Entrants& entering, const MembershipYear& rules,
                  Reclassified& movers, Arrivals<Lanes>& joins) {
  if (cohort == Cohort::fresh) {
    const Enrolling& enrolling = entering.by_age[static_cast<std::size_t>(g)][row_of(x)];
    joins.joining.heads = enrolling.joining, joins.joining.level = enrolling.joining_level;
    joins.dropping.heads = enrolling.dropping, joins.dropping.level = enrolling.dropping_level;
    joins.returning = {}, joins.returning_bucket = 0;
    if (any_positive(enrolling.returning)) {
      joins.returning = enrolling.returning * entering.home_comer;
      joins.returning_bucket = entering.home_comer_bucket;
    }
  }
  joins.reclassified_share = rules.categories[static_cast<std::size_t>(g)].arriving[row_of(x)];
  const bool come = joins.reclassified_share > 0 && !movers.span(sex_of(g), cohort, x).empty();
  joins.reclassified = come ? movers.row(sex_of(g), cohort, x) : nullptr;
  joins.reclassified_level = rules.reclassified_level;
}

void tally_arrivals(const Arrivals<Lanes>& joins, const BucketSpan& buckets, YearBook& book) {
  const Lanes heads = joins.joining.heads + joins.dropping.heads + joins.returning.heads;
  if (!any_positive(heads) && !joins.reclassified) return;
  book.tally.in += joins.joining + joins.dropping + joins.returning;
  book.add(Flow::entrants, joins.joining.heads + joins.dropping.heads);
  book.add(Flow::transferred_in, joins.returning.heads);
  if (!joins.reclassified) return;
  Members<Lanes> come;
  for (int s = buckets.first; s < buckets.last; ++s) come += joins.reclassified[s];
  come = joins.reclassified_share * come;
  come.level = joins.reclassified_level * come.heads;
  book.tally.in += come;
  book.add(Flow::reclassified, come.heads);
}

/// One category's year in progress: what its rows share.
struct CategoryStep {
  Life& life;
  Category g;
  const MembershipYear& rules;
  const Entrants& entering;
  Reclassified& movers;
  YearBook& book;
  RowRates<Lanes> rates;
  std::array<Arrivals<Lanes>, kCohorts> joins{};
  YearSums<Lanes> sums{};

  /// One row's year: one cohort type and age; `rates` are those of the age.
  void live_row(Cohort cohort, Age x, RowOutcome<Lanes>& out) {
    MemberTable<Lanes>& table = life.table(g);
    Arrivals<Lanes>& arrivals = joins[static_cast<std::size_t>(cohort)];
    set_arrivals(g, cohort, x, entering, rules, movers, arrivals);
    RowState<Lanes>& state = table.state(cohort, x);
    BucketSpan& span = state.span;
    if (arrivals.reclassified) span.include(movers.span(sex_of(g), cohort, x));
    if (any_positive(arrivals.joining.heads + arrivals.dropping.heads)) span.include({0, 1});
    if (any_positive(arrivals.returning.heads))
      span.include({arrivals.returning_bucket, arrivals.returning_bucket + 1});
    if (span.empty()) return out.clear(0);  // nobody
    Members<Lanes>* const departing =
        any_positive(rates.reclassify) ? movers.open(sex_of(g), cohort, x, span) : nullptr;
    tally_arrivals(arrivals, arrivals.reclassified ? movers.span(sex_of(g), cohort, x) : BucketSpan{}, book);
    kernel().live_one_year(table.row(cohort, x), table.buckets(), &state, &arrivals, &rates, &out, &sums, departing);
  }
};

}  // namespace

Lanes live_through(Life& life, Category g, const MembershipYear& rules, const Entrants& entering, Reclassified& movers,
                   YearBook& book) {
  const CategoryRules& category = rules.categories[static_cast<std::size_t>(g)];
  CategoryStep step{life, g, rules, entering, movers, book, category.rates};
  step.rates.bases = category.terms.bases, step.rates.basic_rate = category.terms.rates.basic;
  std::array<RowOutcome<Lanes>, kCohorts> rows;
  Awards awards;
  for (Age x = Table::kLastAge; x >= Table::kFirstAge; --x) {
    set_age(rules, g, x, step.rates);
    for (Cohort cohort : {Cohort::middle, Cohort::fresh})
      step.live_row(cohort, x, rows[static_cast<std::size_t>(cohort)]);
    if (rows[0].tests + rows[1].tests > 0) award_age(life, g, x, rows, rules, awards, book);
  }
  life.closing[static_cast<std::size_t>(g)] = step.sums.closing;
  book_member_deaths(step.sums, step.rates, rules, book);
  book_transfers(step.sums, step.rates, rules, book);
  book_refunds(step.sums, book);
  tally_year(step.sums, step.rates.index, book);
  return step.sums.gained.level +
         book_awards(awards.by_way, rules, category, book);
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
  } else {
    book.add(Flow::contributions_unit, paid_base * c.employer_rate);
    book.add(Flow::contributions_individual, paid_base * c.member_rate);
    book.add(Flow::contributions_waived, paid_base * c.waived_rate);
    book.add(Flow::contribution_base, due_heads * c.base_year);
    book.add(Flow::market_wage_bill, due_heads * c.wage_year);
    const Lanes audited = 1.0 - share_of(c.index_unaudited, c.terms.index);
    book.add(Flow::audit_contributions, paid_base * (c.employer_rate + c.member_rate) * audited);
    const Lanes promised = 0.5 * c.terms.rates.basic * c.terms.bases.city * (c.terms.index - c.index_unaudited) +
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
  Lanes heads{};
  double year = 0;
  for (auto n = life.hardship_entrants.rbegin(); n != life.hardship_entrants.rend() && year < end; ++n, year += 1)
    heads += *n * std::max(0.0, std::min(year + 1, end) - std::max(year, start));
  book.add(Flow::premium_subsidy, heads * rules.subsidy_per_head);
}

void record_stocks(const LifeTotals& t, const Block& block, const std::vector<PopulationPath>& residents,
                   int year_index, YearBook& book) {
  constexpr Age kWorkingFrom = 15, kOldFrom = 60;  // the census groups 15–59 and 60+
  book.set(Flow::contributing_end, t.contributing);
  book.set(Flow::suspended_end, t.suspended);
  book.set(Flow::retired_end, t.retired);
  book.set(Flow::illness_benefit_end, t.benefit);
  book.set(Flow::pension_annual_end, 12.0 * (t.pensioned.pooled + t.account_pension));
  book.set(Flow::account_end, t.members.account + t.retired_accounts);
  const auto of_residents = [&](auto count) {
    return block.gather([&](int unit) {
      return count(residents[static_cast<std::size_t>(unit)][static_cast<std::size_t>(year_index)]);
    });
  };
  const auto both = [](const PopulationYear& year) -> Eigen::ArrayXd { return year.residents[0] + year.residents[1]; };
  book.set(Flow::population, of_residents([&](const PopulationYear& y) { return both(y).sum(); }));
  book.set(Flow::population_15_59, of_residents([&](const PopulationYear& y) {
             return both(y).segment(kWorkingFrom, kOldFrom - kWorkingFrom).sum();
           }));
  book.set(Flow::population_60plus,
           of_residents([&](const PopulationYear& y) { return both(y).tail(Demography::kAges - kOldFrom).sum(); }));
  book.set(Flow::births, of_residents([](const PopulationYear& y) { return y.births; }));
  book.set(Flow::population_deaths, of_residents([](const PopulationYear& y) { return y.deaths; }));
  book.set(Flow::net_migration, of_residents([](const PopulationYear& y) { return y.net_migrants; }));
}

}  // namespace ballast
