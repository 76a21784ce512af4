#include "models/base/quantity.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace ballast {
namespace {

TEST(FenFromYuan, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(fen_from_yuan(0.125), Fen{13});
  EXPECT_EQ(fen_from_yuan(-0.125), Fen{-13});
  EXPECT_EQ(fen_from_yuan(0.124), Fen{12});
}

// 63 bits count to 9.2e18 fen.
TEST(FenFromYuan, StopsAtWhatItCanCount) {
  EXPECT_EQ(fen_from_yuan(8.9e16), Fen{8'900'000'000'000'000'000});
  for (const double much : {1e17, 1e300, std::numeric_limits<double>::infinity()}) {
    EXPECT_EQ(fen_from_yuan(much), Fen{9'000'000'000'000'000'000});
    EXPECT_EQ(fen_from_yuan(-much), Fen{-9'000'000'000'000'000'000});
  }
}

}  // namespace
}  // namespace ballast
