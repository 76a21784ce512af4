// The year of retirees of one age, by hand (equations M0.3, M1.1, M6.1, M6.2; hand cases T03, T05).
#include "models/benefit/pensioners.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace ballast {
namespace {

// Draw terms at 4 %: twelve payments forgo 5.5/12 of the year's interest each, the dying are paid 6.5 months.
PensionRates<double> rates() {
  return {.death = 0.05,
          .fixed = 20,
          .per_year = 1,
          .own_share = 0.01,
          .tilt = 15,
          .whole_year = {1.04, 12, 0.22},
          .of_dying = {1.02, 6.5, 0.1}};
}

/// 100 retirees: 200,000 a month pooled, of it 5,000 transitional, 10,000 increases; accounts that last, one that ends.
PensionerRow<double> hundred() {
  PensionerRow<double> row;
  row.people = {100, 200000, 5000, 3000, 12000, 10000};
  row.account(60) = {20000, 3000000};
  row.account(63) = {1000, 5000};
  row.exhausted = 4000;
  return row;
}

constexpr double kPension = 200000 + 20000 + 1000 + 4000;
constexpr double kIncrease = 35 * 100 + 3000 + 0.01 * kPension;
constexpr double kGrowth = kIncrease / kPension;
constexpr double kMonths = 12 * 0.95 + 6.5 * 0.05;

TEST(RetireesYear, RaisesPensionsPooledAndAccountPartProRata) {
  PensionerRow<double> row = hundred();
  PensionOutcome<double> out;
  retirees_year(row, rates(), out);
  EXPECT_NEAR(out.monthly_increase, kIncrease, 1e-9);
  EXPECT_NEAR(row.people.pooled, 0.95 * 200000 * (1 + kGrowth), 1e-8);
  EXPECT_NEAR(row.people.increases, 0.95 * (12000 + kIncrease), 1e-9);
  EXPECT_NEAR(row.people.pooled_increases, 0.95 * (10000 + 200000 * kGrowth), 1e-9);
  EXPECT_NEAR(row.accounts[60 - 40].pension, 0.95 * 20000 * (1 + kGrowth), 1e-9);
  EXPECT_NEAR(row.exhausted, 0.95 * 4000 * (1 + kGrowth), 1e-9);
  EXPECT_NEAR(row.people.transitional, 0.95 * 5000, 1e-9);
  EXPECT_NEAR(row.people.years, 0.95 * 3000, 1e-9);
  EXPECT_NEAR(row.people.heads, 95, 1e-9);
}

// Sums are carried from year to year and counted anew at the end: both must be the same (equations V1, V2).
TEST(RetireesYear, AddsUpWhoIsThereOnTheLastDay) {
  PensionerRow<double> row = hundred(), other = hundred();
  PensionOutcome<double> out;
  for (PensionerRow<double>* each : {&row, &other})
    if (retirees_year(*each, rates(), out)) retire_empty_accounts(*each);
  PensionerSums<double> counted = sums_of(row);
  counted += sums_of(other);
  EXPECT_NEAR(out.closing.people.heads, counted.people.heads, 1e-9);
  EXPECT_NEAR(out.closing.people.pooled, counted.people.pooled, 1e-8);
  EXPECT_NEAR(out.closing.account_pension, counted.account_pension, 1e-9);
  EXPECT_NEAR(out.closing.account_balance, counted.account_balance, 1e-6);
  EXPECT_GT(row.exhausted, 4100);  // the short account is the pool's now
}

TEST(RetireesYear, LetsThePoolCarryTheWholeIncreaseWhenAsked) {
  PensionerRow<double> row = hundred();
  PensionRates<double> r = rates();
  r.pool_carries_increases = true;
  PensionOutcome<double> out;
  retirees_year(row, r, out);
  EXPECT_NEAR(row.people.pooled, 0.95 * (200000 + kIncrease), 1e-8);
  EXPECT_NEAR(row.people.pooled_increases, 0.95 * (10000 + kIncrease), 1e-9);
  EXPECT_NEAR(row.accounts[60 - 40].pension, 0.95 * 20000, 1e-9);
  EXPECT_NEAR(row.exhausted, 0.95 * 4000, 1e-9);
  EXPECT_NEAR(out.increases, kMonths * (10000 + kIncrease), 1e-6);
}

TEST(RetireesYear, PaysTheLivingTwelveMonthsAndTheDyingTheirs) {
  PensionerRow<double> row = hundred();
  PensionOutcome<double> out;
  retirees_year(row, rates(), out);
  const double pooled_increases = 10000 + 200000 * kGrowth;
  EXPECT_NEAR(out.basic, kMonths * (200000 * (1 + kGrowth) - 5000 - pooled_increases), 1e-6);
  EXPECT_NEAR(out.transitional, kMonths * 5000, 1e-9);
  EXPECT_NEAR(out.increases, kMonths * pooled_increases, 1e-6);
  EXPECT_NEAR(out.increase_first_year, kMonths * kIncrease, 1e-9);
  EXPECT_NEAR(out.increase_surviving, kMonths * (12000 + kIncrease), 1e-9);
  EXPECT_NEAR(out.monthly_ended, 0.05 * (kPension + kIncrease), 1e-9);
  EXPECT_NEAR(out.dead, 5, 1e-12);
}

// The account of award age 63 holds 5,000 and owes more than 12,000: it pays what is there, the pool pays on.
TEST(RetireesYear, DrawsEachAccountUntilItIsEmptyAndThePoolPaysTheRest) {
  PensionerRow<double> row = hundred();
  PensionOutcome<double> out;
  retirees_year(row, rates(), out);
  const double lasting = 20000 * (1 + kGrowth), ending = 1000 * (1 + kGrowth);
  const double ended_living = 0.95 * 5000 * 1.04 * 12 / 12.22;
  const double ended_dying = std::min(0.05 * 5000 * 1.02 * 6.5 / 6.6, 0.05 * 6.5 * ending);
  EXPECT_NEAR(out.from_account, kMonths * lasting + ended_living + ended_dying, 1e-6);
  EXPECT_NEAR(out.from_pool, kMonths * (ending + 4000 * (1 + kGrowth)) - ended_living - ended_dying, 1e-6);
  EXPECT_NEAR(row.accounts[60 - 40].balance, 0.95 * (3000000 * 1.04 - 12.22 * lasting), 1e-6);
  EXPECT_EQ(row.accounts[63 - 40].balance, 0);
  const double refund = 0.05 * (3000000 * 1.02 - 6.6 * lasting) + 0.05 * 5000 * 1.02 - ended_dying * 6.6 / 6.5;
  EXPECT_NEAR(out.refunded, refund, 1e-6);
  const double closing = row.account_balance();
  EXPECT_NEAR(out.interest, closing + out.refunded + out.from_account - 3005000, 1e-6);
}

TEST(RetireesYear, DoesNothingToNobody) {
  PensionerRow<double> row;
  PensionOutcome<double> out;
  retirees_year(row, rates(), out);
  EXPECT_EQ(out.basic, 0);
  EXPECT_EQ(out.monthly_increase, 0);
  EXPECT_EQ(row.people.heads, 0);
}

TEST(EmptyAccounts, AreGatheredAndTheirPlacesGivenUp) {
  PensionerRow<double> row;
  row.account(60) = {100, 0}, row.account(61) = {200, 50}, row.account(62) = {300, 0}, row.account(63) = {400, 0};
  const double pension = row.account_pension();
  retire_empty_accounts(row);
  EXPECT_EQ(row.exhausted, 800);
  EXPECT_EQ(row.account_pension(), pension);
  EXPECT_EQ(row.first, 61 - 40);
  EXPECT_EQ(row.last, 62 - 40);
  row.account(61).balance = 0;
  retire_empty_accounts(row);
  EXPECT_EQ(row.exhausted, 1000);
  EXPECT_EQ(row.first, row.last);
  row.account(70) = {7, 70};  // a later award opens a place of its own
  EXPECT_EQ(row.first, 70 - 40);
  EXPECT_EQ(row.account_balance(), 70);
  EXPECT_EQ(row.account_pension(), 1007);
}

// Units side by side: whose account is empty is the pool's, whatever the unit beside it still has.
TEST(EmptyAccounts, AreThePoolsLaneByLane) {
  PensionerRow<Pack2> row;
  row.account(60) = {Pack2{100, 300}, Pack2{0, 50}};
  retire_empty_accounts(row);
  EXPECT_EQ(row.exhausted[0], 100);
  EXPECT_EQ(row.exhausted[1], 0);
  EXPECT_EQ(row.account(60).pension[0], 0);
  EXPECT_EQ(row.account(60).pension[1], 300);
}

TEST(PensionerRow, UsesThePlacesBetweenItsFirstAndItsLastAwardAge) {
  PensionerRow<double> row;
  row.account(60) = {1, 10};
  row.account(55) = {2, 20};
  row.account(66) = {4, 40};
  row.account(60).pension += 8;
  EXPECT_EQ(row.first, 55 - 40);
  EXPECT_EQ(row.last, 67 - 40);
  row.exhausted = 16;
  EXPECT_EQ(row.account_pension(), 31);
  EXPECT_EQ(row.account_balance(), 70);
}

TEST(PensionerRow, MovesAShareOfEveryoneAndEverything) {
  PensionerRow<double> from = hundred(), to;
  to.people.heads = 1, to.exhausted = 1, to.account(60) = {1, 1};
  from.move(0.25, to);
  EXPECT_NEAR(to.people.heads, 26, 1e-12);
  EXPECT_NEAR(to.people.pooled, 50000, 1e-9);
  EXPECT_NEAR(to.people.transitional, 1250, 1e-9);
  EXPECT_NEAR(to.people.years, 750, 1e-9);
  EXPECT_NEAR(to.people.increases, 3000, 1e-9);
  EXPECT_NEAR(to.people.pooled_increases, 2500, 1e-9);
  EXPECT_NEAR(to.exhausted, 1001, 1e-9);
  EXPECT_NEAR(to.account(60).pension, 5001, 1e-9);
  EXPECT_NEAR(to.account(63).balance, 1250, 1e-9);
  EXPECT_NEAR(from.people.heads, 75, 1e-12);
  EXPECT_NEAR(from.exhausted, 3000, 1e-9);
  EXPECT_NEAR(from.account(60).pension, 15000, 1e-9);
  EXPECT_NEAR(from.account(60).balance, 2250000, 1e-6);
}

// Kept by birth year; those past the last age join it.
TEST(PensionerTable, FollowsCohortsAndGathersTheOldest) {
  constexpr int kYears = 3;
  using Table = PensionerTable<double>;
  Table table;
  for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x) table.row(x).people.heads = x;
  for (int year = 1; year <= kYears; ++year) table.grow_older();
  EXPECT_EQ(table.row(70).people.heads, 67);
  EXPECT_EQ(table.row(Table::kLastAge).people.heads, 102 + 103 + 104 + 105);
  EXPECT_EQ(table.row(Table::kFirstAge).people.heads, 0);
  const Table& same = table;
  EXPECT_EQ(&same.row(70), &table.row(70));
}

