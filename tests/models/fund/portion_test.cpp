#include "models/fund/portion.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace ballast {
namespace {

TEST(Portion, RoundsHalvesAwayFromZeroOnceAndReadsRatesAsDecimals) {
  EXPECT_EQ(portion(Fen{5}, 0.5), Fen{3});
  EXPECT_EQ(portion(Fen{-5}, 0.5), Fen{-3});
  // 0.285 is not a binary number: a product of doubles gives 28 500 028.499 999 996 and loses the half.
  EXPECT_EQ(portion(Fen{100'000'100}, 0.285), Fen{28'500'029});
  EXPECT_EQ(portion(Fen{10}, 0.1, 2), Fen{1});
}

TEST(Portion, KeepsEveryFenOfAmountsFarBeyondAnyCity) {
  const Fen huge{9'000'000'000'000'000'001};
  EXPECT_EQ(portion(huge, 1.0), huge);
  EXPECT_EQ(quotient(huge, Fen{1'000'003}, Fen{1'000'003}), huge);
}

TEST(Split, GivesWhatIsLeftToTheLargestRemaindersAndTiesToTheEarlier) {
  const std::array claims{Fen{1}, Fen{1}, Fen{1}};
  EXPECT_EQ(split(Fen{2}, claims), (std::vector{Fen{1}, Fen{1}, Fen{0}}));
  const std::array uneven{Fen{10}, Fen{45}, Fen{45}};  // 1.1, 4.95, 4.95 of 11
  EXPECT_EQ(split(Fen{11}, uneven), (std::vector{Fen{1}, Fen{5}, Fen{5}}));
}

// Few claims and many lie in different places. Of 101 for 197 fen a claim of 1 gets 0.51, one of 3 gets 1.54.
TEST(Split, GivesManyClaimsWhatItGivesFew) {
  std::vector<Fen> claims;
  for (int i = 0; i < 99; ++i) claims.push_back(Fen{i % 2 == 0 ? 1 : 3});
  const std::vector<Fen> shares = split(Fen{101}, claims);  // 52 left: to the 49 threes and 3 ones
  EXPECT_EQ(sum(shares), Fen{101});
  for (std::size_t i = 0; i < claims.size(); ++i)
    EXPECT_EQ(shares[i], i % 2 == 1 ? Fen{2} : i < 6 ? Fen{1} : Fen{0}) << i;
}

TEST(Split, TakesNoNoticeOfClaimsOfNothing) {
  const std::array claims{Fen{0}, Fen{1}, Fen{0}, Fen{1}, Fen{1}};
  EXPECT_EQ(split(Fen{2}, claims), (std::vector{Fen{0}, Fen{1}, Fen{0}, Fen{1}, Fen{0}}));
  EXPECT_EQ(split(Fen{3}, claims), (std::vector{Fen{0}, Fen{1}, Fen{0}, Fen{1}, Fen{1}})) << "in full";
  EXPECT_EQ(split(Fen{0}, claims), std::vector<Fen>(5));
}

TEST(Split, GivesNothingWhereNothingIsClaimed) {
  const std::array none{Fen{0}, Fen{0}};
  EXPECT_EQ(split(Fen{7}, none), (std::vector{Fen{0}, Fen{0}}));
}

// 9e18 fen times ten are no 63 bits any more.
TEST(Portion, StopsAtWhatFenCanCount) {
  const Fen most{std::numeric_limits<std::int64_t>::max()}, huge{9'000'000'000'000'000'000};
  EXPECT_EQ(portion(huge, 10), most);
  EXPECT_EQ(portion(-huge, 10), -most);
  EXPECT_EQ(quotient(huge, huge, Fen{1}), most);
}

TEST(Ration, PaysInFullWhenThereIsEnoughAndNothingFromAnEmptyPool) {
  const std::array claims{Fen{3}, Fen{4}};
  EXPECT_EQ(ration(Fen{7}, claims), (std::vector{Fen{3}, Fen{4}}));
  EXPECT_EQ(ration(Fen{-1}, claims), (std::vector{Fen{0}, Fen{0}}));
}

}  // namespace
}  // namespace ballast
