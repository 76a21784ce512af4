#include "models/base/functions.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace ballast {
namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon();

TEST(Functions, ExponentialAgreesWithTheCLibraryToTheLastBitOrTwo) {
  EXPECT_EQ(exponential(0.0), 1.0);
  for (double x = -700; x < 700; x += 0.0137) EXPECT_NEAR(exponential(x) / std::exp(x), 1, kEpsilon) << x;
}

TEST(Functions, LogarithmAgreesWithTheCLibraryToTheLastBitOrTwo) {
  EXPECT_EQ(logarithm(1.0), 0.0);
  for (double x = 1e-12; x < 1e12; x *= 1.00137)
    EXPECT_NEAR(logarithm(x), std::log(x), kEpsilon * std::max(1.0, std::abs(std::log(x)))) << x;
}

struct Known {
  double z, phi;
};
// erfc(−z/√2)/2 to 20 digits with mpmath 1.2.1.
constexpr Known kKnown[]{{-8, 6.2209605742717841235e-16}, {-5, 2.8665157187919391167e-7},
                         {-3, 0.0013498980316300945267},  {-1.96, 0.024997895148220434137},
                         {-1, 0.15865525393145705141},    {-0.5, 0.30853753872598689636},
                         {-0.1, 0.46017216272297101853},  {0, 0.5},
                         {0.25, 0.59870632568292372424},  {0.75, 0.77337264762313180067},
                         {1.5, 0.933192798731141934},     {2.5, 0.99379033467422386483},
                         {4, 0.99996832875816688008},     {7, 0.99999999999872018746}};

TEST(Functions, NormalDistributionAgreesWithTwentyDigitsToOneInTenToTheFifteenth) {
  for (const Known& known : kKnown) EXPECT_NEAR(normal_distribution(known.z), known.phi, 1e-15) << known.z;
  for (double z = -40; z < 40; z += 0.0037)
    EXPECT_NEAR(normal_distribution(z), 0.5 * std::erfc(-z / std::sqrt(2.0)), 1e-15) << z;
}

// A floor of nothing is never reached: ln 0 = −∞.
TEST(Functions, NormalDistributionEndsAtNothingAndEverything) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_LT(normal_distribution(-infinity), 1e-299);
  EXPECT_EQ(normal_distribution(infinity), 1.0);
}

// One text serves every width: a lane's bits do not depend on its neighbours, nor on the width.
TEST(Functions, GiveEveryLaneTheBitsItWouldHaveAlone) {
  for (double x = -36; x < 36; x += 0.173) {
    const Pack4 pack{x, -x, 0.5 * x, 3.0};
    const Pack4 exp = exponential(pack), log = logarithm(Pack4(pack * pack)), phi = normal_distribution(pack);
    for (int lane = 0; lane < 4; ++lane) {
      EXPECT_EQ(exp[lane], exponential(pack[lane]));
      EXPECT_EQ(log[lane], logarithm(pack[lane] * pack[lane]));
      EXPECT_EQ(phi[lane], normal_distribution(pack[lane]));
    }
  }
}

}  // namespace
}  // namespace ballast