// Rows of other ages than those in use are not looked at: nobody may stand there.
TEST(PensionerTable, KnowsTheAgesInUse) {
  using Table = PensionerTable<double>;
  Table table;
  const auto in_use = [&] { return std::pair(table.ages().youngest(), table.ages().oldest()); };
  EXPECT_TRUE(table.ages().nobody());
  table.grow_older();
  EXPECT_TRUE(table.ages().nobody());
  for (Age x : {60, 55, 70}) table.open(x).people.heads = 1;
  EXPECT_EQ(in_use(), std::pair(55, 70));
  table.grow_older();
  EXPECT_EQ(in_use(), std::pair(56, 71));
  table.row(71).move(1.0, table.open(72));  // the oldest leave; who is left is 61 at most a year later
  table.row(72).people.heads = 0;
  table.grow_older();
  EXPECT_EQ(in_use(), std::pair(57, 62));
  for (int year = 0; year < Table::kAges; ++year) table.grow_older();
  EXPECT_EQ(in_use(), std::pair(Table::kLastAge, Table::kLastAge));  // the last age is open
  table.clear();
  EXPECT_TRUE(table.ages().nobody());
}

// The ring goes round more often than any run is long: nobody is lost and nobody counted twice.
TEST(PensionerTable, KeepsEveryCohortRoundTheRing) {
  using Table = PensionerTable<double>;
  Table table;
  for (int year = 1; year <= 2 * Table::kAges + 8; ++year) {
    ASSERT_EQ(table.row(Table::kFirstAge).people.heads, 0) << year;
    table.row(Table::kFirstAge).people.heads = 1;
    table.grow_older();
    double all = 0;
    for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x) all += table.row(x).people.heads;
    ASSERT_EQ(all, year);
    if (year >= Table::kAges) ASSERT_EQ(table.row(Table::kLastAge).people.heads, year - Table::kAges + 2);
  }
}

