// For any numbers: the kernel of every class of instruction sets gives the same bits, and those of the equations on one
// number: what a unit comes to depends neither on the machine nor on its neighbours (docs/decisions/0009).

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>
#include <vector>

#include "models/benefit/cell_award.hpp"
#include "models/benefit/pensioners.hpp"
#include "models/membership/year_step.hpp"
#include "sim/engine/lanes.hpp"

namespace ballast {
namespace {

/// Numbers from one drawn seed.
class Draw {
 public:
  double operator()(double from, double to) { return from + (to - from) * share_(engine_); }
  Lanes lanes(double from, double to) {
    Lanes all{};
    for (int lane = 0; lane < kLanes; ++lane) all[lane] = (*this)(from, to);
    return all;
  }
  /// As lanes, a third of them nothing: empty cells are common.
  Lanes some(double to) {
    Lanes all = lanes(0, to);
    for (int lane = 0; lane < kLanes; ++lane) all[lane] = share_(engine_) < 1 / 3.0 ? 0.0 : all[lane];
    return all;
  }

 private:
  std::mt19937_64 engine_{*rc::gen::arbitrary<std::uint32_t>()};
  std::uniform_real_distribution<double> share_{0, 1};
};

Members<Lanes> some_members(Draw& draw) {
  const Lanes heads = draw.some(500);
  return {heads,
          heads * draw.lanes(0, 20),
          heads * draw.lanes(0, 30),
          heads * draw.lanes(0, 90000),
          heads * draw.lanes(0.5, 1.5),
          heads * draw.lanes(0, 9)};
}

template <class Real>
void append(const Real& number, std::vector<double>& to, int lane) {
  if constexpr (std::is_same_v<Real, double>)
    to.push_back(number);
  else
    to.push_back(number[lane]);
}
template <class Real>
void append(const Record<Real>& m, std::vector<double>& to, int lane) {
  for (const Real* field : {&m.heads, &m.paid, &m.indexed, &m.account, &m.level}) append(*field, to, lane);
}
template <class Real>
void append(const Members<Real>& m, std::vector<double>& to, int lane) {
  append(static_cast<const Record<Real>&>(m), to, lane), append(m.deemed, to, lane);
}
template <class Real>
void append(const Gain<Real>& g, std::vector<double>& to, int lane) {
  append(g.heads, to, lane), append(g.level, to, lane);
}
template <class Real>
void append(const NewPensioners<Real>& p, std::vector<double>& to, int lane) {
  for (const Real* field : {&p.heads, &p.pooled, &p.transitional, &p.years}) append(*field, to, lane);
}
template <class Real>
void append(const Pensioners<Real>& p, std::vector<double>& to, int lane) {
  for (const Real* field : {&p.heads, &p.pooled, &p.transitional, &p.years, &p.increases, &p.pooled_increases})
    append(*field, to, lane);
}

Members<double> lane_of(const Members<Lanes>& m, int lane) {
  return {m.heads[lane], m.paid[lane], m.indexed[lane], m.account[lane], m.level[lane], m.deemed[lane]};
}

// ---- members -------------------------------------------------------------------------------------------------------

constexpr int kBuckets = 6, kWaysOut = 3;

/// What does not depend on the unit.
struct CommonRules {
  std::array<std::vector<double>, kWaysOut> eligible;
  std::array<Exit, kWaysOut> exits;
  std::array<YearsTest, kWaysOut> tests;
  std::vector<std::array<double, kLimitedTwelves>> twelves;
  std::vector<double> stay_flat, stay_up, grant;
};

CommonRules some_rules(Draw& draw) {
  CommonRules c;
  c.stay_flat.assign(kBuckets, 1), c.stay_up.assign(kBuckets, 1);
  double waiting = 1;
  for (std::size_t o = 0; o < kWaysOut; ++o) {
    for (int s = 0; s <= kBuckets; ++s) c.eligible[o].push_back(s < 2 ? 0 : s > 4 ? 1 : draw(0, 1));
    Exit& e = c.exits[o];
    e = {.way = static_cast<Way>(o), .share = draw(0, waiting), .gained = draw(0, 1)};
    e.asked = e.share;
    waiting -= e.share;
    e.here = c.eligible[o].data(), e.next = e.here + 1, e.minimum_years = 4;
    e.test = static_cast<int>(o);
    c.tests[o] = {.here = e.here, .next = e.next, .first = 0, .last = kBuckets};
    e.leave = draw(0, 0.3), e.buy = draw(0, 0.3), e.loan = draw(0, 0.3), e.loan_from = 1;
    for (int s = 0; s < kBuckets; ++s) {
      const double here = e.here[s], by_then = here * (1 - e.gained) + e.next[s] * e.gained, ends = e.ending(s);
      c.stay_flat[static_cast<std::size_t>(s)] -= e.share * here + ends * (1 - here);
      c.stay_up[static_cast<std::size_t>(s)] -= e.share * by_then + ends * (1 - by_then);
    }
  }
  for (int s = 0; s <= kBuckets; ++s)
    for (double& twelve : c.twelves.emplace_back()) twelve = draw(0, 1);
  c.tests.back().years_of_benefit = c.twelves.data();
  for (int s = 0; s < kBuckets; ++s) c.grant.push_back(3 + s);
  return c;
}

struct RowYear {
  CommonRules rules;
  std::vector<MemberCell<Lanes>> row;
  BucketSpan span{0, kBuckets - 1};
  Arrivals<Lanes> joins;
  std::vector<Members<Lanes>> arriving;
  RowRates<Lanes> rates;
};

void point_to_rules(const CommonRules& c, auto& rates) {
  rates.grant = {.below_top = c.grant.data(), .top = {.after = 3, .there = 9, .further = 1, .cap = 24}};
  rates.stay_flat = c.stay_flat.data(), rates.stay_up = c.stay_up.data();
  rates.exits = c.exits.data(), rates.exit_count = kWaysOut;
  rates.tests = c.tests.data(), rates.test_count = kWaysOut;
}

RowYear some_row(Draw& draw) {
  RowYear y;
  y.rules = some_rules(draw);
  y.row.resize(kBuckets), y.arriving.resize(kBuckets);
  for (int s = 0; s + 1 < kBuckets; ++s) y.row[static_cast<std::size_t>(s)] = {some_members(draw), some_members(draw)};
  for (Members<Lanes>& m : y.arriving) m = some_members(draw);
  for (Newcomers<Lanes>* who : {&y.joins.joining, &y.joins.dropping}) {
    who->heads = draw.some(500);
    who->level = who->heads * draw.lanes(0.5, 1.5);
  }
  y.joins.returning = some_members(draw);
  y.joins.returning_bucket = 3, y.joins.reclassified = y.arriving.data();
  y.joins.reclassified_share = draw(0, 1), y.joins.reclassified_level = draw(0.5, 1.5);
  RowRates<Lanes>& r = y.rates;
  r.death = draw.lanes(0, 0.1), r.transfer = draw.lanes(0, 0.1), r.suspend = draw.lanes(0, 0.3);
  r.resume = draw.lanes(0, 0.3), r.reclassify = draw.lanes(0, 0.1), r.gain = draw.lanes(0, 1);
  r.part_year = draw.lanes(0, 1), r.index = draw.lanes(0.6, 3), r.credit = draw.lanes(1000, 9000);
  r.interest = draw.lanes(0, 0.08), r.credit_interest = draw.lanes(0, 0.05);
  r.basic_credited = draw.lanes(10, 50), r.basic_indexed = draw.lanes(10, 50);
  point_to_rules(y.rules, r);
  return y;
}

template <class Real>
struct RowResult {
  std::vector<MemberCell<Real>> row;
  std::vector<Members<Real>> departing = std::vector<Members<Real>>(kBuckets);
  RowState<Members<Real>> state;
  RowOutcome<Real> out;
  YearSums<Real> sums;

