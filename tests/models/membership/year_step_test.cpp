// One row of members through one year, by hand and on lanes.
#include "models/membership/year_step.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "models/benefit/award_moments.hpp"

namespace ballast {
namespace {

const std::vector<double> kNobody{0, 0, 0, 0}, kFromTwo{0, 0, 1, 1}, kNoGrant{0, 0, 0};

RowRates<double> rates() {
  RowRates<double> r;
  r.death = 0.01, r.suspend = 0.1, r.resume = 0.2, r.gain = 0.8, r.part_year = 0.5;
  r.index = 0.7, r.credit = 3000, r.interest = 0.04, r.credit_interest = 0.04 * 6.5 / 12;
  r.grant.below_top = kNoGrant.data();
  return r;
}

using Row = std::vector<MemberCell<double>>;

/// One year of a row of three buckets whose cells are counted first, as the engine keeps them. Returns what is left.
template <class Real>
RowState<Members<Real>> live(std::vector<MemberCell<Real>>& row, BucketSpan span, const Arrivals<Real>& joins,
                             const RowRates<double>& r, RowOutcome<Real>& out, YearSums<Real>& sums,
                             Members<Real>* departing = nullptr) {
  const int buckets = static_cast<int>(row.size());
  RowState<Members<Real>> state{.span = span, .total = {}, .grant_months = {}};
  state.count(row.data(), buckets, r.grant);
  state.span = span;  // cells that somebody joins hold nobody yet
  live_one_year(row.data(), buckets, state, joins, r, out, sums, departing);
  return state;
}

/// New members of bucket 0 at level 1 who go on paying.
template <class Real>
Arrivals<Real> entering(Real heads) {
  Arrivals<Real> joins;
  joins.joining.heads = joins.joining.level = heads;
  return joins;
}

// 100 heads in bucket 1 of 3, nobody suspended: deaths 1; of 99, 9.9 stop; the rest split 20 : 80.
TEST(YearStep, MovesThePayersUpAndNobodyElse) {
  Row row(3);
  BucketSpan filled{0, 2};
  row[1].contributing = {100, 150, 105, 200000, 100, 0};
  RowOutcome<double> out;
  YearSums<double> sums;
  EXPECT_EQ(live(row, filled, Arrivals<double>{}, rates(), out, sums).span.last, 3);
  EXPECT_NEAR(sums.dead.heads, 1, 1e-12);
  EXPECT_NEAR(sums.dead_gained.heads, 0.4, 1e-12);  // half a year × 80 %
  EXPECT_NEAR(row[1].contributing.heads, 89.1 * 0.2, 1e-12);
  EXPECT_NEAR(row[2].contributing.heads, 89.1 * 0.8, 1e-12);
  EXPECT_NEAR(row[2].contributing.paid, 89.1 * 0.8 * 2.5, 1e-9);  // 1.5 years each, and one more
  EXPECT_NEAR(row[1].contributing.paid, 89.1 * 0.2 * 1.5, 1e-9);  // no part of a year for those who did not pay
  EXPECT_NEAR(row[2].suspended.heads, 9.9 * 0.4, 1e-12);
  EXPECT_NEAR(row[1].suspended.heads, 9.9 * 0.6, 1e-12);
  EXPECT_NEAR(sums.gained().heads, 0.4 + 89.1 * 0.8 + 9.9 * 0.4, 1e-12);
  EXPECT_NEAR(row[2].contributing.account, 89.1 * 0.8 * (2000 * 1.04 + 3000 * (1 + 0.04 * 6.5 / 12)), 1e-6);
}

/// One way out with A(s) and B(s) as the rules make them.
struct OneWay {
  Exit exit;
  YearsTest test;
  std::vector<double> flat, up;
  OneWay(Exit e, int buckets) : exit(e), test{.here = e.here, .next = e.next, .first = 0, .last = buckets} {
    for (int s = 0; s < buckets; ++s) {
      const double here = e.here[s], next = e.next[s], ending = e.ending(s);
      const double with_gain = here * (1 - e.gained) + next * e.gained;
      flat.push_back(1 - e.share * here - ending * (1 - here));
      up.push_back(1 - e.share * with_gain - ending * (1 - with_gain));
    }
  }
  RowRates<double> in(RowRates<double> r) const {
    r.exits = &exit, r.exit_count = 1, r.tests = &test, r.test_count = 1, r.stay_flat = flat.data(),
    r.stay_up = up.data();
    return r;
  }
};

// Retirees first accrue, then are tested, then awarded: of bucket 1 only those who gain the year by June reach 2.
TEST(YearStep, TestsRetireesAfterTheirPartOfTheYear) {
  Row row(3);
  BucketSpan filled{0, 2};
  row[1].contributing = {100, 150, 105, 0, 100, 0};
  RowRates<double> r = rates();
  r.death = r.suspend = 0;
  const AwardMoments june = award_moments({{.month = 6, .weight = 1, .inverse_divisor = 1.0 / 139, .months_early = 0}});
  const OneWay way({.way = Way::statutory,
                    .share = 1,
                    .gained = june.heads.gained,
                    .here = kFromTwo.data(),
                    .next = kFromTwo.data() + 1,
                    .minimum_years = 2},
                   3);
  RowOutcome<double> out;
  YearSums<double> sums;
  live(row, filled, Arrivals<double>{}, way.in(r), out, sums);
  const Leavers<double>& l = out.due[0];
  const double retired = june.heads.all * l.eligible.heads + june.heads.gained * l.shift.heads;
  EXPECT_NEAR(retired, 100 * 0.8 * 0.5, 1e-9);  // 80 % pay, half of them by June
  EXPECT_NEAR(row[1].contributing.heads + row[2].contributing.heads, 60, 1e-9);
  EXPECT_NEAR(row[2].contributing.heads, 40, 1e-9);  // the rest of the payers gain by December
}

TEST(YearStep, LetsTheShortLeaveWithTheirAccounts) {
  Row row(3);
  BucketSpan filled{0, 1};
  row[0].contributing = {10, 0, 0, 1000, 10, 0};
  RowRates<double> r = rates();
  r.death = r.suspend = r.gain = 0;
  const OneWay way({.way = Way::statutory,
                    .share = 1,
                    .asked = 1,
                    .gained = 0.5,
                    .here = kNobody.data(),
                    .next = kNobody.data() + 1,
                    .minimum_years = 15,
                    .leave = 0.3},
                   3);
  RowOutcome<double> out;
  YearSums<double> sums;
  live(row, filled, Arrivals<double>{}, way.in(r), out, sums);
  EXPECT_NEAR(sums.refunded.heads, 3, 1e-12);
  EXPECT_NEAR(sums.refunded.account, 300 * 1.04, 1e-9);
  EXPECT_NEAR(row[0].contributing.heads, 7, 1e-12);
}

// A base of 80 % of the category's mean counts 80 % of the index and of the credit, and a whole year (equation M4.5).
TEST(YearStep, CreditsAnIndexInProportionToTheLevelOfTheBase) {
  Row row(3);
  BucketSpan filled{0, 2};
  row[1].contributing = {100, 150, 105, 0, 80, 0};
  RowRates<double> r = rates();
  r.death = r.suspend = 0;
  RowOutcome<double> out;
  YearSums<double> sums;
  live(row, filled, Arrivals<double>{}, r, out, sums);
  EXPECT_NEAR(row[2].contributing.paid, 80 * 2.5, 1e-9);
  EXPECT_NEAR(row[2].contributing.indexed, 80 * (1.05 + 0.7 * 0.8), 1e-9);
  EXPECT_NEAR(row[2].contributing.account, 80 * 0.8 * 3000 * (1 + 0.04 * 6.5 / 12), 1e-6);
  EXPECT_NEAR(sums.gained().level, 64, 1e-12);
}

// Who drops out in the year of joining pays half of it and is suspended on 31 December (equation M3.5).
TEST(YearStep, SuspendsThoseWhoDoNotGoOnPayingAfterTheYearTheyJoined) {
  Row row(3);
  BucketSpan filled{0, 1};
  Arrivals<double> joins;
  joins.dropping.heads = joins.dropping.level = 10;
  RowOutcome<double> out;
  YearSums<double> sums;
  live(row, filled, joins, rates(), out, sums);
  EXPECT_NEAR(row[0].suspended.heads, 10 * 0.6, 1e-12);
  EXPECT_NEAR(row[1].suspended.heads, 10 * 0.4, 1e-12);
  EXPECT_NEAR(row[0].contributing.heads + row[1].contributing.heads, 0, 1e-12);
}

// 100 heads, 2 % move to another region before anybody stops: they take opening sums and half a year's gain along.
TEST(YearStep, LetsMembersMoveToAnotherRegionWithHalfAYear) {
  Row row(3);
  BucketSpan filled{0, 2};
  row[1].contributing = {100, 150, 105, 200000, 100, 0};
  RowRates<double> r = rates();
  r.death = 0, r.transfer = 0.02;
  RowOutcome<double> out;
  YearSums<double> sums;
  live(row, filled, Arrivals<double>{}, r, out, sums);
  EXPECT_NEAR(sums.transferred.heads, 2, 1e-12);
  EXPECT_NEAR(sums.transferred_gained.heads, 2 * 0.4, 1e-12);
  EXPECT_NEAR(row[1].contributing.heads + row[2].contributing.heads + row[1].suspended.heads + row[2].suspended.heads,
              98, 1e-12);
}

// Re-enrolled employees leave one row as they are and contribute all year in the other, at their new level.
TEST(YearStep, CarriesTheReEnrolledWithTheirRecordToTheirNewCategory) {
  Row from(3), to(3);
  BucketSpan filled_from{0, 2}, filled_to;
  from[1].contributing = {100, 150, 105, 200000, 100, 0};
  RowRates<double> r = rates();
  r.death = r.suspend = 0, r.reclassify = 0.1;
  std::vector<Members<double>> movers(3);
  RowOutcome<double> gone, come;
  YearSums<double> left, arrived;
  live(from, filled_from, Arrivals<double>{}, r, gone, left, movers.data());
  EXPECT_NEAR(left.reclassified.heads, 10, 1e-12);
  Arrivals<double> joins;
  joins.reclassified = movers.data(), joins.reclassified_share = 0.6, joins.reclassified_level = 0.9;
  r.reclassify = 0, filled_to = {0, 2};
  live(to, filled_to, joins, r, come, arrived);
  EXPECT_NEAR(to[2].contributing.heads, 6 * 0.8, 1e-12);
  EXPECT_NEAR(to[1].contributing.heads, 6 * 0.2, 1e-12);
  EXPECT_EQ(to[1].suspended.heads + to[2].suspended.heads, 0);
  EXPECT_NEAR(to[2].contributing.paid, 6 * 0.8 * 2.5, 1e-9);
  EXPECT_NEAR(to[2].contributing.level, 6 * 0.8 * 0.9, 1e-12);
}

// Of three short members, the one in a bucket that a loan may bridge borrows; those further away do not (44-3.4).
TEST(YearStep, LendsOnlyToThoseNearlyLongEnoughInsured) {
  Row row(3);
  BucketSpan filled{0, 2};
  row[0].contributing = {10, 0, 0, 0, 10, 0}, row[1].contributing = {10, 15, 7, 0, 10, 0};
  RowRates<double> r = rates();
  r.death = r.suspend = r.gain = 0;
  const OneWay way({.way = Way::statutory,
                    .share = 1,
                    .asked = 1,
                    .gained = 0.5,
                    .here = kFromTwo.data(),
                    .next = kFromTwo.data() + 1,
                    .minimum_years = 2,
                    .leave = 0.2,
                    .loan = 0.5,
                    .loan_from = 1},
                   3);
  RowOutcome<double> out;
  YearSums<double> sums;
  live(row, filled, Arrivals<double>{}, way.in(r), out, sums);
  EXPECT_NEAR(out.lent_heads, 5, 1e-12);
  EXPECT_NEAR(out.lent_years, 2.5, 1e-12);  // half a year each
  EXPECT_NEAR(out.missing_years, 2.5, 1e-12);
  EXPECT_NEAR(sums.refunded.heads, 10 * 0.2 + 10 * 0.2 * 0.5, 1e-12);
  EXPECT_NEAR(row[0].contributing.heads, 8, 1e-12);
  EXPECT_NEAR(row[1].contributing.heads, 10 * (1 - 0.5 - 0.1), 1e-12);
}

// Below the top bucket by completed years; the top bucket is open, its mean years decide, up to the cap (equation
// M1.2).
TEST(YearStep, CountsTheSurvivorsMonthsOfTheDeadByTheirService) {
  const std::vector<double> months{3, 6, 9};
  RowRates<double> r = rates();
  r.death = 0.1, r.grant.below_top = months.data();
  r.grant.top = {.after = 2, .there = 9, .further = 1, .cap = 24};
  const auto months_of_the_dead = [&](double years_in_the_top_bucket) {
    Row row(3);
    BucketSpan filled{0, 3};
    row[0].contributing = {10, 5, 4, 0, 10, 0}, row[1].suspended = {20, 30, 20, 0, 20, 0};
    row[2].contributing = {30, 30 * (years_in_the_top_bucket - 1), 20, 0, 30, 30};
    RowOutcome<double> out;
    YearSums<double> sums;
    live(row, filled, Arrivals<double>{}, r, out, sums);
    return sums.survivor_months;
  };
  EXPECT_NEAR(months_of_the_dead(5), 0.1 * (10 * 3 + 20 * 6 + 30 * 12), 1e-9);
  EXPECT_NEAR(months_of_the_dead(40), 0.1 * (10 * 3 + 20 * 6 + 30 * 24), 1e-9);
}

// The short who buy in retire on 31 December with the year's gain and its interest; nobody buys where nobody is short.
TEST(YearStep, LetsTheShortBuyTheirMissingYears) {
  Row row(3);
  BucketSpan filled{0, 2};
  row[1].contributing = {10, 15, 11, 50000, 9, 0};
  RowRates<double> r = rates();
  r.death = r.suspend = 0, r.gain = 1;
  const std::vector<double> none{0, 0, 0, 0};
  const OneWay way({.way = Way::statutory,
                    .share = 1,
                    .asked = 1,
                    .gained = 0.5,
                    .here = none.data(),
                    .next = none.data() + 1,
                    .minimum_years = 5,
                    .leave = 0.2,
                    .buy = 0.4},
                   3);
  RowOutcome<double> out;
  YearSums<double> sums;
  const auto left = live(row, filled, Arrivals<double>{}, way.in(r), out, sums);
  EXPECT_NEAR(out.bought.heads, 4, 1e-12);
  EXPECT_NEAR(out.bought.paid, 4 * 2.5, 1e-12);
  EXPECT_NEAR(out.bought.indexed, 4 * 1.1 + 0.7 * 3.6, 1e-12);
  EXPECT_NEAR(out.bought.account, 20000 * 1.04 + 3000 * 3.6 * (1 + 0.04 * 6.5 / 12), 1e-8);
  EXPECT_NEAR(out.missing_years, 4 * 2.5, 1e-12);
  EXPECT_EQ(out.lent_heads, 0);
  EXPECT_NEAR(sums.refunded.heads, 2, 1e-12);
  EXPECT_NEAR(row[2].contributing.heads, 4, 1e-12);  // who keep paying
  EXPECT_NEAR(sums.gained().heads, 10, 1e-12);
  EXPECT_NEAR(left.heads(), 4, 1e-12);
}

// Who is asked for the first time: of the short who are still there, those asked before who kept paying included.
TEST(Exit, AsksOnlyThoseOfTheShortWhoAreStillThere) {
  const Exit exit{.asked = 0.3, .asked_before = 0.5, .leave = 0.2, .buy = 0.1, .loan = 0.5, .loan_from = 3};
  EXPECT_NEAR(exit.asks(2), 0.3 / (1 - 0.3 * 0.5), 1e-15);
  EXPECT_NEAR(exit.ending(2), exit.asks(2) * 0.3, 1e-15);
  EXPECT_NEAR(exit.leaving(3), 0.2 * 0.5, 1e-15);
  EXPECT_NEAR(exit.buying(3), 0.6, 1e-15);
  EXPECT_NEAR(exit.asks(3), 0.3 / (1 - 0.7 * 0.5), 1e-15);
}

// An outcome is used again from row to row: what an earlier row left in it is gone.
TEST(YearStep, BeginsEachRowWithAnEmptyOutcome) {
  const std::vector<double> none{0, 0, 0, 0};
  RowRates<double> r = rates();
  const OneWay way({.way = Way::statutory,
                    .share = 1,
                    .asked = 1,
                    .gained = 0.5,
                    .here = none.data(),
                    .next = none.data() + 1,
                    .minimum_years = 5,
                    .leave = 0.2,
                    .buy = 0.4,
                    .loan = 0.5,
                    .loan_from = 0},
                   3);
  RowOutcome<double> once, again;
  const auto lived = [&](RowOutcome<double>& out) {
    Row row(3);
    BucketSpan filled{0, 2};
    row[1].contributing = {10, 15, 11, 50000, 9, 0};
    YearSums<double> sums;
    live(row, filled, Arrivals<double>{}, way.in(r), out, sums);
  };
  lived(once), lived(again), lived(again);
  EXPECT_GT(once.lent_heads, 0);
  EXPECT_EQ(again.missing_years, once.missing_years);
  EXPECT_EQ(again.lent_heads, once.lent_heads);
  EXPECT_EQ(again.lent_years, once.lent_years);
  EXPECT_EQ(again.bought.heads, once.bought.heads);
  EXPECT_EQ(again.due[0].gaining.heads, once.due[0].gaining.heads);
}

// Home-comers arrive with their record in their own bucket and pay half the year (equation M3.8).
TEST(YearStep, WelcomesHomeComersWithTheirRecord) {
  Row row(3);
  BucketSpan filled{0, 2};
  Arrivals<double> joins;
  joins.returning = {10, 15, 12, 30000, 8, 0}, joins.returning_bucket = 1;
  RowOutcome<double> out;
  YearSums<double> sums;
  const auto left = live(row, filled, joins, rates(), out, sums);
  EXPECT_NEAR(row[1].contributing.heads, 6, 1e-12);
  EXPECT_NEAR(row[2].contributing.heads, 4, 1e-12);
  EXPECT_NEAR(row[2].contributing.paid, 4 * 2.5, 1e-12);
  EXPECT_NEAR(row[2].contributing.indexed, 4 * 1.2 + 0.7 * 3.2, 1e-12);
  EXPECT_NEAR(row[1].contributing.account, 18000 * 1.04, 1e-9);
  EXPECT_NEAR(left.total.contributing.level, 8, 1e-12);
}

// The equations are written once, on Real: two futures in one pack give what each gives alone, bit for bit.
TEST(YearStep, RunsOnLanesOfTheSameText) {
  Row a(3), b(3);
  std::vector<MemberCell<Pack2>> pack(3);
  BucketSpan filled_a{0, 2}, filled_b{0, 2}, filled{0, 2};
  a[1].contributing = {100, 150, 105, 200000, 100, 3}, b[1].contributing = {70, 120, 80, 90000, 63, 0};
  pack[1].contributing = {Pack2{100, 70},       Pack2{150, 120}, Pack2{105, 80},
                          Pack2{200000, 90000}, Pack2{100, 63},  Pack2{3, 0}};
  const OneWay way({.way = Way::special,
                    .share = 0.25,
                    .asked = 0.25,
                    .gained = 0.5,
                    .here = kFromTwo.data(),
                    .next = kFromTwo.data() + 1,
                    .minimum_years = 2,
                    .leave = 0.1},
                   3);
  const RowRates<double> r = way.in(rates());
  RowOutcome<double> out_a, out_b;
  YearSums<double> sums_a, sums_b;
  RowOutcome<Pack2> out;
  YearSums<Pack2> sums;
  live(a, filled_a, entering<double>(5), r, out_a, sums_a);
  live(b, filled_b, entering<double>(9), r, out_b, sums_b);
  live<Pack2>(pack, filled, entering<Pack2>(Pack2{5, 9}), r, out, sums);
  for (std::size_t s = 0; s < 3; ++s) {
    EXPECT_EQ(pack[s].contributing.account[0], a[s].contributing.account);
    EXPECT_EQ(pack[s].contributing.account[1], b[s].contributing.account);
    EXPECT_EQ(pack[s].suspended.paid[1], b[s].suspended.paid);
  }
  EXPECT_EQ(out.due[0].shift.heads[0], out_a.due[0].shift.heads);
  EXPECT_EQ(sums.refunded.account[1], sums_b.refunded.account);
  EXPECT_EQ(sums.gained().level[1], sums_b.gained().level);
}

}  // namespace
}  // namespace ballast
