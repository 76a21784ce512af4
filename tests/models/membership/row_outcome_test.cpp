// What a row's year owes to those who arrive and to those who test its members, by hand (equations M4.5, M5.3).
#include <gtest/gtest.h>

#include <array>

#include "models/membership/year_step.hpp"

namespace ballast {
namespace {

constexpr std::array<double, 3> kNoGrant{}, kAll{1, 1, 1}, kHalf{0.5, 0.5, 0.5};

struct Row {
  std::array<MemberCell<double>, 2> cells;
  RowOutcome<double> out;
  YearSums<double> sums;

  void live(const Arrivals<double>& joins, RowRates<double> r) {
    r.grant.below_top = kNoGrant.data();
    RowState<Members<double>> state{.span = {0, 1}, .total = {}, .grant_months = {}};
    live_one_year(cells.data(), 2, state, joins, r, out, sums);
  }
};

// Of ten who return with a record, φ/2 = 0.4 gain the year: their accounts earn i = 4 %, deemed years stay as they are.
TEST(Arrivals, EarnInterestOnTheAccountsTheyBring) {
  Arrivals<double> joins;
  joins.returning = {10, 15, 12, 30000, 8, 5};
  RowRates<double> r;
  r.gain = 0.8, r.part_year = 0.5, r.interest = 0.04;
  Row row;
  row.live(joins, r);
  EXPECT_NEAR(row.cells[0].contributing.account, 0.6 * 30000 * 1.04, 1e-9);
  EXPECT_NEAR(row.cells[1].contributing.account, 0.4 * 30000 * 1.04, 1e-9);
  EXPECT_NEAR(row.cells[0].contributing.deemed, 0.6 * 5, 1e-12);
  EXPECT_EQ(row.cells[0].suspended.heads + row.cells[1].suspended.heads, 0);
}

// Of ten who join, φ/2 = 0.4 gain a first year, with its index and its credit; where all of those are due, they leave,
// and none of the others.
TEST(Arrivals, LeaveInTheirFirstYearOnlyWithItsGain) {
  constexpr std::array<double, 2> kNobody{0, 0}, kEverybody{1, 1};
  Arrivals<double> joins;
  joins.joining = {10, 8};
  RowRates<double> r;
  r.gain = 0.8, r.part_year = 0.5, r.index = 0.7, r.credit = 3000;
  Row staying, leaving;
  staying.live(joins, r);
  EXPECT_NEAR(staying.cells[1].contributing.heads, 4, 1e-12);
  EXPECT_NEAR(staying.cells[1].contributing.paid, 4, 1e-12);
  EXPECT_NEAR(staying.cells[1].contributing.indexed, 0.7 * 3.2, 1e-12);
  EXPECT_NEAR(staying.cells[1].contributing.account, 3000 * 3.2, 1e-9);
  r.stay_flat = kEverybody.data(), r.stay_up = kNobody.data();
  leaving.live(joins, r);
  EXPECT_NEAR(leaving.cells[0].contributing.heads, 6, 1e-12);
  EXPECT_EQ(leaving.cells[1].contributing.heads, 0);
}

// A row of one bucket is all top: who gains the first year stays in it.
TEST(Arrivals, StayInTheOnlyBucketThereIs) {
  Arrivals<double> joins;
  joins.joining = {10, 8}, joins.dropping = {5, 4};
  RowRates<double> r;
  r.gain = 0.8, r.part_year = 0.5, r.grant.below_top = kNoGrant.data();
  MemberCell<double> only;
  RowState<Members<double>> state{.span = {0, 1}, .total = {}, .grant_months = {}};
  RowOutcome<double> out;
  YearSums<double> sums;
  live_one_year(&only, 1, state, joins, r, out, sums);
  EXPECT_NEAR(only.contributing.heads, 10, 1e-12);
  EXPECT_NEAR(only.suspended.heads, 5, 1e-12);
}

// Ways share tests: how many there are says nothing of how many ways. Ten members, of whom all pass one and half the
// other.
TEST(RowOutcome, HoldsWhoIsDueByEveryTestThereIs) {
  const Exit way{.here = kAll.data(), .next = kAll.data()};
  const std::array<YearsTest, 2> tests{YearsTest{.here = kAll.data(), .next = kAll.data(), .first = 0, .last = 2},
                                       YearsTest{.here = kHalf.data(), .next = kHalf.data(), .first = 0, .last = 2}};
  RowRates<double> r;
  r.exits = &way, r.exit_count = 1, r.tests = tests.data(), r.test_count = 2;
  Row row;
  row.cells[0].contributing = {10, 5, 4, 0, 10, 0};
  row.live({}, r);
  EXPECT_EQ(row.out.tests, 2);
  EXPECT_NEAR(row.out.due[0].eligible.heads, 10, 1e-12);
  EXPECT_NEAR(row.out.due[1].eligible.heads, 5, 1e-12);
}

}  // namespace
}  // namespace ballast
