#include "models/uncertainty/normal.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace ballast {
namespace {

struct Known {
  double u, z;
};

// z solved to 40 digits from erfc(−z/√2)/2 = u with mpmath 1.3.0; scipy.special.ndtri 1.10.1 gives the same within
// 3e-16. Both sides of the joins at |u − ½| = 0.425 and r = 5 (u = e⁻²⁵, about 1.4e-11), and tails far beyond them.
constexpr Known kKnown[]{
    {1e-300, -37.047096299361199237},  {1e-100, -21.273453560965324294},       {1e-30, -11.46402468844361572},
    {0x1p-53, -8.2095361516013868556}, {1e-12, -7.0344838253011319326},        {1e-06, -4.7534243088228989573},
    {0.001, -3.0902323061678135354},   {0.025, -1.9599639845400542118},        {0.05, -1.644853626951472688},
    {0.074, -1.4466320671589785099},   {0.075, -1.4395314709384559349},        {0.0751, -1.4388253927525399824},
    {0.1, -1.2815515655446004353},     {0.25, -0.6744897501960817432},         {0.4, -0.25334710313579974132},
    {0.49, -0.025068908258711058033},  {0.4999999, -2.5066282747031065135e-7}, {0.6, 0.25334710313579974132},
    {0.925, 1.4395314709384562291},    {0.9251, 1.4402382675279638594},        {0.975, 1.9599639845400538556},
    {0.99, 2.3263478740408407676},     {0.999999, 4.7534243088170877657},
};

TEST(Normal, InverseAgreesWithFortyDigitsToOneInTenToTheFifteenth) {
  for (const Known& known : kKnown) EXPECT_NEAR(inverse_normal(known.u) / known.z, 1, 1e-15) << known.u;
  EXPECT_EQ(inverse_normal(0.5), 0);
}

TEST(Normal, IsItsOwnMirrorImageExactly) {
  for (int k = 1; k < 4096; ++k) EXPECT_EQ(inverse_normal(1 - k / 8192.0), -inverse_normal(k / 8192.0));
}

// Φ by the C library's erfc; a relative error ε of z becomes ε·z²  of Φ in the tail.
TEST(Normal, GoingThereAndBackGivesTheSameProbability) {
  for (double u = 1e-15; u < 0.5; u *= 1.37) {
    const double z = inverse_normal(u);
    EXPECT_NEAR(0.5 * std::erfc(-z / std::sqrt(2.0)) / u, 1, 1e-15 * (2 + z * z)) << u;
  }
}

TEST(Normal, RisesThroughTheJoinsOfItsThreeParts) {
  for (const double join : {0.075, std::exp(-25.0)})
    EXPECT_LT(inverse_normal(join * (1 - 1e-12)), inverse_normal(join * (1 + 1e-12)));
}

}  // namespace
}  // namespace ballast