  std::vector<double> numbers(int lane) const {
    std::vector<double> all;
    for (const auto& cell : row) append(cell.contributing, all, lane), append(cell.suspended, all, lane);
    for (int s = 0; s + 1 < kBuckets; ++s) append(departing[static_cast<std::size_t>(s)], all, lane);
    for (std::size_t o = 0; o < kWaysOut; ++o) {
      append(out.due[o].eligible, all, lane), append(out.due[o].shift, all, lane);
      append(out.due[o].gaining, all, lane);
    }
    for (const LimitedBasic<Real>& twelve : out.limited)
      append(twelve.all, all, lane), append(twelve.gained, all, lane);
    append(state.total.contributing, all, lane), append(state.total.suspended, all, lane);
    append(out.bought, all, lane);
    for (const Real* x : {&state.grant_months, &out.missing_years, &out.lent_heads, &out.lent_years,
                          &sums.survivor_months, &sums.interest_on_ended})
      append(*x, all, lane);
    for (const auto* m : {&sums.dead, &sums.transferred, &sums.refunded, &sums.reclassified}) append(*m, all, lane);
    for (const auto* g : {&sums.dead_gained, &sums.transferred_gained, &sums.ended_gained, &sums.closing_gained})
      append(*g, all, lane);
    return all;
  }
};

template <class Real, class Coef>
RowResult<Real> lived(std::vector<MemberCell<Real>> row, BucketSpan span, const Arrivals<Real>& joins,
                      const RowRates<Coef>& rates) {
  RowResult<Real> result{.row = std::move(row), .state = {.span = span, .total = {}, .grant_months = {}}};
  result.state.count(result.row.data(), kBuckets, rates.grant);
  result.state.span = span;  // buckets that somebody joins
  live_one_year(result.row.data(), kBuckets, result.state, joins, rates, result.out, result.sums,
                result.departing.data());
  return result;
}

RowResult<Lanes> lived_together(const RowYear& y) { return lived<Lanes, Lanes>(y.row, y.span, y.joins, y.rates); }

/// The equations on one number, for one unit.
RowResult<double> lived_alone(const RowYear& y, int lane) {
  std::vector<MemberCell<double>> row(kBuckets);
  for (std::size_t s = 0; s < kBuckets; ++s)
    row[s] = {lane_of(y.row[s].contributing, lane), lane_of(y.row[s].suspended, lane)};
  std::vector<Members<double>> arriving;
  for (const Members<Lanes>& m : y.arriving) arriving.push_back(lane_of(m, lane));
  Arrivals<double> joins;
  joins.joining = {y.joins.joining.heads[lane], y.joins.joining.level[lane]};
  joins.dropping = {y.joins.dropping.heads[lane], y.joins.dropping.level[lane]};
  joins.returning = lane_of(y.joins.returning, lane), joins.returning_bucket = y.joins.returning_bucket;
  joins.reclassified = arriving.data(), joins.reclassified_share = y.joins.reclassified_share;
  joins.reclassified_level = y.joins.reclassified_level;
  RowRates<double> r;
  r.death = y.rates.death[lane], r.transfer = y.rates.transfer[lane], r.suspend = y.rates.suspend[lane];
  r.resume = y.rates.resume[lane], r.reclassify = y.rates.reclassify[lane], r.gain = y.rates.gain[lane];
  r.part_year = y.rates.part_year[lane], r.index = y.rates.index[lane], r.credit = y.rates.credit[lane];
  r.interest = y.rates.interest[lane], r.credit_interest = y.rates.credit_interest[lane];
  point_to_rules(y.rules, r);
  r.basic_credited = y.rates.basic_credited[lane], r.basic_indexed = y.rates.basic_indexed[lane];
  return lived<double, double>(std::move(row), y.span, joins, r);
}

RC_GTEST_PROP(KernelProperty, MoveMembersAloneAsTogether, ()) {
  Draw draw;
  const RowYear year = some_row(draw);
  for (int lane = 0; lane < kLanes; ++lane) {
    const std::vector<double> alone = lived_alone(year, lane).numbers(lane);
    RC_ASSERT(lived_together(year).numbers(lane) == alone);
  }
}

/// The numbers of a row's year, lived as a middle cohort or as a new one.
template <class People>
std::vector<double> lived_as(const RowYear& y, int lane) {
  std::vector<CellOf<People>> row(kBuckets);
  for (std::size_t s = 0; s < kBuckets; ++s)
    row[s].contributing += y.row[s].contributing, row[s].suspended += y.row[s].suspended;
  RowState<People> state{.span = y.span, .total = {}, .grant_months = {}};
  state.count(row.data(), kBuckets, y.rates.grant);
  state.span = y.span;
  RowOutcome<Lanes> out;
  YearSums<Lanes> sums;
  std::vector<Members<Lanes>> departing(kBuckets);
  live_one_year(row.data(), kBuckets, state, y.joins, y.rates, out, sums, departing.data());
  std::vector<double> all;
  for (const auto& cell : row)
    for (const Record<Lanes>* group :
         {static_cast<const Record<Lanes>*>(&cell.contributing), static_cast<const Record<Lanes>*>(&cell.suspended)})
      append(*group, all, lane);
  for (std::size_t o = 0; o < kWaysOut; ++o)
    append(out.due[o].eligible, all, lane), append(out.due[o].shift, all, lane), append(out.due[o].gaining, all, lane);
  for (const LimitedBasic<Lanes>& twelve : out.limited) append(twelve.all, all, lane), append(twelve.gained, all, lane);
  for (const Members<Lanes>* m :
       {&out.bought, &sums.dead, &sums.transferred, &sums.refunded, &sums.reclassified, &departing.front()})
    append(*m, all, lane);
  append(state.grant_months, all, lane), append(interest_on_stayers(sums, y.rates), all, lane);
  return all;
}

// New cohorts keep no deemed years: where nobody has any, their row lives as a middle cohort's, bit for bit.
RC_GTEST_PROP(KernelProperty, MoveNewCohortsAsMiddleOnesWithoutDeemedYears, ()) {
  Draw draw;
  RowYear year = some_row(draw);
  for (MemberCell<Lanes>& cell : year.row) cell.contributing.deemed = cell.suspended.deemed = Lanes{};
  for (Members<Lanes>& m : year.arriving) m.deemed = Lanes{};
  year.joins.reclassified = year.arriving.data(), year.joins.returning.deemed = Lanes{};
  point_to_rules(year.rules, year.rates);
  for (int lane = 0; lane < kLanes; ++lane)
    RC_ASSERT(lived_as<Record<Lanes>>(year, lane) == lived_as<Members<Lanes>>(year, lane));
}

// ---- pensioners ----------------------------------------------------------------------------------------------------

template <class Real>
std::vector<double> numbers(const PensionerRow<Real>& row, const PensionOutcome<Real>& out, int lane) {
  std::vector<double> all;
  append(row.people, all, lane);
  for (int a = row.first; a < row.last; ++a) {
    append(row.accounts[static_cast<std::size_t>(a)].pension, all, lane);
    append(row.accounts[static_cast<std::size_t>(a)].balance, all, lane);
  }
  for (const Real* x :
       {&row.exhausted, &out.dead, &out.refunded, &out.basic, &out.transitional, &out.increases, &out.from_account,
        &out.from_pool, &out.increase_first_year, &out.increase_surviving, &out.interest, &out.monthly_increase,
        &out.monthly_ended, &out.closing.account_pension, &out.closing.account_balance})
    append(*x, all, lane);
  append(out.closing.people, all, lane);
  return all;
}

RC_GTEST_PROP(KernelProperty, PayPensionersAloneAsTogether, ()) {
  Draw draw;
  PensionerRow<Lanes> row;
  const Lanes heads = draw.some(300);
  row.people = {heads,
                heads * draw.lanes(500, 3000),
                heads * draw.lanes(0, 300),
                heads * draw.lanes(15, 40),
                heads * draw.lanes(0, 400),
                heads * draw.lanes(0, 300)};
  for (Age r = 58; r < 62; ++r) row.account(r) = {draw.some(20000), draw.some(600000)};
  row.exhausted = draw.some(9000);
  PensionRates<Lanes> rates{.death = draw.lanes(0, 0.2),
                            .fixed = draw.lanes(0, 40),
                            .per_year = draw.lanes(0, 3),
                            .own_share = draw.lanes(0, 0.03),
                            .tilt = draw.lanes(0, 30),
                            .whole_year = draw_terms(draw.lanes(0, 0.08), 0),
                            .of_dying = {draw.lanes(1, 1.05), draw(0, 12), draw.lanes(0, 0.3)},
                            .pool_carries_increases = draw(0, 1) < 0.5};
  for (int lane = 0; lane < kLanes; ++lane) {
    PensionerRow<double> one;
    one.people = {row.people.heads[lane], row.people.pooled[lane],    row.people.transitional[lane],
                  row.people.years[lane], row.people.increases[lane], row.people.pooled_increases[lane]};
    for (Age r = 58; r < 62; ++r) one.account(r) = {row.account(r).pension[lane], row.account(r).balance[lane]};
    one.exhausted = row.exhausted[lane];
    const auto its_draw = [&](const DrawTerms<Lanes>& all) {
      return DrawTerms<double>{all.growth[lane], all.payments, all.forgone[lane]};
    };
    const PensionRates<double> its{.death = rates.death[lane],
                                   .fixed = rates.fixed[lane],
                                   .per_year = rates.per_year[lane],
                                   .own_share = rates.own_share[lane],
                                   .tilt = rates.tilt[lane],
                                   .whole_year = its_draw(rates.whole_year),
                                   .of_dying = its_draw(rates.of_dying),
                                   .pool_carries_increases = rates.pool_carries_increases};
    PensionOutcome<double> out_one;
    retirees_year<double, double>(one, its, out_one);
    PensionerRow<Lanes> all = row;
    PensionOutcome<Lanes> out;
    retirees_year<Lanes, Lanes>(all, rates, out);
    RC_ASSERT(numbers(all, out, lane) == numbers(one, out_one, lane));
    RC_ASSERT(all.account_pension()[lane] == one.account_pension());
    RC_ASSERT(all.account_balance()[lane] == one.account_balance());
  }
}

// ---- awards --------------------------------------------------------------------------------------------------------

template <class Real>
std::vector<double> numbers(const CellAward<Real>& a, int lane) {
  std::vector<double> all;
  append(a.people, all, lane), append(a.gained, all, lane), append(a.left, all, lane);
  for (const Real* x : {&a.account.pension, &a.account.balance, &a.basic_paid, &a.transitional_paid, &a.account_paid,
                        &a.account_interest, &a.deemed_cost, &a.months_early, &a.paying_months_early,
                        &a.newly_months_early, &a.divisor_effect})
    append(*x, all, lane);
  return all;
}

/// Nothing of a way that nobody took.
template <class Real>
std::vector<double> numbers_of(const AwardsByWay<Real>& by_way, std::size_t way, int lane) {
  const CellAward<Real>* const sum = by_way.of(static_cast<Way>(way));
  return numbers(sum ? *sum : CellAward<Real>{}, lane);
}

RC_GTEST_PROP(KernelProperty, AwardAloneAsTogether, ()) {
  Draw draw;
  const RowYear middle = some_row(draw), fresh = some_row(draw);
  std::array<AwardMoments, kWaysOut> moments;
  std::array<const AwardMoments*, kWaysOut> of_way{};
  for (std::size_t o = 0; o < kWaysOut; ++o) {
    moments[o] = award_moments({{.month = 1 + static_cast<int>(draw(0, 12)),
                                 .weight = 1,
                                 .inverse_divisor = 1 / draw(100, 200),
                                 .months_early = draw(0, 36),
                                 .divisor_effect = -draw(0, 1e-3)}});
    of_way[o] = &moments[o];
  }
  const WaysOut ways{middle.rules.exits.data(), of_way.data(), kWaysOut};
  const AwardTerms<Lanes> terms{.bases = {draw.lanes(3000, 9000), draw.lanes(3000, 9000)},
                                .index = draw.lanes(0.6, 2),
                                .credit = draw.lanes(1000, 9000),
                                .account_rate = draw.lanes(0, 0.08),
                                .rates = {.basic = 0.01, .transitional = 0.013}};
  const Kappa kappa{draw(0.8, 1.1), draw(0, 30)};
  std::array<CellAward<Lanes>, kWaysOut> together{};
  AwardsByWay<Lanes> by_way;
  const Lanes index =
      award_age<Lanes, Lanes>(lived_together(middle).out, lived_together(fresh).out, ways, kappa, terms, by_way,
                              [&](int o, const CellAward<Lanes>& a) { together[static_cast<std::size_t>(o)] = a; });
  for (int lane = 0; lane < kLanes; ++lane) {
    const AwardTerms<double> its{.bases = {terms.bases.province[lane], terms.bases.city[lane]},
                                 .index = terms.index[lane],
                                 .credit = terms.credit[lane],
                                 .account_rate = terms.account_rate[lane],
                                 .rates = terms.rates};
    std::array<CellAward<double>, kWaysOut> alone{};
    AwardsByWay<double> its_ways;
    const double its_index = award_age<double, double>(
        lived_alone(middle, lane).out, lived_alone(fresh, lane).out, ways, kappa, its, its_ways,
        [&](int o, const CellAward<double>& a) { alone[static_cast<std::size_t>(o)] = a; });
    RC_ASSERT(index[lane] == its_index);
    for (std::size_t o = 0; o < kWaysOut; ++o) {
      RC_ASSERT(numbers(together[o], lane) == numbers(alone[o], 0));
      RC_ASSERT(numbers_of(by_way, o, lane) == numbers_of(its_ways, o, 0));
    }
  }
}

}  // namespace
}  // namespace ballast
