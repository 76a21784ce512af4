// What a cell of members holds, and where a cohort's cells are kept (docs/equations.md, 1.2).
#include "models/membership/members.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

void expect_equal(const Members<double>& m, const Members<double>& expected) {
  EXPECT_EQ(m.heads, expected.heads);
  EXPECT_EQ(m.paid, expected.paid);
  EXPECT_EQ(m.indexed, expected.indexed);
  EXPECT_EQ(m.account, expected.account);
  EXPECT_EQ(m.deemed, expected.deemed);
  EXPECT_EQ(m.level, expected.level);
}

TEST(Members, AddSubtractAndPartInEveryField) {
  const Members<double> one{1, 2, 3, 4, 5, 6}, ten{10, 20, 30, 40, 50, 60};
  expect_equal(ten + one, {11, 22, 33, 44, 55, 66});
  expect_equal(ten - one, {9, 18, 27, 36, 45, 54});
  expect_equal(0.5 * ten, {5, 10, 15, 20, 25, 30});
  Members<double> sum = ten;
  sum -= one;
  expect_equal(sum, {9, 18, 27, 36, 45, 54});
  EXPECT_EQ(whole_year(one).heads, 1);
  EXPECT_EQ(whole_year(one).level, 5);
}

TEST(Gain, AddsUpAndParts) {
  Gain<double> gain{1, 2};
  gain += Gain<double>{10, 20};
  EXPECT_EQ((0.5 * gain).heads, 5.5);
  EXPECT_EQ((0.5 * gain).level, 11);
}

TEST(BucketSpan, GrowsByWhatItIncludesAndNotByNothing) {
  BucketSpan span;
  EXPECT_TRUE(span.empty());
  span.include({3, 3});
  EXPECT_TRUE(span.empty());
  span.include({4, 6});
  EXPECT_EQ(span.first, 4);
  EXPECT_EQ(span.last, 6);
  span.include({2, 5});
  EXPECT_EQ(span.first, 2);
  EXPECT_EQ(span.last, 6);
  span.include({5, 9});
  span.include({0, 0});
  EXPECT_EQ(span.first, 2);
  EXPECT_EQ(span.last, 9);
}

// Kept by birth year: nobody moves when a year passes.
template <class People>
void expect_to_follow_each_cohort() {
  constexpr int kTop = 15, kYears = 4;
  using Table = CohortTable<People>;
  Table table(kTop);
  EXPECT_EQ(table.buckets(), 16);
  const auto mark = [](Age x, int s) { return 20.0 * x + s; };
  for (Age x = Table::kFirstAge; x <= Table::kLastAge - kYears; ++x) {
    for (int s = 0; s <= kTop; ++s) table.row(x)[s].contributing.heads = mark(x, s);
    table.state(x).span = {0, x % 15 + 1};
    table.state(x).total.suspended.heads = x;
  }
  for (int year = 1; year <= kYears; ++year) table.grow_older();
  const Table& same = table;
  for (Age x = Table::kFirstAge + kYears; x <= Table::kLastAge; ++x) {
    for (int s = 0; s <= kTop; ++s) ASSERT_EQ(same.row(x)[s].contributing.heads, mark(x - kYears, s)) << x;
    EXPECT_EQ(same.state(x).span.last, (x - kYears) % 15 + 1);
    EXPECT_EQ(same.state(x).heads(), x - kYears);
  }
  for (Age x = Table::kFirstAge; x < Table::kFirstAge + kYears; ++x) EXPECT_TRUE(same.state(x).span.empty());
}
TEST(CohortTable, FollowsEachCohortThroughTheYears) {
  expect_to_follow_each_cohort<Members<double>>();
  expect_to_follow_each_cohort<Record<double>>();
}

// The ring goes round more often than any run is long: whoever comes in finds an empty row.
TEST(CohortTable, GivesTheRowOfTheOldestToTheCohortThatComesIn) {
  using Table = CohortTable<Record<double>>;
  constexpr int kBucket = 2, kLater = 5;
  Table table(3);
  for (int year = 1; year <= 2 * Table::kAges + 3; ++year) {
    ASSERT_TRUE(table.state(Table::kFirstAge).span.empty()) << year;
    table.open(Table::kFirstAge, {kBucket, kBucket + 1});
    double& heads = table.row(Table::kFirstAge)[kBucket].contributing.heads;
    ASSERT_EQ(heads, 0) << year;
    heads = year;
    table.grow_older();
    if (year < kLater) continue;
    ASSERT_EQ(table.row(Table::kFirstAge + kLater)[kBucket].contributing.heads, year - kLater + 1);
  }
}

// Each cohort type has rows of its own.
TEST(MemberTable, KeepsMiddleAndNewCohortsApart) {
  MemberTable<double> table(3);
  table.middle.open(40, {1, 2}), table.fresh.open(40, {2, 3});
  table.middle.row(40)[1].contributing.heads = 7;
  EXPECT_EQ(table.of(Cohort::middle, [](const auto& rows) { return rows.state(40).span.first; }), 1);
  EXPECT_EQ(table.of(Cohort::fresh, [](const auto& rows) { return rows.state(40).span.first; }), 2);
  std::vector<Cohort> seen;
  table.each([&](Cohort cohort, const auto&) { seen.push_back(cohort); });
  EXPECT_EQ(seen, (std::vector{Cohort::middle, Cohort::fresh}));
}

TEST(RowState, CountsEveryFieldAndTheMonthsOfTheGrantInsideTheSpan) {
  const std::vector<double> months{3, 6, 9, 12};
  std::vector<MemberCell<double>> row(4);
  row[1] = {{10, 11, 12, 13, 9, 14}, {4, 5, 6, 7, 3, 8}};
  row[2] = {{20, 21, 22, 23, 22, 24}, {5, 0, 0, 0, 5, 0}};
  row[3].contributing.heads = 1e6;
  RowState<Members<double>> state{.span = {1, 3}, .total = {}, .grant_months = {}};
  state.count(row.data(), 4, {.below_top = months.data(), .top = {}});
  EXPECT_EQ(state.heads(), 39);
  EXPECT_EQ(state.total.contributing.level, 31);
  EXPECT_EQ(state.total.contributing.paid, 32);
  EXPECT_EQ(state.total.suspended.account, 7);
  EXPECT_EQ(state.grant_months, 14 * 6 + 25 * 9);
}

// Buckets that nobody can reach any more ask for no work; one in the middle that is empty stays.
TEST(RowState, ForgetsEmptyBucketsAtTheTop) {
  const std::vector<double> months(4, 3.0);
  std::vector<MemberCell<double>> row(4);
  row[1].suspended.heads = 2;
  RowState<Members<double>> state{.span = {0, 4}, .total = {}, .grant_months = {}};
  state.count(row.data(), 4, {.below_top = months.data(), .top = {}});
  EXPECT_EQ(state.span.last, 2);
  EXPECT_EQ(state.span.first, 0);
  row[1] = {};
  state.count(row.data(), 4, {.below_top = months.data(), .top = {}});
  EXPECT_TRUE(state.span.empty());
  EXPECT_EQ(state.heads(), 0);
}

}  // namespace
}  // namespace ballast
