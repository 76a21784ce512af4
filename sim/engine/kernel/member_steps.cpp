// One category's year, age by age: deaths, transfers, suspension, entry, accrual, retirement (equations M1 – M5).
#include "sim/engine/kernel/award_steps.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

using Table = MemberTable<Lanes>;

std::size_t row_of(Age x) { return static_cast<std::size_t>(x - Table::kFirstAge); }

/// What the ages of a category read, where it stands.
struct CategoryAges {
  MemberTable<Lanes>& table;
  const CategoryRules& rules;
  const RowExits* exits;
  const Enrolling* entering;
  GroupDeaths deaths;

  CategoryAges(Life& life, Category g, const MembershipYear& year, const Entrants& entrants)
      : table(life.table(g)),
        rules(year.categories[static_cast<std::size_t>(g)]),
        exits(year.exits->rows[static_cast<std::size_t>(g)].data()),
        entering(entrants.by_age[static_cast<std::size_t>(g)].data()),
        deaths(year.mortality.active(sex_of(g))) {}
};

/// What of a row's rates depends on its age.
void set_age(const MembershipYear& rules, const CategoryAges& of, Age x, RowRates<Lanes>& rates) {
  rates.death = of.deaths.at(x);
  rates.transfer = x < rules.transfer_out_before ? rules.transfer_out : Lanes{};
  rates.reclassify = rules.reclassified * of.rules.reclassify[row_of(x)];
  const RowExits& exits = of.exits[row_of(x)];
  rates.exits = exits.exits + exits.lasting, rates.exit_count = exits.count - exits.lasting;
  rates.tests = exits.tests, rates.test_count = exits.test_count;
  rates.stay_flat = exits.stay_flat, rates.stay_up = exits.stay_up;
}

/// Asks for what the next ages will read while this one's year is lived: where the ways out of an age stand, then the
/// ways themselves and what is known of its rows, at last the moments of their awards.
[[gnu::always_inline]] inline void ask_ahead(const CategoryAges& of, Age x) {
  const RowExits* const here = of.exits + row_of(x);
  for (int o = 0; o < here->count; ++o) ask_for(here->moments[o]);
  if (x - 1 < Table::kFirstAge) return;
  if (const RowExits& next = here[-1]; next.count > 0) {
    ask_for(next.exits, next.count), ask_for(next.moments, next.count), ask_for(next.tests, next.test_count);
    ask_for(next.stay_flat, of.table.buckets()), ask_for(next.stay_up, of.table.buckets());
  }
  of.table.middle.expect(x - 1), of.table.fresh.expect(x - 1);
  of.deaths.expect(x - 1);
  ask_for(of.entering + row_of(x - 1));
  if (x - 2 >= Table::kFirstAge) ask_for(here - 2);
}