TEST(RetireesYear, RunsOnLanesOfTheSameText) {
  const PensionRates<double> r{.death = 0.03,
                               .fixed = 20,
                               .per_year = 1,
                               .own_share = 0.01,
                               .tilt = 15,
                               .whole_year = draw_terms(0.04, 0),
                               .of_dying = {1.02, 6.5, 0.08},
                               .pool_carries_increases = false};
  PensionerRow<double> one;
  one.people = {100, 200000, 5000, 3000, 0, 0};
  one.account(60) = {20000, 500000}, one.account(61) = {300, 100};  // the second runs out
  PensionerRow<Pack2> two;
  two.people = {Pack2{100, 100}, Pack2{200000, 200000}, Pack2{5000, 5000}, Pack2{3000, 3000}, Pack2{}, Pack2{}};
  two.account(60) = {Pack2{20000, 20000}, Pack2{500000, 500000}}, two.account(61) = {Pack2{300, 300}, Pack2{100, 100}};
  PensionOutcome<double> out_one;
  PensionOutcome<Pack2> out_two;
  retirees_year<double, double>(one, r, out_one);
  retirees_year<Pack2, double>(two, r, out_two);
  EXPECT_EQ(out_two.from_pool[1], out_one.from_pool);
  EXPECT_EQ(out_two.increase_surviving[0], out_one.increase_surviving);
  EXPECT_GT(out_one.from_pool, 0);
  EXPECT_NEAR(out_one.monthly_increase, 100 * 20 + 3000 + 0.01 * 220300 + 100 * 15, 1e-9);
}

// An empty account needs no year of its own: the pool pays its pension on, to the last bit.
TEST(RetireesYear, PaysTheSameOnceEmptyAccountsAreGathered) {
  const PensionRates<double> r{.death = 0.03, .whole_year = draw_terms(0.04, 0), .of_dying = {1.02, 6.5, 0.08}};
  PensionerRow<double> apart, gathered;
  apart.people = gathered.people = {100, 200000, 0, 3000, 0, 0};
  apart.account(60) = {20000, 0}, gathered.account(60) = {20000, 0};
  retire_empty_accounts(gathered);
  PensionOutcome<double> a, b;
  retirees_year<double, double>(apart, r, a);
  retirees_year<double, double>(gathered, r, b);
  EXPECT_DOUBLE_EQ(a.from_pool, b.from_pool);
  EXPECT_DOUBLE_EQ(apart.account_pension(), gathered.account_pension());
}

}  // namespace
}  // namespace ballast
