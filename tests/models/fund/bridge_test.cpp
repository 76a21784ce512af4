#include "models/fund/bridge.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ballast {
namespace {

TEST(Bridge, LendsToAllInProportionWhateverTheirOrder) {
  const std::array one_way{Position{.cash = Fen{-20}}, Position{.cash = Fen{-10}}};
  const std::array other_way{Position{.cash = Fen{-10}}, Position{.cash = Fen{-20}}};
  const auto a = bridge(one_way, Fen{15});
  const auto b = bridge(other_way, Fen{15});
  EXPECT_EQ(a[0].advance, Fen{10});
  EXPECT_EQ(a[0].benefit_arrears, Fen{10});
  EXPECT_EQ(b[1].advance, a[0].advance);
  EXPECT_EQ(b[0].advance, a[1].advance);
}

TEST(Bridge, PaysPensionersBeforeThePoolAndKeepsTheRest) {
  const std::array units{Position{.cash = Fen{20}, .arrears_outstanding = Fen{6}, .advances_outstanding = Fen{9}}};
  const Bridge b = bridge(units, Fen{0}).front();
  EXPECT_EQ(b.arrears_paid, Fen{6});
  EXPECT_EQ(b.advance_repaid, Fen{9});
  EXPECT_EQ(b.closing, Fen{5});
  EXPECT_EQ(b.arrears_outstanding, Fen{0});
  EXPECT_EQ(b.advances_outstanding, Fen{0});
}

TEST(Bridge, AddsNewArrearsToThoseOfEarlierYears) {
  const std::array units{Position{.cash = Fen{-8}, .arrears_outstanding = Fen{6}, .advances_outstanding = Fen{1}}};
  const Bridge b = bridge(units, Fen{3}).front();
  EXPECT_EQ(b.arrears_outstanding, Fen{11});
  EXPECT_EQ(b.advances_outstanding, Fen{4});
  EXPECT_EQ(b.closing, Fen{0});
}

}  // namespace
}  // namespace ballast