void book_member_deaths(const YearSums<Lanes>& sums, const RowRates<Lanes>& rates, const MembershipYear& rules,
                        YearBook& book) {
  const Lanes n = sums.dead.heads, credit = rates.credit * sums.dead_gained.level;
  const Lanes interest = sums.dead.account * (rules.of_dying.growth - 1.0) + credit * rates.credit_interest;
  book.add(Flow::deaths_active, n);
  book.add(Flow::funeral_grants, n * rules.funeral_grant);
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

void book_refunds(const YearSums<Lanes>& sums, const RowRates<Lanes>& rates, YearBook& book) {
  book.add(Flow::left_with_refund, sums.refunded.heads);
  book.add(Flow::account_refunds, sums.refunded.account);
  book.add(Flow::account_refunded, sums.refunded.account);
  book.add(Flow::account_interest, interest_on_stayers(sums, rates));
}

/// Both sides of the audit for one category: the year's gains in, everyone who is no longer a member out.
void tally_year(const YearSums<Lanes>& sums, const Lanes& index, std::size_t g, Tally& tally) {
  tally.out[g] += with_gain(sums.dead, sums.dead_gained, index) +
                  with_gain(sums.transferred, sums.transferred_gained, index) + sums.refunded + sums.reclassified;
  tally.in[g] = with_gain(tally.in[g], sums.gained(), index);
}

void tally_new(const Arrivals<Lanes>& joins, std::size_t g, YearBook& book) {
  const Newcomers<Lanes> everyone = joins.joining + joins.dropping;
  book.add(Flow::entrants, everyone.heads);
  if (!any_positive(joins.returning.heads)) return join(book.tally.in[g], everyone);
  book.tally.in[g] += without_record(everyone) + joins.returning;
  book.add(Flow::transferred_in, joins.returning.heads);
}

void tally_reclassified(const Arrivals<Lanes>& joins, const BucketSpan& buckets, std::size_t g, YearBook& book) {
  Members<Lanes> come;
  for (int s = buckets.first; s < buckets.last; ++s) come += joins.reclassified[s];
  come = joins.reclassified_share * come;
  come.level = joins.reclassified_level * come.heads;
  book.tally.in[g] += come;
  book.add(Flow::reclassified, come.heads);
}

/// One category's year in progress: what its rows share.
struct CategoryStep {
  const CategoryAges of;
  Category g;
  const MembershipYear& rules;
  const Entrants& entering;
  Reclassified& movers;
  YearBook& book;
  RowRates<Lanes> rates;
  std::array<Arrivals<Lanes>, kCohorts> joins{};
  YearSums<Lanes> sums{};

  /// Who comes to an age from outside: fresh cohorts alone.
  void admit_new(Age x, Arrivals<Lanes>& to) {
    if (any_positive(to.returning.heads)) to.returning.clear();  // of the age before
    const Enrolling& enrolling = of.entering[row_of(x)];
    to.joining = {enrolling.joining, enrolling.joining_level};
    to.dropping = {enrolling.dropping, enrolling.dropping_level};
    const bool new_members = any_positive(enrolling.joining + enrolling.dropping);
    const bool home_comers = any_positive(enrolling.returning);
    if (!new_members && !home_comers) return;
    if (new_members) of.table.fresh.open(x, {0, 1});
    if (home_comers) {
      const int s = entering.home_comer_bucket;
      to.returning = enrolling.returning * entering.home_comer, to.returning_bucket = s;
      of.table.fresh.open(x, {s, s + 1});
    }
    tally_new(to, static_cast<std::size_t>(g), book);
  }

  /// Who comes to a row from another category.
  template <class People>
  void admit_reclassified(CohortTable<People>& table, Cohort cohort, Age x, Arrivals<Lanes>& to) {
    to.reclassified = nullptr;
    to.reclassified_share = of.rules.arriving[row_of(x)];
    if (!(to.reclassified_share > 0)) return;
    const BucketSpan& span = movers.span(sex_of(g), cohort, x);
    if (span.empty()) return;
    to.reclassified = movers.row(sex_of(g), cohort, x), to.reclassified_level = rules.reclassified_level;
    table.open(x, span);
    tally_reclassified(to, span, static_cast<std::size_t>(g), book);
  }

  /// One row's year: one cohort type and age; `rates` are those of the age.
  template <class People>
  void live_row(CohortTable<People>& table, Cohort cohort, Age x, RowOutcome<Lanes>& out) {
    Arrivals<Lanes>& arrivals = joins[static_cast<std::size_t>(cohort)];
    if (cohort == Cohort::fresh) admit_new(x, arrivals);
    admit_reclassified(table, cohort, x, arrivals);
    if (!table.reaches(x)) return out.clear(0);
    RowState<People>& state = table.state(x);
    if (state.span.empty()) return out.clear(0);  // nobody
    Members<Lanes>* const departing =
        any_positive(rates.reclassify) ? movers.open(sex_of(g), cohort, x, state.span) : nullptr;
    live_one_year(table.row(x), table.buckets(), state, arrivals, rates, out, sums, departing);
  }
};

}  // namespace

Lanes live_through(Life& life, Category g, const MembershipYear& rules, const Entrants& entering, Reclassified& movers,
                   YearBook& book) {
  const CategoryRules& category = rules.categories[static_cast<std::size_t>(g)];
  CategoryStep step{{life, g, rules, entering}, g, rules, entering, movers, book, category.rates};
  step.rates.basic_credited = 0.5 * category.terms.rates.basic * category.terms.bases.province;
  step.rates.basic_indexed = 0.5 * category.terms.rates.basic * category.terms.bases.city;
  RowOutcomes of_age;
  std::array<RowOutcome<Lanes>, kCohorts>& rows = of_age.rows;
  AwardsByWay<Lanes> awards;
  Table& table = life.table(g);
  for (Age x = Table::kLastAge; x >= Table::kFirstAge; --x) {
    set_age(rules, step.of, x, step.rates);
    ask_ahead(step.of, x);
    step.live_row(table.middle, Cohort::middle, x, rows[0]);
    step.live_row(table.fresh, Cohort::fresh, x, rows[1]);
    if (rows[0].tests + rows[1].tests > 0) award_age(life, g, x, rows, rules, awards, book);
  }
  life.closing[static_cast<std::size_t>(g)] = step.sums.closing;
  book_member_deaths(step.sums, step.rates, rules, book);
  book_transfers(step.sums, step.rates, rules, book);
  book_refunds(step.sums, step.rates, book);
  tally_year(step.sums, step.rates.index, static_cast<std::size_t>(g), book.tally);
  return step.sums.gained().level + book_awards(awards, g, rules, book);
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
