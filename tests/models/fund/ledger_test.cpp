#include "models/fund/ledger.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

constexpr Account kFund{Holder::unit_fund, 0};
constexpr Account kOther{Holder::unit_fund, 1};
constexpr Account kPool{Holder::city_pool, -1};
constexpr Account kContributors{Holder::contributors, -1};
constexpr Account kPensioners{Holder::pensioners, -1};

Ledger first_year() {
  Ledger l;
  post(l, {2016, 0, kFund, kContributors, Fen{100}, "44-3.8", "contributions"});
  post(l, {2016, 0, kPensioners, kFund, Fen{70}, "44-4.1", "pensions"});
  post(l, {2016, 0, kPool, kFund, Fen{5}, "44-2.15", "levy"});
  return l;
}

Ledger second_year() {
  Ledger l;
  post(l, {2017, 0, kFund, kPool, Fen{3}, "44-2.11", "subsidy_fixed"});
  return l;
}

TEST(FundBalances, FollowFromTheEntriesYearByYear) {
  FundBalances funds(1);
  EXPECT_EQ(funds.unit(0), Fen{0});
  funds.take(first_year());
  EXPECT_EQ(funds.unit(0), Fen{25});
  EXPECT_EQ(funds.pool(), Fen{5});
  funds.take(second_year());
  EXPECT_EQ(funds.unit(0), Fen{28});
  EXPECT_EQ(funds.pool(), Fen{2});
}

TEST(FundBalances, EliminateTransfersBetweenFundsInTheWholeCity) {
  FundBalances funds(1);
  const CityFlows first = funds.take(first_year());
  EXPECT_EQ(first.received, Fen{100});
  EXPECT_EQ(first.paid, Fen{70});
  EXPECT_EQ(first.transfers, Fen{5});
  EXPECT_EQ(funds.whole_city(), Fen{30});
  const CityFlows second = funds.take(second_year());
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
  Ledger l = first_year();
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
