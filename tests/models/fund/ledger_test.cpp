#include "models/fund/ledger.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

constexpr Account kFund{Holder::unit_fund, 0};
constexpr Account kOther{Holder::unit_fund, 1};
constexpr Account kPool{Holder::city_pool, -1};
constexpr Account kContributors{Holder::contributors, -1};
constexpr Account kPensioners{Holder::pensioners, -1};

Ledger two_years() {
  Ledger l;
  post(l, {2016, 0, kFund, kContributors, Fen{100}, "44-3.8", "contributions"});
  post(l, {2016, 0, kPensioners, kFund, Fen{70}, "44-4.1", "pensions"});
  post(l, {2016, 0, kPool, kFund, Fen{5}, "44-2.15", "levy"});
  post(l, {2017, 0, kFund, kPool, Fen{3}, "44-2.11", "subsidy_fixed"});
  return l;
}

TEST(Ledger, LetsBalancesFollowFromItsEntries) {
  const Ledger l = two_years();
  EXPECT_EQ(balance(l, kFund, 2015), Fen{0});
  EXPECT_EQ(balance(l, kFund, 2016), Fen{25});
  EXPECT_EQ(balance(l, kFund, 2017), Fen{28});
  EXPECT_EQ(balance(l, kPool, 2017), Fen{2});
  EXPECT_EQ(balance(l, kContributors, 2017), Fen{-100});
}

TEST(Ledger, SumsToZeroOverAllAccounts) {
  const Ledger l = two_years();
  EXPECT_EQ(balance(l, kFund, 2017) + balance(l, kPool, 2017) + balance(l, kContributors, 2017) +
                balance(l, kPensioners, 2017),
            Fen{0});
}

TEST(Ledger, EliminatesTransfersBetweenFundsInTheWholeCity) {
  const Consolidation first = consolidate(two_years(), 2016);
  EXPECT_EQ(first.received, Fen{100});
  EXPECT_EQ(first.paid, Fen{70});
  EXPECT_EQ(first.transfers, Fen{5});
  EXPECT_EQ(first.units + first.pool, Fen{30});
  const Consolidation second = consolidate(two_years(), 2017);
  EXPECT_EQ(second.received, Fen{0});
  EXPECT_EQ(second.transfers, Fen{3});
  EXPECT_EQ(second.units + second.pool, Fen{30});
}

TEST(Ledger, PostsNothingThatMovesNothing) {
  Ledger l;
  post(l, {2016, 0, kFund, kPool, Fen{0}, "44-2.11", "subsidy_fixed"});
  EXPECT_TRUE(l.empty());
}

TEST(Ledger, FindsEntriesThatAreNone) {
  Ledger l = two_years();
  EXPECT_EQ(unsound(l, 1), nullptr);
  l.push_back({2017, 0, kFund, kFund, Fen{1}, "44-4.1", "self"});
  EXPECT_EQ(unsound(l, 1), &l.back());
  l.back() = {2017, 0, kOther, kPool, Fen{1}, "44-4.1", "unit that is not there"};
  EXPECT_EQ(unsound(l, 1), &l.back());
  EXPECT_EQ(unsound(l, 2), nullptr);
  l.back() = {2017, 0, kFund, kPool, Fen{-1}, "44-4.1", "negative"};
  EXPECT_EQ(unsound(l, 1), &l.back());
}

}  // namespace
}  // namespace ballast
