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

TEST(FundBalances, FollowFromTheEntriesYearByYear) {
  const Ledger l = two_years();
  FundBalances funds(l, 1);
  funds.take(2015);
  EXPECT_EQ(funds.unit(0), Fen{0});
  funds.take(2016);
  EXPECT_EQ(funds.unit(0), Fen{25});
  EXPECT_EQ(funds.pool(), Fen{5});
  funds.take(2017);
  EXPECT_EQ(funds.unit(0), Fen{28});
  EXPECT_EQ(funds.pool(), Fen{2});
}

TEST(FundBalances, EliminateTransfersBetweenFundsInTheWholeCity) {
  const Ledger l = two_years();
  FundBalances funds(l, 1);
  const CityFlows first = funds.take(2016);
  EXPECT_EQ(first.received, Fen{100});
  EXPECT_EQ(first.paid, Fen{70});
  EXPECT_EQ(first.transfers, Fen{5});
  EXPECT_EQ(funds.whole_city(), Fen{30});
  const CityFlows second = funds.take(2017);
  EXPECT_EQ(second.received, Fen{0});
  EXPECT_EQ(second.transfers, Fen{3});
  EXPECT_EQ(funds.whole_city(), Fen{30});
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
